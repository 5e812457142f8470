package report

import (
	"time"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// Lang is the language of fixed texts. What has no translation stands in English.
type Lang string

// Languages lists the languages in which a pack's fixed texts are there.
func Languages() []Lang { return []Lang{English, German, French, Spanish} }

// The languages.
const (
	English Lang = "en"
	German  Lang = "de"
	French  Lang = "fr"
	Spanish Lang = "es"
)

// Input is what a pack is built from.
type Input struct {
	Study      research.Study
	Book       *research.Codebook
	Index      *analysis.Index
	Frame      privacy.Frame // by the positions of Index
	Rule       privacy.Rule
	Dictionary *privacy.Dictionary // of the vault; nil while it is locked, and then the pack is a draft
	// Earlier is the groups of issued packs: see LedgerGroup.
	Earlier []privacy.Group
	// Signed is, by verbatim, the interviews that quotes of issued packs were signed for: see SignedQuote.
	Signed map[research.ID][]research.Bits

	Interviews []research.Interview
	Waves      []research.Wave
	Reasons    []research.Reason
	Deals      []research.Deal
	Themes     []research.Theme
	Quotes     []Quote
	Stories    []Story // cleared, in order
	Case       []Assumption

	Wave  research.ID // "" for all
	Lang  Lang
	Draft bool
	Date  time.Time
	// Layout is what a person chose for the pack.
	Layout Layout

	// What the consultant wrote, already released; empty: drafted from the figures.
	Decision privacy.SafeText          // what the board is asked to decide
	Titles   map[Kind]privacy.SafeText // a page's message in other words
}

// Quote is a cleared verbatim under its participant's consent, in the words that may be printed.
type Quote struct {
	Text        privacy.SafeText
	Verbatim    research.ID
	Code        research.ID
	Interview   research.ID
	Participant research.ID
	Voices      []research.ID // everybody who may have said it, where that is not Participant alone
	Outcome     research.Outcome
	RoleBand    string
	Polarity    research.Polarity
	Weight      research.Weight
	Reworded    bool
}
