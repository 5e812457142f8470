package session

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"openloop/report"
	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
)

// StoryRow is a story with how it stands.
type StoryRow struct {
	research.Story
	Of      []InterviewRow // the interviews that are still in the study
	Label   string         // whose it is: "Composite of 4 buyers"
	Missing []string       // sentences: what it lacks before it may be cleared
	Tells   bool           // it is in the report: cleared, and nothing is missing
	Tales   []privacy.TellTale
}

// fewestBuyers is how many buyers a composite is of at least.
const fewestBuyers = 3

// Stories lists the study's stories in order.
func (s *Session) Stories(ctx context.Context) ([]StoryRow, error) {
	all, err := s.store.Stories(ctx)
	if err != nil {
		return nil, err
	}
	d, err := s.bestDictionary(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(st research.Story) bool { return slices.ContainsFunc(st.Interviews, s.Blind) }) // they tell what decided
	return s.storyRows(ctx, all, d)
}

func (s *Session) storyRow(st research.Story) StoryRow {
	r := StoryRow{Story: st, Label: "One buyer’s story"}
	if n := len(st.Interviews); n > 1 {
		r.Label = "Composite of " + count(n, "buyer")
	}
	for _, id := range st.Interviews {
		if row, ok := s.InterviewRow(id); ok {
			r.Of = append(r.Of, row)
		}
	}
	r.Missing = r.lacks(s.Now())
	r.Tells = st.Cleared && len(r.Missing) == 0
	return r
}

// public says whether a story is of somebody who speaks of the subject in public.
func (r StoryRow) public() bool {
	for _, row := range r.Of {
		for _, p := range row.Participants {
			if p.Public {
				return true
			}
		}
	}
	return false
}

// lacks says what a story needs before it may leave.
func (r StoryRow) lacks(now time.Time) []string {
	var out []string
	say := func(lacking bool, sentence string) {
		if lacking {
			out = append(out, sentence)
		}
	}
	say(strings.TrimSpace(r.Title) == "", "Give it a title: what the reader is to take from it.")
	say(strings.TrimSpace(r.Text) == "", "Write it.")
	say(len(r.Interviews) == 0, "Choose whose story it is.")
	say(len(r.Of) < len(r.Interviews), "An interview that it draws on is no longer in the study. Take it out, and look the words over.")
	withdrawn := false
	for _, row := range r.Of {
		withdrawn = withdrawn || slices.ContainsFunc(row.Participants, func(p research.Participant) bool { return p.Withdrawn })
	}
	say(withdrawn, "Somebody that it draws on has withdrawn from the study. Take that interview out, and look the words over.")
	if !r.Composite() {
		say(!isPast(r.Consented, now), "Note the day on which the buyer allowed this story.")
		say(!isPast(r.ReadBack, now), "Read it back to the buyer as it stands, and note the day.")
		return out
	}
	people, companies := map[research.ID]bool{}, map[research.ID]bool{}
	for _, row := range r.Of {
		companies[row.Organisation.ID] = true
		for _, p := range row.Participants {
			people[p.ID] = true
		}
	}
	say(len(r.Interviews) < fewestBuyers || len(people) < fewestBuyers, "A composite draws on at least three buyers. Add interviews, or tell the story of one.")
	say(len(r.Interviews) >= fewestBuyers && len(companies) < fewestBuyers, "A composite draws on at least three companies, so that none is recognised in it.")
	return out
}

// isPast says whether a local date is one, and not in the future.
func isPast(date string, now time.Time) bool {
	d, err := time.Parse(time.DateOnly, date)
	return err == nil && !d.After(now)
}

// SaveStory stores a new or changed story. Names in it are masked. A change of its words or of whose it is
// voids its clearance and its read-back, and a change of whose it is the consent as well. It answers the
// story's ID.
func (s *Session) SaveStory(ctx context.Context, st research.Story) (research.ID, error) {
	if strings.TrimSpace(st.Title) == "" {
		return "", research.Problemf(research.Invalid, "Give the story a title: what the reader is to take from it.")
	}
	if over := storyLength(st.Text) - report.StoryMost; over > 0 {
		return "", research.Problemf(research.Invalid, "The story “%s” is %d characters longer than its page. Shorten it.", st.Title, over)
	}
	before, err := s.store.Stories(ctx)
	if err != nil {
		return "", err
	}
	was, _ := storyOf(before, st.ID)
	if st.ID == "" {
		st.ID = store.NewID()
	}
	if err := s.typedInto(ctx, typedField{st.ID, "title", was.Title, &st.Title}, typedField{st.ID, "text", was.Text, &st.Text}); err != nil {
		return "", err
	}
	st.Cleared, st.Consented, st.ReadBack = false, "", "" // a new one has none of them yet
	id := st.ID
	_, err = s.store.Edit(ctx, "Write the story "+st.Title, func(tx *store.Tx) error {
		all, err := tx.Stories(ctx)
		if err != nil {
			return err
		}
		if was, known := storyOf(all, st.ID); known {
			st = rewritten(was, st)
		} else {
			st.Pos = len(all)
		}
		id, err = tx.PutStory(st)
		return err
	})
	return id, err
}

