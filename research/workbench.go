package research

import "time"

// CodebookVersion is the codebook as it stood when somebody kept it.
type CodebookVersion struct {
	ID     ID
	Number int // from 1
	Name   string
	Coder  string // initials of who kept it
	UTC    time.Time
	Body   string // its stages and codes, as JSON
}

// PriceTest is what the buyer would have done, asked the last question of a ladder: had every price been the same?
type PriceTest string

// The answers to the price test.
const (
	NotAsked    PriceTest = ""
	SameChoice  PriceTest = "same"   // price did not decide
	OtherChoice PriceTest = "other"  // price decided
	UnsureTest  PriceTest = "unsure" // the buyer could not say
)

// Ladder is what an interview's ladder has besides its rungs.
type Ladder struct {
	ID            ID
	Interview     ID
	PriceTest     PriceTest
	PriceVerbatim ID // where the buyer answered the price test, "" when nowhere marked
}

// Rung is one step of the ladder of an interview, from what was told (Pos 0) down to what decided.
type Rung struct {
	ID        ID
	Interview ID
	Pos       int
	Verbatim  ID
	Code      ID // what it says, "" while nobody has said so
}

// Assignment gives an interview to a second coder, who codes it without seeing what the first one did.
type Assignment struct {
	ID        ID
	Interview ID
	Coder     string // initials
	Done      bool
	Sample    string // how it was drawn: "20% of 46, by outcome, seed 4711"; "" where it was chosen by hand
}

// Verdict is what coders settled about a place where they had differed: whether the code stands there.
type Verdict struct {
	ID       ID
	Verbatim ID
	Code     ID
	Stands   bool
	Coder    string // initials of who settled it
	UTC      time.Time
	Note     string
	// First and Second say which coder had put the code there.
	First, Second bool
}

// The rounds of coding. Only the first counts in figures and reports.
const (
	FirstRound  = 1
	SecondRound = 2 // blind second coding
	SetAside    = 3 // of the first round once, until the coders settled that it does not stand
)

// Counts says whether the coding stands in figures, reports and quotes: neither blind second coding nor what was
// set aside does.
func (c Coding) Counts() bool { return c.Round <= FirstRound }
