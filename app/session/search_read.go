package session

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"openloop/research"
	"openloop/research/store"
)

// SearchWish is what somebody typed, understood: words, "phrases", beginnings* and filters such as outcome:lost.
type SearchWish struct {
	store.TurnSearch
	Notes []string // what was not understood, or does not work as one may think; a sentence each
}

// Empty says that there is nothing to search for.
func (w SearchWish) Empty() bool {
	return len(w.Terms) == 0 && len(w.Outcomes) == 0 && len(w.Waves) == 0 && len(w.Stages) == 0 && len(w.Coders) == 0 && len(w.Codes) == 0 && w.Asked == nil
}

// SearchFilters are the words before the colon of a filter, in the order in which they are offered.
func SearchFilters() []string { return []string{"code", "outcome", "stage", "coder", "wave", "is"} }

// searchPart is one part of what was typed.
type searchPart struct {
	key, text string // key is the filter's, "" for words
	quoted    bool
	open      bool // it may go on: nothing ends it yet
}

// searchParts takes apart what was typed. Quotes that are not closed yet reach to the end.
func searchParts(text string) []searchPart {
	in := []rune(text)
	var out []searchPart
	for i := 0; i < len(in); {
		if unicode.IsSpace(in[i]) {
			i++
			continue
		}
		var p searchPart
		var word []rune
		for ; i < len(in) && !unicode.IsSpace(in[i]); i++ {
			switch {
			case isQuote(in[i]) && len(word) == 0 && !p.quoted:
				p.quoted = true
				end := i + 1
				for end < len(in) && !isQuote(in[end]) {
					end++
				}
				p.text, p.open = string(in[i+1:end]), end == len(in)
				i = end
			case in[i] == ':' && p.key == "" && !p.quoted && slices.Contains(SearchFilters(), strings.ToLower(string(word))):
				p.key, word = strings.ToLower(string(word)), nil
			default:
				word = append(word, in[i])
			}
		}
		if !p.quoted {
			p.text, p.open = string(word), i == len(in)
		} else if len(word) > 0 && string(word) != "*" {
			p.text += " " + string(word)
		} else if len(word) > 0 {
			p.text += "*"
		}
		out = append(out, p)
	}
	return out
}

func isQuote(r rune) bool { return strings.ContainsRune(`"“”„«»`, r) }

// ReadSearch understands what somebody typed. Nothing is an error: what is not understood is said in a note. The
// last word may be the beginning of one as long as no space follows it.
func (s *Session) ReadSearch(text string) SearchWish {
	var w SearchWish
	runs := false
	for _, p := range searchParts(text) {
		if p.key != "" {
			s.readFilter(&w, p)
			continue
		}
		term := store.SearchTerm{Text: strings.TrimRight(p.text, "*"), Prefix: p.open || strings.HasSuffix(p.text, "*")}
		if strings.IndexFunc(term.Text, wordLetter) < 0 {
			continue
		}
		if strings.IndexFunc(term.Text, unspaced) >= 0 {
			term.Prefix, runs = true, true
		}
		w.Terms = append(w.Terms, term)
	}
	if runs {
		w.Notes = append(w.Notes, "Writing without spaces is found from the beginning of a run of its letters: after a space or a sign.")
	}
	return w
}

func wordLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// unspaced says whether a letter is of a script that puts no spaces between words.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// readFilter adds a filter to a wish, or says why not. One that is still being typed without a value says nothing.
func (s *Session) readFilter(w *SearchWish, p searchPart) {
	v := letters(p.text)
	if v == "" {
		return
	}
	ok := false
	switch p.key {
	case "code":
		codes := s.searchCodes(p.text)
		w.Codes, ok = append(w.Codes, codes...), len(codes) > 0
	case "outcome":
		for _, o := range research.Outcomes() {
			if strings.HasPrefix(letters(o.String()), v) {
				w.Outcomes, ok = append(w.Outcomes, o), true
			}
		}
	case "stage":
		for _, st := range s.Book().Stages {
			if strconv.Itoa(st.Number) == v || strings.HasPrefix(letters(st.Name), v) && !wordDigit(v) {
				w.Stages, ok = append(w.Stages, st.Number), true
			}
		}
	case "coder":
		w.Coders, ok = append(w.Coders, strings.ToUpper(strings.TrimSpace(p.text))), true
	case "wave":
		for _, x := range s.Waves() {
			if strings.HasPrefix(letters(x.Name), v) {
				w.Waves, ok = append(w.Waves, x.ID), true
			}
		}
	case "is":
		if asked := strings.HasPrefix("asked", v) && v != "a" || strings.HasPrefix("question", v); asked || strings.HasPrefix("answered", v) {
			w.Asked, ok = &asked, v != "a"
		}
	}
	if !ok {
		w.Notes = append(w.Notes, s.unknownFilter(p))
	}
}

// searchCodes are the codes that a filter may mean: all whose reference begins so ("DIS" for the codes of a stage),
// the one of that name, or else the likeliest.
func (s *Session) searchCodes(text string) []research.ID {
	book := s.Book()
	var out []research.ID
	for _, c := range book.Codes {
		if c.Ref != "" && strings.HasPrefix(strings.ToLower(c.Ref), strings.ToLower(text)) {
			out = append(out, c.ID)
		}
	}
	if len(out) > 0 {
		return out
	}
	if c, ok := book.Find(text); ok {
		return []research.ID{c.ID}
	}
	if likely := s.FindCodes(text, nil); len(likely) > 0 {
		return []research.ID{likely[0].ID}
	}
	return nil
}

func wordDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// letters is a value as it is compared: small letters and digits only, so that "no decision" may be typed
// no-decision.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if wordLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func (s *Session) unknownFilter(p searchPart) string {
	var known []string
	switch p.key {
	case "outcome":
		for _, o := range research.Outcomes() {
			known = append(known, strings.ToLower(o.String()))
		}
	case "wave":
		for _, x := range s.Waves() {
			known = append(known, x.Name)
		}
	case "is":
		known = []string{"asked", "answered"}
	case "stage":
		for _, st := range s.Book().Stages {
			known = append(known, fmt.Sprintf("%d %s", st.Number, st.Name))
		}
	}
	note := fmt.Sprintf("“%s” is no %s of this study, so it was passed over.", p.text, map[string]string{"is": "kind of turn"}[p.key]+map[bool]string{true: p.key}[p.key != "is"])
	if len(known) > 0 {
		note += " There are " + strings.Join(known, ", ") + "."
	}
	return note
}

// WithFilter is what was typed with another value for a filter, the only one for it; "" takes the filter away. The
// words stay as they are.
func WithFilter(text, key, value string) string {
	var out []string
	for _, p := range searchParts(text) {
		if p.key != key {
			out = append(out, p.typed())
		}
	}
	if value != "" {
		out = append(out, searchPart{key: key, text: value, quoted: strings.ContainsAny(value, " \t")}.typed())
	}
	if len(out) == 0 {
		return ""
	}
	return strings.Join(out, " ") + " "
}

// typed is a part as it may be typed.
func (p searchPart) typed() string {
	t := p.text
	if p.quoted {
		t = `"` + t + `"`
	}
	if p.key != "" {
		t = p.key + ":" + t
	}
	return t
}
