package report

import "openloop/research"

// maySign says whether the quote of the interview at a position may be signed as it would be, after what earlier
// packs signed it by: a reader who has both packs knows that whoever said it is in both groups.
func (b *builder) maySign(q Quote, p int) bool {
	both := b.signedAt(p).members
	for _, earlier := range b.in.Signed[q.Verbatim] {
		both = both.And(earlier)
	}
	if len(b.in.Signed[q.Verbatim]) == 0 || b.allowed(both) {
		return true
	}
	b.clash[q.Verbatim] = true
	return false
}

// enterQuote notes for the ledger by whom a quote is signed.
func (b *builder) enterQuote(q Quote, p int) {
	if q.Verbatim != "" {
		l := &b.doc.Ledger
		l.Quotes = append(l.Quotes, SignedQuote{Verbatim: q.Verbatim, Members: b.ids(b.signedAt(p).members)})
	}
}

// SignedQuote is a quote that left, and the interviews that are signed as it was.
type SignedQuote struct {
	Verbatim research.ID
	Members  []research.ID
}
