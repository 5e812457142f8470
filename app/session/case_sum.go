package session

import (
	"math"
	"strconv"
	"strings"

	"openloop/research"
)

// ParseSum reads a whole sum as people type it: "9.4m", "420k", "1,200,000", "1.200.000", "€ 90 000", "20%". Empty is 0.
// A Problem of kind Invalid says what was not understood.
func ParseSum(text string) (int, error) {
	s := strings.ToLower(strings.TrimSpace(text))
	s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "", "’", "", "€", "", "$", "", "£", "", "%", "").Replace(s)
	if s == "" {
		return 0, nil
	}
	bad := research.Problemf(research.Invalid, "“%s” is no sum. Write it as 9.4m, 420k or 1,200,000.", text)
	end := strings.IndexFunc(s, func(r rune) bool { return r >= 'a' && r <= 'z' })
	unit := 1.0
	if end >= 0 {
		switch s[end:] {
		case "k", "t", "tsd", "tsd.":
			unit = 1e3
		case "m", "mio", "mio.", "mn":
			unit = 1e6
		case "bn", "b", "mrd", "mrd.":
			unit = 1e9
		default:
			return 0, bad
		}
		s = s[:end]
	}
	v, err := strconv.ParseFloat(decimal(s, unit > 1), 64)
	if err != nil || strings.Contains(s, "..") || strings.Contains(s, ",,") || v < 0 || math.IsInf(v*unit, 0) || v*unit > 2*sumMost {
		return 0, bad
	}
	return int(math.Round(v * unit)), nil
}

// decimal is digits with one point at most. Marks before just three digits part thousands, unless there is only one and
// a unit follows: "1.250m" is a decimal, "1.250" is not.
func decimal(s string, unit bool) string {
	i := strings.LastIndexAny(s, ".,")
	if i < 0 {
		return s
	}
	whole, part := strings.NewReplacer(".", "", ",", "").Replace(s[:i]), s[i+1:]
	marks := strings.Count(s, ".") + strings.Count(s, ",")
	if len(part) == 3 && whole != "" && (!unit || marks > 1) {
		return whole + part
	}
	return whole + "." + part
}

// SumText is a sum as it stands in a field: "9,400,000", "" for none.
func SumText(v int) string {
	if v == 0 {
		return ""
	}
	s := strconv.Itoa(v)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// CheckAssumption says what is wrong with an assumption as it is typed, nil where nothing is.
func CheckAssumption(a research.Assumption) error {
	_, err := settled(a)
	return err
}
