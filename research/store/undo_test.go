package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"openloop/research"
)

// changes are edits of every noun of a sample, then deletions of all that can be deleted.
func (v *sample) changes() []step {
	people := research.Participant{ID: v.people[0].ID, Pseudonym: "P07", RoleBand: "Procurement"}
	interview := v.interview
	interview.Participants, interview.Wave, interview.Note, interview.Coded = []research.ID{v.people[0].ID}, "", "Rewritten ✎", false
	deal := v.deal
	deal.Competitors, deal.Owner, deal.Recorded = nil, "", nil
	turn := v.turns[2]
	turn.Stage, turn.Text = 0, "Legal took forever."
	verbatim := v.verbatims[1]
	verbatim.From, verbatim.Orphan = research.Anchor{Turn: v.turns[0].ID, Offset: 1}, false
	coding := v.codings[2]
	coding.Verbatim, coding.Code, coding.Polarity = v.verbatims[0].ID, v.codes[2].ID, research.Helped
	theme := v.theme
	theme.Codes, theme.Quotes, theme.SoWhat = []research.ID{v.codes[0].ID}, []research.ID{v.verbatims[0].ID, v.verbatims[1].ID}, "They go"
	code := v.codes[1]
	code.Parent, code.Definition = "", ""
	return []step{
		{"study", func(tx *Tx) error {
			st := tx.s.Study()
			st.Title, st.ShortBook = "Renamed", true
			return tx.PutStudy(st)
		}},
		{"wave", func(tx *Tx) error { w := v.wave; w.Name = "H2"; return second(tx.PutWave(w)) }},
		{"name", func(tx *Tx) error { n := v.name; n.Kind = research.CommonWord; return second(tx.PutName(n)) }},
		{"coder", func(tx *Tx) error { c := v.coder; c.Initials = "XY"; return second(tx.PutCoder(c)) }},
		{"organisation", func(tx *Tx) error { o := v.organisation; o.Region = ""; return second(tx.PutOrganisation(o)) }},
		{"participant", func(tx *Tx) error { return second(tx.PutParticipant(people)) }},
		{"salesperson", func(tx *Tx) error { p := v.salesperson; p.Pseudonym = "S09"; return second(tx.PutSalesperson(p)) }},
		{"campaign", func(tx *Tx) error { c := v.campaign; c.Channel = "Fair"; return second(tx.PutCampaign(c)) }},
		{"deal", func(tx *Tx) error { return second(tx.PutDeal(deal)) }},
		{"interview", func(tx *Tx) error { return second(tx.PutInterview(interview)) }},
		{"question", func(tx *Tx) error { q := v.question; q.Ladder = nil; q.Core = false; return second(tx.PutQuestion(q)) }},
		{"turn", func(tx *Tx) error { return second(tx.PutTurn(turn)) }},
		{"stage", func(tx *Tx) error { st := v.stages[0]; st.Name = ""; return second(tx.PutStage(st)) }},
		{"code", func(tx *Tx) error { return second(tx.PutCode(code)) }},
		{"verbatim", func(tx *Tx) error { return second(tx.PutVerbatim(verbatim)) }},
		{"coding", func(tx *Tx) error { return second(tx.PutCoding(coding)) }},
		{"reason", func(tx *Tx) error {
			r := v.reason
			r.Primary = false
			r.Code = v.codes[0].ID
			return second(tx.PutReason(r))
		}},
		{"clearance", func(tx *Tx) error {
			c := v.clearance
			c.Level = research.ClearedAsSaid
			return second(tx.PutClearance(c))
		}},
		{"theme", func(tx *Tx) error { return second(tx.PutTheme(theme)) }},
		{"codebook_version", func(tx *Tx) error { c := v.version; c.Name = "Begun"; return second(tx.PutCodebookVersion(c)) }},
		{"ladder", func(tx *Tx) error { l := v.ladder; l.PriceTest = research.OtherChoice; return second(tx.PutLadder(l)) }},
		{"rung", func(tx *Tx) error { r := v.rung; r.Pos = 0; return second(tx.PutRung(r)) }},
		{"assignment", func(tx *Tx) error { a := v.assignment; a.Done = false; return second(tx.PutAssignment(a)) }},
		{"verdict", func(tx *Tx) error { d := v.verdict; d.Note = "Settled."; return second(tx.PutVerdict(d)) }},
		{"retired", func(tx *Tx) error { r := v.retired; r.Survivor = "P03"; return second(tx.PutRetired(r)) }},
		{"assumption", func(tx *Tx) error { a := v.assumption; a.Likely = 350_000; return second(tx.PutAssumption(a)) }},
		{"pack layout", func(tx *Tx) error { l := v.layout; l.Sections, l.Logo = nil, ""; return tx.PutPackLayout(l) }},
		{"pack written", func(tx *Tx) error { w := v.written; w.Figures = "[]"; return tx.PutPackWritten(w) }},
		{"saved view", func(tx *Tx) error { w := v.view; w.Name, w.By = "Renamed", "wave"; return second(tx.PutSavedView(w)) }},
		{"memo", func(tx *Tx) error { m := v.memo; m.Text = "Later."; return second(tx.PutMemo(m)) }},
		{"batch", func(tx *Tx) error { b := v.batch; b.Source = "csv"; return second(tx.PutBatch(b)) }},
		{"mask", func(tx *Tx) error {
			m := v.mask
			m.State = research.MaskKept
			return second(tx.PutMasks([]research.Mask{m}))
		}},
		{"story", func(tx *Tx) error { st := v.story; st.Cleared = true; return second(tx.PutStory(st)) }},
		{"coding deleted", func(tx *Tx) error { return tx.DeleteCoding(v.codings[1].ID) }},
		{"turn twice in one edit", func(tx *Tx) error {
			t := turn
			t.Text = "Once."
			err := second(tx.PutTurn(t))
			t.Text = "Twice."
			return errors.Join(err, second(tx.PutTurn(t)))
		}},
		{"put, changed and deleted in one edit", func(tx *Tx) error {
			m := research.Memo{ID: NewID(), On: v.turns[0].ID, Text: "a"}
			err := second(tx.PutMemo(m))
			m.Text = "b"
			return errors.Join(err, second(tx.PutMemo(m)), tx.DeleteMemo(m.ID), second(tx.PutMemo(m)))
		}},
		{"theme deleted", func(tx *Tx) error { return tx.DeleteTheme(v.theme.ID) }},
		{"pack written deleted", func(tx *Tx) error { return tx.DeletePackWritten(v.written.ID) }},
		{"saved view deleted", func(tx *Tx) error { return tx.DeleteSavedView(v.view.ID) }},
		{"assumption deleted", func(tx *Tx) error { return tx.DeleteAssumption(v.assumption.ID) }},
		{"interview deleted", func(tx *Tx) error { return tx.DeleteInterview(v.interview.ID) }},
		{"name deleted", func(tx *Tx) error { return tx.DeleteName(v.name.ID) }},
		{"wave deleted", func(tx *Tx) error { return tx.DeleteWave(v.wave.ID) }},
		{"codes deleted", func(tx *Tx) error {
			return errors.Join(tx.DeleteCode(v.codes[2].ID), tx.DeleteCode(v.codes[1].ID), tx.DeleteCode(v.codes[0].ID))
		}},
	}
}

