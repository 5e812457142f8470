package session

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"openloop/research"
)

// climbing is a study with one interview of three coded passages, of which the first is about the price.
func climbing(t *testing.T) (s *Session, interview research.ID, at []Placed) {
	t.Helper()
	s = newStudy(t)
	takeIn(t, s, interviewSheet([]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "RO",
		"You were too expensive. Well, nobody understood our week. They never asked a thing.", "With one price for all we would have gone the same way."}), false)
	takeIn(t, s, codingSheet(
		[]string{"1", "Q09", "You were too expensive", "NEG-01", "RO", "us", "hurt", "decided", ""},
		[]string{"1", "Q09", "nobody understood our week", "DIS-01", "RO", "us", "hurt", "decided", ""},
		[]string{"1", "Q09", "They never asked a thing", "DIS-02", "RO", "us", "hurt", "decided", ""}), false)
	interview = s.InterviewRows(InterviewFilter{})[0].Interview.ID
	at, err := s.Placed(context.Background(), interview)
	if err != nil || len(at) != 3 {
		t.Fatalf("%d passages, %v", len(at), err)
	}
	slices.SortFunc(at, func(a, b Placed) int { return a.From.Offset - b.From.Offset })
	return s, interview, at
}

func climb(t *testing.T, s *Session, interview research.ID) LadderView {
	t.Helper()
	l, err := s.Ladder(context.Background(), interview)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range l.Rungs {
		if r.Pos != i {
			t.Errorf("rung %d has place %d", i, r.Pos)
		}
	}
	return l
}

// says is a ladder in a line: what each rung says, and its doubts.
func (l LadderView) says() string {
	var out []string
	for _, r := range l.Rungs {
		out = append(out, r.Name+"<"+r.Words+">"+r.Says())
	}
	return strings.Join(append(out, l.Doubts...), " | ")
}

// A ladder is built rung by rung, each act one step that undo takes back and redo does again, and its last rung
// sets the root cause.
func TestLadder(t *testing.T) {
	s, iv, at := climbing(t)
	ctx := context.Background()
	ref := func(r string) research.Code { c, _ := s.Book().ByRef(r); return c }
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	states := []map[string]string{tables(t, s.Path())}
	step := func(name string, err error) {
		t.Helper()
		must(err)
		if got, _ := s.CanUndo(); got != name {
			t.Errorf("the step is called %q, want %q", got, name)
		}
		states = append(states, tables(t, s.Path()))
	}
	wantKind(t, s.SetRootCause(ctx, iv), research.Invalid)
	step("Add a rung to the ladder of P01", s.AddRung(ctx, iv, at[1].From, at[1].To))
	step("Add a rung to the ladder of P01", s.AddRung(ctx, iv, at[0].From, at[0].To))
	wantKind(t, s.AddRung(ctx, iv, at[0].From, at[0].To), research.Conflict)
	l := climb(t, s, iv)
	step("Move a rung of the ladder of P01", s.MoveRung(ctx, l.Rungs[1].ID, -1))
	must(s.MoveRung(ctx, l.Rungs[1].ID, -5)) // it is the first already: no step
	// A passage without a code.
	end := at[1].From
	end.Offset -= 2
	step("Add a rung to the ladder of P01", s.AddRung(ctx, iv, research.Anchor{Turn: end.Turn, Offset: end.Offset - 4}, end))
	wantKind(t, s.SetRootCause(ctx, iv), research.Invalid)
	l = climb(t, s, iv)
	if got := l.says(); !strings.HasPrefix(got, ref("NEG-01").Name+"<You were too expensive> | "+ref("DIS-01").Name+"<nobody understood our week> | <") || !strings.HasSuffix(got, "What does it say? Choose its code.") {
		t.Errorf("the ladder says %s", got)
	}
	step("Rung of P01 says "+ref("DIS-02").Name, s.SetRungCode(ctx, l.Rungs[2].ID, ref("DIS-02").ID))
	if l = climb(t, s, iv); l.Rungs[2].Says() != "Its passage is not coded "+ref("DIS-02").Name+"." || !strings.HasPrefix(l.Settles, "Set what decided it to ") {
		t.Errorf("the ladder says %s, settles %q", l.says(), l.Settles)
	}
	step("Set the root cause of P01: "+ref("DIS-02").Name, s.SetRootCause(ctx, iv))
	row, _ := s.InterviewRow(iv)
	if row.Told != ref("NEG-01").Name || row.Decided != ref("DIS-02").Name {
		t.Errorf("told %q, decided %q", row.Told, row.Decided)
	}
	if l = climb(t, s, iv); l.Settles != "" || len(l.Doubts) > 0 {
		t.Errorf("settled, it would settle %q and doubts %q", l.Settles, l.Doubts)
	}
	must(s.SetRootCause(ctx, iv)) // nothing to do: no step
	step("Remove a rung from the ladder of P01", s.RemoveRung(ctx, l.Rungs[2].ID))
	if l = climb(t, s, iv); len(l.Rungs) != 2 || len(l.Doubts) != 1 || l.Doubts[0] != "The last rung says "+ref("DIS-01").Name+", what decided it is set to "+ref("DIS-02").Name+"." {
		t.Errorf("the ladder says %s", l.says())
	}
	if vs, err := s.store.Verbatims(ctx, iv); err != nil || len(vs) != 3 {
		t.Errorf("%d passages are left, %v: the one that nothing needs stays", len(vs), err)
	}
	for i := len(states) - 2; i >= 0; i-- {
		must(second(s.Undo(ctx)))
		same(t, "undone", tables(t, s.Path()), states[i])
	}
	for _, want := range states[1:] {
		must(second(s.Redo(ctx)))
		same(t, "done again", tables(t, s.Path()), want)
	}
}

