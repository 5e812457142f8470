package privacy

// Kind says what a piece of text would give away.
type Kind string

// The kinds of identifying text.
const (
	Person       Kind = "PERSON"
	Organisation Kind = "ORGANISATION"
	Place        Kind = "PLACE"
	Street       Kind = "STREET"
	Phone        Kind = "PHONE"
	Email        Kind = "EMAIL"
	URL          Kind = "URL" // web and network addresses
	IBAN         Kind = "IBAN"
	Postcode     Kind = "POSTCODE"
	ID           Kind = "ID" // numbers of contracts, customers, cards, passports
	Role         Kind = "ROLE"
	SumDate      Kind = "SUM_DATE" // an exact sum or date that singles somebody out
)

// Kinds lists every kind.
func Kinds() []Kind {
	return []Kind{Person, Organisation, Place, Street, Phone, Email, URL, IBAN, Postcode, ID, Role, SumDate}
}

// Mask is what stands in a redacted text where nobody knows a pseudonym.
func (k Kind) Mask() string {
	switch k {
	case Person:
		return "[name]"
	case Organisation:
		return "[company]"
	case Place, Postcode:
		return "[place]"
	case Street:
		return "[street]"
	case Phone:
		return "[phone]"
	case Email:
		return "[email]"
	case URL:
		return "[link]"
	case Role:
		return "[role]"
	case SumDate:
		return "[detail]"
	}
	return "[number]"
}

// Known is one identity as the vault knows it.
type Known struct {
	Kind      Kind
	Text      string // "Margit Oelschläger", "Brandtkamp Verpackungen GmbH"
	Pseudonym string // "P07"; "" where there is none, such as for a town
	Aliases   []string
}

// Span is a piece of a text that identifies somebody.
type Span struct {
	Start, End int // Unicode code points, End not included
	Kind       Kind
	Text       string // as it stands in the text
	Review     bool   // uncertain: masked, and a person should look at it
	Pseudonym  string // "" when it is nobody the dictionary knows
}

// Mask is what stands in the redacted text in the span's place: a pseudonym for people, companies and
// whatever else has one, but never for a way to reach somebody; else what kind of thing it was.
func (s Span) Mask() string {
	switch s.Kind {
	case Email, Phone, URL, IBAN, ID:
		return s.Kind.Mask()
	}
	if s.Pseudonym != "" {
		return s.Pseudonym
	}
	return s.Kind.Mask()
}
