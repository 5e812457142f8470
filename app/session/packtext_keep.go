package session

import (
	"context"
	"strings"
	"unicode/utf8"

	"openloop/report"
	"openloop/research"
	"openloop/research/store"
)

// SetPackTitle keeps a message for a page in place of the drafted one; an empty one brings that back. behind is the
// figures that it was written about: Document.Behind of the page.
func (s *Session) SetPackTitle(ctx context.Context, page report.Kind, text string, behind ...report.Figure) error {
	return s.setPackTexts(ctx, "Change the message of a page", packText{page, text, behind})
}

// SetPackDecision keeps what the board is asked to decide in place of the drafted one.
func (s *Session) SetPackDecision(ctx context.Context, text string, behind ...report.Figure) error {
	return s.setPackTexts(ctx, "Change what the board is asked", packText{report.DecisionMessage, text, behind})
}

// The longest that the words of a finding may be, in characters, to stand on the first page uncut.
const (
	findingTitleMost = 70
	findingBodyMost  = 260
)

// FindingWords are a person's heading and words for a finding of the first page, in place of the drafted ones. Empty
// ones, and the drafted ones themselves, bring those back.
type FindingWords struct {
	Finding     report.Finding
	Title, Body string
}

// SetFindings keeps the words of findings as one step. What does not fit on the page is refused, and nothing is kept.
func (s *Session) SetFindings(ctx context.Context, doc report.Document, list ...FindingWords) error {
	var texts []packText
	for _, w := range list {
		if n := utf8.RuneCountInString(strings.TrimSpace(w.Title)); n > findingTitleMost {
			return research.Problemf(research.Invalid, "A heading of %d characters does not fit on the first page. Shorten it to %d.", n, findingTitleMost)
		}
		if n := utf8.RuneCountInString(strings.TrimSpace(w.Body)); n > findingBodyMost {
			return research.Problemf(research.Invalid, "Words of %d characters do not fit on the first page. Shorten them to %d.", n, findingBodyMost)
		}
		add := func(k report.Kind, text, drafted string) {
			if text = strings.TrimSpace(text); text == drafted {
				text = ""
			}
			texts = append(texts, packText{k, text, doc.Behind(k)})
		}
		add(w.Finding.Key, w.Title, w.Finding.DraftedTitle.String())
		add(report.BodyOf(w.Finding.Key), w.Body, w.Finding.DraftedBody.String())
	}
	return s.setPackTexts(ctx, "Reword a finding", texts...)
}

// packText is a person's text for a place of the pack, "" for the drafted one, with the figures that it is about.
type packText struct {
	at     report.Kind
	text   string
	behind []report.Figure
}

// keptText is a text on its way into the study.
type keptText struct {
	memo    research.Memo
	figures string
}

// setPackTexts keeps texts as one step; there is none where nothing changes.
func (s *Session) setPackTexts(ctx context.Context, step string, texts ...packText) error {
	memos, err := s.packMemos(ctx)
	if err != nil {
		return err
	}
	before, err := s.writtenAbout(ctx)
	if err != nil {
		return err
	}
	var keep []keptText
	for _, t := range texts {
		k, text := keptText{memos[t.at], writtenOf(t.behind)}, strings.TrimSpace(t.text)
		was := k.memo.Text
		k.memo.On = packMemo(t.at)
		if k.memo.ID == "" {
			k.memo.ID = store.NewID()
		}
		if err := s.typedInto(ctx, typedField{k.memo.ID, "text", was, &text}); err != nil {
			return err
		}
		if was == text && (text == "" || before[k.memo.ID] == k.figures) {
			continue
		}
		k.memo.Text = text
		keep = append(keep, k)
	}
	if len(keep) == 0 {
		return nil
	}
	_, err = s.store.Edit(ctx, step, func(tx *store.Tx) error {
		for _, k := range keep {
			if err := k.put(tx); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// put writes the text with the figures that it is about; an empty one goes.
func (k keptText) put(tx *store.Tx) error {
	if k.memo.Text == "" {
		if err := tx.DeletePackWritten(k.memo.ID); err != nil {
			return err
		}
		return tx.DeleteMemo(k.memo.ID)
	}
	if err := tx.PutPackWritten(research.PackWritten{ID: k.memo.ID, Figures: k.figures}); err != nil {
		return err
	}
	_, err := tx.PutMemo(k.memo)
	return err
}
