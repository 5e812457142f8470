package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"openloop/research"
)

// What stands on a turn is what a walk over everything in its interview finds there.
func TestWhatStandsOnATurn(t *testing.T) {
	s := MustOpen(t)
	rnd := rand.New(rand.NewPCG(11, 2))
	var turns [2][]research.Turn
	var all []research.Verbatim
	var masks []research.Mask
	cleared := map[research.ID]bool{}
	MustEdit(t, s, "Import", func(tx *Tx) error {
		for i := range turns {
			iv, err := tx.PutInterview(research.Interview{Label: fmt.Sprint("P0", i)})
			if err != nil {
				return err
			}
			for n := range 8 {
				turn := research.Turn{Interview: iv, Pos: n, Stage: n % 3, Text: "They asked for a reference and nobody had one."}
				if turn.ID, err = tx.PutTurn(turn); err != nil {
					return err
				}
				turns[i] = append(turns[i], turn)
				masks = append(masks, research.Mask{Turn: turn.ID, From: n, To: n + 2, State: research.MaskKept})
			}
			for n := range 40 {
				from, to := rnd.IntN(8), rnd.IntN(8)
				from, to = min(from, to), max(from, to)
				v := research.Verbatim{Interview: iv, From: research.Anchor{Turn: turns[i][from].ID, Offset: n % 5}, To: research.Anchor{Turn: turns[i][to].ID, Offset: 6 + n%9}}
				if n%7 == 0 {
					v.Orphan, v.To = true, v.From
				}
				if v.ID, err = tx.PutVerbatim(v); err != nil {
					return err
				}
				all = append(all, v)
				if n%3 == 0 {
					cleared[v.ID] = true
					if _, err := tx.PutClearance(research.Clearance{Verbatim: v.ID}); err != nil {
						return err
					}
				}
			}
		}
		return second(tx.PutMasks(masks))
	})
	for i := range turns {
		pos := map[research.ID]int{}
		stages := must(s.TurnStages(t.Context(), turns[i][0].Interview))(t)
		for _, turn := range turns[i] {
			pos[turn.ID] = turn.Pos
			if got, ok := stages[turn.ID]; !ok || got != turn.Stage || len(stages) != len(turns[i]) {
				t.Errorf("stage %d of turn %d, want %d, of %d turns", got, turn.Pos, turn.Stage, len(stages))
			}
		}
		for _, turn := range turns[i] {
			var want, ids []research.ID
			clear := 0
			for _, v := range all {
				if v.Interview == turn.Interview && pos[v.From.Turn] <= turn.Pos && turn.Pos <= pos[v.To.Turn] {
					want = append(want, v.ID)
					if cleared[v.ID] {
						clear++
					}
				}
			}
			for _, v := range must(s.VerbatimsOn(t.Context(), turn.ID))(t) {
				ids = append(ids, v.ID)
			}
			if slices.Sort(want); !slices.Equal(ids, want) {
				t.Errorf("on turn %d stand %d verbatims, want %d", turn.Pos, len(ids), len(want))
			}
			if got := must(s.ClearancesOf(t.Context(), ids))(t); len(got) != clear {
				t.Errorf("%d of them are cleared, want %d", len(got), clear)
			}
			if got := must(s.MasksOn(t.Context(), turn.ID))(t); len(got) != 1 || got[0].From != turn.Pos {
				t.Errorf("on turn %d stand the masks %v", turn.Pos, got)
			}
		}
	}
}
