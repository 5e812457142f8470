package session

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/vault"
)

// memory is where a test keeps the words behind masks.
type memory map[string]string

func (m memory) Original(ref string) (string, bool, error) { w, ok := m[ref]; return w, ok, nil }

func (m memory) keep(list []vault.Original) {
	for _, o := range list {
		m[o.Ref] = o.Text
	}
}

var syllables = strings.Fields("Mar git Oel schlä ger wir 🙂 der bank of é́ said, no. (price) 北京 and\n van the x 7 — Kjær")

func randomText(rnd *rand.Rand, words int) string {
	var b strings.Builder
	for range words {
		b.WriteString(syllables[rnd.IntN(len(syllables))])
		if rnd.IntN(3) > 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// randomFinds are spans of a text in order and apart, some of them somebody known, some in doubt.
func randomFinds(rnd *rand.Rand, text string) []privacy.Span {
	in := []rune(text)
	var out []privacy.Span
	for at := rnd.IntN(6); at < len(in); {
		n := 1 + rnd.IntN(12)
		end := min(at+n, len(in))
		sp := privacy.Span{Start: at, End: end, Kind: privacy.Person, Text: string(in[at:end]), Review: rnd.IntN(2) == 0}
		if rnd.IntN(2) == 0 {
			sp.Pseudonym, sp.Review = fmt.Sprintf("P%02d", 1+rnd.IntN(150)), false
		}
		out = append(out, sp)
		at = end + rnd.IntN(15)
	}
	return out
}

// For random texts, finds and codings, look upon look, with an amended text between: no word is lost, and a
// coding stays on its words: outside of masks on the very same, and where it cuts into a mask it covers it.
func TestMasksKeepEveryWordAndCoding(t *testing.T) {
	for seed := range uint64(3000) {
		rnd := rand.New(rand.NewPCG(seed, 4))
		kept := memory{}
		text := randomText(rnd, rnd.IntN(30))
		stored, masks := newMasked(text).text("t")
		for range 3 {
			was, err := unmasked(kept, stored, masks)
			if err != nil || string(was.original) != text {
				t.Fatalf("seed %d: the words behind are %q, want %q (%v)", seed, string(was.original), text, err)
			}
			for i := range was.spots { // somebody reviews a few
				if rnd.IntN(4) == 0 && was.spots[i].mask.State == research.MaskOpen {
					was.spots[i].mask.State, was.spots[i].shown = research.MaskLet, was.words(was.spots[i])
				}
			}
			stored, _ = was.text("t")
			finds := randomFinds(rnd, text)
			now, _ := was.look(looked{find: func(string) []privacy.Span { return finds }})
			turn := research.Turn{ID: "t", Text: stored}
			c, changed := changeOf(turn, was, now)
			if !changed && c.now.Text != stored {
				t.Fatalf("seed %d: a change that is none", seed)
			}
			checkCarried(t, seed, rnd, was, now, c)
			kept.keep(c.originals)
			stored, masks = c.now.Text, c.after
			for _, k := range masks {
				if k.From >= k.To || k.To > len([]rune(stored)) {
					t.Fatalf("seed %d: a mask on nothing: %+v", seed, k)
				}
			}
			again, _ := unmasked(kept, stored, masks)
			if more, did := again.look(looked{find: func(string) []privacy.Span { return finds }}); did {
				t.Fatalf("seed %d: the same finds again change %+v to %+v", seed, again.spots, more.spots)
			}
		}
	}
}

// checkCarried carries every place of the stored text over the change and holds it against the original.
func checkCarried(t *testing.T, seed uint64, rnd *rand.Rand, was, now maskedText, c turnChange) {
	t.Helper()
	old, fresh := []rune(c.was.Text), []rune(c.now.Text)
	for range 20 {
		if len(old) < 2 {
			return
		}
		from := rnd.IntN(len(old))
		to := from + 1 + rnd.IntN(len(old)-from)
		f, e := research.Moved(from, to, c.reps)
		if f < 0 || e > len(fresh) || f >= e {
			t.Fatalf("seed %d: [%d,%d) became [%d,%d) of %d", seed, from, to, f, e, len(fresh))
		}
		// What a coding covers of the original may only grow, and only to the edges of masks.
		of, oe := behind(was, from, to)
		nf, ne := behind(now, f, e)
		if nf > of || ne < oe {
			t.Fatalf("seed %d: a coding on %q is on %q now", seed, string(was.original[of:oe]), string(now.original[nf:ne]))
		}
		for _, edge := range []struct{ was, now int }{{of, nf}, {oe, ne}} {
			inMask := func(s spot) bool {
				return s.from <= edge.now && edge.now <= s.to && s.from <= edge.was && edge.was <= s.to
			}
			if edge.was != edge.now && !slices.ContainsFunc(now.hiding(), inMask) && !slices.ContainsFunc(was.hiding(), inMask) {
				t.Fatalf("seed %d: a coding on %q grew to %q", seed, string(was.original[of:oe]), string(now.original[nf:ne]))
			}
		}
	}
}

// behind is the stretch of the original that [from, to) of the stored text stands for.
func behind(m maskedText, from, to int) (int, int) {
	shift, f, e := 0, -1, -1
	for _, sp := range m.hiding() {
		start := sp.from - shift // in the stored text
		end := start + len([]rune(sp.shown))
		if f < 0 && from < start {
			f = from + shift
		}
		if e < 0 && to <= start {
			e = to + shift
		}
		if f < 0 && from < end {
			f = sp.from
		}
		if e < 0 && to <= end {
			e = sp.to
		}
		shift = sp.to - end
	}
	if f < 0 {
		f = from + shift
	}
	if e < 0 {
		e = to + shift
	}
	return f, e
}

// Every masked passage of the sample is remembered where it stands, with its words in the vault.
func TestImportRemembersMasks(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	said := map[string]bool{}
	for _, iv := range samplePlan(t).Interviews {
		for _, a := range iv.Answers {
			said[a.Text] = true
		}
	}
	masks, answers := 0, 0
	for _, row := range s.InterviewRows(InterviewFilter{}) {
		turns, by, err := s.maskedTurns(ctx, row.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, turn := range turns {
			m, err := unmasked(s.vault, turn.Text, by[turn.ID])
			if err != nil {
				t.Fatal(err)
			}
			masks += len(m.spots)
			if !turn.Asked {
				answers++
				if !said[string(m.original)] {
					t.Errorf("%s: a turn cannot be put together again", row.Interview.Label)
				}
			}
			for _, sp := range m.spots {
				if !strings.HasPrefix(sp.shown, "[") && sp.shown != sp.mask.Pseudonym {
					t.Errorf("%s: a mask stands on other words", row.Interview.Label)
				}
				if sp.lost {
					t.Errorf("%s: the words of a mask are not in the vault", row.Interview.Label)
				}
			}
		}
	}
	open, _ := s.store.CountOpenMasks(ctx)
	if answers != 446 || masks < made.done.Masked-made.done.ToReview || open == 0 || open > made.done.ToReview {
		t.Errorf("%d answers, %d masks, %d of them open; the import told of %d and %d", answers, masks, open, made.done.Masked, made.done.ToReview)
	}
}
