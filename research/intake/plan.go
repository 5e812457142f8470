package intake

import "openloop/research"

// Plan is what a source says, in the order of its rows. It holds identities: keep it in memory only.
type Plan struct {
	Interviews []Interview
	Deals      []Interview // rows of CRM exports that belong to no interview of the plan
	Codings    []Coding
	Campaigns  []Campaign
	Members    []Member
	Notes      []HandNote
	Doubts     []Doubt // about dates that can be read two ways
	Refused    []Refusal
	Warnings   []string // sentences that quote no cell
	Source     string   // "xlsx, 60 interviews, 607 codings"

	// ByCompany says that interviews without the CRM's id are joined to the deal of their company, where it is the
	// only one. A person says so.
	ByCompany bool

	// Once says that the plan is for one import, which lets go of answers as it has stored them: a large sheet is not
	// held whole until the end.
	Once bool

	Project *ProjectPlan // what a project of another program brings besides; nil for other sources
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
	Campaign                  string                           // its name, or the CRM's id of it
	Lead                      bool                             // a row about a lead
	Converted                 string                           // of a lead: the CRM's id of the deal that it became
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
	Round     int // research.SecondRound of blind second coding; 0 and 1 are the first
	About     research.About
	Polarity  research.Polarity
	Weight    research.Weight
	Clear     bool
	Reworded  string
	Of        research.ID // the interview of the study, where the source has passages of it and not its words
	At        *Place      // where it stands, where the source tells that instead of the words
	Note      *Memo       // on this coding alone
}

// Refusal is a row, or one cell of it, that could not be taken. It never quotes the cell.
type Refusal struct {
	Sheet  string
	Row    int    // as the spreadsheet numbers it
	Column string // heading, where one cell is to blame
	Reason string
	Cell   bool // only this cell was left out; the rest of the row was taken
}

// Campaign is one campaign of a CRM.
type Campaign struct {
	Sheet        string
	Row          int
	ID           string // the CRM's, or ""
	Name         string
	Channel      string
	Began, Ended string // local dates
}

// Member is somebody who was in a campaign.
type Member struct {
	Sheet        string
	Row          int
	Campaign     string // its name, or the CRM's id of it
	Deal         string // the CRM's id of the lead, deal or contact
	Person       Person
	Organisation string
	Status       string
}

// HandNote is what somebody of the client's wrote in the CRM on a deal or lead: feedback on how it was handed over.
type HandNote struct {
	Sheet        string
	Row          int
	ID           string // the CRM's, or ""
	Deal         string // the CRM's id of what it is on
	Organisation string // of what it is on, where it gives no id
	Author       string
	Named        []string // whom other columns of the row name
	Date         string
	Text         string
}

// Doubt is a column whose dates can all be read two ways: as day and month, or as month and day.
type Doubt struct {
	Sheet, Column string
	Index         int    // of the column
	Sample        string // one of its dates as it stands there
	Day, Month    string // the same with the day first, and with the month first: "2026-04-03"
	Dates         int    // how many there are
}
