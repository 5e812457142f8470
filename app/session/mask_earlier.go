package session

import (
	"regexp"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
)

// Studies of the first version remember no masks: their vault has the whole of each turn that something is
// masked in. What stands masked there is found by laying the one beside the other.

// standIn is what stands masked in a text.
var standIn = regexp.MustCompile(`\[(?:name|company|place|street|phone|email|link|role|detail|number)\]|\b[POS]\d{2,}\b`)

// behindMasks puts the words back behind the masks of a stored turn. found says that these are masks that the
// study does not remember yet.
func (s *Session) behindMasks(v originals, t research.Turn, masks []research.Mask, find func(string) []privacy.Span) (m maskedText, found bool, err error) {
	if len(masks) > 0 || !standIn.MatchString(t.Text) {
		m, err = unmasked(v, t.Text, masks)
		return m, false, err
	}
	original, ok, err := v.Original(string(t.ID))
	if err != nil {
		return m, false, err
	}
	if ok {
		if m, ok = aligned(original, t.Text, find(original)); ok {
			return m, len(m.spots) > 0, nil
		}
	}
	m, err = unmasked(v, t.Text, nil)
	return m, false, err
}

// aligned lays an original beside its masked text; ok is false where they do not fit together.
func aligned(original, text string, finds []privacy.Span) (m maskedText, ok bool) {
	m = newMasked(original)
	at, rest := 0, original // code points of the original so far; what follows them
	skip := func(n int) { at += len([]rune(rest[:n])); rest = rest[n:] }
	places := standIn.FindAllStringIndex(text, -1)
	if len(places) == 0 || !strings.HasPrefix(rest, text[:places[0][0]]) {
		return m, false
	}
	skip(places[0][0])
	for i, p := range places {
		next := text[p[1]:]
		if i+1 < len(places) {
			next = text[p[1]:places[i+1][0]]
		}
		end := strings.Index(rest, next)
		if i+1 == len(places) {
			end = len(rest) - len(next)
		}
		if end <= 0 || !strings.HasPrefix(rest[end:], next) || next == "" && i+1 < len(places) {
			return m, false
		}
		shown, from := text[p[0]:p[1]], at
		words := rest[:end]
		skip(end)
		if words != shown {
			m.spots = append(m.spots, rememberedSpot(from, at, shown, finds))
		}
		skip(len(next))
	}
	again, _ := m.text("")
	return m, again == text
}

// rememberedSpot is a mask that was not remembered, in doubt where what is found there now is.
func rememberedSpot(from, to int, shown string, finds []privacy.Span) spot {
	sp := spot{from: from, to: to, shown: shown, fresh: true, mask: research.Mask{ID: store.NewID(), Original: string(store.NewID()), State: research.MaskKept}}
	for _, k := range privacy.Kinds() {
		if k.Mask() == shown {
			sp.mask.Kind = string(k)
			break
		}
	}
	if !strings.HasPrefix(shown, "[") {
		sp.mask.Pseudonym, sp.mask.Kind = shown, string(privacy.Person)
		if shown[0] == 'O' {
			sp.mask.Kind = string(privacy.Organisation)
		}
		return sp
	}
	if slices.ContainsFunc(finds, func(f privacy.Span) bool { return f.Review && f.Start < to && from < f.End }) {
		sp.mask.State = research.MaskOpen
	}
	return sp
}
