package analysis

import (
	"fmt"
	"slices"
	"strings"

	"openloop/research"
)

// mostPeriods is how many stand beside each other on a line of time.
const mostPeriods = 12

// Periods is the interviews of a group, nil for all, in the order of time: by wave where there are two and more, else by
// month, by quarter or by year, the first of these that needs no more than twelve periods. Interviews without a date
// are in none. Keys are those of the wave, "2026-03", "2026-Q1" or "2026".
func (x *Index) Periods(within research.Bits) []Class {
	within = x.within(within)
	if waves := x.waveClasses(within); len(waves) >= 2 {
		return waves
	}
	var r []Class
	for _, unit := range []func(date string) string{month, quarter, year} {
		if r = x.periodsBy(within, unit); len(r) <= mostPeriods {
			return r
		}
	}
	return r
}

func (x *Index) waveClasses(within research.Bits) (r []Class) {
	for _, c := range x.groups["wave"] {
		c.Members = c.Members.And(within)
		if c.Key != "" && c.Members.Count() > 0 {
			r = append(r, c)
		}
	}
	return r
}

// periodsBy sorts the interviews by what unit makes of their dates; "" is in no period. Interviews come by their dates, so
// that a period is looked up once a month and not once an interview.
func (x *Index) periodsBy(within research.Bits, unit func(date string) string) []Class {
	at := map[string]int{}
	var r []Class
	last, here := "", -1
	for _, i := range x.dated {
		date := x.facts[i].Date
		if !within.Has(int(i)) {
			continue
		}
		if m := month(date); m == "" || m != last {
			last, here = m, -1
			if key := unit(date); key != "" {
				k, ok := at[key]
				if !ok {
					k, at[key] = len(r), len(r)
					r = append(r, Class{Key: key, Name: periodName(key), Members: research.NewBits(len(x.facts))})
				}
				here = k
			}
		}
		if here >= 0 {
			r[here].Members.Set(int(i))
		}
	}
	slices.SortFunc(r, func(a, b Class) int { return strings.Compare(a.Key, b.Key) })
	return r
}

func month(date string) string {
	if len(date) < 7 || date[4] != '-' {
		return ""
	}
	return date[:7]
}

func quarter(date string) string {
	m := month(date)
	if m == "" {
		return ""
	}
	n := int(m[5]-'0')*10 + int(m[6]-'0')
	if n < 1 || n > 12 {
		return ""
	}
	return fmt.Sprintf("%s-Q%d", m[:4], (n+2)/3)
}

func year(date string) string {
	if month(date) == "" {
		return ""
	}
	return date[:4]
}

// periodName is a period as people write it: "2026-03", "Q1 2026", "2026".
func periodName(key string) string {
	if y, q, ok := strings.Cut(key, "-Q"); ok {
		return "Q" + q + " " + y
	}
	return key
}
