// Package privacy hides who said what.
//
// Its first half finds identities in text: a Dictionary knows the study's people and companies with
// their variants, patterns with validators find contact details and numbers, and what looks like a
// name in its context is masked too, marked for review. Redact gives the text that may be stored,
// Release the only text that may be printed.
//
// Its second half decides which figures may leave: groups are merged before anything is hidden, and
// what could be worked out from released counts is withheld.
package privacy
