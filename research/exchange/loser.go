package exchange

import (
	"fmt"
	"strings"
)

// loser counts what of a file could not be held. Where something stood is told by its number, never by its name: a
// text or a case may be called like a person.
type loser struct {
	lost  map[string]*loss
	order []string
}

// loss is one kind of it, with the first places.
type loss struct {
	n     int
	where []string
}

func newLoser() loser { return loser{lost: map[string]*loss{}} }

func (l *loser) lose(what, where string, n int) {
	if n == 0 {
		return
	}
	k := l.lost[what]
	if k == nil {
		k = &loss{}
		l.lost[what] = k
		l.order = append(l.order, what)
	}
	k.n += n
	if where != "" && len(k.where) < 3 {
		k.where = append(k.where, where)
	}
}

// said is a sentence on each.
func (l *loser) said() (out []string) {
	for _, what := range l.order {
		k := l.lost[what]
		line := fmt.Sprintf("%d %s", k.n, what)
		if k.n == 1 {
			line = "1 " + single(what)
		}
		if len(k.where) > 0 {
			line += ": " + strings.Join(k.where, ", ")
			if k.n > len(k.where) {
				line += " and others"
			}
		}
		out = append(out, line+".")
	}
	return out
}

// singles are what is lost where it is one alone and more of the words change than the first.
var singles = map[string]string{
	"links between codes or passages":                             "link between codes or passages",
	"network drawings":                                            "network drawing",
	"codes without an id of their own":                            "code without an id of its own",
	"passages coded inside memos":                                 "passage coded inside a memo",
	"passages that lie outside their text":                        "passage that lies outside its text",
	"passages marked on the page of a PDF instead of in its text": "passage marked on the page of a PDF instead of in its text",
	"PDFs without their text":                                     "PDF without its text",
	"passages marked on pictures":                                 "passage marked on a picture",
	"passages of texts that were left out":                        "passage of a text that was left out",
	"cases tied to single passages":                               "case tied to single passages",
	"pictures, sound, film and texts without words":               "picture, recording, film or text without words",
	"passages that read otherwise than when they were coded":      "passage that reads otherwise than when it was coded",
}

// single is a kind of loss of which there is one: it begins with a noun in the plural.
func single(what string) string {
	if one, ok := singles[what]; ok {
		return one
	}
	noun, rest, _ := strings.Cut(what, " ")
	return strings.TrimSpace(strings.TrimSuffix(noun, "s") + " " + rest)
}