// Every table takes part: each edit of it is undone and redone exactly, also across restarts.
func TestEveryTableIsJournaled(t *testing.T) {
	s := MustOpen(t)
	v := newSample()
	states := []map[string]string{dump(t, s)}
	seen := map[string]map[string]bool{}
	for _, st := range append(v.steps(), v.changes()...) {
		ch := MustEdit(t, s, st.name, st.fn)
		for table := range ch.Tables {
			if seen[table] == nil {
				seen[table] = map[string]bool{}
			}
		}
		states = append(states, dump(t, s))
	}
	rows := must(s.q.QueryContext(t.Context(), "SELECT DISTINCT tbl, op FROM change"))(t)
	for rows.Next() {
		var table, op string
		if err := rows.Scan(&table, &op); err != nil {
			t.Fatal(err)
		}
		seen[table][op] = true
	}
	for table := range states[0] {
		if table == "joined" { // written by Join alone, whose tests undo it
			continue
		}
		if !seen[table]["update"] && table != "interview_participant" || !seen[table]["insert"] && table != "study" {
			t.Errorf("table %s was not seen in the journal for both: %v", table, seen[table])
		}
	}

	last := len(states) - 1
	for i := last - 1; i >= 0; i-- {
		if i == last/2 {
			s = Reopen(t, s)
		}
		ch := must(s.Undo(t.Context()))(t)
		sameDump(t, "undone "+ch.Name, dump(t, s), states[i])
	}
	checkSearchIndex(t, s)
	s = Reopen(t, s)
	for i := 1; i <= last; i++ {
		ch := must(s.Redo(t.Context()))(t)
		sameDump(t, "redone "+ch.Name, dump(t, s), states[i])
	}
	checkSearchIndex(t, s)
	for i := last - 1; i >= 0; i-- {
		ch := must(s.Undo(t.Context()))(t)
		sameDump(t, "undone again "+ch.Name, dump(t, s), states[i])
	}
	if err := s.Check(t.Context(), nil); err != nil {
		t.Error(err)
	}
}

