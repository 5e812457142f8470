package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/exchange"
	"openloop/research/intake"
	"openloop/research/sheet"
)

// The first columns of the sheet of what a project says beside the words of its texts.
const (
	factsSheet = "Cases and variables"
	factsText  = "Text"
	factsCase  = "Case"
)

// guessFacts lays out what cases and variables say of each text as a sheet, one row a text, and guesses what its
// columns mean as of any other sheet.
func (p *Project) guessFacts(guide []research.Question) {
	headings := []string{factsText, factsCase}
	column := map[string]int{}
	var rows []map[int]string
	any := false
	for i, src := range p.in.Sources {
		row := map[int]string{0: fmt.Sprint(i + 1)}
		put := func(v exchange.Value) {
			if p.Own && (v.Name == speakersValue || v.Name == secondValue) {
				return
			}
			at, ok := column[fold(v.Name)]
			if !ok {
				at = len(headings)
				column[fold(v.Name)], headings = at, append(headings, v.Name)
			}
			if row[at] == "" {
				row[at] = v.Value
			}
			any = true
		}
		for _, v := range src.Values {
			put(v)
		}
		for _, c := range p.in.Cases {
			if !slices.Contains(c.Sources, src.GUID) {
				continue
			}
			any = true
			row[1] = strings.TrimPrefix(row[1]+"; "+strings.ReplaceAll(c.Name, ";", ","), "; ")
			for _, v := range c.Values {
				put(v)
			}
		}
		rows = append(rows, row)
	}
	if !any {
		p.Facts = nil
		return
	}
	sh := sheet.Sheet{Name: factsSheet, Rows: [][]sheet.Cell{cellsOf(headings)}}
	for _, row := range rows {
		cells := make([]string, len(headings))
		for at, text := range row {
			cells[at] = text
		}
		sh.Rows = append(sh.Rows, cellsOf(cells))
	}
	book := &sheet.Book{File: p.File, Format: "project", Sheets: []sheet.Sheet{sh}}
	p.Facts = &Source{File: p.File, Book: book, Mappings: []intake.Mapping{p.factsMapping(&book.Sheets[0], guide)}}
}

func cellsOf(texts []string) []sheet.Cell {
	out := make([]sheet.Cell, len(texts))
	for i, t := range texts {
		out[i].Text = t
	}
	return out
}

// factsMapping is what the columns mean: fields of an interview, or nothing that a study keeps.
func (p *Project) factsMapping(sh *sheet.Sheet, guide []research.Question) intake.Mapping {
	m := intake.GuessAt(sh, 0, guide)
	m.Sheet, m.Layout, m.Header, m.First = sh.Name, intake.PerInterview, 0, 1
	named := false
	for i := range m.Columns {
		c := &m.Columns[i]
		switch {
		case i == 0:
			c.Field, c.Confidence, c.Why = intake.FieldInterview, 1, "The text in the project."
		case i == 1:
			continue
		case c.Field == intake.FieldInterview || c.Field == intake.FieldAnswer || c.Field == intake.FieldClosed || c.Field == intake.FieldQuestion || c.Field == intake.FieldAnswerText:
			c.Field, c.Confidence, c.Why = intake.FieldIgnore, .6, "A study keeps no variable of this kind."
		}
		named = named || i > 1 && (c.Field == intake.FieldName || c.Field == intake.FieldLastName)
	}
	if len(m.Columns) < 2 {
		return m
	}
	c := &m.Columns[1]
	switch {
	case p.Own:
		c.Field, c.Confidence, c.Why = intake.FieldIgnore, 1, "Participants are told by their pseudonyms."
	case named:
		c.Field, c.Confidence, c.Why = intake.FieldContact, .7, "Another variable has the name; this may be one, too."
	default:
		c.Field, c.Confidence, c.Why = intake.FieldName, .7, "A case is who was asked, more often than not."
	}
	return m
}

// facts reads what the sheet says of each text, by the text's place.
func (s *Session) factsOf(ctx context.Context, p *Project, plan *intake.Plan) (map[int]intake.Interview, error) {
	out := map[int]intake.Interview{}
	if p.Facts == nil {
		return out, nil
	}
	guide, err := s.store.Questions(ctx)
	if err != nil {
		return nil, err
	}
	rows, refused, warnings, err := intake.Facts(ctx, p.Facts.Book, p.Facts.Mappings[0], s.Book(), guide)
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		out[i] = row
	}
	for _, r := range refused {
		at := r.Row - 2
		if at >= 0 && at < len(p.Talks.Files) && !p.Talks.Files[at].Leave {
			plan.Refused = append(plan.Refused, intake.Refusal{Sheet: label(at), Column: r.Column, Reason: r.Reason, Cell: true})
		}
	}
	plan.Warnings = append(plan.Warnings, warnings...)
	return out, nil
}

// giveFacts adds what is known of a text to its row. It answers who else is named in it.
func giveFacts(row *intake.Interview, facts intake.Interview, own bool) (known []string) {
	person := facts.Person
	name := person.Name
	keep := row.Person
	switch {
	case own:
	case row.Person.Name == "":
		row.Person = person
		for i := range row.Talk.Voices {
			if v := &row.Talk.Voices[i]; !v.Left && !v.Asks && v.Pseudonym == "" {
				v.Person = person
				break
			}
		}
	case name != "" && fold(name) != fold(keep.Name):
		known = append(known, name)
		fallthrough
	default:
		row.Person.Email, row.Person.Phone, row.Person.Title, row.Person.Extra = person.Email, person.Phone, person.Title, person.Extra
	}
	for _, o := range facts.Others {
		if !own && !slices.ContainsFunc(row.Others, func(p intake.Person) bool { return fold(p.Name) == fold(o.Name) }) {
			known = append(known, o.Name)
		}
	}
	date, interviewer := or(facts.Date, row.Date), or(facts.Interviewer, row.Interviewer)
	merged := facts
	merged.Sheet, merged.Row, merged.Key, merged.Talk, merged.Answers, merged.Person, merged.Others = row.Sheet, 0, row.Key, row.Talk, nil, row.Person, row.Others
	merged.Date, merged.Interviewer, merged.Organisation = date, interviewer, or(facts.Organisation, row.Organisation)
	*row = merged
	return known
}
