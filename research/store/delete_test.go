package store

import (
	"errors"
	"testing"

	"openloop/research"
)

// A coding takes its verbatim along only when nothing else needs it.
func TestDeleteCoding(t *testing.T) {
	quote := func(tx *Tx, v *sample) error { return nil }
	for _, c := range []struct {
		name  string
		setup func(tx *Tx, v *sample) error
		stays bool
	}{
		{"nothing else on it", quote, false},
		{"another coding", func(tx *Tx, v *sample) error {
			return second(tx.PutCoding(research.Coding{Verbatim: v.verbatims[0].ID, Code: v.codes[0].ID}))
		}, true},
		{"a clearance", func(tx *Tx, v *sample) error {
			return second(tx.PutClearance(research.Clearance{Verbatim: v.verbatims[0].ID, Level: research.ClearedAsSaid}))
		}, true},
		{"quoted by a theme", func(tx *Tx, v *sample) error {
			return second(tx.PutTheme(research.Theme{Name: "x", Quotes: []research.ID{v.verbatims[0].ID}}))
		}, true},
		{"a rung", func(tx *Tx, v *sample) error { return second(tx.PutRung(v.rung)) }, true},
		{"a price test", func(tx *Tx, v *sample) error {
			v.ladder.PriceVerbatim = v.verbatims[0].ID
			return second(tx.PutLadder(v.ladder))
		}, true},
		{"a verdict", func(tx *Tx, v *sample) error { return second(tx.PutVerdict(v.verdict)) }, true},
		{"a memo", func(tx *Tx, v *sample) error {
			return second(tx.PutMemo(research.Memo{On: v.verbatims[0].ID, Text: "x"}))
		}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := MustOpen(t)
			v := fill(t, s)
			MustEdit(t, s, "Bare", func(tx *Tx) error {
				if err := tx.DeleteClearance(v.clearance.ID); err != nil {
					return err
				}
				for _, err := range []error{tx.DeleteTheme(v.theme.ID), tx.DeleteRung(v.rung.ID), tx.DeleteVerdict(v.verdict.ID)} {
					if err != nil {
						return err
					}
				}
				return c.setup(tx, v)
			})
			MustEdit(t, s, "Delete", func(tx *Tx) error { return tx.DeleteCoding(v.codings[0].ID) })
			_, err := s.Verbatim(t.Context(), v.verbatims[0].ID)
			if stays := err == nil; stays != c.stays {
				t.Errorf("the verbatim stays: %v, want %v", stays, c.stays)
			}
			if m := must(s.Memos(t.Context()))(t); c.name != "a memo" && len(m) != 0 {
				t.Errorf("the memo on the coding stays: %v", m)
			}
		})
	}
}

// What is in use is not deleted, and the sentence says what to do.
func TestDeleteRefusals(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	before := dump(t, s)
	for name, c := range map[string]struct {
		kind research.Kind
		fn   func(tx *Tx) error
	}{
		"code with codings": {research.Conflict, func(tx *Tx) error { return tx.DeleteCode(v.codes[1].ID) }},
		"code of a deal": {research.Conflict, func(tx *Tx) error {
			id, err := tx.PutCode(research.Code{Ref: "CON-02", Name: "Terms", Stage: 7, Pos: 4})
			d := v.deal
			d.Recorded = append(d.Recorded, id)
			return errors.Join(err, second(tx.PutDeal(d)), tx.DeleteCode(id))
		}},
		"code with children":    {research.Conflict, func(tx *Tx) error { return tx.DeleteCode(v.codes[0].ID) }},
		"turn with a verbatim":  {research.Conflict, func(tx *Tx) error { return tx.DeleteTurn(v.turns[1].ID) }},
		"turn where one ends":   {research.Conflict, func(tx *Tx) error { return tx.DeleteTurn(v.turns[2].ID) }},
		"wave with interviews":  {research.Conflict, func(tx *Tx) error { return tx.DeleteWave(v.wave.ID) }},
		"coding not there":      {research.NotFound, func(tx *Tx) error { return tx.DeleteCoding(NewID()) }},
		"interview not there":   {research.NotFound, func(tx *Tx) error { return tx.DeleteInterview(NewID()) }},
		"a name deleted twice":  {research.NotFound, func(tx *Tx) error { tx.DeleteName(v.name.ID); return tx.DeleteName(v.name.ID) }},
		"verbatim, by a coding": {research.NotFound, func(tx *Tx) error { return tx.DeleteVerbatim(v.codings[0].ID) }},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.Edit(t.Context(), name, c.fn)
			wantKind(t, err, c.kind)
			sameDump(t, name, dump(t, s), before)
		})
	}
}

// Deleting an interview leaves what others share, and nothing of its own.
func TestDeleteInterview(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	MustEdit(t, s, "Memos everywhere", func(tx *Tx) error {
		for _, on := range []research.ID{v.interview.ID, v.turns[0].ID, v.verbatims[0].ID, v.reason.ID, v.codes[0].ID} {
			if _, err := tx.PutMemo(research.Memo{On: on, Text: "x"}); err != nil {
				return err
			}
		}
		return nil
	})
	MustEdit(t, s, "Delete", func(tx *Tx) error { return tx.DeleteInterview(v.interview.ID) })
	after := dump(t, s)
	for _, gone := range []string{"interview", "interview_participant", "turn", "verbatim", "coding", "reason", "clearance", "theme_quote"} {
		if after[gone] != "" {
			t.Errorf("%s holds %s", gone, after[gone])
		}
	}
	for _, stays := range []string{"participant", "deal", "organisation", "theme", "theme_code", "code"} {
		if after[stays] == "" {
			t.Errorf("%s is empty", stays)
		}
	}
	if m := must(s.Memos(t.Context()))(t); len(m) != 1 || m[0].On != v.codes[0].ID {
		t.Errorf("memos left are %v", m)
	}
	if err := s.Check(t.Context(), nil); err != nil {
		t.Error(err)
	}
}

// A turn that nobody quotes goes with its memos.
func TestDeleteTurn(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	MustEdit(t, s, "Memo", func(tx *Tx) error { return second(tx.PutMemo(research.Memo{On: v.turns[0].ID, Text: "x"})) })
	MustEdit(t, s, "Delete", func(tx *Tx) error { return tx.DeleteTurn(v.turns[0].ID) })
	if turns := must(s.Turns(t.Context(), v.interview.ID))(t); len(turns) != 2 {
		t.Errorf("turns left are %v", turns)
	}
	if m := must(s.Memos(t.Context()))(t); len(m) != 1 {
		t.Errorf("memos left are %v", m)
	}
}
