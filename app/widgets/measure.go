package widgets

import (
	"strings"
	"sync"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
)

// measured is how large one line of text is, by Fyne.
func measured(s string, size float32, style fyne.TextStyle) fyne.Size {
	v, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, size, style, theme.Face(s, style))
	return v
}

// ruler measures text and remembers: asking Fyne takes microseconds a word, and a screen is repainted
// with nearly the same words. What was not asked for in the last generation is forgotten.
type ruler struct {
	mu        sync.Mutex
	now, past map[ruled]fyne.Size
	font      string
}

type ruled struct {
	text string
	typ  theme.Type
}

// generation is how many texts a ruler learns before it forgets those it has not met since.
const generation = 6000

// rule is the one ruler of the window; all text is measured in the font of the running app's theme.
var rule ruler

func (r *ruler) size(s string, t theme.Type) fyne.Size {
	k := ruled{s, t}
	r.mu.Lock()
	defer r.mu.Unlock()
	if v, ok := r.now[k]; ok {
		return v
	}
	v, ok := r.past[k]
	if !ok {
		v = measured(s, t.Size, t.Style())
	}
	if r.now == nil || len(r.now) >= generation {
		r.past, r.now = r.now, make(map[ruled]fyne.Size, generation)
	}
	r.now[ruled{strings.Clone(s), t}] = v
	return v
}

// check forgets everything when the font has changed.
func (r *ruler) check() {
	app := fyne.CurrentApp()
	if app == nil {
		return
	}
	name := app.Settings().Theme().Font(fyne.TextStyle{}).Name()
	r.mu.Lock()
	if r.font != name {
		r.font, r.now, r.past = name, nil, nil
	}
	r.mu.Unlock()
}

// Measure is how large one line of text is.
func Measure(s string, t theme.Type) fyne.Size { return rule.size(s, t) }

// Width is how wide one line of text is.
func Width(s string, t theme.Type) float32 { return rule.size(s, t).Width }

// thinnest is less than any usual letter is wide, as a share of the size of the type: what is not seen of a text of a
// hundred lines need not be measured to cut its first.
const thinnest = 0.15

// Ellipsis cuts text at width w and ends it in "…" if it was longer.
func Ellipsis(s string, w float32, t theme.Type) string {
	r := []rune(s)
	most := len(r) // the most characters that may fit with "…"
	if t.Size > 0 {
		most = min(most, 1+int(max(w, 0)/(t.Size*thinnest)))
	}
	all := Width(string(r[:most]), t)
	if all <= w && most < len(r) { // marks that take no room of their own
		most, all = len(r), Width(s, t)
	}
	if all <= w {
		return s
	}
	lo, hi := 0, most
	each := max(all/float32(max(most, 1)), t.Size*thinnest)
	guess := int(w / each)
	for try := 0; lo < hi; try++ {
		guess = min(max(guess, lo+1), hi)
		got := measured(string(r[:guess])+"…", t.Size, t.Style()).Width
		if got <= w {
			lo = guess
		} else {
			hi = guess - 1
		}
		if guess += int((w - got) / each); try > 2 {
			guess = (lo + hi + 1) / 2
		}
	}
	if lo == 0 {
		return "…"
	}
	return strings.TrimRight(string(r[:lo]), " ,.;:–-") + "…"
}

// Wrap breaks text into lines no wider than w; line ends in the text are kept. A word that is wider
// than a line, such as the name of a file, is broken: after a hyphen, dot, slash or underscore where there is one.
func Wrap(s string, w float32, t theme.Type) []string {
	var lines []string
	space := Width(" ", t)
	for par := range strings.SplitSeq(s, "\n") {
		line, at := "", float32(0)
		for word := range strings.FieldsSeq(par) {
			ww := Width(word, t)
			if ww > w && w > 0 {
				if line != "" {
					lines, line, at = append(lines, line), "", 0
				}
				for ww > w && utf8.RuneCountInString(word) > 1 {
					n := breakAt(word, w, t)
					lines, word = append(lines, word[:n]), word[n:]
					ww = Width(word, t)
				}
			}
			if line != "" && at+space+ww > w {
				lines, line, at = append(lines, line), "", 0
			}
			if line == "" {
				line, at = word, ww
			} else {
				line, at = line+" "+word, at+space+ww
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// breakAt is after how many bytes a word that is wider than a line is broken: as late as it fits, or somewhat
// sooner after a mark that parts it; at least after its first character.
func breakAt(word string, w float32, t theme.Type) int {
	r := []rune(word)
	lo, hi := 1, len(r)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if measured(string(r[:mid]), t.Size, t.Style()).Width <= w {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	for n := lo; n > lo/2; n-- {
		if strings.ContainsRune(`-–_./\`, r[n-1]) {
			lo = n
			break
		}
	}
	return len(string(r[:max(1, lo)]))
}

// ParaHeight is how tall text is when wrapped at width w.
func ParaHeight(s string, w float32, t theme.Type) float32 {
	return float32(len(Wrap(s, w, t))) * t.Lead()
}
