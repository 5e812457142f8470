package intake

import (
	"slices"
	"strings"
)

// legalForms are the words by which companies say what they are in law, and which people leave out, folded.
const legalForms = " gmbh mbh ag kg kgaa ohg gbr ug se eg ev ltd limited plc llc llp lp inc incorporated corp corporation co company sa sas sasu sarl eurl snc sl slu sau srl spa sprl bv nv vof cv ab oy oyj as asa aps is ehf hf sp z o oo doo dd kft zrt sro pty pte pvt the group holding gruppe groupe grupo und and et y & "

// CompanyKey is the form in which names of companies are compared: case, accents, punctuation and what a company is in
// law do not count, so that "Müller & Söhne GmbH & Co. KG" meets "MULLER SOHNE". It is "" where nothing else is left.
func CompanyKey(name string) string {
	name = strings.NewReplacer("ł", "l", "Ł", "l", "ø", "o", "Ø", "o", "æ", "ae", "Æ", "ae", "đ", "d", "Đ", "d", "ı", "i", ".", "", "/", "").Replace(name)
	words := strings.Fields(fold(strings.ToLower(name)))
	words = slices.DeleteFunc(words, func(w string) bool { return strings.Contains(legalForms, " "+w+" ") })
	return strings.Join(words, " ")
}
