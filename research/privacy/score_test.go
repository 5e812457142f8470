package privacy

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// labelled is a sentence whose identities somebody has marked.
type labelled struct {
	Text  string `json:"full_text"`
	Spans []struct {
		Type  string `json:"entity_type"`
		Value string `json:"entity_value"`
		Start int    `json:"start_position"`
		End   int    `json:"end_position"`
	} `json:"spans"`
}

// labels are the sentences' names for kinds.
var labels = map[string]Kind{"PERSON": Person, "ORGANIZATION": Organisation, "GPE": Place, "STREET_ADDRESS": Street,
	"EMAIL_ADDRESS": Email, "DOMAIN_NAME": URL, "IBAN_CODE": IBAN, "CREDIT_CARD": ID, "US_SSN": ID, "IP_ADDRESS": URL, "PHONE_NUMBER": Phone, "ZIP_CODE": Postcode, "US_DRIVER_LICENSE": ID}

var scoredWord = regexp.MustCompile(`[\pL\pM][\pL\pM'’\-]*`)

// score is what one pass over the sentences gives.
type score struct {
	hit, all        map[string]int
	masked, rightly int // words
	missed, wrong   []string
}

// share is how many of an entity were masked whole.
func (s score) share(label string) float64 { return float64(s.hit[label]) / float64(s.all[label]) }

func (s score) precision() float64 { return float64(s.rightly) / float64(s.masked) }

// TestScore measures the heuristics alone, and with a share of the names known, against sentences
// that others have labelled. A name counts when each of its words of three letters and more is masked.
func TestScore(t *testing.T) {
	raw, err := os.ReadFile("/work/shared/data/pii/sentences.json")
	if err != nil {
		t.Skip("no labelled sentences here")
	}
	var all []labelled
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		known                      int // percent
		person, company, precision float64
	}{{0, .95, .82, .97}, {80, .98, .97, .97}, {100, 1, 1, .97}} {
		s := scoreAll(all, c.known)
		t.Log(s.table(c.known))
		if s.share("PERSON") < c.person || s.share("ORGANIZATION") < c.company || s.precision() < c.precision {
			t.Errorf("%d%% known: person %.3f, organisation %.3f, precision %.3f", c.known, s.share("PERSON"), s.share("ORGANIZATION"), s.precision())
		}
		if os.Getenv("SHOW") == fmt.Sprint(c.known) {
			t.Logf("missed\n%s\nwrong\n%s", strings.Join(s.missed, "\n"), strings.Join(s.wrong, "\n"))
		}
	}
}

func scoreAll(all []labelled, known int) score {
	s := score{hit: map[string]int{}, all: map[string]int{}}
	bare := NewDictionary(nil, nil)
	for i, l := range all {
		d := bare
		if k := l.known(i, known); k != nil {
			d = NewDictionary(k, nil)
		}
		s.sentence(l, d)
	}
	return s
}

// known is a share of the sentence's people and companies, as a vault would know them.
func (l labelled) known(i, percent int) []Known {
	var out []Known
	for j, e := range l.Spans {
		if k := labels[e.Type]; (k == Person || k == Organisation) && (i*7+j*13)%100 < percent {
			out = append(out, Known{Kind: k, Text: e.Value, Pseudonym: fmt.Sprintf("P%02d", j)})
		}
	}
	return out
}

func (s *score) sentence(l labelled, d *Dictionary) {
	points := []rune(l.Text)
	masked, gold := make([]bool, len(points)), make([]bool, len(points))
	for _, f := range d.Find(l.Text) {
		for i := f.Start; i < f.End; i++ {
			masked[i] = true
		}
	}
	for _, e := range l.Spans {
		for i := e.Start; i < e.End && i < len(points); i++ {
			gold[i] = true
		}
		if _, ok := labels[e.Type]; !ok {
			continue
		}
		s.all[e.Type]++
		if covered(e.Value, e.Start, masked, labels[e.Type]) {
			s.hit[e.Type]++
		} else {
			s.missed = append(s.missed, fmt.Sprintf("%s %q in %q", e.Type, e.Value, l.Text))
		}
	}
	for _, w := range scoredWord.FindAllStringIndex(l.Text, -1) {
		i := len([]rune(l.Text[:w[0]]))
		if masked[i] {
			s.masked++
			if gold[i] {
				s.rightly++
			} else {
				s.wrong = append(s.wrong, fmt.Sprintf("%q in %q", l.Text[w[0]:w[1]], l.Text))
			}
		}
	}
}

// covered says whether an entity is masked: each word of three letters for names, four fifths of the
// signs for numbers and addresses of the network.
func covered(value string, start int, masked []bool, kind Kind) bool {
	if !slices.Contains([]Kind{Person, Organisation, Place, Street}, kind) {
		open := 0
		n := len([]rune(value))
		for i := start; i < start+n; i++ {
			if !masked[i] {
				open++
			}
		}
		return open*5 <= n
	}
	for _, w := range scoredWord.FindAllStringIndex(value, -1) {
		if w[1]-w[0] < 3 {
			continue
		}
		from := start + len([]rune(value[:w[0]]))
		for i := range len([]rune(value[w[0]:w[1]])) {
			if from+i < len(masked) && !masked[from+i] {
				return false
			}
		}
	}
	return true
}

func (s score) table(known int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d%% of people and companies known: word precision %.3f (%d of %d)\n", known, s.precision(), s.rightly, s.masked)
	var names []string
	for n := range s.all {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		fmt.Fprintf(&b, "   %-17s masked %3d of %3d = %.3f\n", n, s.hit[n], s.all[n], s.share(n))
	}
	return b.String()
}
