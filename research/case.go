package research

import "time"

// AssumptionKind says what a number of the business case is.
type AssumptionKind string

// The kinds. A study has one of each at most, but of levers any number.
const (
	// CurrencyKind names the currency that all sums are in: Name is "EUR".
	CurrencyKind AssumptionKind = "currency"
	// LostValue is what the deals that ended like those asked about were worth altogether, in a period that Name
	// says: the client's own figure. Without it the deals that were talked about are added up, by their value bands.
	LostValue AssumptionKind = "lost_value"
	// TopOfBand is what a deal of a value band without an upper end is worth at most.
	TopOfBand AssumptionKind = "band_top"
	// WonBack is how much of the value at stake could be won, in per cent.
	WonBack AssumptionKind = "won_back"
	// Lever is money spent on moving what Code stands for: Name is what it was spent on.
	Lever AssumptionKind = "lever"
)

// Assumption is a number that a person set beside the figures, for the business case. What follows from it is
// worked out and never stored.
type Assumption struct {
	ID   ID
	Kind AssumptionKind
	Pos  int    // order among levers
	Name string // see AssumptionKind
	Code ID     // of a lever, "" while nobody has chosen it
	// Low, Likely and High are whole units of the currency, of WonBack per cent. One that is not given is 0.
	Low, Likely, High int
	Source            string // where the number comes from, in the words of who set it
	Coder             string // initials of who set it
	UTC               time.Time
}
