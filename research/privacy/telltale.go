package privacy

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// TellTale is something in a quote or a story by which its speaker may be recognised although nobody is
// named. It is a warning to whoever clears the text, never a reason to refuse it.
type TellTale struct {
	Start, End int // Unicode code points, End not included; both 0 where it is about the whole text
	Kind       TellTaleKind
	Says       string // a sentence: what may give the speaker away
}

// Whole says that the warning is about the whole text and not about a passage of it.
func (t TellTale) Whole() bool { return t.End == 0 }

// TellTaleKind says by what somebody may be recognised.
type TellTaleKind string

// The kinds of tell-tales.
const (
	TellName        TellTaleKind = "name"        // a name or pseudonym that was left over
	TellRole        TellTaleKind = "role"        // a role that few people have
	TellSum         TellTaleKind = "sum"         // an exact sum or percentage
	TellDate        TellTaleKind = "date"        // a day, a year, a week
	TellPlace       TellTaleKind = "place"       // where they are
	TellSize        TellTaleKind = "size"        // how many people or sites
	TellSuperlative TellTaleKind = "superlative" // the largest bakery in Kent
	TellPhrase      TellTaleKind = "phrase"      // words that nobody else of the study uses
	TellPublic      TellTaleKind = "public"      // they speak of it in public
	TellScript      TellTaleKind = "script"      // names in its writing are not found by themselves
	TellFew         TellTaleKind = "few"         // few interviews share segment, region and outcome
)

// TellTaleOptions is what the caller knows beside the text. The zero value looks at the text alone.
type TellTaleOptions struct {
	// Dictionary finds names that were left over; nil looks for none.
	Dictionary *Dictionary
	// Elsewhere is in how many other interviews of the study a word is said, lower case and without
	// accents; nil leaves unusual phrases out.
	Elsewhere func(word string) int
	Public    bool // the speaker speaks of the subject in public
	// Few is how many interviews share the speaker's segment, region and outcome, K how many it takes to
	// say so; 0 for K leaves that out.
	Few, K int
}

// TellTales lists what in a text may give its speaker away, in the order of the text; what is about the
// whole text comes first. It knows English, German, French and Spanish cues.
func TellTales(text string, o ...TellTaleOptions) []TellTale {
	var opt TellTaleOptions
	if len(o) > 0 {
		opt = o[0]
	}
	all := cuesIn(text)
	r := read(text)
	all = append(all, r.placesNamed()...)
	if opt.Dictionary != nil {
		all = append(all, opt.Dictionary.leftOver(text)...)
	}
	if opt.Elsewhere != nil {
		all = append(all, r.unusual(opt.Elsewhere)...)
	}
	return append(append(opt.whole(), unfound(text)...), settleTales(all)...)
}

// unfound is that names in the writing of a text are not found by themselves.
func unfound(text string) []TellTale {
	scripts := Scripts(text)
	if len(scripts) == 0 {
		return nil
	}
	return []TellTale{{Kind: TellScript, Says: tellSays[TellScript]}}
}

// whole is what is known of the speaker whatever they say.
func (o TellTaleOptions) whole() []TellTale {
	var out []TellTale
	if o.Public {
		out = append(out, TellTale{Kind: TellPublic, Says: tellSays[TellPublic]})
	}
	if o.Few > 0 && o.Few < o.K {
		out = append(out, TellTale{Kind: TellFew, Says: tellSays[TellFew]})
	}
	return out
}

// tellSays is what each kind says.
var tellSays = map[TellTaleKind]string{
	TellName:        "A name or pseudonym is left.",
	TellRole:        "Few people have this role.",
	TellSum:         "An exact figure is in somebody’s books.",
	TellDate:        "A date can be looked up.",
	TellPlace:       "A place says where they are.",
	TellSize:        "The number of people or sites says how large they are.",
	TellSuperlative: "There is only one of these.",
	TellPhrase:      "Nobody else in the study says it like this.",
	TellPublic:      "This person speaks of the subject in public and may be known by the opinion.",
	TellScript:      "This writing has no capitals, so names of others are not found by themselves: read it for names.",
	TellFew:         "Few interviews share this segment, region and outcome: the words should not give all three away.",
}

