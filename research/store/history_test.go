package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"openloop/research"
)

// From anywhere to anywhere in the history, also across restarts, a walk of many steps leaves what the steps one
// by one would have left.
func TestWalkToLeavesWhatTheStepLeft(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			s := MustOpen(t)
			m := &monkey{tb: t, s: s, rnd: rand.New(rand.NewPCG(seed, 7))}
			states := map[int64]map[string]string{}
			var ids []int64
			for len(ids) < 40 {
				if ch := m.edit(); ch.Step != 0 {
					ids, states[ch.Step] = append(ids, ch.Step), dump(t, s)
				}
			}
			var published int
			s.Subscribe(func(Change) { published++ })
			now := ids[len(ids)-1]
			for i := range 25 {
				if i%8 == 7 {
					s = Reopen(t, s)
					m.s = s
				}
				to := ids[m.rnd.IntN(len(ids))]
				w := must(s.WayTo(t.Context(), to))(t)
				ch := must(s.WalkTo(t.Context(), to, nil))(t)
				if (ch.Step == 0) != (to == now) || w.Undo && to > now || w.Steps != int(max(to-now, now-to)) {
					t.Errorf("from step %d to %d: %+v, change of step %d", now, to, w, ch.Step)
				}
				sameDump(t, fmt.Sprintf("at step %d", to), dump(t, s), states[to])
				if t.Failed() {
					return
				}
				now = to
			}
			checkSearchIndex(t, s)
			if published == 0 || published > 7 { // until the first restart
				t.Errorf("%d changes were published for seven walks", published)
			}
		})
	}
}

