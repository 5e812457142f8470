package session

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"openloop/research/intake"
)

// KnownLayout is what the columns of a sheet meant when a person last chose, without the sheet's own words.
type KnownLayout struct {
	Layout  intake.Layout    `json:"layout"`
	Header  int              `json:"header"`
	First   int              `json:"first"`
	Columns []intake.Field   `json:"columns"`
	Dates   intake.DateOrder `json:"dates,omitempty"`
}

// mostLayouts is how many layouts are remembered.
const mostLayouts = 200

// layoutKey stands for the headings of a sheet: whoever reads the preferences does not learn them.
func layoutKey(m intake.Mapping) string {
	var b strings.Builder
	for _, c := range m.Columns {
		b.WriteString(fold(c.Heading) + "\x1f")
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:12])
}

// Recall gives the columns of a source the meanings that a person gave to the same headings before. It answers how
// many sheets it knew.
func (p *Prefs) Recall(src *Source) (known int) {
	for i := range src.Mappings {
		m := &src.Mappings[i]
		k, ok := p.Layouts[layoutKey(*m)]
		if !ok || len(k.Columns) != len(m.Columns) {
			continue
		}
		known++
		m.Layout, m.Dates = k.Layout, or(k.Dates, m.Dates)
		for j := range m.Columns {
			if c := &m.Columns[j]; c.Field != k.Columns[j] {
				c.Field, c.Confidence, c.Why = k.Columns[j], 1, "As you chose for these headings before"
				if c.Field == intake.FieldAnswer && c.Question == "" {
					c.Question = c.Heading
				}
			}
		}
	}
	return known
}

// Remember keeps what a person chose for the sheets of a source, for the next one with the same headings.
func (p *Prefs) Remember(src *Source) error {
	if p.Layouts == nil || len(p.Layouts) > mostLayouts {
		p.Layouts = map[string]KnownLayout{}
	}
	for _, m := range src.Mappings {
		if len(m.Columns) == 0 {
			continue
		}
		k := KnownLayout{Layout: m.Layout, Header: m.Header, First: m.First, Dates: m.Dates}
		for _, c := range m.Columns {
			k.Columns = append(k.Columns, c.Field)
		}
		p.Layouts[layoutKey(m)] = k
	}
	return p.Save()
}

// RememberSpeakers keeps which labels that name nobody ask in which kind of transcript.
func (p *Prefs) RememberSpeakers(t *Talks) error {
	p.Speakers = RememberTalks(t, p.Speakers)
	return p.Save()
}
