package session

import (
	"context"
	"strings"

	"openloop/report"
	"openloop/research"
	"openloop/research/store"
)

// decisionText is under which name the decision asked of the board is kept, beside the pages' messages.
const decisionText report.Kind = "decision"

// packMemo is the record that a page's message is a memo on.
func packMemo(k report.Kind) research.ID { return research.ID("pack:" + string(k)) }

// PackTexts are the messages that a person wrote in place of the drafted ones: by page, and the decision.
func (s *Session) PackTexts(ctx context.Context) (decision string, titles map[report.Kind]string, err error) {
	memos, err := s.store.Memos(ctx)
	titles = map[report.Kind]string{}
	for _, m := range memos {
		k, ok := strings.CutPrefix(string(m.On), "pack:")
		switch {
		case !ok:
		case report.Kind(k) == decisionText:
			decision = m.Text
		default:
			titles[report.Kind(k)] = m.Text
		}
	}
	return decision, titles, err
}

// SetPackTitle keeps a message for a page in place of the drafted one; an empty one brings that back.
func (s *Session) SetPackTitle(ctx context.Context, page report.Kind, text string) error {
	return s.setPackText(ctx, page, text, "Change the message of a page")
}

// SetPackDecision keeps what the board is asked to decide in place of the drafted one.
func (s *Session) SetPackDecision(ctx context.Context, text string) error {
	return s.setPackText(ctx, decisionText, text, "Change what the board is asked")
}

func (s *Session) setPackText(ctx context.Context, k report.Kind, text, step string) error {
	memos, err := s.store.Memos(ctx)
	if err != nil {
		return err
	}
	was := research.Memo{On: packMemo(k)}
	for _, m := range memos {
		if m.On == was.On {
			was = m
		}
	}
	text = strings.TrimSpace(text)
	if was.ID == "" {
		was.ID = store.NewID()
	}
	if err := s.typedInto(ctx, typedField{was.ID, "text", was.Text, &text}); err != nil {
		return err
	}
	if was.Text == text {
		return nil
	}
	_, err = s.store.Edit(ctx, step, func(tx *store.Tx) error {
		if text == "" {
			return tx.DeleteMemo(was.ID)
		}
		was.Text = text
		_, err := tx.PutMemo(was)
		return err
	})
	return err
}