// A walk that is cancelled on its way leaves everything as it was.
func TestWalkToIsAllOrNothing(t *testing.T) {
	s := MustOpen(t)
	m := &monkey{tb: t, s: s, rnd: rand.New(rand.NewPCG(1, 1))}
	var first int64
	for range 30 {
		if ch := m.edit(); first == 0 {
			first = ch.Step
		}
	}
	before := dump(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.WalkTo(ctx, first, func(done, total int) {
		if done > total/2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("the walk ends with %v", err)
	}
	sameDump(t, "cancelled", dump(t, s), before)
	if _, ok := s.CanRedo(); ok {
		t.Error("something can be redone")
	}
	must(s.WalkTo(t.Context(), first, nil))(t)
}

// What is in the way is said, and nothing is done.
func TestWhatIsInTheWay(t *testing.T) {
	s := MustOpen(t)
	wave := func(name string) int64 {
		return MustEdit(t, s, name, func(tx *Tx) error { return second(tx.PutWave(research.Wave{Name: name})) }).Step
	}
	one, two := wave("One"), wave("Two")
	must(s.Undo(t.Context()))(t)
	three := wave("Three")
	refuse := func(what string, step int64, k research.Kind, words string) {
		t.Helper()
		before := dump(t, s)
		_, err := s.WalkTo(t.Context(), step, nil)
		if research.KindOf(err) != k || !strings.Contains(fmt.Sprint(err), words) {
			t.Errorf("%s: %v", what, err)
		}
		sameDump(t, what, dump(t, s), before)
	}
	refuse("a step that was overtaken", two, research.Conflict, "another edit came in its place")
	refuse("no step", 99, research.NotFound, "not in the history")
	if err := s.writer.exec(t.Context(), "UPDATE step SET schema = 1 WHERE id <= ?", three); err != nil {
		t.Fatal(err)
	}
	s = Reopen(t, s)
	four := wave("Four")
	refuse("behind a migration", one, research.Conflict, "brought to this version")
	must(s.WalkTo(t.Context(), three, nil))(t)
	if w := must(s.Waves(t.Context()))(t); len(w) != 2 {
		t.Errorf("back at the barrier there are %v", w)
	}
	must(s.WalkTo(t.Context(), four, nil))(t)
	MustEdit(t, s, "Erase", func(tx *Tx) error { tx.CloseHistory(); return second(tx.PutWave(research.Wave{Name: "Last"})) })
	refuse("behind an erasure", three, research.Conflict, "erased")
	reach := map[string]bool{}
	for _, st := range must(s.History(t.Context(), 10))(t) {
		reach[st.Name] = st.Reach
	}
	if !reach["Erase"] || reach["Four"] || reach["Two"] {
		t.Errorf("the history says %v", reach)
	}
}

// Twelve thousand updates are one statement, unless a row is updated twice or its order matters.
func TestUpdatesReplayTogether(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	before := dump(t, s)
	ch := MustEdit(t, s, "Many", func(tx *Tx) error {
		var people []research.Participant
		for i := range 40 {
			people = append(people, research.Participant{Pseudonym: fmt.Sprintf("P%02d", 50+i)})
		}
		ids, err := tx.PutParticipants(people)
		if err != nil {
			return err
		}
		for i, id := range ids { // each takes the pseudonym that the one before it has given up
			if _, err := tx.PutParticipant(research.Participant{ID: id, Pseudonym: fmt.Sprintf("P%02d", 49+i)}); err != nil {
				return err
			}
		}
		var all []research.Coding
		for range 40 {
			all = append(all, research.Coding{Verbatim: v.verbatims[0].ID, Code: v.codes[0].ID, Coder: "AB"})
		}
		if ids, err = tx.PutCodings(all); err != nil {
			return err
		}
		for i := range all {
			all[i].ID, all[i].Code = ids[i], v.codes[2].ID
		}
		return second(tx.PutCodings(all))
	})
	after := dump(t, s)
	var first, rows int64
	if err := s.writer.queryRow(t.Context(), "SELECT first, rows FROM step WHERE id = ?", []any{ch.Step}, &first, &rows); err != nil {
		t.Fatal(err)
	}
	together := 0
	for _, r := range must(s.writer.runs(t.Context(), first, rows, true))(t) {
		if r.op == "update" && r.table == "coding" {
			together++
			if len(r.columns) != 1 || r.columns[0] != "code" || r.last-r.first != 39 {
				t.Errorf("codings are replayed as %+v", r)
			}
		}
	}
	if together != 1 {
		t.Errorf("forty updates of codings are %d runs", together)
	}
	must(s.Undo(t.Context()))(t)
	sameDump(t, "undone", dump(t, s), before)
	must(s.Redo(t.Context()))(t)
	sameDump(t, "redone", dump(t, s), after)
	must(s.Undo(t.Context()))(t)
	sameDump(t, "undone again", dump(t, s), before)
}

// A step says in which interviews it was made, also where its records are gone.
func TestStepInterviews(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	for name, fn := range map[string]func(tx *Tx) error{
		"coding": func(tx *Tx) error { return tx.DeleteCoding(v.codings[1].ID) },
		"reason": func(tx *Tx) error { return tx.DeleteReason(v.reason.ID) },
		"turn":   func(tx *Tx) error { turn := v.turns[0]; turn.Stage = 3; return second(tx.PutTurn(turn)) },
		"rung":   func(tx *Tx) error { return tx.DeleteRung(v.rung.ID) },
		"mask":   func(tx *Tx) error { return tx.DeleteMask(v.mask.ID) },
	} {
		ch := MustEdit(t, s, name, fn)
		if got := must(s.StepInterviews(t.Context(), ch.Step))(t); len(got) != 1 || got[0] != v.interview.ID {
			t.Errorf("%s: %v", name, got)
		}
		must(s.Undo(t.Context()))(t)
		if got := must(s.StepInterviews(t.Context(), ch.Step))(t); len(got) != 1 {
			t.Errorf("%s, undone: %v", name, got)
		}
	}
	ch := MustEdit(t, s, "wave", func(tx *Tx) error { return second(tx.PutWave(research.Wave{Name: "x"})) })
	if got := must(s.StepInterviews(t.Context(), ch.Step))(t); got != nil {
		t.Errorf("a wave was made in %v", got)
	}
}

// What a study begins with is in the history, and stays when all else is taken back.
func TestBegins(t *testing.T) {
	s := MustOpen(t)
	MustEdit(t, s, "Create the study", func(tx *Tx) error {
		tx.Begins()
		return second(tx.PutWave(research.Wave{Name: "First"}))
	})
	if name, ok := s.CanUndo(); ok {
		t.Errorf("%q can be taken back", name)
	}
	MustEdit(t, s, "Second wave", func(tx *Tx) error { return second(tx.PutWave(research.Wave{Pos: 1, Name: "Second"})) })
	steps := must(s.History(t.Context(), 5))(t)
	if len(steps) != 2 || steps[1].Name != "Create the study" || !steps[1].Reach {
		t.Errorf("%+v", steps)
	}
	must(s.WalkTo(t.Context(), steps[1].ID, nil))(t)
	if waves := must(s.Waves(t.Context()))(t); len(waves) != 1 || waves[0].Name != "First" {
		t.Errorf("%+v", waves)
	}
	_, err := s.Undo(t.Context())
	wantKind(t, err, research.NotFound)
}
