package research

// PackLayoutID is the ID of the one record that says how a study's board pack is laid out.
const PackLayoutID ID = "pack-layout"

// PackLayout is what a person chose for the board pack. The zero value is the pack as it is by itself.
type PackLayout struct {
	ID ID
	// Sections are the keys of the pack's sections in order, "-competitors" for one that is left out.
	Sections     []string
	Client       string // the client's name on the pages, where it is not the study's
	Confidential string // a line at the foot of every page
	Accent       string // "#1C6B78", "" for our own
	Date         string // "2026-11-22", "" for the day on which the pack is made
	Logo         string // a PNG in base64, "" for none
}

// PackWritten is the figures that a message of the pack was written about. ID is that of its memo.
type PackWritten struct {
	ID      ID
	Figures string // JSON, see session
}
