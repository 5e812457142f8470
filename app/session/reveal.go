package session

import (
	"context"
	"slices"

	"openloop/research"
)

// Reveal is what was said at the masked passages of an interview, by mask: for the screen, and only while the
// vault is open. Nothing that leaves the program, no search and no clipboard gets it.
func (s *Session) Reveal(ctx context.Context, interview research.ID) (map[research.ID]string, error) {
	v, err := s.openVault()
	if err != nil {
		return nil, err
	}
	masks, err := s.store.Masks(ctx, interview)
	if err != nil {
		return nil, err
	}
	out := map[research.ID]string{}
	for _, k := range masks {
		if k.State == research.MaskLet {
			continue
		}
		words, ok, err := v.Original(k.Original)
		if err != nil {
			return nil, err
		}
		if ok {
			out[k.ID] = words
		}
	}
	return out, nil
}

// Revealed is a transcript as it was said, with the way between its places and those of the stored one.
// Codings stay where they are: only what is drawn is longer or shorter.
type Revealed struct {
	turns map[research.ID]revealedTurn
}

type revealedTurn struct {
	text    string
	shown   [][2]int // the words that are hidden otherwise: code points of text
	in, out []research.Replacement
}

// Unveil reads a transcript as it was said.
func (s *Session) Unveil(ctx context.Context, interview research.ID) (*Revealed, error) {
	v, err := s.openVault()
	if err != nil {
		return nil, err
	}
	turns, by, err := s.maskedTurns(ctx, interview)
	if err != nil {
		return nil, err
	}
	r := &Revealed{turns: map[research.ID]revealedTurn{}}
	for _, t := range turns {
		if len(by[t.ID]) == 0 {
			continue
		}
		m, err := unmasked(v, t.Text, by[t.ID])
		if err != nil {
			return nil, err
		}
		r.turns[t.ID] = unveiled(m)
	}
	return r, nil
}

// unveiled is a turn with the words behind its masks, where the vault has them.
func unveiled(m maskedText) revealedTurn {
	t := revealedTurn{text: string(m.original)}
	m.spots = slices.DeleteFunc(m.hiding(), func(s spot) bool { return s.lost })
	t.in = m.replacements()
	shift := 0 // from the original to the stored text
	for i, sp := range m.spots {
		t.shown = append(t.shown, [2]int{sp.from, sp.to})
		t.out = append(t.out, research.Replacement{Start: sp.from + shift, End: sp.from + shift + t.in[i].NewLen, NewLen: sp.to - sp.from})
		shift += t.in[i].NewLen - (sp.to - sp.from)
	}
	return t
}

// Text is a turn as it was said, and where in it, in code points, words stand that are masked in the study;
// ok is false where nothing is.
func (r *Revealed) Text(turn research.ID) (text string, shown [][2]int, ok bool) {
	t, ok := r.turns[turn]
	return t.text, t.shown, ok
}

// Out carries a passage of the stored transcript to the one that is shown. A nil Revealed leaves it.
func (r *Revealed) Out(from, to research.Anchor) (research.Anchor, research.Anchor) {
	return r.carry(from, to, func(t revealedTurn) []research.Replacement { return t.out })
}

// In carries a passage of what is shown back to the stored transcript: one that begins or ends within hidden
// words takes in the whole mask.
func (r *Revealed) In(from, to research.Anchor) (research.Anchor, research.Anchor) {
	return r.carry(from, to, func(t revealedTurn) []research.Replacement { return t.in })
}

func (r *Revealed) carry(from, to research.Anchor, by func(revealedTurn) []research.Replacement) (research.Anchor, research.Anchor) {
	if r == nil {
		return from, to
	}
	if from == to {
		if t, ok := r.turns[from.Turn]; ok {
			from.Offset, _ = research.Moved(from.Offset, from.Offset, by(t))
		}
		return from, from
	}
	if t, ok := r.turns[from.Turn]; ok {
		from.Offset, _ = research.Moved(from.Offset, from.Offset, by(t))
	}
	if t, ok := r.turns[to.Turn]; ok {
		_, to.Offset = research.Moved(0, to.Offset, by(t))
	}
	return from, to
}
