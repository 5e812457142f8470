package session

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"openloop/research"
	"openloop/research/store"
)

// Anonymity is how things stand: what lies where and who could read it, who is behind it, and what has left.
type Anonymity struct {
	Files []Place

	Participants, Organisations, Salespeople int // pseudonyms in the study
	Identities                               int // entries of the vault, -1 while it is sealed
	Originals                                int // texts in the vault as they came in, -1 where nobody counted
	Colleagues                               int // who open the vault with keys of their own
	OpenMasks                                int // passages that somebody has to look at
	NewPeople                                int // in the vault since all texts were last looked through for names
	Erased                                   []research.Erased
	Closed                                   time.Time // zero while the study has its vault

	Issued []IssuedPack // newest first
}

// PlaceKind is what sort of file holds something of a study.
type PlaceKind string

// The kinds of places.
const (
	PlaceStudy   PlaceKind = "study"
	PlaceVault   PlaceKind = "vault"
	PlaceEarlier PlaceKind = "earlier vault"
	PlaceBackup  PlaceKind = "backup"
	PlacePacks   PlaceKind = "packs"
	PlaceNothing PlaceKind = "nothing"
)

// Place is a file, what it holds and who could read that.
type Place struct {
	Kind    PlaceKind
	Name    string // base name, or what it is where it is no file
	Path    string // "" where it is no file
	Size    int64
	Changed time.Time
	Holds   string // "Pseudonyms, redacted words, codings"
	Readers string // "Anyone who has the file"
}

// IssuedPack is a pack in the ledger.
type IssuedPack struct {
	ID              research.ID
	File            string
	At              time.Time
	K               int
	Groups          []IssuedGroup
	Shown, Withheld int // figures
	Quotes          int // whose signatures the ledger keeps
	SHA256          string
	Checks          []IssuedCheck // file by file; none where the pack is from before they were noted
	Files           []IssuedFile  // as they went out; none where the pack is from before they were kept
}

// IssuedCheck is what was looked at in a file of an issued pack before it was written.
type IssuedCheck struct {
	File       string
	Identities int    // forms of names that were looked for
	Looked     string // in what: "11 pages, 38 texts"
	By         string // initials of who issued the pack
	Passed     []LetPass
}

// LetPass is a place where a word that also is a name was let pass.
type LetPass struct {
	Where string
	By    string    // initials, "" where nobody is noted any more
	At    time.Time // zero then
}

// IssuedGroup is a group that a pack released figures on.
type IssuedGroup struct {
	Name       string
	Interviews int
	Gone       int // of them, erased since
}

// Anonymity answers how things stand. copies are backups noted on this computer.
func (s *Session) Anonymity(ctx context.Context, copies []string) (*Anonymity, error) {
	a := &Anonymity{Identities: -1, Originals: -1}
	for _, step := range []func(context.Context, *Anonymity) error{s.countPeople, s.countVault, s.listIssued} {
		if err := step(ctx, a); err != nil {
			return nil, err
		}
	}
	a.NewPeople = s.NewPeople(ctx)
	a.Files = s.places(ctx, a, s.Copies(ctx, copies))
	return a, nil
}

// everybody is the people of the study and their organisations.
func (s *Session) everybody(ctx context.Context) ([]research.Participant, []research.Organisation, error) {
	people, err := s.store.Participants(ctx)
	if err != nil {
		return nil, nil, err
	}
	orgs, err := s.store.Organisations(ctx)
	return people, orgs, err
}

func (s *Session) countPeople(ctx context.Context, a *Anonymity) error {
	people, orgs, err := s.everybody(ctx)
	if err != nil {
		return err
	}
	sales, err := s.store.Salespeople(ctx)
	if err != nil {
		return err
	}
	a.Participants, a.Organisations, a.Salespeople = len(people), len(orgs), len(sales)
	gone, err := s.store.Erased(ctx)
	if err != nil {
		return err
	}
	for _, e := range gone {
		if e.Pseudonym == vaultGone {
			a.Closed = e.UTC
		} else {
			a.Erased = append(a.Erased, e)
		}
	}
	a.OpenMasks, err = s.store.CountOpenMasks(ctx)
	return err
}

// originalsCounted is in how many interviews originals are looked up one by one; more would take seconds.
const originalsCounted = 500

func (s *Session) countVault(ctx context.Context, a *Anonymity) error {
	v, err := s.openVault()
	if err != nil {
		return nil // sealed or not there: nobody can count
	}
	entries, err := s.entries(ctx, v)
	if err != nil {
		return err
	}
	a.Identities = len(entries)
	if others, err := v.Colleagues(); err == nil {
		a.Colleagues = len(others)
	}
	rows := s.InterviewRows(InterviewFilter{})
	if len(rows) > originalsCounted {
		return nil
	}
	a.Originals = 0
	for _, r := range rows {
		refs, err := s.refsOf(ctx, r.Interview.ID)
		if err != nil {
			return err
		}
		for _, ref := range refs {
			_, ok, err := v.Original(ref)
			if err != nil {
				return err
			}
			if ok {
				a.Originals++
			}
		}
	}
	return nil
}

