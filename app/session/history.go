package session

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"openloop/research"
	"openloop/research/store"
)

// Trail lists every step of the study's history, the newest first.
func (s *Session) Trail(ctx context.Context) ([]store.Step, error) {
	return s.History(ctx, 1<<30)
}

// StepPlaces are the labels of the interviews that a step touched: "P07". It is empty for a step that touched none
// or very many.
func (s *Session) StepPlaces(ctx context.Context, step int64) ([]string, error) {
	ids, err := s.store.StepInterviews(ctx, step)
	if hidden, herr := s.hiddenSteps(ctx); herr != nil || hidden[step] {
		return nil, herr
	}
	return s.labels(ids), err
}

// TrailPlaces is StepPlaces of every step that has any.
func (s *Session) TrailPlaces(ctx context.Context) (map[int64][]string, error) {
	all, err := s.store.AllStepInterviews(ctx)
	if err != nil {
		return nil, err
	}
	hidden, err := s.hiddenSteps(ctx)
	out := make(map[int64][]string, len(all))
	for step, ids := range all {
		if list := s.labels(ids); len(list) > 0 && !hidden[step] {
			out[step] = list
		}
	}
	return out, err
}

// labels are what the interviews are called that are still in the study, in order.
func (s *Session) labels(ids []research.ID) (labels []string) {
	for _, id := range ids {
		if l := s.label(id); l != "" {
			labels = append(labels, l)
		}
	}
	slices.SortFunc(labels, func(a, b string) int {
		switch {
		case natural(a, b):
			return -1
		case natural(b, a):
			return 1
		}
		return 0
	})
	return labels
}

// label is what an interview that is still in the study is called.
func (s *Session) label(id research.ID) string {
	row, ok := s.InterviewRow(id)
	if !ok {
		return ""
	}
	return row.Interview.Label
}

// WayTo says what stepping to a step of the history would do, or what is in the way.
func (s *Session) WayTo(ctx context.Context, step int64) (store.Way, error) {
	if err := s.mayWalk(ctx, step); err != nil {
		return store.Way{}, err
	}
	return s.store.WayTo(ctx, step)
}

// StepTo takes back every step after one of the history, or does again all up to it: in one go, or not at all.
func (s *Session) StepTo(ctx context.Context, step int64, p Progress) (store.Change, error) {
	if err := s.mayWalk(ctx, step); err != nil {
		return store.Change{}, err
	}
	return s.store.WalkTo(ctx, step, changesOf([]Progress{p})[0])
}

// changesOf counts changes to whoever shows progress.
func changesOf(list []Progress) (out []func(done, total int)) {
	for _, p := range list {
		out = append(out, func(done, total int) { p.say(done, total, "Change %d of %d", done, total) })
	}
	return out
}

// WriteTrail writes the history as CSV, the oldest step first: when (UTC), who, what, where, what became of it and
// how many records it changed. Whoever the vault knows stands in it under their pseudonym.
func (s *Session) WriteTrail(ctx context.Context, out io.Writer, p Progress) error {
	steps, err := s.Trail(ctx)
	if err != nil {
		return err
	}
	d, err := s.bestDictionary(ctx)
	if err != nil {
		return err
	}
	w := csv.NewWriter(out)
	if err := w.Write([]string{"when (UTC)", "who", "what", "where", "state", "records"}); err != nil {
		return err
	}
	slices.Reverse(steps)
	places, err := s.TrailPlaces(ctx)
	if err != nil {
		return err
	}
	for i, st := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if i%200 == 0 {
			p.say(i, len(steps), "Step %d of %d", i+1, len(steps))
		}
		row := []string{st.At.UTC().Format(time.RFC3339), st.Coder, withoutKnown(d, st.Name), strings.Join(places[st.ID], ", "), StepState(st), fmt.Sprint(st.Rows)}
		for i, cell := range row {
			row[i] = plainCell(cell)
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// StepState says what became of a step.
func StepState(st store.Step) string {
	switch {
	case st.Overtaken:
		return "undone, another edit in its place"
	case st.Undone:
		return "undone"
	}
	return "done"
}

// ExportTrail writes the history to a file.
func (s *Session) ExportTrail(ctx context.Context, path string, p Progress) error {
	return writeWhole(path, func(w io.Writer) error { return s.WriteTrail(ctx, w, p) })
}

// plainCell keeps a spreadsheet from taking a text for a formula.
func plainCell(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
