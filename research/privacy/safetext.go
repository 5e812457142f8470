package privacy

// SafeText is text of a person that has been checked against every identity. Only Release makes it
// (the zero value is empty), so a document that accepts nothing else cannot hold an unchecked name.
type SafeText struct{ text string }

// String is the text.
func (s SafeText) String() string { return s.text }

// Release checks text against the dictionary's identities and the patterns for contact details and
// numbers. What it finds is masked in the result and listed.
func Release(d *Dictionary, text string) (SafeText, []Span) {
	masked, spans := redact(text, d.finds(text, false))
	return SafeText{masked}, spans
}
