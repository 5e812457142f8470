package intake

import "openloop/research"

// Plan is what a source says, in the order of its rows. It holds identities: keep it in memory only.
type Plan struct {
	Interviews []Interview
	Deals      []Interview // rows of CRM exports that belong to no interview of the plan
	Codings    []Coding
	Refused    []Refusal
	Warnings   []string // sentences that quote no cell
	Source     string   // "xlsx, 60 interviews, 607 codings"
}

// Person is an interviewee as the source gives them.
type Person struct {
	Name, First, Last, Title, Email, Phone string
	Extra                                  map[string]string // other identifying cells by heading
}

// Interview is one conversation as the source gives it. Dates are local dates "2026-03-12".
type Interview struct {
	Sheet        string
	Row          int    // as the spreadsheet numbers it
	Key          string // the source's own id, or derived from person, organisation and date
	Person       Person
	Others       []Person // further people named in the same cell
	Organisation string
	Owner        string
	Deal         string // the CRM's id

	RoleBand, Segment, Region string
	Date, Wave, Interviewer   string
	Method                    research.Method
	Outcome                   research.Outcome
	ValueBand                 string
	Competitors               []string
	FurthestStage             int
	LeadSource                string
	Reasons                   map[research.ReasonKind][]string // refs of codes, the primary one first
	Consent                   research.Consent

	Began, Spoke, Bought  string
	CRMCreated, CRMClosed string
	Note                  string
	Answers               []Answer
	Talk                  *Talk // what was said, where the source is a transcript
}

// Answer is what was said to one question.
type Answer struct {
	Question string // the heading, or the question as the row gives it
	Ref      string // of the guide's question: "Q11", or ""
	Stage    int    // of the guide's question
	Text     string
	Column   int // index of the column it stands in
	Row      int
}

// Coding is one row of a sheet of codings: one code on one verbatim.
type Coding struct {
	Sheet     string
	Row       int
	Interview string // Key of the interview
	Question  string // ref of the guide's question, else its heading, or "" where the row gives none
	Verbatim  string
	Code      string // ref of the code
	Coder     string
	About     research.About
	Polarity  research.Polarity
	Weight    research.Weight
	Clear     bool
	Reworded  string
}

// Refusal is a row, or one cell of it, that could not be taken. It never quotes the cell.
type Refusal struct {
	Sheet  string
	Row    int    // as the spreadsheet numbers it
	Column string // heading, where one cell is to blame
	Reason string
	Cell   bool // only this cell was left out; the rest of the row was taken
}
