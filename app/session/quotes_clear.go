package session

import (
	"context"
	"strings"
	"unicode"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
)

// ClearQuote lets a verbatim leave as a quote, or takes that back. Consent decides: without it the quote
// stays in. reworded is what to print instead, "" for the words as said; it must not keep what may give the
// speaker away: see ClearKnowing.
func (s *Session) ClearQuote(ctx context.Context, q QuoteRow, clear bool, reworded string) error {
	if !clear {
		return s.takeBack(ctx, q)
	}
	return s.clear(ctx, q, reworded, false)
}

// ClearKnowing clears a rewording although it keeps tell-tale passages of what was said.
func (s *Session) ClearKnowing(ctx context.Context, q QuoteRow, reworded string) error {
	return s.clear(ctx, q, reworded, true)
}

// RefuseQuote notes that a quote has been looked at and stays in.
func (s *Session) RefuseQuote(ctx context.Context, q QuoteRow) error {
	all, err := s.judged(ctx)
	if err != nil {
		return err
	}
	c := research.Clearance{ID: all[q.Placed.Verbatim].ID, Verbatim: q.Placed.Verbatim, Level: research.QuoteRefused}
	_, err = s.store.Edit(ctx, "Keep a quote of "+q.Interview.Interview.Label+" in", func(tx *store.Tx) error {
		_, err := tx.PutClearance(c)
		return err
	})
	return err
}

func (s *Session) takeBack(ctx context.Context, q QuoteRow) error {
	all, err := s.judged(ctx)
	if err != nil {
		return err
	}
	was, known := all[q.Placed.Verbatim]
	if !known {
		return nil
	}
	_, err = s.store.Edit(ctx, "Take back a cleared quote", func(tx *store.Tx) error { return tx.DeleteClearance(was.ID) })
	return err
}

func (s *Session) clear(ctx context.Context, q QuoteRow, reworded string, knowing bool) error {
	row, ok := s.InterviewRow(q.Interview.Interview.ID)
	if !ok {
		return research.Problemf(research.NotFound, "This interview is no longer in the study.")
	}
	turns, err := s.store.Turns(ctx, row.Interview.ID)
	if err != nil {
		return err
	}
	c := research.Clearance{Verbatim: q.Placed.Verbatim, Rev: revOf(turns, q.Placed.From, q.Placed.To), Level: research.ClearedAsSaid}
	if err := mayClear(row, voices(row, turns, q.Placed), reworded); err != nil {
		return err
	}
	all, err := s.judged(ctx)
	if err != nil {
		return err
	}
	was := all[c.Verbatim]
	c.ID = or(was.ID, store.NewID())
	if reworded != "" {
		c.Level, c.Reworded = research.ClearedReworded, strings.TrimSpace(reworded)
		if err := s.rewording(ctx, Quote(turns, q.Placed.From, q.Placed.To), was, &c, knowing); err != nil {
			return err
		}
	}
	_, err = s.store.Edit(ctx, "Clear a quote of "+row.Interview.Label, func(tx *store.Tx) error {
		_, err := tx.PutClearance(c)
		return err
	})
	return err
}

// mayClear says why somebody's words may not leave in this form, nil where they may.
func mayClear(row InterviewRow, people []research.Participant, reworded string) error {
	who := row.Interview.Label
	for _, p := range people {
		if p.Withdrawn {
			return research.Problemf(research.Withheld, "%s has withdrawn from the study. Nothing they said may leave it.", who)
		}
	}
	switch c := leastConsent(people); {
	case c == research.ConsentUnasked:
		return research.Problemf(research.Withheld, "Nobody has noted whether %s may be quoted. Ask, note the answer beside the quote, then clear it.", who)
	case c == research.ConsentNone:
		return research.Problemf(research.Withheld, "%s has not agreed to be quoted.", who)
	case c == research.ConsentReworded && reworded == "":
		return research.Problemf(research.Withheld, "%s may be quoted reworded only. Write the quote in other words first.", who)
	}
	return nil
}

// rewording has a clearance's other words for a quote as they may be kept: without names, different, and without
// the tell-tale passages of the words that were said, unless somebody keeps those knowingly.
func (s *Session) rewording(ctx context.Context, said string, was research.Clearance, c *research.Clearance, knowing bool) error {
	if sameWords(said, c.Reworded) {
		return research.Problemf(research.Invalid, "These are the words that were said. Write the quote in other words, or clear it as said.")
	}
	d, err := s.bestDictionary(ctx)
	if err != nil {
		return err
	}
	if kept := KeptTales(said, safe(d, c.Reworded)); len(kept) > 0 && !knowing {
		return research.Problemf(research.Withheld, "The new words keep what may give the speaker away: %s Change it, or clear the quote knowingly under Quotes.", kept[0].Says)
	}
	return s.safeInto(ctx, typedField{c.ID, "reworded", was.Reworded, &c.Reworded})
}

// Rewording is what is to be said of other words for a quote before they are cleared.
type Rewording struct {
	Names int                // names in it, which are masked when it is saved
	Kept  []privacy.TellTale // passages of what was said that may give the speaker away and still stand in it
	New   []privacy.TellTale // passages of the rewording that do
	Words []WordChange       // word by word against what was said
	Same  float64            // share of the words said that are kept, 0 to 1
}

