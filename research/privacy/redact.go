package privacy

import (
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// found is a piece of text by bytes, before overlaps are settled.
type found struct {
	start, end int
	kind       Kind
	pseudonym  string
	review     bool
	rank       int
}

// The surer a find, the lower its rank: where two overlap, the lower stays.
const (
	rankKnown = iota
	rankPattern
	rankGuess
)

// Find lists what in the text identifies somebody, in order and without overlaps.
func (d *Dictionary) Find(text string) []Span {
	r := d.reading()
	defer d.done(r)
	return spansOf(text, d.finds(r, text, true))
}

// Redact replaces what Find lists: by the pseudonym of somebody known, else by words such as [name].
func (d *Dictionary) Redact(text string) (redacted string, spans []Span) {
	r := d.reading()
	defer d.done(r)
	return redact(text, d.finds(r, text, true))
}

// redact puts masks in the place of finds.
func redact(text string, all []found) (string, []Span) {
	var b strings.Builder
	b.Grow(len(text) + 8*len(all))
	spans := spansOf(text, all)
	at := 0
	for i, f := range all {
		b.WriteString(text[at:f.start])
		b.WriteString(spans[i].Mask())
		at = f.end
	}
	b.WriteString(text[at:])
	return b.String(), spans
}

// pieceSize is about how many bytes of a long text are read at a time: what a processor keeps at hand.
const pieceSize = 32 << 10

// finds is what dictionary and patterns find and, with guesses, the heuristics. A long text is read in
// pieces, several at a time; a piece ends with a line where it can. The finds hold until the room is read into
// again.
func (d *Dictionary) finds(r *reading, text string, guesses bool) []found {
	if len(text) < 2*pieceSize {
		r.read(text)
		return d.findsIn(r, guesses)
	}
	all := pieces(text)
	out := make([][]found, len(all))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(all)) {
		workers.Go(func() {
			r := d.reading()
			defer d.done(r)
			for i := int(next.Add(1)) - 1; i < len(all); i = int(next.Add(1)) - 1 {
				r.read(text[all[i].from:all[i].to])
				out[i] = slices.Clone(d.findsIn(r, guesses))
				for k := range out[i] {
					out[i][k].start += all[i].from
					out[i][k].end += all[i].from
				}
			}
		})
	}
	workers.Wait()
	return settle(slices.Concat(out...))
}

// piece is a part of a long text, by bytes.
type piece struct{ from, to int }

// overlap is how many bytes a piece goes back into the one before where no line ends between them, so
// that no name is cut in two.
const overlap = 512

// pieces cuts a long text behind line ends; where there are none, behind blanks, and in the last resort
// between signs.
func pieces(text string) []piece {
	var all []piece
	for at := 0; at < len(text); {
		end, from := at+pieceSize, at
		if n := len(all); n > 0 && text[at-1] != '\n' {
			if i := strings.LastIndexByte(text[at-overlap:at-1], ' '); i >= 0 {
				from = at - overlap + i + 1
			}
		}
		if end >= len(text) {
			end = len(text)
		} else if i := strings.LastIndexByte(text[at:end], '\n'); i > pieceSize/2 {
			end = at + i + 1
		} else if i := strings.LastIndexByte(text[at:end], ' '); i > pieceSize/2 {
			end = at + i + 1
		} else {
			for end > at+1 && !utf8.RuneStart(text[end]) {
				end--
			}
		}
		all = append(all, piece{from, end})
		at = end
	}
	return all
}

// reading is room to read a text in, used before where it can be.
func (d *Dictionary) reading() *reading {
	if r, ok := d.rooms.Get().(*reading); ok {
		return r
	}
	return &reading{lex: words()}
}

// done gives the room back. Nothing of the text stays in it.
func (d *Dictionary) done(r *reading) {
	r.text = ""
	clear(r.tokens)
	r.room.forget()
	d.rooms.Put(r)
}

// findsIn is finds in a text that has been read.
func (d *Dictionary) findsIn(r *reading, guesses bool) []found {
	r.takeMasks()
	all := d.names(r, r.room.finds[:0])
	if r.bare {
		all = d.scriptNames(r, all)
	}
	all = r.patterns(all)
	if r.wide {
		all = d.wideNumbers(r, all)
	}
	if len(d.mails) > 0 {
		for i, f := range all {
			if f.kind == Email && f.pseudonym == "" {
				all[i].pseudonym = d.mails[fold(r.text[f.start:f.end])]
			}
		}
	}
	if guesses {
		r.take(all)
		all = r.details(all)
		n := len(all)
		all = append(all, guess(r)...)
		for i := n; i < len(all); i++ {
			d.misspelt(r, &all[i])
		}
		all = append(all, r.addressees(all)...)
		if r.bare {
			all = r.scriptGuesses(all)
		}
	}
	r.room.finds = all
	return settle(all)
}

// take marks the tokens that belong to a find.
func (r *reading) take(all []found) {
	for _, f := range all {
		i := sort.Search(len(r.tokens), func(i int) bool { return r.tokens[i].end > f.start })
		for ; i < len(r.tokens) && r.tokens[i].start < f.end; i++ {
			r.taken[i] = true
		}
	}
}

// takeMasks marks the words of our own masks, so that a text may be redacted again: [name], [company].
func (r *reading) takeMasks() {
	if strings.IndexByte(r.text, '[') < 0 {
		return
	}
	for i := range r.tokens {
		if t := &r.tokens[i]; t.start > 0 && t.end < len(r.text) && r.text[t.start-1] == '[' && r.text[t.end] == ']' && maskWords[r.raw(i)] {
			r.taken[i] = true
		}
	}
}

// maskWords are what Kind.Mask writes between brackets.
var maskWords = wordSet("name company place street phone email link role detail number")

// settle sorts finds and makes one of those that overlap: what is masked covers all of them, and the
// surest says what it is, the longest among the equally sure.
func settle(all []found) []found {
	byStart := func(a, b found) int { return a.start - b.start }
	if !slices.IsSortedFunc(all, byStart) {
		slices.SortStableFunc(all, byStart)
	}
	kept := all[:0]
	for _, f := range all {
		if n := len(kept); n > 0 && f.start < kept[n-1].end {
			kept[n-1] = united(kept[n-1], f)
			continue
		}
		kept = append(kept, f)
	}
	return kept
}

// united is one find that covers two.
func united(a, b found) found {
	best, other := a, b
	if b.end-b.start > a.end-a.start {
		best, other = b, a
	}
	covers := best.start <= other.start && other.end <= best.end
	if other.rank < best.rank && !(covers && best.rank == rankPattern) {
		best = other
	}
	best.start, best.end = min(a.start, b.start), max(a.end, b.end)
	return best
}

// spansOf turns bytes into code points.
func spansOf(text string, all []found) []Span {
	spans := make([]Span, 0, len(all))
	at, point := 0, 0
	for _, f := range all {
		point += utf8.RuneCountInString(text[at:f.start])
		n := utf8.RuneCountInString(text[f.start:f.end])
		spans = append(spans, Span{Start: point, End: point + n, Kind: f.kind, Text: text[f.start:f.end], Review: f.review, Pseudonym: f.pseudonym})
		at, point = f.end, point+n
	}
	return spans
}
