package session

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/privacy"
)

// What is shown is what was said; places go there and come back as they were.
func TestReveal(t *testing.T) {
	s := reviewed(t)
	ctx := context.Background()
	row := s.InterviewRows(InterviewFilter{})[0]
	words, err := s.Reveal(ctx, row.Interview.ID)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, w := range words {
		said[w] = true
	}
	if !said["Zylberschtein"] {
		t.Errorf("reveals %d passages", len(words))
	}
	r, err := s.Unveil(ctx, row.Interview.ID)
	if err != nil {
		t.Fatal(err)
	}
	placed, err := s.Placed(ctx, row.Interview.ID)
	if err != nil || len(placed) == 0 {
		t.Fatal(err)
	}
	for _, p := range placed {
		f, e := r.Out(p.From, p.To)
		text, _, ok := r.Text(p.From.Turn)
		if got := string([]rune(text)[f.Offset:e.Offset]); !ok || p.Code.Ref == "DIS-02" && got != "Then Zylberschtein from the works council said no" {
			t.Errorf("%s is shown on %q", p.Code.Ref, got)
		}
		if bf, be := r.In(f, e); bf != p.From || be != p.To {
			t.Errorf("%s comes back as %v–%v", p.Code.Ref, bf, be)
		}
	}
	s.LockVault()
	_, err = s.Reveal(ctx, row.Interview.ID)
	wantKind(t, err, research.Locked)
	_, err = s.Unveil(ctx, row.Interview.ID)
	wantKind(t, err, research.Locked)
	if hits, err := s.SearchText(ctx, "Zylberschtein", 5); err != nil || len(hits) > 0 {
		t.Errorf("a search finds what was shown: %v", err)
	}
}

// For random texts and masks every place of the stored text goes out and comes back.
func TestRevealedPlacesComeBack(t *testing.T) {
	for seed := range uint64(2000) {
		rnd := rand.New(rand.NewPCG(seed, 9))
		text := randomText(rnd, rnd.IntN(25))
		finds := randomFinds(rnd, text)
		m, _ := newMasked(text).look(looked{find: func(string) []privacy.Span { return finds }})
		stored, _ := m.text("t")
		rt := unveiled(m)
		r := &Revealed{turns: map[research.ID]revealedTurn{"t": rt}}
		n := len([]rune(stored))
		if rt.text != text || strings.Contains(text, "\x00") {
			t.Fatal("the text is another")
		}
		for range 10 {
			if n == 0 {
				break
			}
			from := rnd.IntN(n)
			to := from + 1 + rnd.IntN(n-from)
			a, b := research.Anchor{Turn: "t", Offset: from}, research.Anchor{Turn: "t", Offset: to}
			oa, ob := r.Out(a, b)
			ba, bb := r.In(oa, ob)
			// Ends within a mask move to its edges; others stay.
			if ba.Offset > from || bb.Offset < to || oa.Offset >= ob.Offset && from < to {
				t.Fatalf("seed %d: [%d,%d) went to [%d,%d) and came back as [%d,%d)", seed, from, to, oa.Offset, ob.Offset, ba.Offset, bb.Offset)
			}
			if again, more := r.Out(ba, bb); again != oa || more != ob {
				t.Fatalf("seed %d: it is elsewhere the second time", seed)
			}
		}
	}
}
