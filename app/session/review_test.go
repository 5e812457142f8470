package session

import (
	"context"
	"slices"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
)

// reviewed makes a study with passages masked on suspicion. Everybody in it is invented.
func reviewed(t *testing.T) *Session {
	t.Helper()
	s := newStudy(t)
	takeIn(t, s, interviewSheet(
		[]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "Ruth Oakden", "They talked and talked. Then Zylberschtein from the works council said no, and nobody called.", "I rang Zylberschtein and he laughed."},
		[]string{"2", "Henk Vandersteen", "Polderman Logistiek", "won", "2026-03-02", "yes", "Ruth Oakden", "I met Ossington about it. Zylberschtein told me it was fine.", "We trusted Ossington at once."},
	), false)
	takeIn(t, s, codingSheet(
		[]string{"1", "Q09", "Then Zylberschtein from the works council said no", "DIS-02", "RO", "us", "hurt", "decided", ""},
		[]string{"1", "Q09", "nobody called", "DIS-01", "RO", "us", "hurt", "decided", "as said"}), false)
	doubt(t, s)
	return s
}

// doubt puts every guess into the queue, however sure detection is of it.
func doubt(t *testing.T, s *Session) {
	t.Helper()
	ctx := context.Background()
	_, err := s.store.Edit(ctx, "Doubt", func(tx *store.Tx) error {
		for _, r := range s.InterviewRows(InterviewFilter{}) {
			masks, err := tx.Masks(ctx, r.Interview.ID)
			for i := range masks {
				if masks[i].Pseudonym == "" {
					masks[i].State = research.MaskOpen
				}
			}
			if err == nil {
				_, err = tx.PutMasks(masks)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// find is the open passage of a list that hides a word, the first.
func (l *ReviewList) find(t *testing.T, word string) ReviewItem {
	t.Helper()
	i := slices.IndexFunc(l.Open, func(it ReviewItem) bool { return it.Words == word })
	if i < 0 {
		t.Fatalf("nothing open hides it among %d", len(l.Open))
	}
	return l.Open[i]
}

func list(t *testing.T, s *Session) *ReviewList {
	t.Helper()
	l, err := s.ReviewList(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// transcripts is every word of a study's transcripts.
func transcripts(t *testing.T, s *Session) string {
	t.Helper()
	var out []string
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		turns, err := s.store.Turns(context.Background(), r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range turns {
			if !x.Asked {
				out = append(out, x.Text)
			}
		}
	}
	return strings.Join(out, " | ")
}

func TestReviewListSaysWhatWasSaid(t *testing.T) {
	s := reviewed(t)
	l := list(t, s)
	if len(l.Open) != 5 || l.Total != 5 || l.Looked != 0 || !l.Vault {
		t.Fatalf("%d open of %d, %d looked at, in %q", len(l.Open), l.Total, l.Looked, transcripts(t, s))
	}
	it := l.find(t, "Zylberschtein")
	if it.Label != "P01" || !strings.HasSuffix(it.Before, "talked. Then ") || it.Shown != "[name]" || !strings.HasPrefix(it.After, " from the works council said no") || len(l.SameWords(it)) != 3 {
		t.Errorf("the first is %q %q %q, with %d like it", it.Before, it.Shown, it.After, len(l.SameWords(it)))
	}
	s.LockVault()
	l = list(t, s)
	if len(l.Open) != 5 || l.Vault || l.Open[0].Words != "" || l.Open[0].Shown != "[name]" {
		t.Errorf("locked, the first is %+v", l.Open[0].Mask)
	}
	if err := s.KeepMasked(context.Background(), l.Open[0]); err != nil {
		t.Errorf("a closed vault keeps from accepting: %v", err)
	}
	wantKind(t, s.NoName(context.Background(), l.Open[1]), research.Locked)
	if l = list(t, s); l.Looked != 1 || l.Total != 5 {
		t.Errorf("%d of %d looked at", l.Looked, l.Total)
	}
}

// Each answer to a passage does what it says, keeps codings on their words, can be undone, and is respected
// when names are looked for again and when the sheet comes once more.
func TestReviewAnswers(t *testing.T) {
	ctx := context.Background()
	const z = "Zylberschtein"
	for _, c := range []struct {
		what  string
		do    func(s *Session, l *ReviewList) error
		left  int    // open passages
		stand string // stands in the transcripts then
		gone  string
	}{
		{"keep one", func(s *Session, l *ReviewList) error { return s.KeepMasked(ctx, l.find(t, z)) }, 4, "Then [name] from", z},
		{"keep all", func(s *Session, l *ReviewList) error { return s.KeepMasked(ctx, l.SameWords(l.find(t, z))...) }, 2, "Then [name] from", z},
		{"no name here", func(s *Session, l *ReviewList) error { return s.NoName(ctx, l.find(t, z)) }, 4, "Then Zylberschtein from", "I rang " + z},
		{"no name anywhere", func(s *Session, l *ReviewList) error { return s.NoName(ctx, l.SameWords(l.find(t, z))...) }, 2, "I rang Zylberschtein and", "[name] from"},
		{"a common word", func(s *Session, l *ReviewList) error { return s.NeverAName(ctx, l.find(t, z)) }, 2, "Zylberschtein told me", "Then [name]"},
		{"always", func(s *Session, l *ReviewList) error { return s.Always(ctx, l.find(t, z)) }, 2, "Then [name] from", z},
		{"new person", func(s *Session, l *ReviewList) error {
			p, err := s.IsNew(ctx, privacy.Person, l.find(t, z))
			if p != "P03" {
				t.Errorf("the new person is %s", p)
			}
			return err
		}, 2, "Then P03 from", "I rang [name]"},
		{"new company", func(s *Session, l *ReviewList) error {
			return second(s.IsNew(ctx, privacy.Organisation, l.find(t, "Ossington")))
		}, 3, "I met O03 about it", "trusted [name]"},
		{"known, here", func(s *Session, l *ReviewList) error { return s.IsKnown(ctx, "P02", false, l.find(t, z)) }, 4, "Then P02 from", "rang P02"},
		{"known, everywhere", func(s *Session, l *ReviewList) error { return s.IsKnown(ctx, "P02", true, l.find(t, z)) }, 2, "I rang P02 and", z},
		{"more coarsely", func(s *Session, l *ReviewList) error {
			return s.Generalise(ctx, "somebody of the staff", l.SameWords(l.find(t, z))...)
		}, 2, "Then somebody of the staff from", z},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := reviewed(t)
			before, was := tables(t, s.Path()), coded(t, s)
			if err := c.do(s, list(t, s)); err != nil {
				t.Fatal(err)
			}
			text := transcripts(t, s)
			if l := list(t, s); len(l.Open) != c.left || !strings.Contains(text, c.stand) || strings.Contains(text, c.gone) {
				t.Errorf("%d open, the text is %q", len(l.Open), text)
			}
			checkWords(t, s)
			if got := coded(t, s); got[0] != was[0] || !strings.HasSuffix(got[1], "from the works council said no") {
				t.Errorf("coded is %q", got)
			}
			after := tables(t, s.Path())
			if did, err := s.LookAgain(ctx, nil); err != nil || did.Turns != 0 {
				t.Errorf("looking again changes %+v, %v", did, err)
			}
			same(t, "after looking again", tables(t, s.Path()), after)
			takeIn(t, s, interviewSheet(
				[]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "Ruth Oakden", "They talked and talked. Then Zylberschtein from the works council said no, and nobody called.", "I rang Zylberschtein and he laughed."}), false)
			same(t, "after the same sheet", tables(t, s.Path()), after)
			if _, err := s.Undo(ctx); err != nil {
				t.Fatal(err)
			}
			same(t, "undone", tables(t, s.Path()), before)
			if !strings.Contains(c.stand, z) {
				s.Close()
			}
			if found := namesIn(t, s.Path(), []string{z}); len(found) > 0 {
				t.Errorf("undone, the file says %q", found)
			}
		})
	}
}

// A coarser wording that names somebody is refused, and so is calling somebody's name a common word.
func TestReviewRefuses(t *testing.T) {
	s := reviewed(t)
	ctx := context.Background()
	it := list(t, s).find(t, "Ossington")
	for _, w := range []string{"", "Margit Oelschlager", "a colleague of Brandtkamp", "call +49 30 901820", "Peter Smith"} {
		wantKind(t, s.Generalise(ctx, w, it), research.Invalid)
	}
	for _, w := range []string{"a bank in the north of England", "somebody of the works council", "[company]"} {
		if err := s.Generalise(ctx, w, it); err != nil {
			t.Errorf("%q: %v", w, err)
		}
	}
	if _, err := s.IsNew(ctx, privacy.Person, it); err != nil {
		t.Fatal(err)
	}
	wantKind(t, s.NeverAName(ctx, it), research.Conflict)
}
