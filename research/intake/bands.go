package intake

import (
	"strconv"
	"strings"
)

// ValueBands are the bands that deal values are kept as, lowest first. Exact sums never enter a study.
func ValueBands() []string { return []string{"under 50k", "50-100k", "100-250k", "over 250k"} }

// valueBand reads a deal value, in units of scale (1 or 1000), as a band. The empty band means that
// the cell says nothing; ok is false when it cannot be read.
func valueBand(cell string, isNumber bool, scale float64) (band string, ok bool) {
	f := strings.ToLower(strings.Map(dash, strings.TrimSpace(cell)))
	for _, b := range ValueBands() {
		if strings.ReplaceAll(f, " ", "") == strings.ReplaceAll(b, " ", "") {
			return b, true
		}
	}
	nums := amounts(f, isNumber)
	if len(nums) == 0 || len(nums) > 2 {
		return "", false
	}
	v := nums[0] * scale
	switch {
	case len(nums) == 2:
		v = (nums[0] + nums[1]) / 2 * scale
	case strings.Contains(f, "<") || hasAnyWord(f, "under", "below", "less", "up to", "unter", "bis", "weniger", "moins", "max"):
		v--
	case strings.Contains(f, ">") || hasAnyWord(f, "over", "above", "more", "uber", "über", "mehr", "plus", "min") || strings.HasSuffix(f, "+"):
		v++
	}
	return bandOf(v)
}

// bandOf is the band of an amount. Nothing is known of a deal of 0.
func bandOf(v float64) (string, bool) {
	switch {
	case v < 0:
		return "", false
	case v == 0:
		return "", true
	case v < 50_000:
		return "under 50k", true
	case v < 100_000:
		return "50-100k", true
	case v <= 250_000:
		return "100-250k", true
	}
	return "over 250k", true
}

func hasAnyWord(s string, words ...string) bool {
	s = " " + fold(s) + " "
	for _, w := range words {
		if strings.Contains(s, " "+fold(w)+" ") {
			return true
		}
	}
	return false
}

// amounts finds the sums in a text: "€ 125.000,00", "1.2m", "100-250k" (where the k counts for both).
func amounts(s string, isNumber bool) []float64 {
	if isNumber {
		if v, err := strconv.ParseFloat(strings.TrimSpace(s), 64); err == nil {
			return []float64{v}
		}
	}
	var out, units []float64
	for i := 0; i < len(s); {
		if !digit(s[i]) {
			i++
			continue
		}
		j := i
		for j < len(s) && (digit(s[j]) || joins(s[j:])) {
			j++
		}
		v, ok := amount(s[i:j])
		if !ok {
			return nil
		}
		if len(out) == 0 && minusBefore(s[:i]) {
			v = -v
		}
		out, units = append(out, v), append(units, unit(s[j:]))
		i = j
	}
	for i := range out {
		u := units[i]
		if u == 1 && i+1 < len(units) && out[i] < 1000 {
			u = units[i+1]
		}
		out[i] *= u
	}
	return out
}

// joins says whether a mark inside a number goes on with it: a point or comma before a digit, a space
// or apostrophe before just three.
func joins(s string) bool {
	n := 1
	for n < len(s) && digit(s[n]) {
		n++
	}
	switch s[0] {
	case '.', ',':
		return n > 1
	case ' ', '\'':
		return n == 4
	}
	return false
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// minusBefore says whether a number begins with a minus: a cell's first sign, or brackets of book-keeping.
func minusBefore(before string) bool {
	before = strings.TrimSpace(before)
	return strings.HasSuffix(before, "-") || strings.HasPrefix(before, "(")
}

// unit is what the letters after a number multiply it by.
func unit(after string) float64 {
	w := strings.TrimLeft(after, " ")
	end := 0
	for end < len(w) && w[end] >= 'a' && w[end] <= 'z' {
		end++
	}
	switch w[:end] {
	case "k", "t", "tsd", "tausend", "thousand", "keur", "teur", "kusd", "kgbp", "kchf":
		return 1e3
	case "m", "mio", "mn", "million", "millions", "mill", "millionen", "meur":
		return 1e6
	case "bn", "b", "mrd", "billion":
		return 1e9
	}
	return 1
}

// What stands between the digits of an amount.
var noGaps, noMarks = strings.NewReplacer(" ", "", "'", ""), strings.NewReplacer(".", "", ",", "")

// amount reads digits with points, commas, apostrophes and spaces between them. The last mark is a
// decimal one unless three digits follow it, or it stands there more than once.
func amount(s string) (float64, bool) {
	s = noGaps.Replace(s)
	last := strings.LastIndexAny(s, ".,")
	if last >= 0 {
		mark := s[last : last+1]
		thousands := len(s)-last-1 == 3 && !strings.HasPrefix(s, "0") || strings.Count(s, mark) > 1
		whole, part := s[:last], s[last+1:]
		if thousands {
			whole, part = s, ""
		}
		s = noMarks.Replace(whole) + "." + noMarks.Replace(part)
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// RoleBands are the coarse roles that job titles are kept as.
func RoleBands() []string {
	return []string{"Executive", "Finance", "Operations", "IT", "Procurement", "Production", "Customer service", "Other"}
}

// roleWords tell a band from the words of a job title; the first line with one of them wins. A word
// that ends in * may go on.
var roleWords = []struct{ band, words string }{
	{"Executive", "ceo managing geschaftsfuhr* pdg vorstand* gerant president founder inhaber* owner md algemeen"},
	{"Finance", "cfo finance financial finan* controller controlling account* treasur* buchhalt* comptab* rechnungs*"},
	{"IT", "cio cto it ict edv information systems software developer* digital informati* technology data erp"},
	{"Procurement", "cpo procurement purchas* buyer buying sourcing category einkauf* beschaffung* achats acheteu* inkoop* commodity"},
	{"Production", "production plant manufactur* factory produktion* fertigung* werk* usine works productie* workshop maintenance"},
	{"Customer service", "customer service kundendienst* kundenservice support client clients helpdesk aftersales"},
	{"Operations", "coo operation* operating logisti* supply warehous* planning planner* distribution transport* material* stores betrieb* lager* dispo* exploitation approvisionnement estates fleet quality depot supplies planification"},
	{"Executive", "chief director* directeu* directrice direktor* vp vice executive partner chair* principal head leiter*"},
}

// roleBand is the coarse role of a job title, or "".
func roleBand(title string) string {
	words := strings.Fields(fold(title))
	if len(words) == 0 {
		return ""
	}
	for _, r := range roleWords {
		for _, pattern := range strings.Fields(r.words) {
			for _, w := range words {
				if w == pattern || strings.HasSuffix(pattern, "*") && strings.HasPrefix(w, pattern[:len(pattern)-1]) {
					return r.band
				}
			}
		}
	}
	if joined := fold(title); strings.Contains(joined, "directeur general") || strings.Contains(joined, "chief executive") {
		return "Executive"
	}
	return ""
}
