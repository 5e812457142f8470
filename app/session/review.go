package session

import (
	"context"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/vault"
)

// ReviewItem is one passage that was masked on suspicion, with the words around it.
type ReviewItem struct {
	Mask      research.Mask
	Interview research.ID
	Label     string // of the interview, "P07"
	Speaker   string
	Before    string // of the sentence, as it is stored
	Shown     string // what stands there now: "[name]"
	After     string
	Words     string // what was said, "" while the vault is closed or where it has them not
	Segment   string // of the organisation, for proposals
	Region    string
	Turn      research.Turn
}

// ReviewList is what there is to look at, interview by interview.
type ReviewList struct {
	Open   []ReviewItem
	Looked int  // passages that somebody has looked at so far
	Total  int  // those and the open ones
	Vault  bool // the words behind masks are shown

	dictionary *privacy.Dictionary // nil while the vault is closed
}

// ReviewList reads the queue. With the vault open it says what was said.
func (s *Session) ReviewList(ctx context.Context) (*ReviewList, error) {
	states, err := s.store.CountMasks(ctx)
	if err != nil {
		return nil, err
	}
	l := &ReviewList{Looked: states[research.MaskSeen] + states[research.MaskLet], Vault: s.Vault() == VaultOpen}
	masks, err := s.store.OpenMasks(ctx)
	if err != nil {
		return nil, err
	}
	l.Total = l.Looked + len(masks)
	if len(masks) == 0 {
		return l, nil
	}
	if l.Vault {
		if l.dictionary, err = s.Dictionary(ctx); err != nil {
			return nil, err
		}
	}
	open, within := map[research.ID]bool{}, map[research.ID]bool{}
	for _, k := range masks {
		if open[k.Turn] {
			continue
		}
		t, err := s.store.Turn(ctx, k.Turn)
		if err != nil {
			return nil, err
		}
		open[k.Turn], within[t.Interview] = true, true
	}
	for _, row := range s.InterviewRows(InterviewFilter{}) {
		if !within[row.Interview.ID] {
			continue
		}
		turns, by, err := s.maskedTurns(ctx, row.Interview.ID)
		if err != nil {
			return nil, err
		}
		for _, t := range turns {
			if !open[t.ID] {
				continue
			}
			items, err := s.reviewItems(row, t, by[t.ID], l.Vault)
			if err != nil {
				return nil, err
			}
			l.Open = append(l.Open, items...)
		}
	}
	return l, nil
}

