package views

import (
	"fmt"
	"strings"

	"openloop/app/session"
	"openloop/app/widgets"
)

func personsOf(n int) string {
	if n == 1 {
		return "1 person"
	}
	return widgets.Number(n) + " people"
}

// planLine is a number and what there are so many of, in the plural; where untold, the number is not told.
type planLine struct {
	n      int
	what   string
	untold bool
}

// number is the line's number as it is drawn.
func (l planLine) number() string {
	if l.untold {
		return "–"
	}
	return widgets.Number(l.n)
}

// words are the line's words, in the singular where it is one.
func (l planLine) words() string {
	if l.n != 1 || l.untold {
		return l.what
	}
	return oneOf(l.what)
}

// planLines are what an import does. Whoever codes blind is not told how many codings there are.
func planLines(r session.Imported, untold bool) []planLine {
	lines := []planLine{{n: r.New, what: "new interviews"}, {n: r.Updated, what: "interviews updated in place"}, {n: r.Unchanged, what: "interviews unchanged"}}
	if len(r.Talks) > 0 {
		turns, moved := planLine{what: "turns new or amended"}, planLine{what: "codings found again elsewhere in their transcript"}
		for _, t := range r.Talks {
			turns.n += t.New + t.Amended
			moved.n += t.Moved
		}
		lost := planLine{n: r.Lost(), what: "codings whose words are gone, to be looked at"}
		if untold { // they say how many codings others have put there
			moved.untold, lost.untold = true, true
		}
		if r.Project {
			lines = append(lines, some(append(codingLines(r, untold), planLine{n: r.Codes, what: "new codes"}, planLine{n: r.Memos, what: "new memos", untold: untold}, turns, moved, lost)...)...)
		} else {
			lines = append(lines, turns, moved, lost)
		}
	} else {
		lines = append(lines, codingLines(r, untold)...)
	}
	if crmOnly(r) {
		lines = lines[:0]
	}
	lines = append(lines, crmLines(r)...)
	return append(lines, planLine{n: r.People, what: "new pseudonyms of people; their names go to the vault"}, planLine{n: r.Organisations, what: "new pseudonyms of organisations"},
		planLine{n: r.Masked, what: "passages masked in the texts"}, planLine{n: r.ToReview, what: "of them on suspicion, to be looked at"})
}

// codingLines are what becomes of codings.
func codingLines(r session.Imported, untold bool) []planLine {
	if untold {
		return []planLine{{n: r.Codings + r.CodingsKnown, what: "codings, not told while you code interviews blind", untold: true}}
	}
	return []planLine{{n: r.Codings, what: "new codings"}, {n: r.CodingsKnown, what: "codings that were there already"}}
}

// turnsOf is what became of the turns of a transcript.
func turnsOf(t session.Talked) string {
	if t.New+t.Amended+t.Gone == 0 {
		return "unchanged"
	}
	out := ""
	for _, l := range []planLine{{n: t.New, what: "new"}, {n: t.Amended, what: "amended"}, {n: t.Unchanged, what: "unchanged"}, {n: t.Gone, what: "gone"}} {
		if l.n == 0 {
			continue
		}
		if out != "" {
			out += ", "
		}
		out += fmt.Sprintf("%d %s", l.n, l.what)
	}
	if t.New+t.Amended+t.Unchanged+t.Gone == 1 {
		return out + " turn"
	}
	return out + " turns"
}

// ones are the words of lines where it is one, as far as more changes than the letter at the end of the noun.
var ones = map[string]string{
	"codings found again elsewhere in their transcript":     "coding found again elsewhere in its transcript",
	"codings whose words are gone, to be looked at":         "coding whose words are gone, to be looked at",
	"codings that were there already":                       "coding that was there already",
	"new pseudonyms of people; their names go to the vault": "new pseudonym of a person; the name goes to the vault",
	"new pseudonyms of organisations":                       "new pseudonym of an organisation",
	"of them on suspicion, to be looked at":                 "of them on suspicion, to be looked at",
	"new deals and leads":                                   "new deal or lead",
	"deals and leads updated in place":                      "deal or lead updated in place",
	"deals and leads unchanged":                             "deal or lead unchanged",
	"interviews that meet their deal by the CRM's id":       "interview that meets its deal by the CRM's id",
	"interviews that meet their deal in this file":          "interview that meets its deal in this file",
	"members of campaigns matched":                          "member of a campaign matched",
	"notes new or amended, on their interviews":             "note new or amended, on its interview",
	"notes that were there already":                         "note that was there already",
}

// oneOf is a line's words in the singular.
func oneOf(what string) string {
	if one, ok := ones[what]; ok {
		return one
	}
	words := strings.Split(what, " ")
	at := 0
	if words[0] == "new" {
		at = 1
	}
	words[at] = strings.TrimSuffix(words[at], "s")
	return strings.Join(words, " ")
}
