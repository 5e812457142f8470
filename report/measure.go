package report

import (
	"unicode/utf8"

	"openloop/assets/fonts"
	"openloop/report/page"
)

// Measure measures text as it comes out on paper: in Noto Sans, kerned, after what cannot be printed
// has been replaced.
func Measure(set *fonts.Set) page.Measure {
	return func(s string, f page.Font) float64 {
		st := fonts.Style(f.Style())
		s, _ = set.Clean(st, s)
		w := set.Width(st, s, f.Size)
		if f.Track != 0 {
			w += f.Track * float64(utf8.RuneCountInString(s))
		}
		return w
	}
}
