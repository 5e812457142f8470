package report

// GroupRef is a released group as figures name it.
type GroupRef struct {
	Key  string // "" for all interviews
	Name Text
	Base int
}

// FigureRow is the figures of one measure: all interviews, and the groups in the order of Groups.
type FigureRow struct {
	Key     string
	Measure Text
	Stage   int
	Total   Figure
	Groups  []Figure
}

// Groups lists the groups for which a subject has figures, all interviews first.
func (d Document) Groups(s Subject) []GroupRef {
	var r []GroupRef
	seen := map[string]bool{}
	for _, f := range d.Figures {
		if f.Subject == s && !seen[f.Group] {
			seen[f.Group] = true
			r = append(r, GroupRef{f.Group, f.Of, f.N})
		}
	}
	return r
}

// Rows lists a subject's figures by measure, in the order in which they were counted.
func (d Document) Rows(s Subject) []FigureRow {
	groups := d.Groups(s)
	place := map[string]int{}
	for i, g := range groups {
		place[g.Key] = i
	}
	var r []FigureRow
	at := map[string]int{}
	for _, f := range d.Figures {
		if f.Subject != s {
			continue
		}
		i, ok := at[f.Key]
		if !ok {
			i, at[f.Key] = len(r), len(r)
			r = append(r, FigureRow{Key: f.Key, Measure: f.Measure, Stage: f.Stage, Groups: make([]Figure, max(0, len(groups)-1))})
		}
		if f.Group == "" {
			r[i].Total = f
		} else {
			r[i].Groups[place[f.Group]-1] = f
		}
	}
	return r
}

// StageName is a stage's name from the codebook.
func (d Document) StageName(n int) Text {
	for _, c := range d.Codebook {
		if c.Stage == n {
			return c.StageName
		}
	}
	return Text{}
}
