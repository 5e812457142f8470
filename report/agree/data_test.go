package agree_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strconv"

	"openloop/report"
	"openloop/report/data"
	"openloop/report/internal/readback"
)

// told is a figure as JSON tells it, whatever its writer calls it.
type told struct {
	Subject, Key, Measure, Group, Of string
	Interviews, Base, Mentions       *int
	Share, Low, High, Value          *float64
	Withheld                         bool
	Page                             int
}

// data holds the figures as JSON and as CSV against the document.
func (p *pack) data() {
	p.Helper()
	var file struct {
		Base    int
		Figures []told
		Case    *toldCase
	}
	if err := json.Unmarshal(readback.Write(p, data.FiguresJSON, p.d), &file); err != nil {
		p.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(readback.Write(p, data.FiguresCSV, p.d), []byte("\ufeff")))).ReadAll()
	if err != nil {
		p.Fatal(err)
	}
	at := map[string]int{}
	for i, h := range rows[0] {
		at[h] = i
	}
	if n := min(len(rows), len(p.d.Figures)+1); n < len(rows) || file.Case != nil || p.d.Case != nil {
		p.caseData(file.Case, rows[n:], at)
		rows = rows[:n]
	}
	if file.Base != p.d.Base || len(file.Figures) != len(p.d.Figures) || len(rows) != len(p.d.Figures)+1 {
		p.differ("JSON has base %d and %d figures, CSV %d; the pack has %d and %d", file.Base, len(file.Figures), len(rows)-1, p.d.Base, len(p.d.Figures))
		return
	}
	for i, f := range p.d.Figures {
		p.told("JSON", f, file.Figures[i])
		r := rows[i+1]
		cell := func(name string) string { return r[at[name]] }
		page, _ := strconv.Atoi(cell("page"))
		p.told("CSV", f, told{cell("subject"), cell("key"), cell("measure"), cell("group"), cell("of"), whole(cell("interviews")), whole(cell("base")), whole(cell("mentions")),
			real(cell("share")), real(cell("low")), real(cell("high")), real(cell("value")), cell("withheld") == "yes", page})
	}
}

func whole(s string) *int {
	if n, err := strconv.Atoi(s); err == nil {
		return &n
	}
	return nil
}

func real(s string) *float64 {
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		return &v
	}
	return nil
}

// told holds one figure against what a file tells of it.
func (p *pack) told(where string, f report.Figure, g told) {
	p.Helper()
	if g.Subject != string(f.Subject) || g.Key != f.Key || g.Measure != f.Measure.String() || g.Group != f.Group || g.Of != f.Of.String() || g.Withheld == f.Shown || g.Page != f.Page {
		p.differ("%s: %+v, want %+v", where, g, f)
		return
	}
	if !f.Shown {
		if g.Interviews != nil || g.Base != nil || g.Mentions != nil || g.Share != nil || g.Low != nil || g.High != nil || g.Value != nil {
			p.differ("%s tells of a withheld figure: %+v", where, g)
		}
		return
	}
	same := near(g.Low, f.Low) && near(g.High, f.High) && g.Base != nil && *g.Base == f.N
	if f.HasValue {
		same = same && near(g.Value, f.Value) && g.Interviews == nil && g.Share == nil
	} else {
		same = same && g.Interviews != nil && *g.Interviews == f.X && near(g.Share, f.Share()) && g.Value == nil
	}
	if f.Mentions >= 0 {
		same = same && g.Mentions != nil && *g.Mentions == f.Mentions
	} else {
		same = same && g.Mentions == nil
	}
	if !same {
		p.differ("%s: %s %s of %q differs: %+v", where, f.Subject, f.Key, f.Group, f)
	}
}

// near is equal to the fourth decimal, as these files are written.
func near(got *float64, want float64) bool { return got != nil && math.Abs(*got-want) <= .51e-4 }
