package session

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"openloop/report"
	"openloop/research"
)

// packMemo is the record that a page's message is a memo on.
func packMemo(k report.Kind) research.ID { return research.ID("pack:" + string(k)) }

// PackTexts are the messages that a person wrote in place of the drafted ones: by page, and the decision.
func (s *Session) PackTexts(ctx context.Context) (decision string, titles map[report.Kind]string, err error) {
	memos, err := s.packMemos(ctx)
	titles = map[report.Kind]string{}
	for k, m := range memos {
		titles[k] = m.Text
	}
	decision = titles[report.DecisionMessage]
	delete(titles, report.DecisionMessage)
	return decision, titles, err
}

func (s *Session) packMemos(ctx context.Context) (map[report.Kind]research.Memo, error) {
	memos, err := s.store.Memos(ctx)
	out := map[report.Kind]research.Memo{}
	for _, m := range memos {
		if k, ok := strings.CutPrefix(string(m.On), "pack:"); ok {
			out[report.Kind(k)] = m
		}
	}
	return out, err
}

// writtenFigure is a figure that a message was written about. It holds keys and counts, and nobody's words.
type writtenFigure struct {
	Subject report.Subject `json:"subject"`
	Key     string         `json:"key"`
	Group   string         `json:"group,omitempty"`
	X       int            `json:"x"`
	N       int            `json:"n"`
	Value   float64        `json:"value,omitempty"` // of figures that are no counts
	Is      bool           `json:"is,omitempty"`    // Value is what it says
	Hidden  bool           `json:"hidden,omitempty"`
}

func writtenAs(f report.Figure) writtenFigure {
	w := writtenFigure{Subject: f.Subject, Key: f.Key, Group: f.Group, N: f.N, Hidden: !f.Shown}
	if f.Row != "" {
		w.Key = f.Row // a theme that is moved keeps it
	}
	if f.Shown {
		w.X, w.Value, w.Is = f.X, math.Round(f.Value*100)/100, f.HasValue
	}
	return w
}

func writtenOf(behind []report.Figure) string {
	list := make([]writtenFigure, len(behind))
	for i, f := range behind {
		list[i] = writtenAs(f)
	}
	b, err := json.Marshal(list)
	if err != nil {
		return "[]"
	}
	return string(b)
}

func (s *Session) writtenAbout(ctx context.Context) (map[research.ID]string, error) {
	list, err := s.store.PackWritten(ctx)
	out := map[research.ID]string{}
	for _, w := range list {
		out[w.ID] = w.Figures
	}
	return out, err
}

// says is the figure as a person reads it.
func (w writtenFigure) says() string {
	switch {
	case w.Hidden:
		return "withheld"
	case w.Is:
		return fmt.Sprintf("%g months", w.Value)
	case w.Subject == report.OfHeard && w.X == w.N:
		return plural(w.N, "interview")
	}
	return fmt.Sprintf("%d of %d", w.X, w.N)
}

// PackMessage is a message of the pack: the drafted one, or that of a person, with what became of its figures.
type PackMessage struct {
	Kind    report.Kind
	Drafted string // from the figures
	Own     string // of a person, "" for none
	// Changed says, one sentence a figure, how those changed that the person's message was written about: "Price,
	// lost: written when it was 7 of 12; now 9 of 14."
	Changed []string
}

// PackMessages are the messages of a pack's sections and, last, the decision.
func (s *Session) PackMessages(ctx context.Context, doc report.Document) ([]PackMessage, error) {
	memos, err := s.packMemos(ctx)
	if err != nil {
		return nil, err
	}
	written, err := s.writtenAbout(ctx)
	if err != nil {
		return nil, err
	}
	var out []PackMessage
	add := func(k report.Kind, drafted string) {
		m := PackMessage{Kind: k, Drafted: drafted}
		if memo, ok := memos[k]; ok {
			m.Own, m.Changed = memo.Text, changedSince(doc, written[memo.ID])
		}
		out = append(out, m)
	}
	for _, sec := range doc.Sections {
		add(sec.Kind, sec.Drafted.String())
	}
	for _, f := range doc.Findings {
		add(f.Key, f.DraftedTitle.String())
		add(report.BodyOf(f.Key), f.DraftedBody.String())
	}
	add(report.DecisionMessage, doc.Decision.String())
	return out, nil
}

// changedSince says which of the figures that a message was written about are others now.
func changedSince(doc report.Document, figures string) []string {
	var list []writtenFigure
	if figures == "" || json.Unmarshal([]byte(figures), &list) != nil {
		return nil
	}
	var out []string
	for _, was := range list {
		now, name := figureNow(doc, was)
		switch {
		case now == was:
		case name == "":
			out = append(out, fmt.Sprintf("Written when a figure was %s; the pack no longer has it.", was.says()))
		default:
			out = append(out, fmt.Sprintf("%s: written when it was %s; now %s.", name, was.says(), now.says()))
		}
	}
	return out
}

// figureNow is a figure as it is now and what it is called; without a name where the pack has it no longer.
func figureNow(doc report.Document, was writtenFigure) (writtenFigure, string) {
	if was.Subject == report.OfHeard && was.Key == "all" {
		now := was
		now.X, now.N = doc.Base, doc.Base
		return now, "All interviews"
	}
	for _, f := range doc.Figures {
		if now := writtenAs(f); now.Subject == was.Subject && now.Key == was.Key && now.Group == was.Group {
			name := f.Measure.String()
			if f.Group != "" {
				name += ", " + strings.ToLower(f.Of.String())
			}
			return now, name
		}
	}
	return writtenFigure{}, ""
}