// The price test is kept with the passage where the buyer answered, and speaks up where it contradicts the reasons.
func TestPriceTest(t *testing.T) {
	s, iv, at := climbing(t)
	ctx := context.Background()
	turns, err := s.store.Turns(ctx, iv)
	if err != nil {
		t.Fatal(err)
	}
	last := turns[len(turns)-1]
	from, to := research.Anchor{Turn: last.ID}, research.Anchor{Turn: last.ID, Offset: len(last.Text)}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	before := tables(t, s.Path())
	must(s.SetPriceTest(ctx, iv, research.SameChoice, from, to))
	if name, _ := s.CanUndo(); name != "Price test of P01: the same choice" {
		t.Errorf("the step is called %q", name)
	}
	must(s.SetReason(ctx, iv, research.DecidedReason, at[0].Code.ID))
	if l := climb(t, s, iv); l.TestWords != last.Text || len(l.Doubts) != 1 || !strings.Contains(l.Doubts[0], "so price did not decide") {
		t.Errorf("the test says %q, doubts %q", l.TestWords, l.Doubts)
	}
	must(s.SetPriceTest(ctx, iv, research.OtherChoice, research.Anchor{}, research.Anchor{}))
	if l := climb(t, s, iv); l.Test != research.OtherChoice || l.TestWords != last.Text || len(l.Doubts) != 0 {
		t.Errorf("the test says %q, doubts %q", l.TestWords, l.Doubts)
	}
	must(s.SetReason(ctx, iv, research.DecidedReason, at[1].Code.ID))
	if l := climb(t, s, iv); len(l.Doubts) != 1 || !strings.Contains(l.Doubts[0], "would have chosen otherwise") {
		t.Errorf("doubts %q", l.Doubts)
	}
	must(s.SetReason(ctx, iv, research.DecidedReason, ""))
	must(s.SetPriceTest(ctx, iv, research.NotAsked, research.Anchor{}, research.Anchor{}))
	same(t, "not asked", tables(t, s.Path()), before)
	must(s.SetPriceTest(ctx, iv, research.NotAsked, from, to)) // nothing to take away: no step
	same(t, "not asked again", tables(t, s.Path()), before)
}

// A rung stays when its coding is removed and when its words are gone, and says so.
func TestRungsThatLostSomething(t *testing.T) {
	s, iv, at := climbing(t)
	ctx := context.Background()
	for _, p := range at {
		if err := s.AddRung(ctx, iv, p.From, p.To); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.RemoveCoding(ctx, at[1].Coding); err != nil {
		t.Fatal(err)
	}
	takeIn(t, s, interviewSheet([]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "RO",
		"You were too expensive. Well, nobody understood our week.", "With one price for all we would have gone the same way."}), false)
	l := climb(t, s, iv)
	if len(l.Rungs) != 3 || l.Rungs[0].Says() != "" || l.Rungs[1].Says() != "Its passage is not coded "+at[1].Code.Name+"." || !l.Rungs[2].Lost {
		t.Fatalf("the ladder says %s", l.says())
	}
	steps, _, err := s.LadderOf(ctx, iv)
	if err != nil || len(steps) != 2 || steps[1].Words != "nobody understood our week" || steps[1].Code != at[1].Code.ID {
		t.Errorf("a story would tell %+v, %v", steps, err)
	}
}

