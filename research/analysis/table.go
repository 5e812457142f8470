package analysis

import "openloop/research"

// CodeRow is the counts of one code.
type CodeRow struct {
	Code       research.Code
	Stage      int // the code's own
	Mentions   int
	Interviews int // distinct
	Helped     int // interviews with a coding that helped; one may be in both
	Hurt       int
	Base       int
	Interval   Interval // of Interviews out of Base
	Warnings   []Warning
	ByClass    []ClassCount // by outcome, or by the classes that TableBy was given
}

// ClassCount is the part of a row in one class.
type ClassCount struct {
	Key, Name            string
	Mentions, Interviews int
	Base                 int
	Interval             Interval
}

// Table is the counts of every code within a group of interviews, nil for all, in the order of the
// codebook and split by outcome. Codes merged into others are counted there and have no row.
func (x *Index) Table(within research.Bits) []CodeRow { return x.TableBy(within, x.groups["outcome"]) }

// TableBy is Table, split by other classes.
func (x *Index) TableBy(within research.Bits, classes []Class) []CodeRow {
	within = x.within(within)
	base := within.Count()
	split := make([]research.Bits, len(classes))
	for i, c := range classes {
		split[i] = c.Members.And(within)
	}
	var rows []CodeRow
	for c, code := range x.book.Codes {
		if x.codes[code.ID] != c {
			continue
		}
		row := x.row(c, within, base)
		for i, members := range split {
			row.ByClass = append(row.ByClass, x.classCount(c, classes[i], members))
		}
		rows = append(rows, row)
	}
	return rows
}

// row is the counts of the code at position c.
func (x *Index) row(c int, within research.Bits, base int) CodeRow {
	t, s := &x.byCode[c], NewShare(x.byCode[c].interviews(within), base)
	return CodeRow{
		Code: x.book.Codes[c], Stage: x.book.Codes[c].Stage,
		Mentions: t.mentions(within), Interviews: s.X, Base: base, Interval: s.Interval, Warnings: s.Warnings,
		Hurt:   x.byCodePolar[c*polarities+polarityIndex(research.Hurt)].interviews(within),
		Helped: x.byCodePolar[c*polarities+polarityIndex(research.Helped)].interviews(within),
	}
}

func (x *Index) classCount(c int, class Class, members research.Bits) ClassCount {
	r := ClassCount{Key: class.Key, Name: class.Name, Base: members.Count()}
	r.Interviews, r.Mentions = x.byCode[c].interviews(members), x.byCode[c].mentions(members)
	r.Interval = Wilson(r.Interviews, r.Base)
	return r
}
