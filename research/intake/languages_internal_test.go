package intake

import (
	"strings"
	"testing"
)

// A word reads as one thing, whatever the order in which the lists are gone through.
func TestWordsReadAsOneThing(t *testing.T) {
	under := map[string]string{}
	for english, list := range wordsMore {
		for w := range strings.FieldsSeq(list) {
			if other, twice := under[w]; twice && other != english {
				t.Errorf("%q reads as %q and as %q", w, other, english)
			}
			if _, heads := wordsMore[w]; heads && w != english {
				t.Errorf("%q reads as %q and heads a list itself", w, english)
			}
			if w != fold(w) {
				t.Errorf("%q is not folded", w)
			}
			under[w] = english
		}
	}
}

// Headings that no list has mean what their words mean together.
func TestComposedHeadings(t *testing.T) {
	for _, c := range []struct {
		heading string
		layout  Layout
		want    Field
	}{
		{"N° entr.", PerInterview, FieldInterview}, {"Gespr.-Nr.", PerInterview, FieldInterview}, {"Cód. entrevista", PerInterview, FieldInterview},
		{"Data del colloquio", PerInterview, FieldDate}, {"Datum van het gesprek", PerInterview, FieldDate},
		{"Auskunftsperson", PerInterview, FieldName}, {"Nome dell'intervistato", PerInterview, FieldName},
		{"Naam van het bedrijf", PerInterview, FieldOrganisation}, {"Für welches Unternehmen arbeiten Sie?", PerInterview, FieldOrganisation},
		{"Cita textual", Codings, FieldVerbatim}, {"Código asignado", Codings, FieldCode}, {"Codificato da", Codings, FieldCoder},
		{"What's your work email?", PerInterview, FieldEmail}, {"Gewählter Lieferant", PerInterview, FieldCompetitors},
	} {
		means := composed(c.heading, c.layout)
		for f, conf := range newHeadingIndex().match(c.heading) {
			means[f] = max(means[f], conf)
		}
		best := FieldIgnore
		for f, conf := range means {
			if f.fits(c.layout) && conf > means[best] {
				best = f
			}
		}
		if best != c.want {
			t.Errorf("%q means %s, not %s: %v", c.heading, best, c.want, means)
		}
	}
}

// A sentence is told from a label by how it ends and begins.
func TestSentences(t *testing.T) {
	for text, want := range map[string]bool{
		"Die Leute.": true, "The offer came after the board had met.": true, "Nobody came back to us for two weeks": true,
		"Wiesenthal Maschinenbau GmbH": false, "Acme Ltd.": false, "Head of IT": false, "Ruth Oakden": false, "": false,
	} {
		if isSentence(text) != want {
			t.Errorf("%q is a sentence: %v", text, !want)
		}
	}
}