// Random acts keep the ladder in order; undone to the beginning nothing of it is left, and done again it is as
// it was.
func TestLadderAtRandom(t *testing.T) {
	s, iv, at := climbing(t)
	ctx := context.Background()
	before := tables(t, s.Path())
	rnd := rand.New(rand.NewPCG(3, 5))
	book, want, steps := s.Book(), []research.ID{}, 0
	for range 60 {
		l := climb(t, s, iv)
		was, _ := s.History(ctx, 1)
		var err error
		switch i := rnd.IntN(4); {
		case i == 0 || len(l.Rungs) == 0:
			p := at[rnd.IntN(len(at))]
			from, to := p.From, p.To
			from.Offset += rnd.IntN(4)
			if err = s.AddRung(ctx, iv, from, to); err == nil {
				want = append(want, climb(t, s, iv).Rungs[len(l.Rungs)].ID)
			} else if research.KindOf(err) == research.Conflict {
				err = nil
			}
		case i == 1:
			n, by := rnd.IntN(len(want)), rnd.IntN(7)-3
			id := want[n]
			want = slices.Insert(slices.Delete(want, n, n+1), min(max(n+by, 0), len(want)-1), id)
			err = s.MoveRung(ctx, id, by)
		case i == 2:
			err = s.SetRungCode(ctx, want[rnd.IntN(len(want))], book.Codes[rnd.IntN(len(book.Codes))].ID)
		default:
			n := rnd.IntN(len(want))
			err = s.RemoveRung(ctx, want[n])
			want = slices.Delete(want, n, n+1)
		}
		if err != nil {
			t.Fatal(err)
		}
		if now, _ := s.History(ctx, 1); now[0].ID != was[0].ID {
			steps++
		}
		got := []research.ID{}
		for _, r := range climb(t, s, iv).Rungs {
			got = append(got, r.ID)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("the rungs are %v, want %v", got, want)
		}
	}
	after := tables(t, s.Path())
	for range steps {
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "undone", tables(t, s.Path()), before)
	for range steps {
		if _, err := s.Redo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "done again", tables(t, s.Path()), after)
}

// Redaction carries the rungs with their words, and undoing it brings them back.
func TestLadderThroughRedaction(t *testing.T) {
	s := learnedLate(t, t.TempDir())
	ctx := context.Background()
	iv := s.InterviewRows(InterviewFilter{})[0].Interview.ID
	placed, err := s.Placed(ctx, iv)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range placed {
		if err := s.AddRung(ctx, iv, p.From, p.To); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.SetPriceTest(ctx, iv, research.UnsureTest, placed[0].From, placed[0].To); err != nil {
		t.Fatal(err)
	}
	was := climb(t, s, iv)
	if _, err := s.LookAgain(ctx, nil); err != nil {
		t.Fatal(err)
	}
	now := climb(t, s, iv)
	if strings.Contains(now.says()+now.TestWords, "Quillfeather") || !strings.Contains(now.says()+now.TestWords, "S09 promised a call") || len(now.Rungs) != len(was.Rungs) {
		t.Errorf("redacted, the ladder says %s, the price test %q", now.says(), now.TestWords)
	}
	for _, r := range now.Rungs {
		if r.Lost || r.Uncoded {
			t.Errorf("a rung lost something: %s", r.Says())
		}
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := climb(t, s, iv); got.says() != was.says() || got.TestWords != was.TestWords {
		t.Errorf("undone, the ladder says %s, want %s", got.says(), was.says())
	}
}

// Erasing somebody takes the ladders of their interviews, and leaves the others.
func TestLadderOfTheErased(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	gone, stays := somebody(t, s, "P12").interview, somebody(t, s, "P13").interview
	for _, iv := range []research.ID{gone, stays} {
		placed, err := s.Placed(ctx, iv)
		if err != nil || len(placed) == 0 {
			t.Fatal(err)
		}
		if err := s.AddRung(ctx, iv, placed[0].From, placed[0].To); err != nil {
			t.Fatal(err)
		}
		if err := s.SetPriceTest(ctx, iv, research.SameChoice, placed[0].From, placed[0].To); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Erase(ctx, Erasing{Pseudonym: "P12"}, nil); err != nil {
		t.Fatal(err)
	}
	rungs, err := s.store.AllRungs(ctx)
	if err != nil || len(rungs) != 1 || rungs[0].Interview != stays {
		t.Errorf("rungs %+v, %v", rungs, err)
	}
	ladders, err := s.store.Ladders(ctx)
	if err != nil || len(ladders) != 1 || ladders[0].Interview != stays {
		t.Errorf("ladders %+v, %v", ladders, err)
	}
	_, err = s.Ladder(ctx, gone)
	wantKind(t, err, research.NotFound)
}
