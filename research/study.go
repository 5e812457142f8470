package research

import "time"

// Study is one client engagement: the record of its file. Lists such as waves, codes and names are
// stored beside it.
type Study struct {
	ID       ID
	Title    string // "Tessell win/loss 2026"
	Client   string // the company that commissioned it, in clear text
	Created  time.Time
	Language string // of fixed texts in exports: en, de, fr, es

	// MinInterviews is k, the fewest interviews a released figure may be about: at least 3, 5 by default.
	MinInterviews int
	// MinOrganisations is the fewest organisations behind a released group: 3 by default.
	MinOrganisations int
	// ShortBook says that pickers offer the short codebook only.
	ShortBook bool
}

// Defaults and floors of disclosure control.
const (
	DefaultMinInterviews    = 5
	FloorMinInterviews      = 3
	DefaultMinOrganisations = 3
)

// Wave is a round of interviews, compared with the others: "2026 H1".
type Wave struct {
	ID   ID
	Pos  int // order in time, from 0
	Name string
}

// Name is an entry of the clear-text list: the client, its products and competitors may be named in text.
type Name struct {
	ID   ID
	Kind NameKind
	Text string
}

// NameKind says whom a clear-text name stands for.
type NameKind string

// The kinds of clear-text names. CommonWord is a word that a person said is no name in this study.
const (
	ClientName     NameKind = "client"
	ProductName    NameKind = "product"
	CompetitorName NameKind = "competitor"
	CommonWord     NameKind = "common"
)

// Coder is a person who codes or interviews, known by initials only.
type Coder struct {
	ID       ID
	Initials string
}

// Organisation is a participant's company, known by its pseudonym (O03).
type Organisation struct {
	ID        ID
	Pseudonym string
	Segment   string // industry or another coarse attribute
	Region    string
}

// Participant is a person interviewed, known by pseudonym (P07) and coarse attributes.
type Participant struct {
	ID           ID
	Pseudonym    string
	Organisation ID
	RoleBand     string
	Consent      Consent
	Withdrawn    bool
	Public       bool // speaks of the subject in public, and so is recognised by opinions
}

// Salesperson is one of the client's people, known by pseudonym (S02); never a dimension of a figure.
type Salesperson struct {
	ID        ID
	Pseudonym string
}

// Deal is one opportunity. Dates are local dates "2026-03-12" or empty.
type Deal struct {
	ID            ID
	SourceKey     string // keyed hash of the CRM id; never the id itself
	Organisation  ID
	Owner         ID // Salesperson
	Outcome       Outcome
	FurthestStage int // number of the furthest buying stage reached, 0 unknown
	ValueBand     string
	LeadSource    string
	Competitors   []string // clear text, as on the list of names
	CRMCreated    string
	CRMClosed     string
	Lead          bool // an enquiry still, no opportunity
	Campaign      ID   // that it came from, "" unknown
	Recorded      []ID // codes of why it ended so as the CRM records it, the main one first; interviews about it have them as reasons
}