// checkSearchIndex has the index compare itself with the transcripts.
func checkSearchIndex(tb testing.TB, s *Store) {
	tb.Helper()
	if err := s.writer.exec(tb.Context(), "INSERT INTO turn_text (turn_text, rank) VALUES ('integrity-check', 1)"); err != nil {
		tb.Errorf("the search index differs from the transcripts: %v", err)
	}
}

// At either end of the journal there is a sentence, not a fault.
func TestNothingToUndo(t *testing.T) {
	s := MustOpen(t)
	_, err := s.Undo(t.Context())
	wantKind(t, err, research.NotFound)
	_, err = s.Redo(t.Context())
	wantKind(t, err, research.NotFound)
}

// An edit after an undo ends what could have been redone, but the history keeps it.
func TestEditDropsWhatWasUndone(t *testing.T) {
	s := MustOpen(t)
	for _, name := range []string{"One", "Two", "Three"} {
		MustEdit(t, s, name, func(tx *Tx) error { return second(tx.PutWave(research.Wave{Name: name})) })
	}
	must(s.Undo(t.Context()))(t)
	must(s.Undo(t.Context()))(t)
	if name, ok := s.CanUndo(); name != "One" || !ok {
		t.Errorf("undo offers %q, %v", name, ok)
	}
	if name, ok := s.CanRedo(); name != "Two" || !ok {
		t.Errorf("redo offers %q, %v", name, ok)
	}
	// An edit that changes nothing is none.
	if ch := MustEdit(t, s, "Nothing", func(tx *Tx) error { return nil }); ch.Step != 0 || ch.Tables != nil {
		t.Errorf("an edit of nothing is %+v", ch)
	}
	if _, ok := s.CanRedo(); !ok {
		t.Error("an edit of nothing dropped what was undone")
	}
	MustEdit(t, s, "Four", func(tx *Tx) error { return second(tx.PutWave(research.Wave{Name: "Four"})) })
	if name, ok := s.CanRedo(); ok {
		t.Errorf("redo still offers %q", name)
	}
	_, err := s.Redo(t.Context())
	wantKind(t, err, research.NotFound)

	var got []string
	for _, st := range must(s.History(t.Context(), 10))(t) {
		got = append(got, fmt.Sprintf("%s %s %v %d", st.Name, st.Coder, st.Undone, st.Rows))
	}
	want := []string{"Four AB false 1", "Three AB true 1", "Two AB true 1", "One AB false 1"}
	if !slices.Equal(got, want) {
		t.Errorf("history is %q, want %q", got, want)
	}
	if h := must(s.History(t.Context(), 1))(t); len(h) != 1 || h[0].Name != "Four" || h[0].At.IsZero() {
		t.Errorf("the latest step is %+v", h)
	}
	must(s.Undo(t.Context()))(t)
	must(s.Undo(t.Context()))(t)
	if w := must(s.Waves(t.Context()))(t); len(w) != 0 {
		t.Errorf("after all undone there are %v", w)
	}
}

