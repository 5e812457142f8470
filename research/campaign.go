package research

// Campaign is a campaign of the client's that leads and deals came from.
type Campaign struct {
	ID           ID
	SourceKey    string // keyed hash of the CRM's id for it, or of its name; never the id itself
	Name         string // "" while only its id was seen
	Channel      string // "Trade show", "Webinar"; "" unknown
	Began, Ended string // local dates "2026-03-12", or ""
}
