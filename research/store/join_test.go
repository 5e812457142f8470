package store

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"openloop/research"
)

// twin copies a study as a colleague gets it, and opens the copy.
func twin(t *testing.T, s *Store, coder string) *Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy.openloop")
	if err := s.Backup(t.Context(), path, nil); err != nil {
		t.Fatal(err)
	}
	c := must(Open(t.Context(), path, Options{Coder: coder}))(t)
	t.Cleanup(func() { c.Close() })
	return c
}

// joinOf joins b into a.
func joinOf(t *testing.T, a, b *Store, o JoinOptions) *Joined {
	t.Helper()
	j, err := tryJoin(a, b.Path(), o)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func tryJoin(a *Store, path string, o JoinOptions) (*Joined, error) {
	c, err := a.OpenCopy(context.Background(), path)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return a.Join(context.Background(), c, o)
}

// rowsOf is a dump, row by row and column by column.
func rowsOf(t *testing.T, s *Store) map[at]image {
	t.Helper()
	out := map[at]image{}
	for table, text := range dump(t, s) {
		for _, line := range strings.Split(text, "\n") {
			var r image
			if line != "" && table != "joined" {
				if err := json.Unmarshal([]byte(line), &r); err != nil {
					t.Fatal(err)
				}
				out[at{table, research.ID(r.text("id"))}] = r
			}
		}
	}
	return out
}

// dumpOf is a dump without what is told of joining itself.
func dumpOf(t *testing.T, s *Store) map[string]string {
	d := dump(t, s)
	delete(d, "joined")
	return d
}

// Edits of two people who never touched the same row: joining gives what doing one's after the other's gives, in
// either order; undo brings this study back as it was, redo joins again.
func TestJoinApart(t *testing.T) {
	for seed := range uint64(8) {
		rnd := rand.New(rand.NewPCG(seed, 11))
		s := MustOpen(t)
		fill(t, s)
		m := &monkey{tb: t, s: s, rnd: rnd}
		for range 12 {
			m.edit()
		}
		left, right := apartEdits(t, s, rnd)
		b, ab, ba := twin(t, s, "CD"), twin(t, s, "AB"), twin(t, s, "AB")
		for i, list := range [][]step{left, right} {
			both := [][]step{right, left}[i]
			for _, st := range append(append([]step{}, list...), both...) {
				MustEdit(t, []*Store{ab, ba}[i], st.name, st.fn)
			}
		}
		sameDump(t, "either order", dump(t, ab), dump(t, ba))
		for _, st := range left {
			MustEdit(t, s, st.name, st.fn)
		}
		for _, st := range right {
			MustEdit(t, b, st.name, st.fn)
		}
		before, other := dump(t, s), dump(t, b)
		if p := joinOf(t, s, b, JoinOptions{Preview: true}); len(p.Clashes) != 0 || p.Coder != "CD" || len(p.Steps) > len(right) || len(p.Steps) < 2 || p.OurSteps > len(left) || p.OurSteps < 2 {
			t.Fatalf("seed %d: the preview says %+v", seed, p)
		}
		sameDump(t, "after a preview", dump(t, s), before)
		joinOf(t, s, b, JoinOptions{})
		want := dumpOf(t, ab)
		sameDump(t, fmt.Sprint("joined, seed ", seed), dumpOf(t, s), want)
		sameDump(t, "the copy", dump(t, b), other)
		if name, _ := s.CanUndo(); name != "Join the copy of CD" {
			t.Errorf("the step is %q", name)
		}
		if again := joinOf(t, s, b, JoinOptions{Preview: true}); !again.Nothing() {
			t.Errorf("seed %d: joining the same copy again would do %+v", seed, again)
		}
		must(s.Undo(t.Context()))(t)
		sameDump(t, "undone", dump(t, s), before)
		must(s.Redo(t.Context()))(t)
		sameDump(t, "redone", dumpOf(t, s), want)
		checkSearchIndex(t, s)
		if err := s.Check(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			return
		}
	}
}

// apartEdits are two lists of edits with ids known beforehand, of which none touches a row of the other.
func apartEdits(t *testing.T, s *Store, rnd *rand.Rand) (left, right []step) {
	t.Helper()
	ctx := t.Context()
	for i, iv := range must(s.Interviews(ctx))(t) {
		edits := &left
		if i%2 == 1 {
			edits = &right
		}
		codes := slices.DeleteFunc(must(s.Codes(ctx))(t), func(c research.Code) bool { return c.MergedInto != "" })
		for _, turn := range must(s.Turns(ctx, iv.ID))(t) {
			v := research.Verbatim{ID: NewID(), Interview: iv.ID, From: research.Anchor{Turn: turn.ID}, To: research.Anchor{Turn: turn.ID, Offset: 1 + rnd.IntN(5)}}
			c := research.Coding{ID: NewID(), Verbatim: v.ID, Code: codes[rnd.IntN(len(codes))].ID, Coder: "CD", Round: 1}
			memo := research.Memo{ID: NewID(), On: c.ID, Text: "Ask again."}
			moved := turn
			moved.Stage = rnd.IntN(9)
			list := []step{
				{"code", func(tx *Tx) error {
					return errors.Join(second(tx.PutVerbatim(v)), second(tx.PutCoding(c)), second(tx.PutMemo(memo)))
				}},
				{"stage", func(tx *Tx) error { return second(tx.PutTurn(moved)) }},
			}
			*edits = append(*edits, list[:1+rnd.IntN(2)]...)
		}
		for _, c := range must(s.Codings(ctx, iv.ID))(t) {
			if rnd.IntN(3) == 0 {
				*edits = append(*edits, step{"uncode", func(tx *Tx) error { return tx.DeleteCoding(c.ID) }})
			}
		}
		if rnd.IntN(3) == 0 {
			iv.Note = "Said twice."
			*edits = append(*edits, step{"note", func(tx *Tx) error { return second(tx.PutInterview(iv)) }})
		}
	}
	for i, edits := range []*[]step{&left, &right} {
		p := research.Participant{ID: NewID(), Pseudonym: fmt.Sprint("P2", i)}
		iv := research.Interview{ID: NewID(), Label: p.Pseudonym, Participants: []research.ID{p.ID}}
		turn := research.Turn{ID: NewID(), Interview: iv.ID, Text: p.Pseudonym + " was never asked."}
		theme := research.Theme{ID: NewID(), Name: fmt.Sprint("Theme ", i)}
		code := research.Code{ID: NewID(), Ref: fmt.Sprint("NEW-0", i), Name: "New", Stage: 3}
		*edits = append(*edits, step{"interview", func(tx *Tx) error {
			fresh := iv
			if err := errors.Join(second(tx.PutParticipant(p)), second(put(tx, interviews, fresh))); err != nil {
				return err
			}
			return second(tx.PutTurn(turn))
		}}, step{"theme", func(tx *Tx) error { return errors.Join(second(tx.PutTheme(theme)), second(tx.PutCode(code))) }})
	}
	return left, right
}

// Edits that touch each other in every way: joining never fails, damages nothing, undoes to the row, and loses
// nothing that either side saved without saying so.
func TestJoinAnything(t *testing.T) {
	clashes := map[ClashKind]int{}
	for seed := range uint64(16) {
		rnd := rand.New(rand.NewPCG(seed, 5))
		s := MustOpen(t)
		fill(t, s)
		m := &monkey{tb: t, s: s, rnd: rnd}
		for range 10 {
			m.edit()
		}
		b := twin(t, s, "CD")
		base := rowsOf(t, s)
		wander(t, s, rnd)
		wander(t, b, rnd)
		ours, theirs, before := rowsOf(t, s), rowsOf(t, b), dump(t, s)
		o := JoinOptions{}
		if seed%4 == 1 { // decide at random what can be decided
			o.Choose = map[string]Choice{}
			for _, c := range joinOf(t, s, b, JoinOptions{Preview: true}).Clashes {
				if len(c.Choices) > 0 {
					o.Choose[c.Key] = c.Choices[rnd.IntN(len(c.Choices))]
				}
			}
		}
		j := joinOf(t, s, b, o)
		for _, c := range j.Clashes {
			clashes[c.Kind]++
		}
		if o.Choose == nil {
			nothingLost(t, seed, base, ours, theirs, rowsOf(t, s), j)
		}
		if err := s.Check(t.Context(), nil); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		checkSearchIndex(t, s)
		after := dump(t, s)
		if name, _ := s.CanUndo(); !strings.HasPrefix(name, "Join") && j.Nothing() {
			continue // all that was done on the copy had been taken back
		}
		must(s.Undo(t.Context()))(t)
		sameDump(t, fmt.Sprint("undone, seed ", seed), dump(t, s), before)
		must(s.Redo(t.Context()))(t)
		sameDump(t, "redone", dump(t, s), after)
		if t.Failed() {
			return
		}
	}
	for _, k := range []ClashKind{ChangedBoth, DeletedHere, DeletedThere} {
		if clashes[k] == 0 {
			t.Errorf("no clash of kind %q came up in %v", k, clashes)
		}
	}
}

// wander edits a study at random, takes steps back and does some again.
func wander(t *testing.T, s *Store, rnd *rand.Rand) {
	m := &monkey{tb: t, s: s, rnd: rnd}
	for range 3 + rnd.IntN(10) {
		m.edit()
		for range rnd.IntN(3) {
			if _, ok := s.CanUndo(); ok && rnd.IntN(2) == 0 {
				must(s.Undo(t.Context()))(t)
			}
		}
		if _, ok := s.CanRedo(); ok && rnd.IntN(2) == 0 {
			must(s.Redo(t.Context()))(t)
		}
	}
}

// nothingLost holds the joined rows against what each side had done: what one side alone did stands, and what both did is
// one of the two, and listed.
func nothingLost(t *testing.T, seed uint64, base, ours, theirs, now map[at]image, j *Joined) {
	t.Helper()
	listed, gone, merged := map[at]bool{}, false, false
	for _, c := range j.Clashes {
		listed[at{c.Table, c.ID}] = true
		merged = merged || c.Kind == MergedCode
		gone = gone || c.Kind == DeletedHere || c.Kind == DeletedThere
	}
	moves := map[string]bool{"rev": true, "pos": true, "ref": true} // refs of new codes may be given anew
	for _, list := range follows {
		for _, c := range list {
			moves[c] = true
		}
	}
	for k, r := range now {
		a, b, o := ours[k], theirs[k], base[k]
		for c := range r {
			switch {
			case moves[c], a != nil && alike(r, a, c) && (b == nil || o == nil || alike(b, o, c) || alike(a, b, c) || listed[k]):
			case b != nil && alike(r, b, c) && (a == nil || o == nil || alike(a, o, c) || listed[k]):
			case k.table == "coding" && c == "code" && merged: // went on to the code that it was merged into
			case k.table == "interview" && c == "note" && listed[k]: // both, one under the other
			default:
				t.Errorf("seed %d: %v.%s is %s, ours %s, theirs %s, before %s", seed, k, c, r[c], a[c], b[c], o[c])
			}
		}
	}
	for k := range ours {
		if now[k] == nil && (base[k] == nil || theirs[k] != nil) {
			t.Errorf("seed %d: %v of ours is lost", seed, k)
		}
	}
	for k := range theirs {
		if now[k] == nil && (base[k] == nil || ours[k] != nil) {
			t.Errorf("seed %d: %v of theirs is lost", seed, k)
		}
	}
	for k := range base {
		if now[k] != nil && (ours[k] == nil || theirs[k] == nil) && !gone && k.table != "verbatim" {
			t.Errorf("seed %d: %v was deleted and is back, and nothing says so", seed, k)
		}
	}
}

// A copy that goes on after it was joined is joined again, from where it was, and so the other way round.
func TestJoinAgain(t *testing.T) {
	for seed := range uint64(3) {
		rnd := rand.New(rand.NewPCG(seed, 77))
		s := MustOpen(t)
		fill(t, s)
		m := &monkey{tb: t, s: s, rnd: rnd}
		MustEdit(t, s, "Interviews", func(tx *Tx) error {
			return errors.Join(m.addInterview(tx, 7), m.addInterview(tx, 8), m.addInterview(tx, 9))
		})
		b := twin(t, s, "CD")
		for range 4 {
			left, right := apartEdits(t, s, rnd)
			for _, st := range left[:len(left)-2] {
				MustEdit(t, s, st.name, st.fn)
			}
			for _, st := range right[:len(right)-2] {
				MustEdit(t, b, st.name, st.fn)
			}
			if j := joinOf(t, s, b, JoinOptions{}); len(j.Clashes) != 0 {
				t.Fatalf("seed %d: %+v", seed, j.Clashes)
			}
			if j := joinOf(t, b, s, JoinOptions{}); len(j.Clashes) != 0 {
				t.Fatalf("seed %d, back: %+v", seed, j.Clashes)
			}
			sameDump(t, fmt.Sprint("both copies, seed ", seed), dumpOf(t, s), dumpOf(t, b))
			if t.Failed() {
				return
			}
		}
	}
}

// What a failure, a cancellation or a killed process leaves is the study as it was.
func TestJoinInterrupted(t *testing.T) {
	s := MustOpen(t)
	fill(t, s)
	b := twin(t, s, "CD")
	wander(t, s, rand.New(rand.NewPCG(1, 1)))
	wander(t, b, rand.New(rand.NewPCG(1, 2)))
	before := dump(t, s)
	if _, err := tryJoin(s, b.Path(), JoinOptions{Before: func(*Joined) error { return errors.New("no") }}); err == nil {
		t.Error("a join that failed says nothing")
	}
	sameDump(t, "failed", dump(t, s), before)
	if err := errors.Join(s.Close(), b.Close()); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(must(os.Executable())(t))
	cmd.Env = append(os.Environ(), childEnv+"=join", childPath+"="+s.Path()+"\n"+b.Path())
	out := must(cmd.StdoutPipe())(t)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if lines := bufio.NewScanner(out); !lines.Scan() || lines.Text() != "joined" {
		t.Errorf("the process says %q", lines.Text())
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	s = must(Open(t.Context(), s.Path(), Options{}))(t)
	defer s.Close()
	sameDump(t, "killed", dump(t, s), before)
	if j := joinOf(t, s, b, JoinOptions{}); j.Nothing() {
		t.Error("nothing was left to join")
	}
}

// joinForever joins two studies and stops just before that is saved.
func joinForever() {
	paths := strings.Split(os.Getenv(childPath), "\n")
	s, err := Open(context.Background(), paths[0], Options{Coder: "AB"})
	if err == nil {
		_, err = tryJoin(s, paths[1], JoinOptions{Before: func(*Joined) error {
			fmt.Println("joined")
			time.Sleep(time.Minute)
			return nil
		}})
	}
	fmt.Println("error", err)
}

// The cases that people decide about, one by one.
func TestJoinClashes(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	late := research.Code{ID: NewID(), Ref: "NEW-01", Name: "Late", Stage: 3}
	for _, c := range []struct {
		what         string
		ours, theirs func(tx *Tx) error
		kind         ClashKind
		check        func(s *Store, j *Joined) bool
	}{
		{"the same field", func(tx *Tx) error { x := v.theme; x.SoWhat = "Ours"; return second(tx.PutTheme(x)) },
			func(tx *Tx) error { x := v.theme; x.SoWhat = "Theirs"; return second(tx.PutTheme(x)) }, ChangedBoth,
			func(s *Store, j *Joined) bool {
				c := j.Clashes[0]
				return c.Was == "They leave" && c.Ours == "Ours" && c.Theirs == "Theirs" && c.Choice == Ours && must(s.Themes(t.Context()))(t)[0].SoWhat == "Ours"
			}},
		{"two notes on one memo", func(tx *Tx) error { x := v.memo; x.Text = "Ours"; return second(tx.PutMemo(x)) },
			func(tx *Tx) error { x := v.memo; x.Text = "Theirs"; return second(tx.PutMemo(x)) }, ChangedBoth,
			func(s *Store, _ *Joined) bool {
				return must(s.Memos(t.Context()))(t)[0].Text == "Ours\n\nTheirs"
			}},
		{"deleted here, coded there", func(tx *Tx) error { return tx.DeleteInterview(v.interview.ID) },
			func(tx *Tx) error {
				return second(tx.PutCoding(research.Coding{Verbatim: v.verbatims[0].ID, Code: v.codes[0].ID, Coder: "CD", Round: 1}))
			}, DeletedHere,
			func(s *Store, _ *Joined) bool {
				return len(must(s.Turns(t.Context(), v.interview.ID))(t)) == 3 && len(must(s.Codings(t.Context(), v.interview.ID))(t)) == 4
			}},
		{"coded here, deleted there", func(tx *Tx) error {
			return second(tx.PutCoding(research.Coding{Verbatim: v.verbatims[0].ID, Code: v.codes[0].ID, Coder: "AB", Round: 1}))
		}, func(tx *Tx) error { return tx.DeleteInterview(v.interview.ID) }, DeletedThere,
			func(s *Store, _ *Joined) bool {
				return len(must(s.Turns(t.Context(), v.interview.ID))(t)) == 3 && len(must(s.Codings(t.Context(), v.interview.ID))(t)) == 4
			}},
		{"merged here, used there", func(tx *Tx) error {
			c := v.codes[1]
			c.MergedInto, c.Retired = v.codes[0].ID, true
			x := v.codings[0]
			x.Code = v.codes[0].ID
			return errors.Join(second(tx.PutCode(c)), second(tx.PutCoding(x)))
		}, func(tx *Tx) error {
			return second(tx.PutCoding(research.Coding{Verbatim: v.verbatims[1].ID, Code: v.codes[1].ID, Coder: "CD", Round: 1}))
		}, MergedCode, func(s *Store, _ *Joined) bool {
			for _, c := range must(s.Codings(t.Context(), v.interview.ID))(t) {
				if c.Code == v.codes[1].ID {
					return false
				}
			}
			return true
		}},
		{"one pseudonym, two people", func(tx *Tx) error { return second(tx.PutParticipant(research.Participant{Pseudonym: "P41"})) },
			func(tx *Tx) error {
				p, err := tx.PutParticipant(research.Participant{Pseudonym: "P41"})
				if err != nil {
					return err
				}
				iv, err := tx.PutInterview(research.Interview{Label: "P41", Participants: []research.ID{p}})
				if err != nil {
					return err
				}
				turn, err := tx.PutTurn(research.Turn{Interview: iv, Speaker: "P41", Text: "P41 asked P07 twice."})
				if err != nil {
					return err
				}
				return second(tx.PutVerbatim(research.Verbatim{Interview: iv, From: research.Anchor{Turn: turn, Offset: 4}, To: research.Anchor{Turn: turn, Offset: 9}}))
			}, SameName, func(s *Store, j *Joined) bool {
				for _, iv := range must(s.Interviews(t.Context()))(t) {
					if iv.Label == "P42" {
						turn := must(s.Turns(t.Context(), iv.ID))(t)[0]
						return turn.Text == "P42 asked P07 twice." && turn.Speaker == "P42" && j.Renamed["P41"] == "P42"
					}
				}
				return false
			}},
		{"two main reasons", func(tx *Tx) error {
			return second(tx.PutReason(research.Reason{Interview: v.interview.ID, Kind: research.DecidedReason, Code: v.codes[0].ID, Primary: true}))
		},
			func(tx *Tx) error {
				return second(tx.PutReason(research.Reason{Interview: v.interview.ID, Kind: research.DecidedReason, Code: v.codes[1].ID, Primary: true}))
			}, SamePlace, func(s *Store, _ *Joined) bool {
				n := 0
				for _, r := range must(s.Reasons(t.Context()))(t) {
					if r.Kind == research.DecidedReason {
						n++
						if r.Primary != (r.Code == v.codes[0].ID) {
							return false
						}
					}
				}
				return n == 2
			}},
		{"two codes of one reference", func(tx *Tx) error { return second(tx.PutCode(late)) },
			func(tx *Tx) error { x := late; x.ID, x.Name = NewID(), "Slow"; return second(tx.PutCode(x)) }, SameName,
			func(s *Store, _ *Joined) bool {
				book := must(s.Codebook(t.Context()))(t)
				a, _ := book.ByRef("NEW-01")
				b, ok := book.ByRef("NEW-02")
				return a.Name == "Late" && ok && b.Name == "Slow"
			}},
		{"two ladders", func(tx *Tx) error { x := v.rung; x.Code = v.codes[0].ID; return second(tx.PutRung(x)) },
			func(tx *Tx) error {
				return second(tx.PutRung(research.Rung{Interview: v.interview.ID, Pos: 2, Verbatim: v.verbatims[1].ID}))
			}, SamePlace,
			func(s *Store, _ *Joined) bool {
				list := must(s.Rungs(t.Context(), v.interview.ID))(t)
				return len(list) == 1 && list[0].Code == v.codes[0].ID
			}},
	} {
		a, b := twin(t, s, "AB"), twin(t, s, "CD")
		MustEdit(t, a, "ours", c.ours)
		MustEdit(t, b, "theirs", c.theirs)
		j := joinOf(t, a, b, JoinOptions{})
		if len(j.Clashes) == 0 || j.Clashes[0].Kind != c.kind || !c.check(a, j) {
			t.Errorf("%s: %+v", c.what, j.Clashes)
		}
		must(a.Undo(t.Context()))(t)
		for _, clash := range j.Clashes {
			if len(clash.Choices) < 2 {
				continue
			}
			for _, want := range clash.Choices {
				p := joinOf(t, a, b, JoinOptions{Choose: map[string]Choice{clash.Key: want}})
				if !slices.ContainsFunc(p.Clashes, func(c Clash) bool { return c.Key == clash.Key && c.Choice == want }) {
					t.Errorf("%s: %s was decided as %+v", c.what, want, p.Clashes)
				}
				if err := a.Check(t.Context(), nil); err != nil {
					t.Error(err)
				}
				must(a.Undo(t.Context()))(t)
			}
		}
	}
}

// Passages follow their words, whichever side corrected the text.
func TestJoinFollowsText(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	turn := v.turns[2] // "The legal terms took weeks."
	fixed := turn
	fixed.Text = "All of the legal terms took weeks."
	correct := func(tx *Tx) error { return second(tx.PutTurn(fixed)) }
	coded := func(tx *Tx) error {
		return second(tx.PutVerbatim(research.Verbatim{ID: "01900000-0000-7000-8000-000000000001", Interview: v.interview.ID, From: research.Anchor{Turn: turn.ID, Offset: 4}, To: research.Anchor{Turn: turn.ID, Offset: 15}}))
	}
	for i, edits := range [][2]func(tx *Tx) error{{correct, coded}, {coded, correct}} {
		a, b := twin(t, s, "AB"), twin(t, s, "CD")
		MustEdit(t, a, "ours", edits[0])
		MustEdit(t, b, "theirs", edits[1])
		j := joinOf(t, a, b, JoinOptions{})
		if len(j.Clashes) > 0 {
			t.Errorf("%d: %+v", i, j.Clashes)
		}
		for _, x := range must(a.Verbatims(t.Context(), v.interview.ID))(t) {
			if x.ID != "01900000-0000-7000-8000-000000000001" {
				continue
			}
			now := must(a.Turn(t.Context(), turn.ID))(t)
			if got := string([]rune(now.Text)[x.From.Offset:x.To.Offset]); now.Text != fixed.Text || got != "legal terms" {
				t.Errorf("%d: the passage is on %q of %q", i, got, now.Text)
			}
		}
	}
}

// What is no copy is refused; the ledger of a copy comes along and stays after an undo.
func TestJoinRefusesAndLedger(t *testing.T) {
	s := MustOpen(t)
	fill(t, s)
	b := twin(t, s, "CD")
	_, err := tryJoin(s, MustOpen(t).Path(), JoinOptions{})
	wantKind(t, err, research.Conflict)
	_, err = tryJoin(s, s.Path(), JoinOptions{})
	wantKind(t, err, research.Invalid)
	_, err = tryJoin(s, filepath.Join(t.TempDir(), "none.openloop"), JoinOptions{})
	wantKind(t, err, research.NotFound)

	MustEdit(t, b, "Issue", func(tx *Tx) error {
		g := NewID()
		return tx.PutExport(Export{K: 5, SHA256: "x", File: "pack.pdf", Groups: []ExportGroup{{ID: g, Predicate: "all", Members: []research.ID{"i1"}}}, Cells: []ExportCell{{Group: g, Measure: "m", X: 3, N: 5, Shown: true}}})
	})
	if j := joinOf(t, s, b, JoinOptions{}); j.Packs != 1 {
		t.Errorf("%d packs came", j.Packs)
	}
	got, want := must(s.Exports(t.Context()))(t), must(b.Exports(t.Context()))(t)
	if len(got) != 1 || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the ledger says %v, the copy's %v", got, want)
	}
	c := twin(t, s, "CD")
	MustEdit(t, c, "Erase", func(tx *Tx) error {
		tx.CloseHistory()
		return second(tx.PutErased(research.Erased{Pseudonym: "P99", UTC: time.Now()}))
	})
	_, err = tryJoin(s, c.Path(), JoinOptions{})
	wantKind(t, err, research.Conflict)
	_, err = tryJoin(c, s.Path(), JoinOptions{})
	wantKind(t, err, research.Conflict)
	if says := fmt.Sprint(err); !strings.Contains(says, "Nothing new was done on the copy") {
		t.Errorf("a copy without anything new: %s", says)
	}
	talk(t, s, "Done on the copy only.")
	if _, err = tryJoin(c, s.Path(), JoinOptions{}); !strings.Contains(fmt.Sprint(err), "lists one step that this study lacks") {
		t.Errorf("a copy with something new: %v", err)
	}
}

// Words that were redacted on the copy leave this study's text and its journal, too; undo asks the vault for them.
func TestJoinSeals(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	b := twin(t, s, "CD")
	turn := v.turns[2]
	was := turn.Text
	MustEdit(t, b, "Redact", func(tx *Tx) error {
		now := turn
		now.Text = "The [name] terms took weeks."
		return errors.Join(tx.Seal(Wording{Table: "turn", ID: turn.ID, Column: "text", Text: was, Ref: "ref-9"}), second(tx.PutTurn(now)))
	})
	before := dump(t, s)
	joinOf(t, s, b, JoinOptions{})
	if got := must(s.Turn(t.Context(), turn.ID))(t).Text; got != "The [name] terms took weeks." {
		t.Errorf("the text is %q", got)
	}
	for _, w := range must(s.Wordings(t.Context()))(t) {
		if w.Text == was {
			t.Error("the journal has the words in clear")
		}
	}
	_, err := s.Undo(t.Context())
	wantKind(t, err, research.Locked)
	s.OpenSealed(func([]string) (map[string]string, error) { return map[string]string{"ref-9": was}, nil })
	must(s.Undo(t.Context()))(t)
	sameDump(t, "undone", dump(t, s), before)
}
