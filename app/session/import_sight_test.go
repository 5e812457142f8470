package session

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"openloop/research/intake"
	"openloop/research/intake/intaketest"
)

// verdict says how an import of a file without a hand on the mapping went.
type verdict struct {
	wrong  []string // what came out otherwise than it should
	asked  []string // what a person is asked
	leaked []string // which identities reached the study, by their place in the list and never by their words
}

func (v verdict) String() string {
	switch {
	case len(v.leaked) > 0:
		return "IDENTITY"
	case len(v.wrong) == 0:
		return "right"
	case len(v.asked) > 0:
		return "asks"
	}
	return "SILENT"
}

// sight imports a file into a study of its own, as the window and the command line do, and compares.
func sight(t *testing.T, l intaketest.Sight) (v verdict) {
	ctx := context.Background()
	s := newStudy(t)
	data, err := l.Data(workbook)
	if err != nil {
		t.Fatal(err)
	}
	src, err := s.ReadSourceData(ctx, l.File, data, nil)
	if err != nil {
		return verdict{wrong: []string{err.Error()}}
	}
	plan, err := s.Plan(ctx, src, nil)
	if err != nil { // it says that no sheet is understood, and what to do: that is a question
		v.asked = []string{err.Error()}
		if !l.Asks {
			v.wrong = v.asked
		}
		return v
	}
	v.asked = questionsBefore(src.Mappings, plan)
	if l.Asks && len(v.asked) == 0 {
		v.wrong = append(v.wrong, "nobody is asked")
	}
	if !l.Asks {
		v.wrong = append(v.wrong, columnsOff(l, src.Mappings)...)
		v.wrong = append(v.wrong, planOff(l, plan)...)
	}
	if _, err := s.Import(ctx, plan, false, nil); err != nil {
		v.wrong = append(v.wrong, err.Error())
	}
	path := s.Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	v.leaked = leaksOf(t, path, l.Identities())
	return v
}

// questionsBefore is what a person is asked of a file before it goes in.
func questionsBefore(mappings []intake.Mapping, plan *intake.Plan) (out []string) {
	for _, m := range mappings {
		if m.Layout == intake.UnknownLayout {
			out = append(out, m.Sheet+": what is this sheet?")
		}
		for _, c := range m.Columns {
			if c.Field != intake.FieldIgnore && c.Confidence < .6 {
				out = append(out, fmt.Sprintf("%s: is %q the %s?", m.Sheet, c.Heading, c.Field))
			}
		}
	}
	for _, f := range plan.Refused {
		if f.Column != "" {
			out = append(out, fmt.Sprintf("%s: %s", Where(f), f.Reason))
		}
	}
	for _, d := range plan.Doubts {
		out = append(out, d.Say())
	}
	return out
}

func columnsOff(l intaketest.Sight, mappings []intake.Mapping) (out []string) {
	for head, fields := range l.Means() {
		got := []string{}
		for _, m := range mappings {
			if head[0] != "" && head[0] != m.Sheet {
				continue
			}
			for _, c := range m.Columns {
				if c.Heading == head[1] || strings.HasPrefix(c.Heading, head[1]+" ") || strings.HasSuffix(c.Heading, head[1]) {
					got = append(got, string(c.Field))
				}
			}
		}
		if !slices.ContainsFunc(got, func(f string) bool { return slices.Contains(fields, f) }) {
			out = append(out, fmt.Sprintf("%q is %s, not %s", head[1], strings.Join(got, ","), strings.Join(fields, "/")))
		}
	}
	slices.Sort(out)
	return out
}

func planOff(l intaketest.Sight, p *intake.Plan) (out []string) {
	count := func(what string, got, want int) {
		if got != want {
			out = append(out, fmt.Sprintf("%d %s, not %d", got, what, want))
		}
	}
	count("interviews", len(p.Interviews), l.Interviews)
	count("codings", len(p.Codings), l.Codings)
	count("deals", len(p.Deals), l.Deals)
	count("campaigns", len(p.Campaigns), l.Campaigns)
	count("members", len(p.Members), l.Members)
	count("notes", len(p.Notes), l.Notes)
	rows, said := p.Interviews, 0
	if l.Deals > 0 {
		rows = p.Deals
	}
	var outcomes, dates, keys, codes []string
	for _, r := range rows {
		outcomes, keys = append(outcomes, or(string(r.Outcome), "-")), append(keys, r.Key)
		if date := r.Date; l.Deals > 0 {
			dates = append(dates, or(r.CRMClosed, "-"))
		} else {
			dates = append(dates, or(date, "-"))
		}
		said += len(r.Answers)
	}
	for _, c := range p.Codings {
		codes = append(codes, c.Code)
	}
	same := func(what, want, got string) {
		if want != "" && want != got {
			out = append(out, fmt.Sprintf("%s %s, not %s", what, got, want))
		}
	}
	same("outcomes", l.Outcomes, strings.Join(outcomes, " "))
	same("dates", l.Dates, strings.Join(dates, " "))
	same("keys", l.Keys, strings.Join(keys, " ; "))
	same("codes", l.Codes, strings.Join(codes, " "))
	if said < l.Answers {
		out = append(out, fmt.Sprintf("%d answers, not %d", said, l.Answers))
	}
	if n := len(p.Refused); n > l.Refused {
		out = append(out, fmt.Sprintf("%d refused: %s: %s", n, Where(p.Refused[0]), p.Refused[0].Reason))
	}
	return out
}

// leaksOf says which identities stand in the files of a closed study.
func leaksOf(t *testing.T, path string, identities []string) (out []string) {
	files, err := filepath.Glob(strings.TrimSuffix(path, ".openloop") + ".openloop*")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range identities {
			if bytes.Contains(b, []byte(id)) {
				out = append(out, fmt.Sprintf("identity %d of %d characters stands in %s", i, len([]rune(id)), filepath.Ext(f)))
			}
		}
	}
	return out
}

// Files of teams, in the layouts that they have them in, go in without a hand on the mapping; what is not sure is asked,
// next to nothing comes out wrong in silence, and nobody's name reaches the study.
func TestSights(t *testing.T) {
	all := intaketest.Sights()
	n := map[string]int{}
	ids := 0
	for _, l := range all {
		v := sight(t, l)
		n[v.String()]++
		ids += len(l.Identities())
		if len(v.leaked)+len(v.wrong) > 0 {
			t.Logf("%s: %s\n   wrong: %s\n   asked: %s\n   leaked: %s", l.Name, v, strings.Join(v.wrong, "\n          "), strings.Join(v.asked, "; "), strings.Join(v.leaked, "; "))
		}
	}
	t.Logf("%d files, %d identities: %v", len(all), ids, n)
	if len(all) < 60 || ids < 500 {
		t.Fatalf("only %d files and %d identities", len(all), ids)
	}
	if n["IDENTITY"] > 0 {
		t.Errorf("%d files let somebody's name into the study", n["IDENTITY"])
	}
	if n["SILENT"] > 0 {
		t.Errorf("%d files came out wrong and nobody was asked", n["SILENT"])
	}
	if 100*n["right"] < 95*len(all) {
		t.Errorf("%d of %d files are right, fewer than 95 in 100", n["right"], len(all))
	}
}