// Steps from before a migration stay in the history but cannot be replayed.
func TestMigrationIsABarrier(t *testing.T) {
	s := MustOpen(t)
	MustEdit(t, s, "Old", func(tx *Tx) error { return second(tx.PutWave(research.Wave{Name: "Old"})) })
	if err := s.writer.exec(t.Context(), "UPDATE step SET schema = 0"); err != nil {
		t.Fatal(err)
	}
	s = Reopen(t, s)
	if name, ok := s.CanUndo(); ok {
		t.Errorf("%q can be undone across a migration", name)
	}
	if h := must(s.History(t.Context(), 10))(t); len(h) != 1 {
		t.Errorf("history is %v", h)
	}
}

// Any sequence of edits, undos and redos leaves what a plain list of states says, and an index that
// finds what is there.
func TestUndoRandomly(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			s := MustOpen(t)
			m := &monkey{tb: t, s: s, rnd: rand.New(rand.NewPCG(seed, 1))}
			states, at := []map[string]string{dump(t, s)}, 0
			for range 120 {
				switch k := m.rnd.IntN(10); {
				case k < 5:
					if ch := m.edit(); ch.Step != 0 {
						states = append(states[:at+1], dump(t, s))
						at++
					}
				case k < 8 && at > 0:
					must(s.Undo(t.Context()))(t)
					at--
				case k == 8 && at < len(states)-1:
					must(s.Redo(t.Context()))(t)
					at++
				case k == 9 && m.rnd.IntN(4) == 0:
					s = Reopen(t, s)
					m.s = s
				}
				sameDump(t, "step", dump(t, s), states[at])
				if t.Failed() {
					return
				}
			}
			checkSearchIndex(t, s)
			if err := s.Check(t.Context(), nil); err != nil {
				t.Error(err)
			}
		})
	}
}

// monkey edits a study at random.
type monkey struct {
	tb  testing.TB
	s   *Store
	rnd *rand.Rand
}

// edit makes one to four random changes in one step.
func (m *monkey) edit() Change {
	return MustEdit(m.tb, m.s, "Random", func(tx *Tx) error {
		for range 1 + m.rnd.IntN(4) {
			if err := m.change(tx); err != nil {
				return err
			}
		}
		return nil
	})
}

func (m *monkey) change(tx *Tx) error {
	ctx := m.tb.Context()
	interviews, err := tx.Interviews(ctx)
	if err != nil {
		return err
	}
	if len(interviews) == 0 || m.rnd.IntN(8) == 0 {
		return m.addInterview(tx, len(interviews))
	}
	iv := interviews[m.rnd.IntN(len(interviews))]
	turns, err1 := tx.Turns(ctx, iv.ID)
	codings, err2 := tx.Codings(ctx, iv.ID)
	codes, err3 := tx.Codes(ctx)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	turn := turns[m.rnd.IntN(len(turns))]
	switch m.rnd.IntN(7) {
	case 0:
		return tx.DeleteInterview(iv.ID)
	case 1:
		turn.Text = m.words()
		return second(tx.PutTurn(turn))
	case 2:
		turn.Stage = m.rnd.IntN(9)
		return second(tx.PutTurn(turn))
	case 3:
		if len(codings) > 0 {
			return tx.DeleteCoding(codings[m.rnd.IntN(len(codings))].ID)
		}
		return nil
	case 4:
		iv.Note = m.words()
		return second(tx.PutInterview(iv))
	}
	v, err := tx.PutVerbatim(research.Verbatim{Interview: iv.ID, From: research.Anchor{Turn: turn.ID}, To: research.Anchor{Turn: turn.ID, Offset: 1 + m.rnd.IntN(5)}})
	if err != nil {
		return err
	}
	return second(tx.PutCoding(research.Coding{Verbatim: v, Code: codes[m.rnd.IntN(len(codes))].ID, Polarity: research.Polarity(m.rnd.IntN(3) - 1)}))
}

