package analysis

import (
	"sort"
	"strconv"
	"strings"

	"openloop/research"
)

// Class is one group of interviews of a dimension: the lost ones, those of one region.
type Class struct {
	Key, Name string // "no_decision", "No decision"; a wave's key is its ID
	Members   research.Bits
}

// NotRecorded is the name of the class whose key is "": interviews that lack the attribute.
const NotRecorded = "Not recorded"

// Dimensions lists what interviews may be grouped by; "reached" is the furthest buying stage of the deal. Salespeople are
// not among them, on purpose.
func Dimensions() []string {
	return []string{"outcome", "wave", "segment", "region", "role", "value", "method", "competitor", "reached"}
}

// Group is the classes of a dimension that have interviews: outcomes and methods in display order, waves in
// their own, the rest by name, "not recorded" last. Each interview is in one class, save by competitor,
// where it is in one for each. An unknown dimension has no classes.
func (x *Index) Group(dim string) []Class {
	r := append([]Class(nil), x.groups[dim]...)
	for i := range r {
		r[i].Members = append(research.Bits(nil), r[i].Members...)
	}
	return r
}

// Members is the interviews of one class of a dimension; nobody where there is no such class.
func (x *Index) Members(dim, key string) research.Bits {
	for _, c := range x.groups[dim] {
		if c.Key == key {
			return append(research.Bits(nil), c.Members...)
		}
	}
	return research.NewBits(len(x.facts))
}

// NameWaves tells the index the names and the order of the waves; until then they go by their IDs.
func (x *Index) NameWaves(waves []research.Wave) {
	x.waves = append([]research.Wave(nil), waves...)
	sort.SliceStable(x.waves, func(i, j int) bool { return x.waves[i].Pos < x.waves[j].Pos })
	x.groups["wave"] = x.classesOf("wave")
}

func (x *Index) classes() map[string][]Class {
	r := map[string][]Class{}
	for _, dim := range Dimensions() {
		r[dim] = x.classesOf(dim)
	}
	return r
}

// classesOf sorts the interviews into the classes of one dimension.
func (x *Index) classesOf(dim string) []Class {
	at, r := map[string]int{}, []Class(nil)
	for i := range x.facts {
		for _, key := range keysOf(&x.facts[i], dim) {
			k, ok := at[key]
			if !ok {
				k, at[key] = len(r), len(r)
				r = append(r, Class{Key: key, Name: x.className(dim, key), Members: research.NewBits(len(x.facts))})
			}
			r[k].Members.Set(i)
		}
	}
	rank := x.rank(dim)
	sort.SliceStable(r, func(i, j int) bool {
		a, b := rank(r[i].Key), rank(r[j].Key)
		return a < b || a == b && strings.ToLower(r[i].Name) < strings.ToLower(r[j].Name)
	})
	return r
}

// keysOf is the classes that an interview belongs to.
func keysOf(f *InterviewFact, dim string) []string {
	switch dim {
	case "outcome":
		return []string{string(f.Outcome)}
	case "wave":
		return []string{string(f.Wave)}
	case "segment":
		return []string{f.Segment}
	case "region":
		return []string{f.Region}
	case "role":
		return []string{f.RoleBand}
	case "value":
		return []string{f.ValueBand}
	case "method":
		return []string{string(f.Method)}
	case "reached":
		if f.Reached > 0 {
			return []string{strconv.Itoa(f.Reached)}
		}
	case "competitor":
		if len(f.Competitors) > 0 {
			return f.Competitors
		}
	}
	return []string{""}
}

// className is what screens call a class.
func (x *Index) className(dim, key string) string {
	switch {
	case key == "":
		return NotRecorded
	case dim == "outcome" && research.Outcome(key).Valid():
		return research.Outcome(key).String()
	case dim == "method":
		return research.Method(key).String()
	case dim == "reached":
		for _, s := range x.book.Stages {
			if strconv.Itoa(s.Number) == key {
				return s.Name
			}
		}
	case dim == "wave":
		for _, w := range x.waves {
			if string(w.ID) == key {
				return w.Name
			}
		}
	}
	return key
}

// rank is the place of a class in its dimension's own order, if it has one; equal ranks go by name.
func (x *Index) rank(dim string) func(key string) int {
	var order []string
	switch dim {
	case "outcome":
		for _, o := range research.Outcomes() {
			order = append(order, string(o))
		}
	case "method":
		for _, m := range research.Methods() {
			order = append(order, string(m))
		}
	case "reached":
		for _, s := range x.book.Stages {
			order = append(order, strconv.Itoa(s.Number))
		}
	case "wave":
		for _, w := range x.waves {
			order = append(order, string(w.ID))
		}
	}
	place := make(map[string]int, len(order))
	for i, key := range order {
		place[key] = i
	}
	return func(key string) int {
		if key == "" {
			return len(order) + 1
		}
		if p, ok := place[key]; ok {
			return p
		}
		return len(order)
	}
}
