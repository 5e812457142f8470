package intake

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"openloop/research/sheet"
)

// dateOrder is which of day and month comes first in dates like 3/4/2026.
type dateOrder int

const (
	orderUnknown dateOrder = iota
	dayFirst
	monthFirst
)

// dateParts is a date as a text gives it, before anybody knows which of two numbers is the day.
type dateParts struct {
	year  int
	a, b  int  // day and month in the order of the text; b is the month when sure
	sure  bool // a is the day for certain, b the month
	month bool // no day given: the first of the month is meant
}

// splitDate parts a date in one of the ways people and programs write it.
func splitDate(s string) (dateParts, bool) {
	if v, err := strconv.ParseFloat(strings.TrimSpace(s), 64); err == nil && v >= 20000 && v < 80000 {
		return lonelyNumber(strconv.Itoa(int(v))) // a date serial whose cell has lost its format
	}
	nums, month, ok := dateTokens(s)
	if !ok {
		return dateParts{}, false
	}
	switch {
	case month > 0 && len(nums) == 2:
		return namedMonth(nums, month)
	case month > 0 && len(nums) == 1 && len(nums[0]) == 4:
		return dateParts{year: atoi(nums[0]), a: 1, b: month, sure: true, month: true}, true
	case month > 0:
		return dateParts{}, false
	case len(nums) == 1:
		return lonelyNumber(nums[0])
	case len(nums) == 2 && len(nums[0]) == 4:
		return dateParts{year: atoi(nums[0]), a: 1, b: atoi(nums[1]), sure: true, month: true}, true
	case len(nums) == 2 && len(nums[1]) == 4:
		return dateParts{year: atoi(nums[1]), a: 1, b: atoi(nums[0]), sure: true, month: true}, true
	case len(nums) == 3 && len(nums[0]) == 4:
		return dateParts{year: atoi(nums[0]), a: atoi(nums[2]), b: atoi(nums[1]), sure: true}, true
	case len(nums) == 3 && (len(nums[2]) == 4 || len(nums[2]) == 2):
		p := dateParts{year: fullYear(nums[2]), a: atoi(nums[0]), b: atoi(nums[1])}
		p.sure = strings.Count(s, ".") >= 2 && p.b <= 12 // points are how day-first countries write
		return p, true
	}
	return dateParts{}, false
}

// dateTokens finds the numbers of a date and the month it names; the time of day is cut off.
func dateTokens(s string) (nums []string, month int, ok bool) {
	words := strings.FieldsFunc(cutClock(s), func(c rune) bool { return !(c >= '0' && c <= '9') && !isLetter(c) })
	for _, w := range words {
		digits := strings.TrimRight(w, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
		suffix := strings.ToLower(w[len(digits):])
		switch {
		case digits != "" && strings.Trim(digits, "0123456789") == "" && (suffix == "" || ordinal(suffix)):
			nums = append(nums, digits)
		case digits == "" || !digit(digits[0]):
			m := monthName(w)
			if m == 0 && !dateFiller(w) || m > 0 && month > 0 {
				return nil, 0, false
			}
			month = max(month, m)
		default:
			return nil, 0, false
		}
	}
	return nums, month, len(nums) > 0 && len(nums) <= 3
}

func isLetter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 127 }

func ordinal(s string) bool {
	return s == "st" || s == "nd" || s == "rd" || s == "th" || s == "er" || s == "ter"
}

// cutClock cuts the time of day off: from the hour before the first colon on.
func cutClock(s string) string {
	colon := strings.IndexByte(s, ':')
	if colon < 0 {
		return strings.TrimSuffix(strings.TrimSpace(s), "Z")
	}
	head := strings.TrimRight(s[:colon], "0123456789")
	head = strings.TrimRight(head, " \t,")
	if n := len(head); n > 1 && head[n-1] == 'T' && digit(head[n-2]) {
		head = head[:n-1]
	}
	if head == "" {
		return s[colon:]
	}
	return head
}

// monthName is the number of a month named in English, German, French or Spanish, or 0.
func monthName(w string) int {
	w = fold(w)
	if len(w) < 3 {
		return 0
	}
	for i, names := range []string{"january januar janvier enero jan janner", "february februar fevrier febrero feb fev", "march marz mars marzo mar mrz maerz", "april avril abril apr avr", "may mai mayo",
		"june juni juin junio jun", "july juli juillet julio jul juil", "august aout agosto aug", "september septembre septiembre sep sept", "october oktober octobre octubre oct okt",
		"november novembre noviembre nov", "december dezember decembre diciembre dec dez"} {
		if strings.Contains(" "+names+" ", " "+w+" ") {
			return i + 1
		}
	}
	return 0
}

// dateFiller says whether a word may stand in a date without meaning: weekdays, "of", "de".
func dateFiller(w string) bool {
	w = fold(w)
	if w == "t" || w == "z" || w == "utc" || w == "gmt" || w == "am" || w == "pm" || w == "the" || w == "of" || w == "de" || w == "le" || w == "den" {
		return true
	}
	for _, day := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun", "mo", "di", "mi", "do", "fr", "sa", "so", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "die", "mit", "don", "fre", "sam", "son"} {
		if w == day || len(day) > 2 && strings.HasPrefix(w, day) && (strings.HasSuffix(w, "day") || strings.HasSuffix(w, "tag") || strings.HasSuffix(w, "di") || w == "mittwoch") {
			return true
		}
	}
	return false
}

