package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// format is what a number format makes of a number.
type format struct {
	date, clock bool // shows a date, a time of day
	zeros       int  // pads whole numbers to so many digits: "00000"
}

// readStyles finds the number format of each cell style.
func (w *workbook) readStyles(part string) error {
	custom := map[int]format{}
	inXfs := false
	return w.each(part, func(m *markup) (bool, error) {
		switch {
		case m.is("numFmt"):
			if id, ok := m.attrInt("numFmtId"); ok {
				custom[id] = parseFormat(m.attrText("formatCode"))
			}
		case m.is("cellXfs"):
			inXfs = !m.empty
		case m.ends("cellXfs"):
			return false, nil
		case inXfs && m.is("xf"):
			id, _ := m.attrInt("numFmtId")
			f, ok := custom[id]
			if !ok {
				f = builtin(id)
			}
			w.formats = append(w.formats, f)
		}
		return len(w.formats) <= 1<<16, nil
	})
}

// builtin is the format of a number that workbooks do not spell out (ECMA-376, 18.8.30); 27 to 58 are
// dates of East Asian editions.
func builtin(id int) format {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return format{date: true}
	case id == 22:
		return format{date: true, clock: true}
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47, id == 55, id == 56:
		return format{clock: true}
	}
	return format{}
}

// parseFormat reads a format code: "dd/mm/yyyy", `[$-407]d. mmmm yyyy`, "[h]:mm", `0.0 "days"`.
func parseFormat(code string) format {
	code, _, _ = strings.Cut(code, ";")
	var f format
	months, elapsed := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i] | 0x20; {
		case code[i] == '"':
			i += 1 + indexOrEnd(code[i+1:], '"')
		case code[i] == '[':
			n := indexOrEnd(code[i+1:], ']')
			inner := strings.ToLower(code[i+1 : i+1+n])
			elapsed = elapsed || inner != "" && strings.Trim(inner, "hms") == ""
			i += n + 1
		case code[i] == '\\', code[i] == '_', code[i] == '*':
			i++
		case c == 'y', c == 'd':
			f.date = true
		case c == 'h', c == 's':
			f.clock = true
		case c == 'm':
			months = true
		case c == 'g' || c == 'e':
			if strings.HasPrefix(strings.ToLower(code[i:]), "general") {
				return format{}
			}
		}
	}
	if elapsed {
		return format{}
	}
	f.date = f.date || months && !f.clock
	if !f.date && !f.clock && code != "" && strings.Trim(code, "0") == "" {
		f.zeros = len(code)
	}
	return f
}

func indexOrEnd(s string, c byte) int {
	if i := strings.IndexByte(s, c); i >= 0 {
		return i
	}
	return len(s)
}

// numeric is the cell of a number, as its format shows it.
func (w *workbook) numeric(raw string, f format) Cell {
	raw = strings.TrimSpace(raw)
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return Cell{Text: cleanText(raw)}
	}
	switch {
	case f.date && v >= 1 || f.clock && v >= 1 && f.date:
		if t, ok := serialTime(v, w.date1904); ok {
			return dateCell(t)
		}
	case f.date && v == 0: // a formula pointing at a blank cell
		return Cell{}
	case f.clock && v >= 0 && v < 1:
		t, _ := serialTime(v, false)
		return Cell{Text: t.Format(time.TimeOnly)}
	}
	return Cell{Text: pad(plainNumber(raw, v), f.zeros), Number: true}
}

// dateCell is a date, with its time of day unless that is midnight.
func dateCell(t time.Time) Cell {
	layout := time.DateTime
	if h, m, s := t.Clock(); h+m+s == 0 {
		layout = time.DateOnly
	}
	return Cell{Text: t.Format(layout), Date: true}
}

// lastSerial is 9999-12-31, the last day that spreadsheets know.
const lastSerial = 2958465

// serialTime is the moment of a date serial, to the second. Serials up to 60 count from a day later,
// because spreadsheets believe in 29 February 1900.
func serialTime(v float64, date1904 bool) (time.Time, bool) {
	if date1904 {
		v += 1462
	}
	if v < 0 || v >= lastSerial+1 {
		return time.Time{}, false
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if v < 60 {
		epoch = epoch.AddDate(0, 0, 1)
	}
	days := math.Floor(v)
	seconds := math.Round((v - days) * 86400)
	return epoch.AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second), true
}

// plainNumber writes a number without an exponent and without the noise of its sixteenth digit. Whole
// numbers stay as written: they may be long ids.
func plainNumber(raw string, v float64) string {
	if strings.Trim(raw, "0123456789") == "" {
		return raw
	}
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if a := math.Abs(v); a >= 1e21 || a != 0 && a < 1e-9 {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// pad adds leading zeros to a whole number.
func pad(s string, digits int) string {
	if len(s) >= digits || strings.Trim(s, "0123456789") != "" {
		return s
	}
	return strings.Repeat("0", digits-len(s)) + s
}
