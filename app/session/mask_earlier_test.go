package session

import (
	"context"
	"testing"

	"openloop/research"
	"openloop/research/store"
	"openloop/research/vault"
)

// A study of the first version, which remembers no masks, learns of them when names are looked for again, and
// its texts stay as they are.
func TestMasksOfAnEarlierStudy(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	var whole []vault.Original
	want, open := 0, 0
	_, err := s.store.Edit(ctx, "Forget the masks", func(tx *store.Tx) error {
		for _, row := range s.InterviewRows(InterviewFilter{}) {
			turns, by, err := s.maskedTurns(ctx, row.Interview.ID)
			if err != nil {
				return err
			}
			for _, turn := range turns {
				m, err := unmasked(s.vault, turn.Text, by[turn.ID])
				if err != nil {
					return err
				}
				if len(m.spots) == 0 {
					continue
				}
				whole = append(whole, vault.Original{Ref: string(turn.ID), Text: string(m.original)})
				for _, sp := range m.spots {
					want++
					if sp.mask.State == research.MaskOpen {
						open++
					}
					if err := tx.DeleteMask(sp.mask.ID); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
	if err == nil {
		_, err = s.vault.Add(vault.Batch{Originals: whole})
	}
	if err != nil {
		t.Fatal(err)
	}
	before := transcripts(t, s)
	did, err := s.LookAgain(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	states, err := s.store.CountMasks(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if n := states[research.MaskOpen] + states[research.MaskKept]; n < want-3 || n > want+3 || transcripts(t, s) != before {
		t.Errorf("%d masks, want %d; %d of them open, want %d; did %+v", n, want, states[research.MaskOpen], open, did)
	}
	if more, err := s.LookAgain(ctx, nil); err != nil || more != (LookedAgain{}) {
		t.Errorf("once more did %+v, %v", more, err)
	}
	checkWords(t, s)
}

func TestAligned(t *testing.T) {
	for _, c := range []struct {
		original, text string
		ok             bool
		spots          int
	}{
		{"Margit rang Peter.", "P07 rang [name].", true, 2},
		{"Peter", "P07", true, 1},
		{"I saw P07 on the label.", "I saw P07 on the label.", true, 0},
		{"The is a the.", "[name] is a the.", true, 1},
		{"Other words.", "P07 rang [name].", false, 0},
		{"Margit Peter", "P07[name]", false, 0},
	} {
		m, ok := aligned(c.original, c.text, nil)
		if ok != c.ok || ok && len(m.spots) != c.spots {
			t.Errorf("%q beside %q: %v with %d", c.original, c.text, ok, len(m.spots))
		}
	}
}