// refsOf is every reference under which the vault may hold something that was said in an interview.
func (s *Session) refsOf(ctx context.Context, iv research.ID) ([]string, error) {
	refs := []string{string(iv)}
	turns, err := s.store.Turns(ctx, iv)
	if err != nil {
		return nil, err
	}
	for _, t := range turns {
		refs = append(refs, string(t.ID))
	}
	masks, err := s.store.Masks(ctx, iv)
	for _, m := range masks {
		if m.Original != "" {
			refs = append(refs, m.Original)
		}
	}
	return refs, err
}

// places lists the files in the order in which somebody would ask for them.
func (s *Session) places(ctx context.Context, a *Anonymity, copies []string) []Place {
	study := place(PlaceStudy, s.Path(), "Pseudonyms, words without names, codings, history", "Anyone who has the file, and no names with it")
	out := []Place{study}
	s.mu.Lock()
	v := s.vault
	s.mu.Unlock()
	if v != nil {
		for i, path := range v.Generations() {
			if i == 0 {
				readers := "Whoever has the file and the passphrase"
				if a.Colleagues > 0 {
					readers += ", and " + count(a.Colleagues, "colleague") + " with keys of their own"
				}
				out = append(out, place(PlaceVault, path, "Who is who, and words as they were said, sealed", readers))
				continue
			}
			out = append(out, place(PlaceEarlier, path, "The vault before it was last written anew, or a copy of it", "Whoever could open it then"))
		}
	}
	for _, path := range copies {
		out = append(out, place(PlaceBackup, path, "The study as it was then", "Anyone who has the file, and no names with it"))
	}
	if n := len(a.Issued); n > 0 {
		out = append(out, Place{Kind: PlacePacks, Name: count(n, "issued pack"), Changed: a.Issued[0].At, Holds: "Released figures and cleared quotes", Readers: "The board, and whoever it hands it on to"})
	}
	return append(out, Place{Kind: PlaceNothing, Name: "Temporary files, logs", Holds: "Nothing", Readers: "Nobody: no name is ever written there"})
}

func place(kind PlaceKind, path, holds, readers string) Place {
	p := Place{Kind: kind, Name: filepath.Base(path), Path: path, Holds: holds, Readers: readers}
	if info, err := os.Stat(path); err == nil {
		p.Size, p.Changed = info.Size(), info.ModTime()
	}
	return p
}

// SizeWords is how large the file is, "" where it is no file.
func (p Place) SizeWords() string {
	if p.Path == "" {
		return ""
	}
	return size(p.Size)
}

// WhoIs is who a pseudonym stands for, as the vault knows it; ok is false while the vault is sealed.
func (s *Session) WhoIs(pseudonym string) (name string, ok bool) {
	v, err := s.openVault()
	if err != nil {
		return "", false
	}
	entries, err := s.entries(context.Background(), v)
	if err != nil {
		return "", false
	}
	for _, e := range entries {
		if e.Pseudonym == pseudonym {
			name := e.Fields["name"]
			if company := e.Fields["company"]; company != "" && name != "" {
				name += ", " + company
			}
			return name, name != ""
		}
	}
	return "", false
}

// ErasePreview says what would go with a participant, before anybody confirms it.
type ErasePreview struct {
	Interviews, Shared, Codings, Clearances, Stories int
	Organisation                                     string // its pseudonym where it goes too
	Packs                                            int    // issued ones that count the interview
	Unknown                                          int    // of Shared, in which nobody noted who said what; none where they go whole
	Nobodys                                          int    // answers of Shared that nobody is noted for
	Copies                                           []string
	Unsaid                                           bool // how much others made of it is not told, and counts as none: its coder is blind
}

// WouldErase works out what would go with a participant. It needs no vault.
func (s *Session) WouldErase(ctx context.Context, o Erasing) (ErasePreview, error) {
	e, ok, err := planErasure(ctx, s.store, o.Pseudonym, o.WholeUnknown)
	if err == nil && !ok {
		err = research.Problemf(research.NotFound, "There is nobody %s in this study. Choose one of its participants.", o.Pseudonym)
	}
	if err != nil {
		return ErasePreview{}, err
	}
	p := ErasePreview{Interviews: e.count.Interviews, Shared: e.count.Shared, Codings: e.count.Codings, Clearances: e.count.Clearances, Stories: e.count.Stories,
		Unknown: len(e.unknown), Nobodys: e.nobodys, Organisation: e.organisation.Pseudonym, Copies: s.Copies(ctx, o.Copies)}
	if s.CountsUnsaid() {
		p.Codings, p.Clearances, p.Stories, p.Unsaid = 0, 0, 0, true
	}
	exports, err := s.store.Exports(ctx)
	for _, x := range exports {
		if slices.ContainsFunc(x.Groups, func(g store.ExportGroup) bool { return slices.ContainsFunc(g.Members, e.about) }) {
			p.Packs++
		}
	}
	return p, err
}
