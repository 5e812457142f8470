package session

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sort"
	"testing"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/store"
)

// told is what the session answers of everything it keeps in memory, in one text.
func told(f *facts) []string {
	var out []string
	for i, r := range f.rows {
		line := fmt.Sprintf("%s coded=%v note=%q told=%q decided=%q codings=%d", r.Interview.Label, r.Interview.Coded, r.Interview.Note, r.Told, r.Decided, len(f.codings[i]))
		for _, k := range research.ReasonKinds() {
			var ids []string
			for _, x := range r.Reasons[k] {
				ids = append(ids, fmt.Sprint(x.Code, x.Primary))
			}
			sort.Strings(ids)
			first := ""
			if at := f.firsts[k].code[i]; at >= 0 {
				first = f.book.Codes[at].Ref
			}
			line += fmt.Sprint(" ", k, ids, first, f.firsts[k].any.Has(i))
		}
		out = append(out, line)
	}
	for _, c := range f.book.Codes {
		t := f.index.Code(c.ID)
		out = append(out, fmt.Sprint(c.Ref, c.Name, t.Has.Count(), t.Mentions))
		for _, s := range f.book.Stages {
			hurt, q := research.Hurt, analysis.Query{Codes: []research.ID{c.ID}, Stage: s.Number, Weight: research.Decided}
			decided := f.index.Who(q).Count()
			q.Weight, q.Polarity = 0, &hurt
			out[len(out)-1] += fmt.Sprint(" ", decided, f.index.Who(q).Count())
		}
		for _, k := range research.ReasonKinds() {
			of, _ := f.primaries(k, f.within(""))
			out[len(out)-1] += fmt.Sprint(" ", k, of[c.ID].Count())
		}
	}
	return out
}

// After random acts on a few interviews, undone and done again, what is kept in memory is what counting the file anew
// gives: most of them are counted coding by coding.
func TestFactsStayTrueThroughManyActs(t *testing.T) {
	ctx := context.Background()
	s := openSample(t)
	rows := s.InterviewRows(InterviewFilter{})[:2]
	rnd := rand.New(rand.NewPCG(7, 1))
	changed := map[string][]research.ID{}
	s.Subscribe(func(c store.Change) { maps.Copy(changed, c.Tables) })
	for n := range 200 {
		iv := rows[rnd.IntN(20)/19].Interview.ID // mostly the first
		tr, err := s.Transcript(ctx, iv)
		if err != nil {
			t.Fatal(err)
		}
		clear(changed)
		turn := tr.Turns[1+2*rnd.IntN(2)]
		switch k := rnd.IntN(9); {
		case k < 3 || len(tr.Codings) == 0:
			code := s.Book().Codes[rnd.IntN(20)]
			from := rnd.IntN(3)
			_, err = s.ApplyCode(ctx, iv, research.Anchor{Turn: turn.ID, Offset: from}, research.Anchor{Turn: turn.ID, Offset: from + 5 + rnd.IntN(2)}, code.ID)
		case k == 3:
			c := tr.Codings[rnd.IntN(len(tr.Codings))].Coding
			c.Polarity, c.Weight = research.Polarity(rnd.IntN(3)-1), research.Weight(1+rnd.IntN(3))
			err = s.ChangeCoding(ctx, c, "changed")
		case k == 4:
			err = s.RemoveCoding(ctx, tr.Codings[rnd.IntN(len(tr.Codings))].Coding)
		case k == 5:
			_, err = s.Undo(ctx)
		case k == 6:
			r := []rune(turn.Text)
			at := rnd.IntN(min(8, len(r)))
			_, err = s.CorrectText(ctx, turn.ID, turn.Text, string(r[:at])+"so "+string(r[min(len(r), at+rnd.IntN(9)):]))
		case k == 7:
			err = s.SetStage(ctx, []research.ID{turn.ID}, rnd.IntN(4))
		default:
			_, err = s.Redo(ctx)
		}
		if err != nil && research.KindOf(err) != research.NotFound {
			t.Fatal(err)
		}
		since, err := s.PlacedSince(ctx, iv, tr.Codings, changed["coding"], changed["verbatim"])
		if err != nil {
			t.Fatal(err)
		}
		if now, err := s.Placed(ctx, iv); err != nil || !slices.Equal(since, now) {
			t.Fatalf("after %d acts %d codings are placed by what changed, and %d are there: %v", n+1, len(since), len(now), err)
		}
		if n%10 < 9 {
			continue
		}
		anew, err := loadFacts(ctx, s.store, s.opt.Coder)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := told(s.facts), told(anew); !slices.Equal(got, want) {
			for i := range got {
				if got[i] != want[i] {
					t.Fatalf("after %d acts: %s, counted anew %s", n+1, got[i], want[i])
				}
			}
		}
	}
}

