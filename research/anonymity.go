package research

import "time"

// MaskState says whether somebody has to look at a masked passage again.
type MaskState string

// The states.
const (
	MaskOpen MaskState = "open" // masked on suspicion, nobody has looked at it
	MaskKept MaskState = "kept" // never in doubt
	MaskSeen MaskState = "seen" // was in doubt; somebody has looked at it and it stays masked
	MaskLet  MaskState = "let"  // was in doubt; somebody has said that it is no name, and its words stand there again
)

// Mask is a passage of a turn in whose place a pseudonym or [name] stands. What was said is in the vault.
type Mask struct {
	ID        ID
	Turn      ID
	From, To  int    // the words that stand there now, in code points of the turn's text, To not included
	Kind      string // PERSON, ORGANISATION, PLACE … as redaction names it
	Pseudonym string // who it is, "" where nobody knows
	Original  string // reference of the original words in the vault
	State     MaskState
}

// Story is what happened to one buyer, told in the order of things, or put together from at least three
// interviews and then said to be so.
type Story struct {
	ID         ID
	Pos        int
	Title      string
	Text       string
	Interviews []ID   // one: that buyer's story; several: a composite
	Consented  string // local date on which the buyer allowed this story, "" not yet
	ReadBack   string // local date on which it was read back to them as it stands, "" not yet
	Cleared    bool   // may leave
}

// Composite says whether the story is put together from several interviews.
func (s Story) Composite() bool { return len(s.Interviews) > 1 }

// Erased is a participant who was erased: their pseudonym is never given again.
type Erased struct {
	ID        ID
	Pseudonym string
	UTC       time.Time
}

// Passed is a word that also is somebody's name, let pass at one place of a finished file.
type Passed struct {
	ID    ID
	Word  string // a keyed hash made by the vault, never the word
	Place string // where it stands: "xlsx Themes!B7"
	Coder string // who let it pass
	UTC   time.Time
}

// Retired is a pseudonym that turned out to be of somebody who had another one already: it is no longer used
// and never given again, and everything about it is under the survivor.
type Retired struct {
	ID        ID
	Pseudonym string
	Survivor  string
	UTC       time.Time
}
