package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

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

// Copy is another copy of a study, open for reading.
type Copy struct {
	path string
	temp string // a copy brought up to date, removed at the end
	db   *sql.DB
}

// OpenCopy opens a copy of the study. The file stays as it is: one of an earlier version is brought up to date
// beside this study, under a passing name.
func (s *Store) OpenCopy(ctx context.Context, path string) (*Copy, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, research.Problemf(research.Invalid, "%s is not a file name.", path)
	}
	if a, err := os.Stat(path); err == nil {
		if b, err := os.Stat(s.path); err == nil && os.SameFile(a, b) {
			return nil, research.Problemf(research.Invalid, "%s is this study itself. Choose the copy that somebody else worked on.", filepath.Base(path))
		}
	}
	h, err := readHeader(path)
	if err != nil {
		return nil, err
	}
	if err := h.check(path); err != nil {
		return nil, err
	}
	c := &Copy{path: path}
	if h.version < schemaVersion() {
		if err := c.upToDate(ctx, filepath.Dir(s.path)); err != nil {
			return nil, err
		}
		path = c.temp
	}
	if c.db, err = openReaders(path); err == nil {
		err = c.fits(ctx, s)
	}
	if err != nil {
		c.Close()
		return nil, explain(c.path, "read", err)
	}
	return c, nil
}

// upToDate makes a copy of the copy and migrates that.
func (c *Copy) upToDate(ctx context.Context, dir string) error {
	b, err := os.ReadFile(c.path)
	if err != nil {
		return research.Problemf(research.Unreadable, "%s cannot be read. Check that you may open files in its folder.", filepath.Base(c.path))
	}
	f, err := os.CreateTemp(dir, "joining-*.openloop")
	if err != nil {
		return research.Problemf(research.ReadOnly, "Nothing can be written beside this study, which joining an older copy needs.")
	}
	c.temp = f.Name()
	_, err = f.Write(b)
	if err = errors.Join(err, f.Close()); err != nil {
		return research.Problemf(research.ReadOnly, "There is no room for a copy of %s beside this study.", filepath.Base(c.path))
	}
	s, err := Open(ctx, c.temp, Options{})
	if err != nil {
		return err
	}
	return s.Close()
}

// fits makes sure that it is a copy of the same study.
func (c *Copy) fits(ctx context.Context, s *Store) error {
	st, err := one(ctx, c.db, studies, "ORDER BY id LIMIT 1")
	if err != nil {
		return err
	}
	if st.ID != s.Study().ID {
		return research.Problemf(research.Conflict, "%s is another study, not a copy of this one. Only copies of the same study can be joined.", filepath.Base(c.path))
	}
	return nil
}

// Close lets go of the copy.
func (c *Copy) Close() {
	if c.db != nil {
		c.db.Close()
		waitIdle(c.db)
	}
	if c.temp != "" {
		for _, end := range []string{"", "-wal", "-shm", ".lock"} {
			os.Remove(c.temp + end)
		}
	}
}

// Batches lists the imports of the copy.
func (c *Copy) Batches(ctx context.Context) ([]Batch, error) {
	v, err := all(ctx, c.db, batches, "ORDER BY "+batches.order)
	return v, explain(c.path, "read imports", err)
}

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

// apart is how two copies of a study parted.
type apart struct {
	coder    string
	theirs   map[string]bool // steps, by uuid, that only the copy has done
	echoes   map[string]bool // steps of the copy that joined this study there: what they did came from here
	ours     map[string]bool // steps that only this study has done, and the copy has not joined
	backHere map[string]bool // steps that both have, and were taken back here only
	backNow  map[string]bool // steps that both have, and were taken back there only
	list     []Step
	uuids    []string // of list
	steps    int
}

func (a *apart) stepName() string {
	if a.coder == "" {
		return "Join a copy"
	}
	return "Join the copy of " + a.coder
}

// oneStep is what tells steps of two copies apart.
type oneStep struct {
	uuid, coder, name, state string
	schema                   int
	at                       string
}

func readSteps(ctx context.Context, q queryer) (list []oneStep, err error) {
	rows, err := q.QueryContext(ctx, "SELECT uuid, coder, name, state, schema, utc FROM step ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var st oneStep
		if err := rows.Scan(&st.uuid, &st.coder, &st.name, &st.state, &st.schema, &st.at); err != nil {
			return nil, err
		}
		list = append(list, st)
	}
	return list, rows.Err()
}