// cuesIn is what the cues of all languages find.
func cuesIn(text string) []TellTale {
	var out []TellTale
	lower := strings.ToLower(text)
	for _, c := range telltaleCues() {
		if !c.worth(lower) {
			continue
		}
		for _, m := range c.is.FindAllStringSubmatchIndex(text, -1) {
			from, to := m[0], m[1]
			if len(m) > 2 && m[2] >= 0 {
				from, to = m[2], m[3]
			}
			if to > from {
				out = append(out, TellTale{Start: from, End: to, Kind: c.kind, Says: tellSays[c.kind]})
			}
		}
	}
	return inPoints(text, out)
}

// inPoints counts finds in code points instead of bytes.
func inPoints(text string, finds []TellTale) []TellTale {
	for i := range finds {
		from := utf8.RuneCountInString(text[:finds[i].Start])
		finds[i].End = from + utf8.RuneCountInString(text[finds[i].Start:finds[i].End])
		finds[i].Start = from
	}
	return finds
}

// placesNamed is the towns, regions and countries of a text.
func (r *reading) placesNamed() []TellTale {
	var out []TellTale
	for i, t := range r.tokens {
		c := r.classes[i]
		if c&(isPlace|isCountry) == 0 || c&isOrdinary != 0 || !t.upper || t.first && c&(isFirst|isSurname) != 0 {
			continue
		}
		out = append(out, TellTale{Start: t.point, End: t.point + t.points, Kind: TellPlace, Says: tellSays[TellPlace]})
	}
	return out
}

// leftOver is the names that nobody masked, and the pseudonyms of those who were.
func (d *Dictionary) leftOver(text string) []TellTale {
	var out []TellTale
	for _, s := range append(d.Find(text), spansOf(text, d.pseudonymsIn(text))...) {
		kind := TellName
		switch s.Kind {
		case Place, Street, Postcode:
			kind = TellPlace
		case Role:
			kind = TellRole
		case SumDate:
			kind = TellSum
		}
		out = append(out, TellTale{Start: s.Start, End: s.End, Kind: kind, Says: tellSays[kind]})
	}
	return out
}

// The words of an unusual phrase: at least two, each of some length and said in no other interview, with at
// most one other word between them. One rare word alone is only a rich vocabulary.
const (
	rareLetters = 5
	rareApart   = 2
)

// unusual is the phrases that nobody else of the study says.
func (r *reading) unusual(elsewhere func(word string) int) []TellTale {
	var out []TellTale
	from, last := -1, -1
	flush := func() {
		if from >= 0 && last > from {
			a, b := r.tokens[from], r.tokens[last]
			out = append(out, TellTale{Start: a.point, End: b.point + b.points, Kind: TellPhrase, Says: tellSays[TellPhrase]})
		}
		from, last = -1, -1
	}
	for i, t := range r.tokens {
		if from >= 0 && (i-last > rareApart || t.gap == gapBreak || t.gap == gapComma) {
			flush()
		}
		if !t.letter || t.digit || t.points < rareLetters || r.classes[i]&(isForeign|isRole) != 0 || elsewhere(t.fold) > 0 {
			continue
		}
		if from < 0 {
			from = i
		}
		last = i
	}
	flush()
	return out
}

// settleTales sorts finds and drops those that lie within another one.
func settleTales(all []TellTale) []TellTale {
	slices.SortStableFunc(all, func(a, b TellTale) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	var kept []TellTale
	end := -1
	for _, t := range all {
		if t.End <= end {
			continue
		}
		kept, end = append(kept, t), max(end, t.End)
	}
	return kept
}
