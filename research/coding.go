package research

import (
	"fmt"
	"time"
)

// Anchor is a place in a transcript: a turn and a Unicode code point in its text, counted from 0.
type Anchor struct {
	Turn   ID
	Offset int
}

// Verbatim is a quoted span of a transcript from From up to, but not including, To. Both anchors lie
// in turns of the same interview.
type Verbatim struct {
	ID        ID
	Interview ID
	From, To  Anchor
	Checksum  string // of the quoted text, to notice a text that moved under it
	Orphan    bool   // its text was deleted; kept for a person to look at
}

// Validate says what is wrong with a verbatim, or nil. A verbatim within one turn must not be empty.
func (v Verbatim) Validate() error {
	if v.From.Turn == "" || v.To.Turn == "" {
		return fmt.Errorf("a verbatim must begin and end in a turn")
	}
	if v.From.Offset < 0 || v.To.Offset < 0 || v.From.Turn == v.To.Turn && v.To.Offset <= v.From.Offset && !v.Orphan {
		return fmt.Errorf("a verbatim must hold at least one character")
	}
	return nil
}

// About says whom a coding speaks of.
type About string

// Whom a coding may be about.
const (
	AboutUs    About = "us"
	AboutRival About = "rival"
	AboutBuyer About = "buyer"
)

// Polarity says whether what was said helped the deal, hurt it, or neither.
type Polarity int

// The polarities.
const (
	Hurt    Polarity = -1
	Neutral Polarity = 0
	Helped  Polarity = 1
)

// String is "hurt", "neutral" or "helped".
func (p Polarity) String() string {
	switch {
	case p < 0:
		return "hurt"
	case p > 0:
		return "helped"
	}
	return "neutral"
}

// Weight says how much it mattered.
type Weight int

// The weights, from least to most.
const (
	Mentioned   Weight = 1
	Contributed Weight = 2
	Decided     Weight = 3
)

// String is "mentioned", "contributed" or "decided".
func (w Weight) String() string {
	switch w {
	case Contributed:
		return "contributed"
	case Decided:
		return "decided"
	}
	return "mentioned"
}

// Coding is one code on one verbatim by one coder.
type Coding struct {
	ID       ID
	Verbatim ID
	Code     ID
	Coder    string // initials
	Round    int    // 1, or 2 for blind second coding
	About    About
	Polarity Polarity
	Weight   Weight
}

// ReasonKind is one of the four reasons kept per interview.
type ReasonKind string

// The four reasons: what the client's people believed beforehand, what the CRM says, what the buyer
// told the seller, and what decided it.
const (
	Believed      ReasonKind = "believed"
	Recorded      ReasonKind = "recorded"
	Told          ReasonKind = "told"
	DecidedReason ReasonKind = "decided"
)

// ReasonKinds lists the four in the order in which they are shown.
func ReasonKinds() []ReasonKind { return []ReasonKind{Believed, Recorded, Told, DecidedReason} }

// Reason ties a code to an interview as one of its four reasons. One reason of each kind is Primary.
type Reason struct {
	ID        ID
	Interview ID
	Kind      ReasonKind
	Code      ID
	Primary   bool
}

// ClearanceLevel says in which form a quote may leave.
type ClearanceLevel string

// The levels of clearance.
const (
	ClearedAsSaid   ClearanceLevel = "as_said"
	ClearedReworded ClearanceLevel = "reworded"
	QuoteRefused    ClearanceLevel = "refused" // looked at, and not to leave
)

// Clearance lets one verbatim leave the app as a quote. A change of the text voids it: Rev is the
// sum of its turns' revisions when it was given.
type Clearance struct {
	ID       ID
	Verbatim ID
	Rev      int
	Level    ClearanceLevel
	Reworded string // the wording to print instead, when Level is ClearedReworded
}

// Side says which codings of its codes a theme counts.
type Side string

// The sides.
const (
	EitherSide Side = ""
	HurtSide   Side = "hurt"
	HelpedSide Side = "helped"
)

// Polarity is what a coding must say to count on this side, nil for anything.
func (s Side) Polarity() *Polarity {
	p := Hurt
	switch s {
	case HurtSide:
	case HelpedSide:
		p = Helped
	default:
		return nil
	}
	return &p
}

// Theme is a finding: a named group of codes with its "so what", recommendation and chosen quotes.
type Theme struct {
	ID             ID
	Pos            int
	Name           string
	Says           Side // which codings count: those that hurt, those that helped, or all
	SoWhat         string
	Recommendation string
	Codes          []ID
	Quotes         []ID // verbatims, in order
}

// Memo is a note on anything.
type Memo struct {
	ID    ID
	On    ID // any record
	Text  string
	Coder string    // whose it is, by initials; "" where that was not kept
	At    time.Time // when it was last written, UTC; zero where that was not kept
}
