package research

// Interview is one conversation with one or more participants about a deal or lead. Dates are local
// dates "2026-03-12" or empty.
type Interview struct {
	ID           ID
	SourceKey    string // keyed hash of the source's own id for it; "" when captured by hand
	Label        string // what screens call it: the first participant's pseudonym, "P07"
	Wave         ID
	Method       Method
	Date         string
	Interviewer  string // initials
	Participants []ID
	Deal         ID // "" for a conversation about no deal
	Outcome      Outcome

	// The buyer's own clock, to set beside the CRM's.
	BuyerBegan, BuyerSpoke, BuyerDecided string

	Note string // the interviewer's, redacted like everything else
	// Coded is set when a person has said that the interview is done.
	Coded bool
}

// Turn is what one speaker said at once.
type Turn struct {
	ID        ID
	Interview ID
	Pos       int
	Speaker   string // pseudonym, or the interviewer's initials
	Asked     bool   // said by the interviewer: a question, not an answer
	Stage     int    // buying stage talked about, 0 unknown
	Question  string // id of the guide question answered, "Q11", or ""
	Text      string // redacted; LF line ends; nothing normalised after intake
	Rev       int    // counts changes of Text
	SourceKey string
	T0, T1    int  // milliseconds from the start, 0 unknown
	Corrected bool // by hand: its source, imported again, does not take that back
}

// Question is one entry of the interview guide.
type Question struct {
	ID       ID
	Pos      int
	Ref      string // "Q11"
	Stage    int    // 0 for opening and close
	Section  string // "Opening", "Close", or the stage's name
	Outcomes []Outcome
	Text     string
	Purpose  string
	Ladder   []string
	Codes    []string // likely codes
	Core     bool     // of the thirty-minute interview
}