// joinedSteps are the steps of other copies that a study has taken over, and by which of its own steps.
func joinedSteps(ctx context.Context, q queryer) (all map[string]bool, by map[string][]string, err error) {
	all, by = map[string]bool{}, map[string][]string{}
	rows, err := q.QueryContext(ctx, "SELECT j.steps, coalesce((SELECT s.uuid FROM change c JOIN step s ON s.id = c.step WHERE c.tbl = 'joined' AND c.id = j.id LIMIT 1), '') FROM joined j")
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var list, step string
		if err := rows.Scan(&list, &step); err != nil {
			return nil, nil, err
		}
		for _, u := range strings.Fields(list) {
			all[u] = true
			by[step] = append(by[step], u)
		}
	}
	return all, by, rows.Err()
}

// parted finds which steps each copy has that the other has not.
func (s *Store) parted(ctx context.Context, c *Copy) (*apart, error) {
	mine, err := readSteps(ctx, s.q)
	if err != nil {
		return nil, err
	}
	other, err := readSteps(ctx, c.db)
	if err != nil {
		return nil, err
	}
	taken, takenBy, err := joinedSteps(ctx, s.q)
	if err != nil {
		return nil, err
	}
	given, givenBy, err := joinedSteps(ctx, c.db)
	if err != nil {
		return nil, err
	}
	if err := historyKnown(mine, other, filepath.Base(c.path)); err != nil {
		return nil, err
	}
	a := &apart{theirs: map[string]bool{}, echoes: map[string]bool{}, ours: map[string]bool{}, backHere: map[string]bool{}, backNow: map[string]bool{}}
	states := map[string]string{}
	for _, st := range mine {
		states[st.uuid] = st.state
	}
	here := map[string]bool{}
	coders := map[string]bool{}
	for _, st := range other {
		here[st.uuid] = true
		was, shared := states[st.uuid]
		switch done := st.state == "done"; {
		case shared && done && was != "done":
			a.backHere[st.uuid] = true
		case shared && !done && was == "done":
			a.backNow[st.uuid] = true
		case taken[st.uuid] && !done: // taken over once, and taken back there since
			a.theirs[st.uuid] = true
		case !shared && done && !taken[st.uuid]:
			_, ofOurs := states[first(givenBy[st.uuid])]
			a.theirs[st.uuid], a.echoes[st.uuid] = !ofOurs, ofOurs
			coders[st.coder] = true
			step := Step{Name: st.name, Coder: st.coder}
			_ = stamp{&step.At}.Scan(st.at)
			a.list, a.uuids = append(a.list, step), append(a.uuids, st.uuid)
		}
	}
	for _, st := range mine {
		ofTheirs := slices.ContainsFunc(takenBy[st.uuid], func(u string) bool { return here[u] })
		if st.state == "done" && !here[st.uuid] && !given[st.uuid] {
			a.steps++
			a.ours[st.uuid] = !ofTheirs // what came from them is no change of ours
		}
	}
	delete(coders, "")
	a.coder = strings.Join(slices.Sorted(maps.Keys(coders)), ", ")
	return a, nil
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// historyKnown makes sure that what was done since the copies parted can still be told: an erasure empties the
// journal, on purpose.
func historyKnown(mine, other []oneStep, name string) error {
	schema := map[string]int{}
	for _, st := range mine {
		schema[st.uuid] = st.schema
	}
	shared := map[string]bool{}
	for _, st := range other {
		was, ok := schema[st.uuid]
		shared[st.uuid] = ok
		if st.schema == erasedSchema && was != erasedSchema {
			return research.Problemf(research.Conflict, "Somebody was erased from %s after the copies parted, which closed its history, so what else was done there cannot be told. Erase the same person here, and have the work on the copy done again here.", name)
		}
	}
	for _, st := range mine {
		if st.schema == erasedSchema && !shared[st.uuid] {
			return closedHere(name)
		}
	}
	for _, st := range other {
		if shared[st.uuid] && schema[st.uuid] == erasedSchema && st.schema != erasedSchema {
			return closedHere(name)
		}
	}
	return nil
}

func closedHere(name string) error {
	return research.Problemf(research.Conflict, "Somebody was erased from this study after %s was copied from it, and must not come back with it. What was done on the copy has to be done again here.", name)
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
