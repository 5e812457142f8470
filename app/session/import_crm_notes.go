package session

import (
	"context"
	"encoding/hex"
	"fmt"
	"time"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// putNotes puts what the client's people wrote in the CRM, without names, as notes on the interviews about the deal.
func (im *importer) putNotes(_ context.Context, tx *store.Tx) error {
	for _, n := range im.crm.notes {
		was, known := im.crm.memos[n.ID]
		if known && was.Text == n.Text {
			im.done.CRM.NotesKnown++
			continue
		}
		if _, err := tx.PutMemo(n); err != nil {
			return err
		}
		im.done.CRM.Notes++
	}
	return nil
}

// readyNotes redacts the notes on what the study has interviews about. It comes before anything is sealed, so that the
// vault keeps the words as they were.
func (im *importer) readyNotes(ctx context.Context, memos []research.Memo) error {
	if len(im.plan.Notes) == 0 {
		return nil
	}
	im.crm.memos = map[research.ID]research.Memo{}
	for _, m := range memos {
		im.crm.memos[m.ID] = m
	}
	coming := map[string]research.ID{} // interviews of this import by the key of their deal
	for _, r := range im.ready {
		if r.dealKey != "" && coming[r.dealKey] == "" {
			coming[r.dealKey] = r.interview.ID
		}
	}
	dict := im.cast.dictionaryWith(clearTexts(im.was.names), im.crm.named)
	for _, n := range im.plan.Notes {
		if err := ctx.Err(); err != nil {
			return err
		}
		on, err := im.noteOn(n, coming)
		if err != nil {
			return err
		}
		if on == "" {
			im.crm.apart++
			continue
		}
		if err := im.readyNote(dict, n, on); err != nil {
			return err
		}
	}
	return nil
}

// noteOn is the interview that a note is on: by the CRM's id of the deal, else by the company where it has one
// interview alone.
func (im *importer) noteOn(n intake.HandNote, coming map[string]research.ID) (research.ID, error) {
	if n.Deal != "" {
		key, err := im.dealKeyOf(n.Deal)
		if err != nil {
			return "", err
		}
		if deal, ok := im.was.deals[key]; ok && deal.ID != "" && len(im.crm.about[deal.ID]) > 0 {
			return lowestOf(im.crm.about[deal.ID]).ID, nil
		}
		return coming[key], nil
	}
	org, ok := im.cast.by[kindOrganisation+fold(n.Organisation)]
	if !ok {
		return "", nil
	}
	var only research.ID
	for _, iv := range im.was.byID {
		if id := im.was.orgs[org].ID; id != "" && im.personOf(iv).Organisation == id {
			if only != "" {
				return "", nil
			}
			only = iv.ID
		}
	}
	return only, nil
}

// lowestOf is the interview with the lowest label.
func lowestOf(list []research.Interview) research.Interview {
	first := list[0]
	for _, iv := range list[1:] {
		if natural(iv.Label, first.Label) {
			first = iv
		}
	}
	return first
}

// readyNote makes a note: who wrote it by pseudonym, when, and what, without names.
func (im *importer) readyNote(dict *privacy.Dictionary, n intake.HandNote, on research.ID) error {
	key, err := im.keys.SourceKey("note", or(n.ID, intake.DealKey(n.Deal)+"\x00"+fold(n.Organisation)+"\x00"+n.Date+"\x00"+n.Text))
	if err != nil {
		return err
	}
	id, err := idOf(key)
	if err != nil {
		return err
	}
	red, spans := dict.Redact(n.Text)
	im.done.Masked += len(spans)
	head := "Hand-off"
	if n.Date != "" {
		head += ", " + n.Date
	}
	if who := im.cast.salesperson(n.Author); who != "" {
		head += ", " + who
	}
	m := research.Memo{ID: id, On: on, Text: head + ": " + red}
	if d, err := time.Parse(time.DateOnly, n.Date); err == nil {
		m.At = d
	}
	if was, known := im.crm.memos[id]; known {
		m.On, m.Coder, m.At = was.On, was.Coder, was.At
	}
	if was, known := im.crm.memos[id]; len(spans) > 0 && (!known || was.Text != m.Text) {
		im.originals = append(im.originals, vault.Original{Ref: writtenRef(id, "text"), Text: head + ": " + n.Text})
	}
	im.crm.notes = append(im.crm.notes, m)
	return nil
}

// idOf is the id of a record that is always the same for a key.
func idOf(key string) (research.ID, error) {
	b, err := hex.DecodeString(key)
	if err != nil || len(b) < 16 {
		return "", fmt.Errorf("no key: %w", err)
	}
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return research.ID(fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])), nil
}