func (m *monkey) addInterview(tx *Tx, n int) error {
	code, err := tx.PutCode(research.Code{Ref: fmt.Sprint("C", n), Stage: 1 + n%9})
	if err != nil {
		return err
	}
	iv, err := tx.PutInterview(research.Interview{Label: fmt.Sprint("P", n)})
	if err != nil {
		return err
	}
	turns := make([]research.Turn, 1+m.rnd.IntN(12))
	for i := range turns {
		turns[i] = research.Turn{Interview: iv, Pos: i, Text: m.words()}
	}
	_, err = tx.PutTurns(turns)
	return errors.Join(err, second(tx.PutReason(research.Reason{Interview: iv, Kind: research.Told, Code: code})))
}

func (m *monkey) words() string {
	all := strings.Fields("price offer demo late early honest café naïve 👂 trust board budget never always Zürich")
	var w []string
	for range 5 + m.rnd.IntN(10) {
		w = append(w, all[m.rnd.IntN(len(all))])
	}
	return strings.Join(w, " ")
}

// A deleted interview of fifteen thousand rows comes back whole after a restart.
func TestUndoBigDelete(t *testing.T) {
	s := MustOpen(t)
	var iv research.ID
	MustEdit(t, s, "Import", func(tx *Tx) (err error) {
		code, err := tx.PutCode(research.Code{Ref: "A", Stage: 1})
		if err != nil {
			return err
		}
		if iv, err = tx.PutInterview(research.Interview{Label: "P1"}); err != nil {
			return err
		}
		turns := make([]research.Turn, 5000)
		for i := range turns {
			turns[i] = research.Turn{Interview: iv, Pos: i, Text: fmt.Sprint("turn ", i)}
		}
		ids, err := tx.PutTurns(turns)
		if err != nil {
			return err
		}
		verbatims := make([]research.Verbatim, len(ids))
		codings := make([]research.Coding, len(ids))
		for i, id := range ids {
			verbatims[i] = research.Verbatim{ID: NewID(), Interview: iv, From: research.Anchor{Turn: id}, To: research.Anchor{Turn: id, Offset: 4}}
			codings[i] = research.Coding{Verbatim: verbatims[i].ID, Code: code}
		}
		return errors.Join(second(tx.PutVerbatims(verbatims)), second(tx.PutCodings(codings)))
	})
	before := dump(t, s)
	ch := MustEdit(t, s, "Delete", func(tx *Tx) error { return tx.DeleteInterview(iv) })
	if len(ch.Tables["turn"]) != 5000 || len(ch.Interviews) != 1 || ch.Interviews[0] != iv {
		t.Errorf("the change names %d turns and the interviews %v", len(ch.Tables["turn"]), ch.Interviews)
	}
	s = Reopen(t, s)
	must(s.Undo(t.Context()))(t)
	sameDump(t, "big delete undone", dump(t, s), before)
	checkSearchIndex(t, s)
	must(s.Undo(t.Context()))(t)
	must(s.Redo(t.Context()))(t)
	sameDump(t, "import redone", dump(t, s), before)
}

// A step of very many rows is told of by table only.
func TestManyChanges(t *testing.T) {
	s := MustOpen(t)
	ch := MustEdit(t, s, "Import", func(tx *Tx) error {
		iv, err := tx.PutInterview(research.Interview{Label: "P1"})
		turns := make([]research.Turn, manyChanges)
		for i := range turns {
			turns[i] = research.Turn{Interview: iv, Pos: i, Text: "word"}
		}
		return errors.Join(err, second(tx.PutTurns(turns)))
	})
	ids, ok := ch.Tables["turn"]
	if !ok || len(ids) != 0 || len(ch.Tables) != 2 {
		t.Errorf("the change names %d turns in %d tables", len(ids), len(ch.Tables))
	}
	if h := must(s.History(t.Context(), 1))(t); h[0].Rows != manyChanges+1 {
		t.Errorf("the history counts %d rows", h[0].Rows)
	}
}

