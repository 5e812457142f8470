package session

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/store"
)

// A kept version of the codebook is JSON: its stages and its codes, in order. Records are told by their ids, so that
// a code that was renamed and moved since is still the same one.
type bookBody struct {
	Stages []bodyStage `json:"stages"`
	Codes  []bodyCode  `json:"codes"`
}

type bodyStage struct {
	ID     research.ID `json:"id"`
	Number int         `json:"number"`
	Name   string      `json:"name"`
}

type bodyCode struct {
	ID         research.ID `json:"id"`
	Ref        string      `json:"ref"`
	Name       string      `json:"name"`
	Stage      int         `json:"stage"`
	Parent     research.ID `json:"parent,omitempty"`
	Pos        int         `json:"pos"`
	Definition string      `json:"definition,omitempty"`
	Include    string      `json:"include,omitempty"`
	Exclude    string      `json:"exclude,omitempty"`
	Short      bool        `json:"short,omitempty"`
	Retired    bool        `json:"retired,omitempty"`
	MergedInto research.ID `json:"merged_into,omitempty"`
	InVivo     bool        `json:"in_vivo,omitempty"`
	Colour     string      `json:"colour,omitempty"`
	Example    string      `json:"example,omitempty"`
}

// bodyOf writes a codebook down.
func bodyOf(book *research.Codebook) (string, error) {
	var b bookBody
	for _, st := range book.Stages {
		b.Stages = append(b.Stages, bodyStage(st))
	}
	for _, c := range book.Codes {
		b.Codes = append(b.Codes, bodyCode(c))
	}
	out, err := json.Marshal(b)
	return string(out), err
}

// bookOf reads it again.
func bookOf(v research.CodebookVersion) (*research.Codebook, error) {
	var b bookBody
	if err := json.Unmarshal([]byte(v.Body), &b); err != nil {
		return nil, research.Problemf(research.Damaged, "Version %d of the codebook cannot be read. Restore the study from a backup, or go on without this version.", v.Number)
	}
	stages := make([]research.Stage, len(b.Stages))
	for i, st := range b.Stages {
		stages[i] = research.Stage(st)
	}
	codes := make([]research.Code, len(b.Codes))
	for i, c := range b.Codes {
		codes[i] = research.Code(c)
	}
	return research.NewCodebook(stages, codes), nil
}

// BookVersions are the kept versions of the codebook, the newest first.
func (s *Session) BookVersions(ctx context.Context) ([]research.CodebookVersion, error) {
	list, err := s.store.CodebookVersions(ctx)
	slices.Reverse(list)
	return list, err
}

// KeepVersion keeps the codebook as it stands, under a number and a name: "After the pilot".
func (s *Session) KeepVersion(ctx context.Context, name string) (research.CodebookVersion, error) {
	v := research.CodebookVersion{ID: store.NewID(), Name: strings.TrimSpace(name), Coder: s.Coder(), UTC: s.Now().UTC(), Number: 1}
	if err := s.typedInto(ctx, typedField{v.ID, "name", "", &v.Name}); err != nil {
		return v, err
	}
	list, err := s.BookVersions(ctx)
	if err != nil {
		return v, err
	}
	if len(list) > 0 {
		v.Number = list[0].Number + 1
	}
	if v.Body, err = bodyOf(s.Book()); err != nil {
		return v, err
	}
	_, err = s.store.Edit(ctx, "Keep "+versionTitle(v)+" of the codebook", func(tx *store.Tx) error {
		return second(tx.PutCodebookVersion(v))
	})
	return v, err
}

// versionTitle is "version 2 (After the pilot)".
func versionTitle(v research.CodebookVersion) string {
	if v.Name == "" {
		return fmt.Sprintf("version %d", v.Number)
	}
	return fmt.Sprintf("version %d (%s)", v.Number, v.Name)
}

// ForgetVersion deletes a kept version; the codebook stays as it is.
func (s *Session) ForgetVersion(ctx context.Context, v research.CodebookVersion) error {
	_, err := s.store.Edit(ctx, "Delete "+versionTitle(v)+" of the codebook", func(tx *store.Tx) error { return tx.DeleteCodebookVersion(v.ID) })
	return err
}

// VersionBook is the codebook as a version kept it, or as it is now with the empty ID.
func (s *Session) VersionBook(ctx context.Context, version research.ID) (*research.Codebook, error) {
	if version == "" {
		return s.Book(), nil
	}
	list, err := s.store.CodebookVersions(ctx)
	if err != nil {
		return nil, err
	}
	for _, v := range list {
		if v.ID == version {
			return bookOf(v)
		}
	}
	return nil, research.Problemf(research.NotFound, "This version of the codebook is no longer in the study.")
}

// CompareVersions lists what became of the codebook from one version to another; "" is the codebook of now.
func (s *Session) CompareVersions(ctx context.Context, from, to research.ID) ([]BookChange, error) {
	was, err := s.VersionBook(ctx, from)
	if err != nil {
		return nil, err
	}
	now, err := s.VersionBook(ctx, to)
	if err != nil {
		return nil, err
	}
	return bookChanges(was, now), nil
}

// Restored says what bringing back a version of the codebook did.
type Restored struct {
	Changed int // codes and stages that are again what they were
	Deleted int // codes that came since and that nothing uses
	Retired int // codes that came since and are in use: they are retired, and what is coded with them stays
}

// RestoreVersion makes the codebook what a version kept, as one step. Nothing that is coded changes: a code that
// was merged since is there again, and its codings stay where they were merged to.
func (s *Session) RestoreVersion(ctx context.Context, v research.CodebookVersion) (Restored, error) {
	book, err := s.VersionBook(ctx, v.ID)
	if err != nil {
		return Restored{}, err
	}
	var did Restored
	_, err = s.store.Edit(ctx, "Restore "+versionTitle(v)+" of the codebook", func(tx *store.Tx) error {
		did, err = restoreBook(ctx, tx, book)
		return err
	})
	return did, err
}

func restoreBook(ctx context.Context, tx *store.Tx, book *research.Codebook) (did Restored, err error) {
	now, err := tx.Codebook(ctx)
	if err != nil {
		return did, err
	}
	for _, st := range book.Stages {
		was, ok := now.Stage(st.Number)
		if ok {
			st.ID = was.ID
		}
		if ok && was == st {
			continue
		}
		did.Changed++
		if _, err := tx.PutStage(st); err != nil {
			return did, err
		}
	}
	for _, c := range book.Codes {
		if was, ok := now.Code(c.ID); ok && was == c {
			continue
		}
		did.Changed++
		if _, err := tx.PutCode(c); err != nil {
			return did, err
		}
	}
	var since []research.Code
	for _, c := range now.Codes {
		if _, ok := book.Code(c.ID); !ok {
			since = append(since, c)
		}
	}
	return did, dropSince(tx, since, &did)
}

// dropSince deletes codes, those below others first; what is in use is retired.
func dropSince(tx *store.Tx, since []research.Code, did *Restored) error {
	for range since {
		n := len(since)
		since = slices.DeleteFunc(since, func(c research.Code) bool { return tx.DeleteCode(c.ID) == nil })
		did.Deleted += n - len(since)
		if n == len(since) {
			break
		}
	}
	for _, c := range since {
		if c.Retired {
			continue
		}
		c.Retired = true
		did.Retired++
		if _, err := tx.PutCode(c); err != nil {
			return err
		}
	}
	return nil
}
