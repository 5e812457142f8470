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
func (d *Dictionary) Find(text string) []Span { return spansOf(text, d.finds(text, true)) }

// Redact replaces what Find lists: by the pseudonym of somebody known, else by words such as [name].
func (d *Dictionary) Redact(text string) (redacted string, spans []Span) {
	return redact(text, d.finds(text, true))
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
// pieces, several at a time; a piece ends with a line where it can.
func (d *Dictionary) finds(text string, guesses bool) []found {
	if len(text) < 2*pieceSize {
		r := d.reading()
		defer d.done(r)
		r.read(text)
		return d.findsIn(r, guesses, nil)
	}
	ends := pieces(text)
	out := make([][]found, len(ends))
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(ends)) {
		all.Go(func() {
			r := d.reading()
			defer d.done(r)
			for i := int(next.Add(1)) - 1; i < len(ends); i = int(next.Add(1)) - 1 {
				from := 0
				if i > 0 {
					from = ends[i-1]
				}
				r.read(text[from:ends[i]])
				out[i] = d.findsIn(r, guesses, out[i])
				for k := range out[i] {
					out[i][k].start += from
					out[i][k].end += from
				}
			}
		})
	}
	all.Wait()
	return slices.Concat(out...)
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
	d.rooms.Put(r)
}

// pieces are the ends of the pieces of a long text: behind a line end, else a blank, else a whole sign.
func pieces(text string) []int {
	var ends []int
	for at := 0; at < len(text); {
		end := at + pieceSize
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
		ends = append(ends, end)
		at = end
	}
	return ends
}

// findsIn is finds in a text that has been read, appended to all.
func (d *Dictionary) findsIn(r *reading, guesses bool, all []found) []found {
	all = append(all, d.names(r)...)
	all = append(all, r.patterns()...)
	for i, f := range all {
		if f.kind == Email && f.pseudonym == "" {
			all[i].pseudonym = d.mails[fold(r.text[f.start:f.end])]
		}
	}
	if !guesses {
		return settle(all)
	}
	r.take(all)
	all = append(all, r.details()...)
	for _, f := range guess(r) {
		d.misspelt(r, &f)
		all = append(all, f)
	}
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

// settle sorts finds and makes one of those that overlap: what is masked covers all of them, and the
// surest says what it is, the longest among the equally sure.
func settle(all []found) []found {
	sort.SliceStable(all, func(i, j int) bool { return all[i].start < all[j].start })
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
