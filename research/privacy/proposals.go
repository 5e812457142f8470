package privacy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Proposals lists what could stand in a text in place of a span, the most telling first and the mask last:
// "a bank in the north of England", "a city in northern England", "a senior finance role", "around half a
// million", "spring 2025". segment and region are the study's words for the organisation that is spoken of,
// "" where they are not known. They are offered to a person who reviews the text; nothing is replaced by
// itself. Ways to reach somebody have no coarser wording: for them there is the mask alone.
func (d *Dictionary) Proposals(text string, s Span, segment, region string) []string {
	t := tongueOf(text)
	var out []string
	switch s.Kind {
	case Organisation:
		out = t.companies(s.Text, segment, region)
	case Person:
		out = t.people(text, s)
	case Place, Postcode, Street:
		out = t.places(s, region)
	case Role:
		out = t.roles(s.Text)
	case SumDate:
		out = t.sumsAndDates(s.Text)
	}
	if s.Pseudonym != "" && (s.Kind == Person || s.Kind == Organisation) {
		out = append([]string{s.Pseudonym}, out...)
	}
	out = append(out, s.Kind.Mask())
	return distinct(out, s.Text)
}

// distinct drops what is empty, comes twice, or would say again what is to be hidden.
func distinct(all []string, hidden string) []string {
	var out []string
	h := fold(hidden)
	for _, p := range all {
		if p != "" && !slices.Contains(out, p) && (len(h) < 3 || !containsWords(fold(p), h)) {
			out = append(out, p)
		}
	}
	return out
}

// containsWords says whether the words of part stand one after the other in s.
func containsWords(s, part string) bool {
	return strings.Contains(" "+strings.Join(foldWords(s), " ")+" ", " "+strings.Join(foldWords(part), " ")+" ")
}

// tongue is the language a proposal is worded in.
type tongue int

const (
	english tongue = iota
	german
	french
	spanish
)

// tongueOf is the language that most of a text's small words are of.
func tongueOf(text string) tongue {
	var n [4]int
	for _, t := range tokenise(text) {
		for k, words := range tongueWords {
			if words[t.fold] {
				n[k]++
			}
		}
	}
	best := english
	for k := range n {
		if n[k] > n[best] {
			best = tongue(k)
		}
	}
	return best
}

var tongueWords = [4]map[string]bool{
	wordSet("the and of to was is we they it that with for had but not you were our this have on at my"),
	wordSet("der die das und wir ist war nicht mit ein eine haben auf dem den zu sich auch von bei aber dass hat im ich sie"),
	wordSet("le la les et nous est pas avec une des du que qui pour sur dans avait ils mais il je on au c'est etait"),
	wordSet("el los las y que con una por para nos era pero fue del se habia lo mi muy como cuando"),
}

// companies words an organisation by its trade and where it is.
func (t tongue) companies(name, segment, region string) []string {
	where := t.inRegion(region)
	var out []string
	for _, from := range []string{segment, name} {
		for _, tr := range trades {
			if !slices.ContainsFunc(foldWords(from), func(w string) bool { return tr.is(w) }) {
				continue
			}
			if where != "" {
				out = append(out, tr.names[t]+where)
			}
			out = append(out, tr.names[t])
			break
		}
	}
	plain := [4]string{"a company", "ein Unternehmen", "une entreprise", "una empresa"}[t]
	if segment != "" && len(out) == 0 {
		out = append(out, fmt.Sprintf([4]string{"%s in %s", "%s aus dem Bereich %s", "%s du secteur %s", "%s del sector %s"}[t], plain, segment)+where)
	}
	if where != "" {
		out = append(out, plain+where)
	}
	return append(out, plain)
}

