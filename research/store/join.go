package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"openloop/research"
)

// Choice says what becomes of a conflict.
type Choice string

// The choices. Not every conflict has all of them.
const (
	Ours   Choice = "ours"   // what stands in this study
	Theirs Choice = "theirs" // what stands in the copy
	Both   Choice = "both"
)

// ClashKind says what kind of conflict it is.
type ClashKind string

// The kinds of conflicts.
const (
	ChangedBoth  ClashKind = "changed"  // the same field of the same record was changed on both sides, to different values
	DeletedHere  ClashKind = "gone"     // deleted here; changed, or needed by something new, there
	DeletedThere ClashKind = "gonethen" // deleted there; changed, or needed by something new, here
	SamePlace    ClashKind = "place"    // both made what there can be one of: a ladder, a main reason, a number
	SameName     ClashKind = "name"     // both gave a pseudonym or reference: theirs gets another, nothing to decide
	MergedCode   ClashKind = "merged"   // a code was merged on one side and used on the other: nothing to decide
	SameSource   ClashKind = "source"   // both imported the same row of a sheet: both stay, to be looked at
)

// Clash is one conflict between two copies of a study, with what becomes of it.
type Clash struct {
	Key       string // the same each time the same copies are compared
	Kind      ClashKind
	Table     string
	ID        research.ID
	Column    string
	Was       string // before the copies parted, "" where that is not known
	Ours      string
	Theirs    string
	Choices   []Choice // what may be chosen; one alone is no choice
	Choice    Choice
	Interview research.ID // that it is about, if any
}

// Joined is what joining a copy does, or would do.
type Joined struct {
	Coder    string // initials of who worked on the copy, "" where nobody did
	Steps    []Step // of the copy's history that are new here, oldest first
	OurSteps int    // of this study that the copy does not have
	New      map[string]int
	Changed  map[string]int
	Deleted  map[string]int
	Clashes  []Clash
	Packs    int               // issued packs that go into this study's ledger; no undo takes them out
	Renamed  map[string]string // pseudonyms of the copy that became others
}

// Nothing says that the copy has nothing new.
func (j *Joined) Nothing() bool {
	return len(j.New) == 0 && len(j.Changed) == 0 && len(j.Deleted) == 0 && len(j.Clashes) == 0 && j.Packs == 0
}

// JoinOptions are how a copy is joined.
type JoinOptions struct {
	// Choose decides conflicts by their keys; where it says nothing, nothing is lost: both stay where that can be,
	// otherwise ours, and theirs is listed.
	Choose map[string]Choice
	// Moved is how an old text became the new one; one replacement of all that differs when nil.
	Moved func(old, now string) []research.Replacement
	// Checksum is that of a passage's words.
	Checksum func(words string) string
	// Highest is the highest number that the vault has given with a letter: 41 for P41.
	Highest func(letter byte) int
	// Preview changes nothing.
	Preview bool
	// Before is called with what will be done, before it is saved; an error ends it and nothing is done.
	Before func(*Joined) error
}

// errPreview takes back what a preview has tried.
var errPreview = errors.New("store: only a preview")

// Join takes over what was done on a copy of the study since the two parted, as one step that can be undone. What
// both sides changed is decided as the options say, and listed. When it fails, nothing has happened.
func (s *Store) Join(ctx context.Context, c *Copy, o JoinOptions) (*Joined, error) {
	if o.Moved == nil {
		o.Moved = research.Differ
	}
	var done *Joined
	apart, err := s.parted(ctx, c)
	if err != nil {
		return nil, explain(s.path, "compare", err)
	}
	_, err = s.Edit(ctx, apart.stepName(), func(tx *Tx) error {
		j := &join{tx: tx, ctx: ctx, copy: c, apart: apart, JoinOptions: o, Joined: &Joined{New: map[string]int{}, Changed: map[string]int{}, Deleted: map[string]int{}, Renamed: map[string]string{}}}
		if err := j.run(); err != nil {
			return err
		}
		done = j.Joined
		if o.Preview {
			return errPreview
		}
		if o.Before != nil {
			return o.Before(done)
		}
		return nil
	})
	if errors.Is(err, errPreview) {
		err = nil
	}
	if err != nil {
		return nil, err
	}
	return done, nil
}

// image is a row as JSON, column by column.
type image map[string]json.RawMessage

// text is a column as a person may read it.
func (r image) text(column string) string {
	v, ok := r[column]
	if !ok || string(v) == "null" {
		return ""
	}
	var s string
	if json.Unmarshal(v, &s) == nil {
		return s
	}
	return string(v)
}

// number is a column that holds one.
func (r image) number(column string) int {
	var n int
	_ = json.Unmarshal(r[column], &n)
	return n
}

func (r image) set(column string, value any) {
	b, _ := json.Marshal(value)
	r[column] = b
}

func alike(a, b image, column string) bool { return string(a[column]) == string(b[column]) }

// at names a row.
type at struct {
	table string
	id    research.ID
}

func (a at) String() string { return fmt.Sprintf("%s/%s", a.table, a.id) }