// reviewItems are the open passages of one turn.
func (s *Session) reviewItems(row InterviewRow, t research.Turn, masks []research.Mask, vaultOpen bool) ([]ReviewItem, error) {
	var out []ReviewItem
	for _, k := range inText(masks, len([]rune(t.Text))) {
		if k.State != research.MaskOpen {
			continue
		}
		item, err := s.reviewItem(row, t, k, vaultOpen)
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	return out, nil
}

// Answered is the queue after passages of it were answered, one by one: only their turns are read again.
func (l *ReviewList) Answered(ctx context.Context, s *Session, items []ReviewItem) (*ReviewList, error) {
	turns, err := s.turnsOfMasks(ctx, items)
	if err != nil {
		return nil, err
	}
	again := map[research.ID]maskedTurn{}
	for _, t := range turns {
		again[t.turn.ID] = t
	}
	now := *l
	now.Open = nil
	for _, it := range l.Open {
		t, touched := again[it.Turn.ID]
		if !touched {
			now.Open = append(now.Open, it)
			continue
		}
		if t.turn.ID == "" {
			continue // read already
		}
		again[it.Turn.ID] = maskedTurn{}
		row, _ := s.InterviewRow(it.Interview)
		fresh, err := s.reviewItems(row, t.turn, t.masks, l.Vault && s.Vault() == VaultOpen)
		if err != nil {
			return nil, err
		}
		now.Open = append(now.Open, fresh...)
	}
	now.Looked = now.Total - len(now.Open)
	return &now, nil
}

func (s *Session) reviewItem(row InterviewRow, t research.Turn, k research.Mask, vaultOpen bool) (ReviewItem, error) {
	in := []rune(t.Text)
	from, to := sentenceAround(in, k.From, k.To)
	item := ReviewItem{Mask: k, Interview: row.Interview.ID, Label: row.Interview.Label, Speaker: t.Speaker, Turn: t,
		Before: string(in[from:k.From]), Shown: string(in[k.From:k.To]), After: string(in[k.To:to]),
		Segment: row.Organisation.Segment, Region: row.Organisation.Region}
	if !vaultOpen {
		return item, nil
	}
	v, err := s.openVault()
	if err != nil {
		return item, nil // it was locked meanwhile
	}
	item.Words, _, err = v.Original(k.Original)
	return item, err
}

// around is how many code points of a sentence are shown at most on either side.
const around = 220

// sentenceAround is the sentence around a place: from the end of the one before to its own end.
func sentenceAround(in []rune, a, b int) (from, to int) {
	ends := func(i int) bool {
		return in[i] == '\n' || (in[i] == '.' || in[i] == '!' || in[i] == '?') && (i+1 == len(in) || in[i+1] == ' ' || in[i+1] == '\n')
	}
	from, to = a, b
	for from > 0 && a-from < around && !(ends(from-1) && a-from > 24) {
		from--
	}
	for from < a && (in[from] == ' ' || in[from] == '\n') {
		from++
	}
	for to < len(in) && to-b < around {
		to++
		if ends(to-1) && to-b > 24 {
			break
		}
	}
	return from, to
}

// SameWords lists the open passages of a list that hide the same words as one of them: that one first. With
// the vault closed it is that one alone.
func (l *ReviewList) SameWords(of ReviewItem) []ReviewItem {
	out := []ReviewItem{of}
	if of.Words == "" {
		return out
	}
	for _, i := range l.Open {
		if i.Mask.ID != of.Mask.ID && fold(i.Words) == fold(of.Words) {
			out = append(out, i)
		}
	}
	return out
}

// ToReview is how many masked passages somebody has to look at.
func (s *Session) ToReview(ctx context.Context) int {
	n, err := s.store.CountOpenMasks(ctx)
	if err != nil {
		return 0
	}
	return n
}

// Somebody is a person or company whom the vault knows, to choose from.
type Somebody struct {
	Pseudonym string
	Name      string
	Company   string
	Aliases   []string
	Kind      privacy.Kind
}

// Known lists everybody in the vault, by pseudonym. The vault must be open; the list is for the screen only.
func (s *Session) Known(ctx context.Context) ([]Somebody, error) {
	v, err := s.openVault()
	if err != nil {
		return nil, err
	}
	entries, err := s.entries(ctx, v)
	if err != nil {
		return nil, err
	}
	var out []Somebody
	for _, e := range entries {
		if e.Pseudonym == "" || e.Kind == kindInterviewer || e.Fields["name"] == "" {
			continue
		}
		w := Somebody{Pseudonym: e.Pseudonym, Name: e.Fields["name"], Company: e.Fields["company"], Aliases: e.Aliases, Kind: privacy.Person}
		if e.Kind == kindOrganisation {
			w.Kind = privacy.Organisation
		}
		out = append(out, w)
	}
	slices.SortStableFunc(out, func(a, b Somebody) int {
		switch {
		case natural(a.Pseudonym, b.Pseudonym):
			return -1
		case natural(b.Pseudonym, a.Pseudonym):
			return 1
		}
		return 0
	})
	return out, nil
}

// Proposals are wordings that could stand in place of what was said, the most telling first; the last is the
// mask itself; none while the vault is closed.
func (l *ReviewList) Proposals(item ReviewItem) []string {
	d := l.dictionary
	if d == nil || item.Words == "" {
		return nil
	}
	start := len([]rune(item.Before))
	sp := privacy.Span{Start: start, End: start + len([]rune(item.Words)), Kind: privacy.Kind(item.Mask.Kind), Text: item.Words, Review: true, Pseudonym: item.Mask.Pseudonym}
	var out []string
	for _, p := range d.Proposals(item.Before+item.Words+item.After, sp, item.Segment, item.Region) {
		if p != item.Shown && !slices.Contains(out, p) && harmless(d, p) == nil {
			out = append(out, p)
		}
	}
	return out
}

// harmless is a problem where a wording names somebody or something by name.
func harmless(d *privacy.Dictionary, wording string) error {
	if strings.TrimSpace(wording) == "" {
		return research.Problemf(research.Invalid, "Type what is to stand there, such as “a bank in the north of England”.")
	}
	for _, sp := range d.Find(wording) {
		if sp.Pseudonym != "" || wayToReach(sp.Kind) || sp.Kind == privacy.Person || sp.Kind == privacy.Organisation || sp.Kind == privacy.Postcode {
			return research.Problemf(research.Invalid, "“%s” may name somebody. Say it more coarsely, such as “a bank in the north of England”.", maskedBy(d.Find(wording), wording, func(privacy.Span) bool { return true }))
		}
	}
	return nil
}

// change loads the turns of some masks, lets do change their spots, and stores it as one step.
func (s *Session) changeMasks(ctx context.Context, title string, items []ReviewItem, entries []vault.Entry, do func(m *maskedText, sp *spot)) error {
	v, err := s.openVault()
	if err != nil {
		return err
	}
	turns, err := s.turnsOfMasks(ctx, items)
	if err != nil {
		return err
	}
	r := remask{title: title, entries: entries}
	for _, t := range turns {
		was, err := unmasked(v, t.turn.Text, t.masks)
		if err != nil {
			return err
		}
		now := maskedText{original: was.original, spots: slices.Clone(was.spots)}
		for i := range now.spots {
			if slices.ContainsFunc(items, func(it ReviewItem) bool { return it.Mask.ID == now.spots[i].mask.ID }) {
				do(&now, &now.spots[i])
			}
		}
		if c, ok := changeOf(t.turn, was, now); ok {
			r.turns = append(r.turns, c)
		}
	}
	if r.empty() {
		return nil
	}
	return s.commitMasks(ctx, v, r, nil)
}

// maskedTurn is a stored turn with its masks.
type maskedTurn struct {
	turn  research.Turn
	masks []research.Mask
}

// turnsOfMasks reads the turns that some passages are in, as they are now.
func (s *Session) turnsOfMasks(ctx context.Context, items []ReviewItem) ([]maskedTurn, error) {
	var out []maskedTurn
	seen := map[research.ID]bool{}
	for _, it := range items {
		if seen[it.Interview] {
			continue
		}
		seen[it.Interview] = true
		turns, by, err := s.maskedTurns(ctx, it.Interview)
		if err != nil {
			return nil, err
		}
		for _, t := range turns {
			if slices.ContainsFunc(items, func(i ReviewItem) bool { return i.Mask.Turn == t.ID }) {
				out = append(out, maskedTurn{t, by[t.ID]})
			}
		}
	}
	if len(out) == 0 {
		return nil, research.Problemf(research.NotFound, "This passage is no longer in the study.")
	}
	return out, nil
}
