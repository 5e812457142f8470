package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// person reads who was interviewed. A cell may name several: the first is the interviewee, the others
// come back apart, so that all of them are known when names are looked for in text.
func person(t *table, row int) (Person, []Person) {
	p := Person{First: t.text(row, FieldFirstName), Last: t.text(row, FieldLastName), Title: t.text(row, FieldTitle), Phone: t.text(row, FieldPhone)}
	mails := strings.FieldsFunc(t.text(row, FieldEmail), func(c rune) bool { return unicode.IsSpace(c) || c == ';' || c == ',' })
	people := people(t.text(row, FieldName))
	if len(people) == 0 && (p.First != "" || p.Last != "") {
		people = []Person{{Name: strings.TrimSpace(p.First + " " + p.Last)}}
	}
	if len(people) > 0 {
		p.Name = people[0].Name
		if p.Title == "" {
			p.Title = people[0].Title
		}
	}
	if len(mails) > 0 {
		p.Email = mails[0]
	}
	p.Extra = contacts(t, row)
	var others []Person
	for i := 1; i < len(people); i++ {
		if i < len(mails) {
			people[i].Email = mails[i]
		}
		others = append(others, people[i])
	}
	if len(people) < 2 && len(mails) > 1 {
		p.add("further e-mail", strings.Join(mails[1:], " "))
	}
	return p, others
}

// add keeps another piece of contact data.
func (p *Person) add(heading, text string) {
	if p.Extra == nil {
		p.Extra = map[string]string{}
	}
	p.Extra[heading] = text
}

// contacts gathers the other identifying cells by heading.
func contacts(t *table, row int) map[string]string {
	var p Person
	for _, c := range t.columns[FieldContact] {
		if text := t.at(row, c.Index); text != "" {
			p.add(c.Heading, text)
		}
	}
	return p.Extra
}

// people parts a cell that may name several people: "Anna Berg; Piotr Wasik (IT)". A single comma
// between a word and others is "Surname, First name".
func people(cell string) []Person {
	parts := splitList(cell, false)
	if len(parts) == 1 {
		parts = splitPairs(parts[0])
	}
	var out []Person
	for _, s := range parts {
		var p Person
		if open := strings.IndexByte(s, '('); open > 0 {
			p.Title = strings.Trim(s[open:], "() ")
			s = s[:open]
		}
		if p.Name = inOrder(strings.Join(strings.Fields(s), " ")); p.Name != "" && !nobody(p.Name) {
			out = append(out, p)
		}
	}
	return out
}

// nobody says whether a cell names nobody in words.
func nobody(name string) bool {
	switch fold(name) {
	case "anonym", "anonymous", "anonyme", "anonymised", "anonymized", "unknown", "unbekannt", "inconnu", "none", "withheld":
		return true
	}
	return false
}

// splitPairs parts names joined by "and", "&", "/" or commas, where each part is a whole name.
func splitPairs(s string) []string {
	for _, sep := range []string{" and ", " & ", " und ", " et ", " / ", "/", ", "} {
		parts := strings.Split(s, sep)
		whole := len(parts) > 1
		for _, p := range parts {
			whole = whole && wordCount(p) >= 2 && wordCount(p) <= 5
		}
		if whole {
			return parts
		}
	}
	return []string{s}
}

// inOrder turns "Oelschläger, Margit" round.
func inOrder(name string) string {
	last, first, ok := strings.Cut(name, ",")
	if first = strings.TrimSpace(first); !ok || first == "" || strings.Contains(first, ",") || wordCount(last) > 3 || wordCount(first) > 3 {
		return name
	}
	return first + " " + strings.TrimSpace(last)
}

// Initials are the initials of a consultant's name, by which a study knows interviewers and coders:
// "Ruth Oakden" is "RO". What is no longer than three letters stays: it is initials already.
func Initials(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	if n := utf8.RuneCountInString(strings.ReplaceAll(name, ".", "")); n <= 3 && !strings.Contains(name, " ") {
		return strings.ToUpper(strings.ReplaceAll(name, ".", ""))
	}
	var b strings.Builder
	for _, w := range strings.FieldsFunc(inOrder(name), func(c rune) bool { return c == ' ' || c == '-' || c == '.' }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLetter(r) {
			b.WriteRune(unicode.ToUpper(r))
		}
	}
	return b.String()
}
