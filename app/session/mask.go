package session

import (
	"slices"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// spot is a masked passage on the words that it hides: [from, to) in code points of the original text.
type spot struct {
	from, to int
	shown    string // what stands there; the words themselves where somebody said that they are no name
	mask     research.Mask
	fresh    bool // of this look; its words are not in the vault yet
	lost     bool // the vault has not its words: shown stands for them
}

// maskedText is a turn as it was said with the passages that are hidden of it, in order and apart.
type maskedText struct {
	original []rune
	spots    []spot
}

// newMasked is a text nothing of which is hidden yet.
func newMasked(text string) maskedText { return maskedText{original: []rune(text)} }

// originals is what reading the words behind masks needs of a vault.
type originals interface {
	Original(ref string) (string, bool, error)
}

// unmasked puts the words back behind the masks of a stored turn.
func unmasked(v originals, text string, masks []research.Mask) (maskedText, error) {
	in := []rune(text)
	var m maskedText
	at := 0
	for _, k := range inText(masks, len(in)) {
		if k.From < at {
			continue // never stored so
		}
		words, ok, err := v.Original(k.Original)
		if err != nil {
			return m, err
		}
		sp := spot{shown: string(in[k.From:k.To]), mask: k, lost: !ok}
		if !ok {
			words = sp.shown
		}
		m.original = append(m.original, in[at:k.From]...)
		sp.from = len(m.original)
		m.original = append(m.original, []rune(words)...)
		sp.to = len(m.original)
		m.spots = append(m.spots, sp)
		at = k.To
	}
	m.original = append(m.original, in[at:]...)
	return m, nil
}

// inText is those masks that lie within a text of n code points, in order.
func inText(masks []research.Mask, n int) []research.Mask {
	out := slices.DeleteFunc(slices.Clone(masks), func(k research.Mask) bool { return k.From < 0 || k.To > n || k.From >= k.To })
	slices.SortStableFunc(out, func(a, b research.Mask) int { return a.From - b.From })
	return out
}

// text is what the study stores, with the masks on it.
func (m maskedText) text(turn research.ID) (string, []research.Mask) {
	var out []rune
	masks := make([]research.Mask, len(m.spots))
	at := 0
	for i, sp := range m.spots {
		out = append(out, m.original[at:sp.from]...)
		k := sp.mask
		k.Turn, k.From = turn, len(out)
		out = append(out, []rune(sp.shown)...)
		k.To = len(out)
		masks[i], at = k, sp.to
	}
	return string(append(out, m.original[at:]...)), masks
}

// words is what was said at a spot.
func (m maskedText) words(sp spot) string { return string(m.original[sp.from:sp.to]) }

// kept are the words that the vault has to keep before the study stores the masks.
func (m maskedText) kept() []vault.Original {
	var out []vault.Original
	for _, sp := range m.spots {
		if sp.fresh {
			out = append(out, vault.Original{Ref: sp.mask.Original, Text: m.words(sp)})
		}
	}
	return out
}

// amend is the same turn with amended words: masks and decisions stay where their words stayed.
func (m maskedText) amend(text string) maskedText {
	reps := amended(string(m.original), text)
	out := newMasked(text)
	for _, sp := range m.spots {
		shift, touched := 0, false
		for _, r := range reps {
			switch {
			case r.End <= sp.from:
				shift += r.NewLen - (r.End - r.Start)
			case r.Start < sp.to:
				touched = true
			}
		}
		if touched {
			continue
		}
		sp.from, sp.to = sp.from+shift, sp.to+shift
		out.spots = append(out.spots, sp)
	}
	return out
}

// looked says how a look for names treats what is there already.
type looked struct {
	find func(text string) []privacy.Span
	over bool // also what somebody has looked at: they have just said who it is
}

// look masks what find finds. What is masked stays so, what somebody has decided stays as decided; a find
// that reaches over the edge of a mask takes it in. changed says whether anything did.
func (m maskedText) look(l looked) (out maskedText, changed bool) {
	out = maskedText{original: m.original, spots: slices.Clone(m.spots)}
	for _, sp := range l.find(string(m.original)) {
		if sp.Start >= sp.End {
			continue
		}
		if out.take(sp, l.over) {
			changed = true
		}
	}
	return out, changed
}

// take masks one find.
func (m *maskedText) take(sp privacy.Span, over bool) bool {
	from := slices.IndexFunc(m.spots, func(s spot) bool { return s.to > sp.Start })
	if from < 0 {
		from = len(m.spots)
	}
	to := from
	for to < len(m.spots) && m.spots[to].from < sp.End {
		to++
	}
	there := m.spots[from:to]
	if len(there) == 1 && there[0].from <= sp.Start && sp.End <= there[0].to {
		return there[0].meet(sp, over)
	}
	fresh := newSpot(sp)
	for _, s := range there {
		if s.lost {
			return false // what it hides cannot be put into the vault anew
		}
		fresh.from, fresh.to = min(fresh.from, s.from), max(fresh.to, s.to)
	}
	if fresh.from < sp.Start || fresh.to > sp.End {
		// It hides more than was found, so what was in doubt still is.
		for _, s := range there {
			if s.mask.State == research.MaskOpen {
				fresh.mask.State = research.MaskOpen
			}
		}
	}
	m.spots = slices.Replace(m.spots, from, to, fresh)
	return true
}

// newSpot hides a find.
func newSpot(sp privacy.Span) spot {
	state := research.MaskKept
	if sp.Review {
		state = research.MaskOpen
	}
	return spot{from: sp.Start, to: sp.End, shown: sp.Mask(), fresh: true,
		mask: research.Mask{ID: store.NewID(), Kind: string(sp.Kind), Pseudonym: sp.Pseudonym, Original: string(store.NewID()), State: state}}
}

// meet brings together a mask and a find within it: a name that was only guessed is now somebody's.
func (s *spot) meet(sp privacy.Span, over bool) bool {
	same := s.from == sp.Start && s.to == sp.End
	open := s.mask.State == research.MaskOpen
	if over {
		mostly := open && 2*(sp.End-sp.Start) >= s.to-s.from
		if !same && !mostly || !open && s.mask.State != research.MaskLet && s.mask.Pseudonym == sp.Pseudonym {
			return false
		}
	} else if guessed := open || s.mask.State == research.MaskKept && s.mask.Pseudonym == ""; !same || !guessed || sp.Pseudonym == "" || sp.Review {
		return false
	}
	doubted := open || s.mask.State == research.MaskLet
	s.shown, s.mask.Kind, s.mask.Pseudonym, s.mask.State = sp.Mask(), string(sp.Kind), sp.Pseudonym, research.MaskKept
	if over && doubted {
		s.mask.State = research.MaskSeen
	}
	return true
}

// hiding is the spots whose words do not stand in the stored text.
func (m maskedText) hiding() []spot {
	return slices.DeleteFunc(slices.Clone(m.spots), func(s spot) bool { return s.mask.State == research.MaskLet })
}

// replacements carry places of the original into the stored text.
func (m maskedText) replacements() []research.Replacement {
	spots := m.hiding()
	out := make([]research.Replacement, len(spots))
	for i, sp := range spots {
		out[i] = research.Replacement{Start: sp.from, End: sp.to, NewLen: len([]rune(sp.shown))}
	}
	return out
}

// turned is what turns the stored text of one masking into that of another of the same original.
func (m maskedText) turned(now maskedText) []research.Replacement {
	was, will := m.hiding(), now.hiding()
	repsWas, repsNow := m.replacements(), now.replacements()
	var out []research.Replacement
	for i, j := 0, 0; i < len(was) || j < len(will); {
		// One cluster: spots of either side that overlap. Its ends are outside of every mask.
		from, to, a, b := 0, 0, i, j
		if j >= len(will) || i < len(was) && was[i].from <= will[j].from {
			from, to, i = was[i].from, was[i].to, i+1
		} else {
			from, to, j = will[j].from, will[j].to, j+1
		}
		for grown := true; grown; {
			grown = false
			for i < len(was) && was[i].from < to {
				to, i, grown = max(to, was[i].to), i+1, true
			}
			for j < len(will) && will[j].from < to {
				to, j, grown = max(to, will[j].to), j+1, true
			}
		}
		if i-a == 1 && j-b == 1 && was[a].from == will[b].from && was[a].to == will[b].to && was[a].shown == will[b].shown {
			continue
		}
		wf, wt := research.Moved(from, to, repsWas)
		nf, nt := research.Moved(from, to, repsNow)
		out = append(out, research.Replacement{Start: wf, End: wt, NewLen: nt - nf})
	}
	return out
}

// turnChange is a turn before and after its masks changed.
type turnChange struct {
	was, now     research.Turn
	before       []research.Mask
	after        []research.Mask
	reps         []research.Replacement // from the one stored text to the other
	originals    []vault.Original       // words newly hidden
	hides, shows bool                   // words that stood there go; words that were hidden come back
}

// changeOf is what a stored turn becomes when the masks on it change; ok is false where nothing does.
func changeOf(t research.Turn, was, now maskedText) (c turnChange, ok bool) {
	c = turnChange{was: t, now: t, reps: was.turned(now), originals: now.kept()}
	_, c.before = was.text(t.ID)
	c.now.Text, c.after = now.text(t.ID)
	if c.now.Text != t.Text {
		c.now.Rev++
	}
	let := map[research.ID]bool{}
	for _, k := range c.before {
		let[k.ID] = k.State == research.MaskLet
	}
	for _, k := range c.after {
		c.shows = c.shows || k.State == research.MaskLet && !let[k.ID]
		c.hides = c.hides || k.State != research.MaskLet && let[k.ID]
	}
	c.hides = (c.hides || len(c.originals) > 0) && c.now.Text != t.Text
	return c, c.now.Text != t.Text || !slices.Equal(c.before, c.after)
}
