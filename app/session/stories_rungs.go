package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"openloop/report"
	"openloop/research"
	"openloop/research/privacy"
)

// StoryRung is a rung of a ladder that a story draws on, as its writer sees it: material, not yet a line.
type StoryRung struct {
	Of    string // the interview, "P07"
	Name  string // of the code that the rung says, "" for none
	Words string // as they stand in the transcript, for the screen only
	// Quote is the words that may leave: the rung's passage is cleared as a quote, and consent covers it. "" where the
	// writer has to say it in words of their own.
	Quote string
	Test  bool // the price test, not a rung
	// Line is what a story takes over: the heading, and the quote where there is one.
	Line string
}

// StoryRungs are the ladders of a story's interviews, each from what was told down to what decided, with the answer to
// the price test last.
func (s *Session) StoryRungs(ctx context.Context, st research.Story) ([]StoryRung, error) {
	lang := report.Lang(or(s.Study().Language, string(report.English)))
	var out []StoryRung
	for _, id := range st.Interviews {
		row, ok := s.InterviewRow(id)
		if !ok {
			continue
		}
		steps, test, err := s.LadderOf(ctx, id)
		if err != nil {
			return nil, err
		}
		quotes, err := s.leaving(ctx, row)
		if err != nil {
			return nil, err
		}
		for _, step := range steps {
			r := StoryRung{Of: row.Interview.Label, Name: step.Name, Words: step.Words, Quote: quotes[step.Verbatim]}
			r.Line = r.Name + ": "
			if r.Name == "" {
				r.Line = ""
			}
			if r.Quote != "" {
				r.Line += "“" + r.Quote + "”"
			}
			out = append(out, r)
		}
		if test != research.NotAsked {
			out = append(out, StoryRung{Of: row.Interview.Label, Test: true, Name: report.SamePrice(lang), Words: PriceTestWords(test), Line: report.SamePrice(lang) + " " + report.SamePriceAnswer(lang, test)})
		}
	}
	return out, nil
}

// leaving is, by verbatim, the words of an interview's quotes that may leave.
func (s *Session) leaving(ctx context.Context, row InterviewRow) (map[research.ID]string, error) {
	clear, err := s.clearances(ctx)
	if err != nil || len(clear) == 0 {
		return nil, err
	}
	turns, err := s.store.Turns(ctx, row.Interview.ID)
	if err != nil {
		return nil, err
	}
	verbatims, err := s.store.Verbatims(ctx, row.Interview.ID)
	out := map[research.ID]string{}
	for _, v := range verbatims {
		c, ok := clear[v.ID]
		if !ok || v.Orphan || c.Rev != revOf(turns, v.From, v.To) || !quotable(voices(row, turns, Placed{From: v.From, To: v.To}), c.Level) {
			continue
		}
		words := Quote(turns, v.From, v.To)
		if c.Level == research.ClearedReworded {
			words = c.Reworded
		}
		out[v.ID] = strings.TrimSpace(withoutPseudonyms(words))
	}
	return out, err
}

// storyRowOf is a story with how it stands, with what only its words tell.
func (s *Session) storyRowOf(ctx context.Context, st research.Story) (StoryRow, error) {
	r := s.storyRow(st)
	for line := range strings.SplitSeq(st.Text, "\n") {
		if line = strings.TrimSpace(line); strings.HasSuffix(line, ":") {
			r.Missing = append(r.Missing, fmt.Sprintf("Finish the line “%s”: say it in your own words, or clear its rung as a quote.", line))
		}
	}
	if r.Composite() {
		repeated, err := s.repeats(ctx, r)
		if err != nil {
			return r, err
		}
		r.Missing = append(r.Missing, repeated...)
	}
	r.Tells = r.Cleared && len(r.Missing) == 0
	return r, nil
}

// repeats says where a composite says what somebody said, word by word, without a cleared quote that says it. The
// story of one buyer is another matter: they have heard it and agreed to every word.
func (s *Session) repeats(ctx context.Context, r StoryRow) ([]string, error) {
	var out []string
	for _, row := range r.Of {
		turns, err := s.store.Turns(ctx, row.Interview.ID)
		if err != nil {
			return nil, err
		}
		quotes, err := s.leaving(ctx, row)
		if err != nil {
			return nil, err
		}
		said := phrasesOf(turns)
		for _, q := range quotes {
			for p := range phrasesOf([]research.Turn{{Text: q}}) {
				delete(said, p)
			}
		}
		if said.in(r.Title, r.Text) {
			out = append(out, fmt.Sprintf("It repeats what %s said, word by word, and no quote with these words is cleared. Clear it, or say it in your own words.", row.Interview.Label))
		}
	}
	return out, nil
}

// storyRows lists stories with how they stand.
func (s *Session) storyRows(ctx context.Context, all []research.Story, d *privacy.Dictionary) ([]StoryRow, error) {
	all = slices.DeleteFunc(all, func(st research.Story) bool { return slices.ContainsFunc(st.Interviews, s.Blind) }) // they tell what decided
	out := make([]StoryRow, len(all))
	for i, st := range all {
		r, err := s.storyRowOf(ctx, st)
		if err != nil {
			return nil, err
		}
		out[i] = r
		out[i].Tales = privacy.TellTales(st.Text, privacy.TellTaleOptions{Dictionary: d, Public: r.public()})
	}
	return out, nil
}