// rewritten is a story after a change of what is written in it: dates and clearance hold for the words that
// they were given for.
func rewritten(was, now research.Story) research.Story {
	same := slices.Equal(was.Interviews, now.Interviews)
	now.Pos, now.Consented, now.ReadBack, now.Cleared = was.Pos, was.Consented, was.ReadBack, was.Cleared
	if !same {
		now.Consented = ""
	}
	if !same || was.Text != now.Text || was.Title != now.Title {
		now.ReadBack, now.Cleared = "", false
	}
	return now
}

// storyLength is how much of a page a story fills, in characters; a paragraph begins on a line of its own,
// after an empty one.
func storyLength(text string) int {
	return utf8.RuneCountInString(text) + 90*strings.Count(strings.TrimSpace(text), "\n")
}

func storyOf(all []research.Story, id research.ID) (research.Story, bool) {
	i := slices.IndexFunc(all, func(x research.Story) bool { return x.ID == id && id != "" })
	if i < 0 {
		return research.Story{}, false
	}
	return all[i], true
}

// DeleteStory takes a story away.
func (s *Session) DeleteStory(ctx context.Context, st research.Story) error {
	_, err := s.store.Edit(ctx, "Delete the story "+st.Title, func(tx *store.Tx) error { return tx.DeleteStory(st.ID) })
	return err
}

// NoteStory notes the local dates "2026-03-12" on which the buyer allowed a story and heard it read back; ""
// takes one away. Without both the story of one buyer is not cleared.
func (s *Session) NoteStory(ctx context.Context, id research.ID, consented, readBack string) error {
	for _, d := range []string{consented, readBack} {
		if d != "" && !isPast(d, s.Now()) {
			return research.Problemf(research.Invalid, "“%s” is no day that has been. Write it as 2026-03-12.", d)
		}
	}
	return s.changeStory(ctx, id, "Note the consent to a story", func(st *research.Story) error {
		st.Consented, st.ReadBack = consented, readBack
		st.Cleared = st.Cleared && len(s.storyRow(*st).Missing) == 0
		return nil
	})
}

// ClearStory lets a story leave, or takes that back. The story of one buyer needs the day on which they allowed
// it and the day on which it was read back; a composite needs three buyers of three companies.
func (s *Session) ClearStory(ctx context.Context, id research.ID, clear bool) error {
	name := "Clear a story"
	if !clear {
		name = "Take back a cleared story"
	}
	return s.changeStory(ctx, id, name, func(st *research.Story) error {
		st.Cleared = clear
		r, err := s.storyRowOf(ctx, *st)
		if clear && err == nil && len(r.Missing) > 0 {
			return research.Problemf(research.Withheld, "The story “%s” cannot be cleared yet. %s", st.Title, r.Missing[0])
		}
		return err
	})
}

func (s *Session) changeStory(ctx context.Context, id research.ID, name string, change func(*research.Story) error) error {
	all, err := s.store.Stories(ctx)
	if err != nil {
		return err
	}
	st, ok := storyOf(all, id)
	if !ok {
		return research.Problemf(research.NotFound, "This story is no longer in the study.")
	}
	was := st
	if err := change(&st); err != nil {
		return err
	}
	if st.Consented == was.Consented && st.ReadBack == was.ReadBack && st.Cleared == was.Cleared {
		return nil
	}
	_, err = s.store.Edit(ctx, name, func(tx *store.Tx) error {
		_, err := tx.PutStory(st)
		return err
	})
	return err
}

// packStories are the stories that may be printed.
func (s *Session) packStories(ctx context.Context, dict *privacy.Dictionary) ([]report.Story, error) {
	all, err := s.store.Stories(ctx)
	if err != nil {
		return nil, err
	}
	var out []report.Story
	for _, st := range all {
		row, err := s.storyRowOf(ctx, st)
		if err != nil {
			return nil, err
		}
		if !row.Tells {
			continue
		}
		r := report.Story{Interviews: st.Interviews}
		r.Title, _ = privacy.Release(dict, withoutPseudonyms(st.Title))
		r.Text, _ = privacy.Release(dict, withoutPseudonyms(st.Text))
		out = append(out, r)
	}
	return out, nil
}