// Reword looks other words for a quote over.
func (s *Session) Reword(ctx context.Context, c Candidate, words string) (Rewording, error) {
	d, err := s.bestDictionary(ctx)
	if err != nil {
		return Rewording{}, err
	}
	r := Rewording{Names: len(d.Find(words)), Kept: KeptTales(c.Text, words), Words: changes(c.Text, words)}
	if r.New, err = s.TellTales(ctx, c, words); err != nil {
		return Rewording{}, err
	}
	all, same := 0, 0
	for _, w := range r.Words {
		if w.Change != WordNew {
			all++
		}
		if w.Change == WordKept {
			same++
		}
	}
	if all > 0 {
		r.Same = float64(same) / float64(all)
	}
	return r, nil
}

// KeptTales are the tell-tale passages of what was said that stand in a rewording as they were, by their
// places in what was said.
func KeptTales(said, words string) []privacy.TellTale {
	var kept []privacy.TellTale
	in, old := " "+strings.Join(quoteWords(words), " ")+" ", []rune(said)
	for _, t := range privacy.TellTales(said) {
		if t.Whole() {
			continue
		}
		if p := strings.Join(quoteWords(string(old[t.Start:t.End])), " "); p != "" && strings.Contains(in, " "+p+" ") {
			kept = append(kept, t)
		}
	}
	return kept
}

// WordChange is a word of a quote or of its rewording.
type WordChange struct {
	Word   string
	Change Change
}

// Change says what became of a word.
type Change int

// The changes.
const (
	WordKept Change = iota
	WordGone
	WordNew
)

// mostReworded is how many words are compared one by one; longer texts count as all new.
const mostReworded = 400

// changes compares two texts word by word.
func changes(said, words string) []WordChange {
	a, b := strings.Fields(said), strings.Fields(words)
	if len(a) > mostReworded || len(b) > mostReworded {
		a = nil
	}
	fa, fb := foldAll(a), foldAll(b)
	// common[i][j] is how many words a[i:] and b[j:] have in common, in order.
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if fa[i] == fb[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []WordChange
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && fa[i] == fb[j]:
			out = append(out, WordChange{b[j], WordKept})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			out = append(out, WordChange{a[i], WordGone})
			i++
		default:
			out = append(out, WordChange{b[j], WordNew})
			j++
		}
	}
	return out
}

func foldAll(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.Join(quoteWords(w), "")
	}
	return out
}

// quoteWords is the words of a text without case, accents and punctuation.
func quoteWords(s string) []string {
	return strings.FieldsFunc(fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func sameWords(a, b string) bool {
	return strings.Join(quoteWords(a), " ") == strings.Join(quoteWords(b), " ")
}

// SetConsent notes what participants allow to be quoted, as one step. Lowering it makes clearances that go
// further void.
func (s *Session) SetConsent(ctx context.Context, c research.Consent, participants ...research.ID) error {
	name := "Note what " + count(len(participants), "participant") + " allow to be quoted"
	return s.changePeople(ctx, name, "Note what %s allows to be quoted", participants, func(p *research.Participant) bool {
		was := p.Consent
		p.Consent = c
		return was != c
	})
}

// SetPublic notes that a participant speaks of the subject in public, and so may be known by an opinion.
func (s *Session) SetPublic(ctx context.Context, participant research.ID, public bool) error {
	return s.changePeople(ctx, "", "Note whether %s speaks in public", []research.ID{participant}, func(p *research.Participant) bool {
		was := p.Public
		p.Public = public
		return was != public
	})
}

// changePeople changes participants in one step, named after the only one or after all of them.
func (s *Session) changePeople(ctx context.Context, name, one string, ids []research.ID, change func(*research.Participant) bool) error {
	all, err := byID(s.store.Participants(ctx))
	if err != nil {
		return err
	}
	var changed []research.Participant
	for _, id := range ids {
		p, ok := all[id]
		if !ok {
			return research.Problemf(research.NotFound, "This participant is no longer in the study.")
		}
		if change(&p) {
			changed = append(changed, p)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	if len(changed) == 1 {
		name = strings.Replace(one, "%s", changed[0].Pseudonym, 1)
	}
	_, err = s.store.Edit(ctx, name, func(tx *store.Tx) error {
		_, err := tx.PutParticipants(changed)
		return err
	})
	return err
}

// ChooseForTheme puts a quote first among those of its theme, or takes that back. Chosen quotes go before
// others where a person has said more than may be printed.
func (s *Session) ChooseForTheme(ctx context.Context, c Candidate, chosen bool) error {
	if c.themeID == "" {
		return research.Problemf(research.Invalid, "No theme counts this quote. Name a theme with its code first.")
	}
	themes, err := s.store.Themes(ctx)
	if err != nil {
		return err
	}
	for _, t := range themes {
		if t.ID != c.themeID {
			continue
		}
		var quotes []research.ID
		if chosen {
			quotes = append(quotes, c.verbatim)
		}
		for _, v := range t.Quotes {
			if v != c.verbatim {
				quotes = append(quotes, v)
			}
		}
		t.Quotes = quotes
		_, err := s.store.Edit(ctx, "Choose a quote for "+t.Name, func(tx *store.Tx) error {
			_, err := tx.PutTheme(t)
			return err
		})
		return err
	}
	return research.Problemf(research.NotFound, "This theme is no longer in the study.")
}