// After every act, undo and redo, what is kept in memory must be what counting the file anew gives.
func TestFactsStayTrueThroughActs(t *testing.T) {
	ctx := context.Background()
	s := openSample(t)
	row := s.InterviewRows(InterviewFilter{})[3]
	iv := row.Interview.ID
	tr, err := s.Transcript(ctx, iv)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := s.Book().ByRef("DIS-02")
	d, _ := s.Book().ByRef("COM-01")
	turn := tr.Turns[1].ID
	var coding research.Coding
	steps := []struct {
		name string
		act  func() error
	}{
		{"apply", func() error {
			coding, err = s.ApplyCode(ctx, iv, research.Anchor{Turn: turn, Offset: 2}, research.Anchor{Turn: turn, Offset: 20}, c.ID)
			return err
		}},
		{"change", func() error {
			coding.Weight = research.Decided
			return s.ChangeCoding(ctx, coding, "decided")
		}},
		{"told", func() error { return s.SetReason(ctx, iv, research.Told, c.ID) }},
		{"decided", func() error { return s.SetReason(ctx, iv, research.DecidedReason, d.ID) }},
		{"decided again", func() error { return s.SetReason(ctx, iv, research.DecidedReason, c.ID) }},
		{"a second reason", func() error { return s.ToggleReason(ctx, iv, research.DecidedReason, d.ID) }},
		{"not the second", func() error { return s.ToggleReason(ctx, iv, research.DecidedReason, d.ID) }},
		{"nothing told", func() error { return s.SetReason(ctx, iv, research.Told, "") }},
		{"coded", func() error { return s.MarkCoded(ctx, iv, true) }},
		{"note", func() error { return s.SetNote(ctx, iv, "Spoke freely.") }},
		{"new code", func() error {
			_, err := s.SaveCode(ctx, research.Code{Name: "Parking", Stage: 4})
			return err
		}},
		{"remove", func() error { return s.RemoveCoding(ctx, coding) }},
	}
	check := func(name string) {
		t.Helper()
		anew, err := loadFacts(ctx, s.store, s.Coder())
		if err != nil {
			t.Fatal(err)
		}
		if got, want := told(s.facts), told(anew); !slices.Equal(got, want) {
			for i := range want {
				if i >= len(got) || got[i] != want[i] {
					t.Fatalf("after %q:\n got %s\nwant %s", name, got[i], want[i])
				}
			}
		}
	}
	for _, st := range steps {
		if err := st.act(); err != nil {
			t.Fatalf("%s: %v", st.name, err)
		}
		check(st.name)
	}
	for range steps {
		name, err := s.Undo(ctx)
		if err != nil {
			t.Fatal(err)
		}
		check("undo " + name)
	}
	for range steps {
		name, err := s.Redo(ctx)
		if err != nil {
			t.Fatal(err)
		}
		check("redo " + name)
	}
}

// A row that was handed out must not change under whoever holds it.
func TestRowsStayAsHandedOut(t *testing.T) {
	ctx := context.Background()
	s := openSample(t)
	was := s.InterviewRows(InterviewFilter{})[0]
	before := fmt.Sprint(was.Reasons)
	c, _ := s.Book().ByRef("LEA-01")
	if err := s.SetReason(ctx, was.Interview.ID, research.Told, c.ID); err != nil {
		t.Fatal(err)
	}
	if after := fmt.Sprint(was.Reasons); after != before {
		t.Errorf("the row changed from %s to %s", before, after)
	}
	if now, _ := s.InterviewRow(was.Interview.ID); now.Told != c.Name {
		t.Errorf("told is %q, want %q", now.Told, c.Name)
	}
}