// inRegion says where, with a blank before it.
func (t tongue) inRegion(region string) string {
	region = strings.TrimSpace(region)
	if region == "" {
		return ""
	}
	if f := foldWords(region); t == english && len(f) > 0 {
		if slices.Contains([]string{"north", "south", "east", "west", "midlands", "nordics", "baltics", "balkans", "benelux", "us", "uk", "usa", "netherlands", "alps", "northeast", "northwest", "southeast", "southwest"}, f[0]) {
			low := strings.ToLower(region[:1]) + region[1:]
			if len(f) < 2 || f[1] != "of" || f[0] == "us" || f[0] == "uk" {
				low = region
			}
			return " in the " + low
		}
	}
	return [4]string{" in ", " in ", " en ", " en "}[t] + region
}

// people words a person by the part that the words around give, else as somebody.
func (t tongue) people(text string, s Span) []string {
	r := read(text)
	var out []string
	for _, tok := range r.tokens {
		if tok.point+tok.points > s.Start-24 && tok.point < s.End+24 && (tok.point+tok.points <= s.Start || tok.point >= s.End) {
			if p := peopleWords[tok.fold]; p[t] != "" {
				out = append(out, p[t])
			}
		}
	}
	return append(out, [4][]string{
		{"a colleague", "somebody"}, {"jemand aus dem Team", "jemand"}, {"un collègue", "quelqu'un"}, {"alguien del equipo", "alguien"}}[t]...)
}

// places words a place by the part of its country.
func (t tongue) places(s Span, region string) []string {
	var out []string
	key := strings.Join(foldWords(s.Text), "_")
	if s.Kind == Place {
		if a, ok := areas()[key]; ok {
			out = append(out, fmt.Sprintf([4]string{"a %s in %s", "%s in %s", "%s en %s", "%s en %s"}[t], t.town(a.city), a.names[t]))
		}
	}
	if where := t.inRegion(region); where != "" && s.Kind == Place {
		out = append(out, [4]string{"a town", "ein Ort", "une ville", "una ciudad"}[t]+where)
	}
	plain := [4]string{"a town", "ein Ort", "une ville", "una ciudad"}[t]
	if s.Kind == Street {
		plain = [4]string{"their address", "die Anschrift", "leur adresse", "su dirección"}[t]
	}
	return append(out, plain)
}

// town is the word for a large or a small one, with its article but in English.
func (t tongue) town(city bool) string {
	if city {
		return [4]string{"city", "eine Großstadt", "une grande ville", "una gran ciudad"}[t]
	}
	return [4]string{"town", "eine Stadt", "une ville", "una ciudad"}[t]
}

// roles words a role by its rank and what it has to do with.
func (t tongue) roles(role string) []string {
	w := foldWords(role)
	senior := slices.ContainsFunc(w, func(s string) bool { return seniorWords[s] })
	var out []string
	for _, f := range functions {
		if slices.ContainsFunc(w, func(s string) bool { return hasAny(s, f.cues) }) {
			out = append(out, t.post(senior, f.names[t]))
			break
		}
	}
	if senior {
		return append(out, [4]string{"a senior role", "eine leitende Funktion", "un poste de direction", "un cargo directivo"}[t])
	}
	return append(out, [4]string{"a role in the team", "eine Funktion im Team", "un poste dans l'équipe", "un puesto en el equipo"}[t])
}

// post words a rank and a function: a senior finance role.
func (t tongue) post(senior bool, function string) string {
	forms := [4]string{"a %s role", "eine Funktion im Bereich %s", "un poste %s", "un puesto de %s"}
	if senior {
		forms = [4]string{"a senior %s role", "eine leitende Funktion im Bereich %s", "un poste de direction %s", "un cargo directivo de %s"}
	}
	return fmt.Sprintf(forms[t], function)
}

// sumsAndDates words a sum by its size and a date by its season.
func (t tongue) sumsAndDates(s string) []string {
	if month, year := monthAndYear(s); year > 0 {
		var out []string
		if month > 0 {
			out = append(out, fmt.Sprintf("%s %d", seasons[t][month%12/3], year))
		}
		return append(out, strconv.Itoa(year))
	} else if month > 0 {
		return []string{[4]string{"in ", "im ", "au ", "en "}[t] + seasons[t][month%12/3]}
	}
	if v := amountOf(s); v >= 10 {
		return t.sum(v)
	}
	return nil
}
