package privacy

// Mask is what stands in the redacted text in the span's place: its pseudonym, or what kind of thing it was.
func (s Span) Mask() string { return s.mask() }