// An edit that fails, panics or is cancelled has not happened, and the next one works.
func TestEditFails(t *testing.T) {
	s := MustOpen(t)
	fill(t, s)
	before := dump(t, s)
	wave := func(tx *Tx) error { return second(tx.PutWave(research.Wave{Name: "x"})) }
	boom := errors.New("boom")

	_, err := s.Edit(t.Context(), "Fails", func(tx *Tx) error { return errors.Join(wave(tx), boom) })
	if !errors.Is(err, boom) {
		t.Errorf("error is %v", err)
	}
	sameDump(t, "failed", dump(t, s), before)

	func() {
		defer func() {
			if recover() != "panic" {
				t.Error("the panic was swallowed")
			}
		}()
		s.Edit(t.Context(), "Panics", func(tx *Tx) error { wave(tx); panic("panic") })
	}()
	sameDump(t, "panicked", dump(t, s), before)

	ctx, cancel := context.WithCancel(t.Context())
	_, err = s.Edit(ctx, "Cancelled", func(tx *Tx) error { err := wave(tx); cancel(); return err })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	_, err = s.Edit(ctx, "Cancelled before", wave)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	sameDump(t, "cancelled", dump(t, s), before)

	if ch := MustEdit(t, s, "Works", wave); len(ch.Tables["wave"]) != 1 {
		t.Errorf("the edit after them is %+v", ch)
	}
	must(s.Undo(t.Context()))(t)
	sameDump(t, "undone", dump(t, s), before)
}

// Subscribers learn of every saved edit, undo and redo, after it is saved, and may edit themselves.
func TestSubscribe(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	var got []string
	cancel := s.Subscribe(func(ch Change) {
		got = append(got, fmt.Sprintf("%s %v %v", ch.Name, ch.Undone, ch.Redone))
		if turn, err := s.Turn(t.Context(), v.turns[0].ID); ch.Name == "Turn" && !ch.Undone && (err != nil || turn.Text != "New.") {
			t.Errorf("the subscriber reads %q, %v", turn.Text, err)
		}
		if ch.Name == "Turn" && !ch.Undone && !ch.Redone {
			MustEdit(t, s, "Nested", func(tx *Tx) error { return second(tx.PutWave(research.Wave{Name: "n"})) })
		}
	})
	turn := v.turns[0]
	turn.Text = "New."
	ch := MustEdit(t, s, "Turn", func(tx *Tx) error { return second(tx.PutTurn(turn)) })
	if !slices.Equal(ch.Tables["turn"], []research.ID{turn.ID}) || !slices.Equal(ch.Interviews, []research.ID{v.interview.ID}) {
		t.Errorf("the change is %+v", ch)
	}
	MustEdit(t, s, "Nothing", func(tx *Tx) error { return second(tx.PutTurn(turn)) })
	must(s.Undo(t.Context()))(t)
	must(s.Undo(t.Context()))(t)
	must(s.Redo(t.Context()))(t)
	cancel()
	must(s.Redo(t.Context()))(t)
	want := []string{"Turn false false", "Nested false false", "Nested true false", "Turn true false", "Turn false true"}
	if !slices.Equal(got, want) {
		t.Errorf("subscriber heard %q, want %q", got, want)
	}
}

// Which interviews a change touched is known also for records that are gone.
func TestTouchedInterviews(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	want := []research.ID{v.interview.ID}
	for _, st := range []step{
		{"coding", func(tx *Tx) error { return tx.DeleteCoding(v.codings[1].ID) }},
		{"coding and its verbatim", func(tx *Tx) error { return tx.DeleteVerbatim(v.verbatims[0].ID) }},
		{"reason alone", func(tx *Tx) error { return tx.DeleteReason(v.reason.ID) }},
	} {
		ch := MustEdit(t, s, st.name, st.fn)
		if st.name == "reason alone" {
			want = nil
		}
		if !slices.Equal(ch.Interviews, want) {
			t.Errorf("%s: interviews %v, want %v", st.name, ch.Interviews, want)
		}
		undone := must(s.Undo(t.Context()))(t)
		if !slices.Equal(undone.Interviews, want) {
			t.Errorf("%s undone: interviews %v, want %v", st.name, undone.Interviews, want)
		}
	}
}
