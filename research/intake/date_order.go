package intake

import (
	"fmt"
	"strings"
	"time"
)

// DateOrder is what a person said of the dates of a sheet that can be read two ways.
type DateOrder string

// The orders; the empty one means that nobody has said.
const (
	DayFirst   DateOrder = "day_first"
	MonthFirst DateOrder = "month_first"
)

func (o DateOrder) valid() bool { return o == "" || o == DayFirst || o == MonthFirst }

func (o DateOrder) order() dateOrder {
	switch o {
	case DayFirst:
		return dayFirst
	case MonthFirst:
		return monthFirst
	}
	return orderUnknown
}

// doubt is what to ask about a column none of whose dates tells its order.
func (d dateColumn) doubt(sheet string, c Column) Doubt {
	out := Doubt{Sheet: sheet, Column: c.Heading, Index: c.Index, Sample: d.sample, Dates: d.ambiguous}
	if p, ok := splitDate(d.sample); ok {
		out.Day, _ = p.iso(dayFirst)
		out.Month, _ = p.iso(monthFirst)
	}
	return out
}

// Say is the question in a sentence, both readings shown.
func (d Doubt) Say() string {
	return fmt.Sprintf("Sheet “%s”, column “%s”: “%s” may be %s or %s, and no other date tells. The day is taken to come first until somebody says otherwise.", d.Sheet, d.Column, d.Sample, longDate(d.Day), longDate(d.Month))
}

// longDate is "3 April 2026".
func longDate(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return "no date"
	}
	return t.Format("2 January 2006")
}

// Readings are the two dates in words: with the day first, and with the month first.
func (d Doubt) Readings() (day, month string) { return longDate(d.Day), longDate(d.Month) }

// dayFirstWords are words of headings in languages that nobody writes with the month first.
const dayFirstWords = " datum firma ergebnis wert betrag entscheidung gesprachspartner interviewpartner branche vertriebsmitarbeiter wettbewerber kunde phase grund quelle erstellt geschlossen abschlussdatum verantwortlicher unternehmen vorname nachname nummer " +
	"entreprise societe resultat montant valeur secteur concurrent concurrents interlocuteur prenom fonction etape raison cloture creation proprietaire numero origine " +
	"fecha empresa resultado importe valor sector competidor competidores nombre apellido cargo etapa motivo cierre creacion propietario origen "

// usualOrder is the order by the language of the headings: of German, French and Spanish ones it is the day.
func (m Mapping) usualOrder() dateOrder {
	n := 0
	for _, c := range m.Columns {
		for _, w := range strings.Fields(fold(c.Heading)) {
			if strings.Contains(dayFirstWords, " "+w+" ") {
				n++
				break
			}
		}
	}
	if n >= 2 {
		return dayFirst
	}
	return orderUnknown
}
