package report

import (
	"image/color"
	"time"

	"openloop/report/page"
	"openloop/research"
)

// Document is a finished board pack as plain values.
type Document struct {
	Title    Text // the study's
	Client   Text
	Wave     Text // "" for all waves
	Lang     Lang
	Date     time.Time
	Draft    bool // stamped on every page and not entered in the ledger
	Base     int  // interviews that the pack is about
	K        int  // fewest interviews behind a released group
	MinOrgs  int
	Pages    []Page
	Figures  []Figure
	Quotes   []QuoteLine
	Stories  []StoryLine
	Codebook []CodeLine
	Method   []Section
	Findings []Finding
	Verdicts []Verdict
	Decision Text
	Ledger   Ledger
	Warnings []Text // what a person should know before sending it

	Confidential Text        // at the foot of every page
	Logo         *page.Image // the client's, nil for none
	Accent       color.NRGBA // the client's colour, where it means nothing; A is 0 for our own
	Sections     []SectionLine
	Case         *Case  // the business case, nil for none
	Since        *Since // this wave beside the one before, nil where there is none

	behind map[Kind][]Figure
}

// Kind says what a page is about.
type Kind string

// The pages, in the order in which they are printed.
const (
	Answer      Kind = "answer"
	FourReasons Kind = "reasons"
	OneStory    Kind = "story"
	WinLoss     Kind = "winloss"
	Stages      Kind = "stages"
	Heard       Kind = "heard"
	ThemeQuotes Kind = "quotes"
	Competitors Kind = "competitors"
	Method      Kind = "method"
)

// Page is one printed page. Title is its message; Blocks are placed on A4 landscape in points.
type Page struct {
	Number   int // as printed, from 1
	Kind     Kind
	Name     Text // short, for contents and bookmarks: "Why we win, why we lose"
	Eyebrow  Text
	Title    Text
	Subtitle Text
	Footer   Text // base and method
	Appendix bool
	Marks    []Bookmark // places within the page that the outline leads to
	Blocks   []Block
}

// Figure is one released or withheld number. Whatever is printed, drawn or written to a sheet is one.
type Figure struct {
	Page    int     // where it is printed first; 0: only in the workbook
	Subject Subject // what kind of thing was counted
	Key     string  // "DIS-02", "stage:4", "told:NEG-01": unique within subject and group
	Row     string  // what is counted, in the ledger: it stays when a theme is moved or renamed; "" where it is the Key
	Measure Text    // "DIS-02 Listening"
	Stage   int     // of a code or stage; 0 otherwise
	Group   string  // key of the released group, "" for all interviews
	Of      Text    // the group's name, "All interviews"
	X, N    int
	// Mentions counts codings; -1 where that has no meaning.
	Mentions  int
	Low, High float64 // 95% interval of X/N, or of Value where HasValue
	Value     float64 // months, for the clocks
	HasValue  bool
	Shown     bool
	Why       string // why it is withheld: base, unanimous, audit, owners, ledger
}

// Share is X out of N, 0 without a base.
func (f Figure) Share() float64 {
	if f.N <= 0 {
		return 0
	}
	return float64(f.X) / float64(f.N)
}

// Subject is what a figure counts.
type Subject string

// The subjects.
const (
	OfCode       Subject = "code"
	OfTheme      Subject = "theme"
	OfStage      Subject = "stage"      // interviews in which a stage was talked of
	OfReason     Subject = "reason"     // one of the four reasons
	OfDecided    Subject = "decided"    // what decided it, by what was told
	OfHeard      Subject = "heard"      // who was interviewed
	OfCompetitor Subject = "competitor" // who else was in the running
	OfClock      Subject = "clock"      // months
)

// QuoteLine is a quote as it may be printed: cleared, and attributed no closer than the rule allows.
type QuoteLine struct {
	Theme    Text
	Code     Text
	Stage    int
	Words    Text
	Who      Text   // "Lost deal", "Operations, lost deal"
	Group    string // key of the released group of outcome, "" where there is none
	Of       Text   // its name
	Path     []Text // its place in the codebook, from the stage down to the code
	Role     Text   // what the signature says of whoever is quoted: "" where it may not
	Segment  Text
	Region   Text
	Reworded bool
	Printed  bool // false when the fonts lack its script: then it stands in the workbook only
}

// CodeLine is a line of the codebook as printed.
type CodeLine struct {
	Ref                          string
	Stage                        int
	StageName, Name              Text
	Definition, Include, Exclude Text
	IsStage                      bool // stands for its whole stage
}

// Finding is one of the findings on the first page, with the page of its evidence.
type Finding struct {
	Figure  Text // "4 of 22"
	Measure Text // "lost deals were decided by price"
	Title   Text
	Body    Text
	Page    int
	Lost    bool // speaks of what loses deals; else of what wins them, or of neither
	// Key names its heading among the messages that a person may write, BodyOf(Key) its words.
	Key                       Kind
	DraftedTitle, DraftedBody Text // as the figures give them, whatever a person wrote in their place
}

// BodyOf names the words of a finding among the messages of a pack.
func BodyOf(finding Kind) Kind { return finding + "/body" }

// Verdict is one comparison of two released groups, in words and with its interval.
type Verdict struct {
	Key       string // of the measure's figures
	Measure   Text
	A, B      string // keys of the groups
	Diff      float64
	Low, High float64 // of Diff, 95%
	Words     Text
	Holds     bool // after the correction for several comparisons
	Explored  bool // not named before looking
}

// Section is a heading with paragraphs.
type Section struct {
	Heading    Text
	Paragraphs []Text
}

// Ledger is what to enter when the pack is issued: its groups with their members, every count and
// by whom quotes are signed.
type Ledger struct {
	Groups []LedgerGroup
	Cells  []LedgerCell
	Quotes []SignedQuote
	Last   bool // shows what no later pack may be held against: see Kind.Last
}

// LedgerGroup is a released group. The next pack takes it for earlier as a privacy.Group with the same
// Key, these Members, and as Rows the counts of its cells that were shown, by measure.
type LedgerGroup struct {
	Key     string // "all", "outcome=lost"
	Members []research.ID
}

// LedgerCell is a count about a group.
type LedgerCell struct {
	Group   string
	Measure string
	X, N    int
	Shown   bool
}

// Withheld counts the figures that are not shown.
func (d Document) Withheld() int {
	n := 0
	for _, f := range d.Figures {
		if !f.Shown {
			n++
		}
	}
	return n
}