// namedMonth reads a day and a year around the name of a month.
func namedMonth(nums []string, month int) (dateParts, bool) {
	day, year := nums[0], nums[1]
	if len(day) == 4 {
		day, year = year, day
	}
	if len(day) > 2 || len(year) != 4 && len(year) != 2 {
		return dateParts{}, false
	}
	return dateParts{year: fullYear(year), a: atoi(day), b: month, sure: true}, true
}

// lonelyNumber reads 20260312, a date serial of a spreadsheet, or milliseconds since 1970.
func lonelyNumber(s string) (dateParts, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return dateParts{}, false
	}
	switch {
	case len(s) == 8:
		return dateParts{year: int(n / 10000), a: int(n % 100), b: int(n / 100 % 100), sure: true}, true
	case n >= 20000 && n <= 80000: // 1954 to 2119
		return fromTime(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n))), true
	case len(s) == 13:
		return fromTime(time.UnixMilli(n).UTC()), true
	}
	return dateParts{}, false
}

func fromTime(t time.Time) dateParts {
	return dateParts{year: t.Year(), a: t.Day(), b: int(t.Month()), sure: true}
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// fullYear makes 26 of the century people mean: up to 69 this one.
func fullYear(s string) int {
	n := atoi(s)
	switch {
	case len(s) > 2:
		return n
	case n < 70:
		return 2000 + n
	}
	return 1900 + n
}

// iso is the date, with day and month in the given order where the text leaves it open.
func (p dateParts) iso(order dateOrder) (string, bool) {
	d, m := p.a, p.b
	if !p.sure && (m > 12 || order == monthFirst && d <= 12) {
		d, m = m, d
	}
	if p.year < 1950 || p.year > 2150 || m < 1 || m > 12 || d < 1 {
		return "", false
	}
	t := time.Date(p.year, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

// evidence is what a column's dates say about their order.
func (p dateParts) evidence() dateOrder {
	switch {
	case p.sure:
		return orderUnknown
	case p.a > 12 && p.b <= 12:
		return dayFirst
	case p.b > 12 && p.a <= 12:
		return monthFirst
	}
	return orderUnknown
}

// dateColumn is what is known of one column of dates.
type dateColumn struct {
	order     dateOrder
	day, mon  int // dates that can only be read one way
	ambiguous int
	sample    string // the first of those that are ambiguous
}

// studyDates looks at the dates of a column.
func studyDates(s *sheet.Sheet, first, col int) dateColumn {
	var d dateColumn
	for row := first; row < len(s.Rows); row++ {
		c := s.Cell(row, col)
		if c.Date || c.Text == "" {
			continue
		}
		p, ok := splitDate(c.Text)
		switch {
		case !ok:
		case p.evidence() == dayFirst:
			d.day++
		case p.evidence() == monthFirst:
			d.mon++
		case !p.sure && p.a != p.b:
			if d.ambiguous++; d.sample == "" {
				d.sample = c.Text
			}
		}
	}
	switch {
	case d.day > d.mon:
		d.order = dayFirst
	case d.mon > d.day:
		d.order = monthFirst
	}
	return d
}

// settleOrders decides the order of each column: as a person said, by its own dates, by those of the sheet's other
// columns, by the language of its headings. Where nothing tells, the day is taken to come first and the doubt is
// answered, to be put to a person.
func settleOrders(m Mapping, cols map[int]dateColumn) (map[int]dateOrder, []string, []Doubt) {
	pooled := dateColumn{}
	for _, d := range cols {
		pooled.day, pooled.mon = pooled.day+d.day, pooled.mon+d.mon
	}
	said := m.Dates.order()
	out, warnings, doubts := map[int]dateOrder{}, []string(nil), []Doubt(nil)
	for _, c := range m.Columns {
		d, ok := cols[c.Index]
		if !ok {
			continue
		}
		switch {
		case d.order != orderUnknown:
		case said != orderUnknown:
			d.order = said
		case pooled.mon > pooled.day:
			d.order = monthFirst
		case pooled.day > pooled.mon:
			d.order = dayFirst
		case d.ambiguous > 0:
			if d.order = m.usualOrder(); d.order == orderUnknown {
				doubt := d.doubt(m.Sheet, c)
				doubts = append(doubts, doubt)
				warnings = append(warnings, doubt.Say())
			}
		}
		if d.day > 0 && d.mon > 0 {
			warnings = append(warnings, fmt.Sprintf("Sheet “%s”, column “%s”: some dates have the day first and some the month. Check the dates of this column.", m.Sheet, c.Heading))
		}
		out[c.Index] = d.order
	}
	return out, warnings, doubts
}

// dateOf reads the date of a cell as "2026-03-12". month says that the cell gave no day.
func dateOf(c sheet.Cell, order dateOrder) (iso string, month, ok bool) {
	if c.Date {
		return c.Text[:len(time.DateOnly)], false, true
	}
	p, ok := splitDate(c.Text)
	if !ok {
		return "", false, false
	}
	iso, ok = p.iso(order)
	return iso, p.month, ok
}
