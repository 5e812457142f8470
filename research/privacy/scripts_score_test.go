package privacy

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// scriptText is an interview in writing without capitals, with what is to be found in it.
type scriptText struct {
	name  string
	known []Known
	text  []rune
	mark  []byte // by code point: K a known name, U an unknown one, C an unknown company, D how to reach somebody, 0 a word
}

// scriptTexts reads testdata/scripts.txt.
func scriptTexts(t testing.TB) []scriptText {
	t.Helper()
	raw, err := os.ReadFile("testdata/scripts.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []scriptText
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "## "); ok {
			all = append(all, scriptText{name: name})
			continue
		}
		s := &all[len(all)-1]
		if f := strings.SplitN(line, " ", 4); f[0] == "known" {
			s.known = append(s.known, Known{Kind: Kind(f[1]), Pseudonym: f[2], Text: f[3]})
			continue
		}
		s.read(line)
	}
	return all
}

// read takes the marks out of a line.
func (s *scriptText) read(line string) {
	in, mark := []rune(line), byte(0)
	for i := 0; i < len(in); i++ {
		switch {
		case in[i] == '{':
			mark = byte(in[i+1])
			i += 2
		case in[i] == '}':
			mark = 0
		default:
			s.text, s.mark = append(s.text, in[i]), append(s.mark, mark)
		}
	}
	s.text, s.mark = append(s.text, '\n'), append(s.mark, 0)
}

// scriptScore is what became of a text.
type scriptScore struct {
	words, masked     int // letters of ordinary words, and of them masked
	known, left       int // known names, and of them not masked whole
	unknown, unmasked int // other names
	details, open     int // ways to reach somebody
	missed            []string
	false             []string
}

// score compares finds with the marks.
func (s *scriptText) score(spans []Span) scriptScore {
	var out scriptScore
	hidden := make([]bool, len(s.text))
	for _, sp := range spans {
		for i := sp.Start; i < sp.End; i++ {
			hidden[i] = true
		}
		if s.mark[sp.Start] == 0 || s.mark[sp.End-1] == 0 {
			out.false = append(out.false, string(sp.Kind)+" "+sp.Text)
		}
	}
	for i := 0; i < len(s.text); {
		if s.mark[i] == 0 {
			if unicode.IsLetter(s.text[i]) {
				out.words++
				if hidden[i] {
					out.masked++
				}
			}
			i++
			continue
		}
		j, whole := i, true
		for j < len(s.text) && s.mark[j] == s.mark[i] {
			whole = whole && (hidden[j] || s.text[j] == ' ')
			j++
		}
		some := func(all, gone *int) {
			*all++
			if !whole {
				*gone++
				out.missed = append(out.missed, string(s.mark[i])+" "+string(s.text[i:j]))
			}
		}
		switch s.mark[i] {
		case 'K':
			some(&out.known, &out.left)
		case 'D':
			some(&out.details, &out.open)
		default:
			some(&out.unknown, &out.unmasked)
		}
		i = j
	}
	return out
}

// In no script without capitals is a known name left, whatever is attached to it; ordinary words stay readable, and
// names with a cue are found.
func TestScriptsScore(t *testing.T) {
	for _, s := range scriptTexts(t) {
		d := NewDictionary(s.known, nil)
		got := s.score(d.Find(string(s.text)))
		t.Logf("%-9s ordinary letters masked %4.1f%% of %d · known names left %d of %d · other names left %d of %d · details left %d of %d", s.name,
			100*float64(got.masked)/float64(got.words), got.words, got.left, got.known, got.unmasked, got.unknown, got.open, got.details)
		if testing.Verbose() {
			t.Logf("left %q, masked besides %q", got.missed, got.false)
		}
		if got.left > 0 || got.open > 0 {
			t.Errorf("%s: left: %q", s.name, got.missed)
		}
		if 100*got.masked > 3*got.words {
			t.Errorf("%s: %d of %d letters of ordinary words are masked: %q", s.name, got.masked, got.words, got.false)
		}
		if 4*got.unmasked > got.unknown {
			t.Errorf("%s: other names left: %q", s.name, got.missed)
		}
	}
}

// BenchmarkScripts redacts a megabyte of each text in writing without capitals, with its known names.
func BenchmarkScripts(b *testing.B) {
	for _, s := range scriptTexts(b) {
		d := NewDictionary(s.known, nil)
		text := strings.Repeat(string(s.text), 1_000_000/len(string(s.text)))
		b.Run(s.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			onProcessor(b, len(text), func() { d.Redact(text) })
		})
	}
}

// BenchmarkScriptsHostile redacts texts made to be slow, of a quarter of a megabyte and of a whole one.
func BenchmarkScriptsHostile(b *testing.B) {
	d := NewDictionary([]Known{{Kind: Person, Text: strings.Repeat("ד", 40) + "ה", Pseudonym: "P01"}, {Kind: Person, Text: strings.Repeat("さ", 40) + "の", Pseudonym: "P02"}, {Kind: Person, Text: "민수", Pseudonym: "P03"}, {Kind: Person, Text: "דנה", Pseudonym: "P04"}}, nil)
	for _, part := range []string{"ד", "さ", "민수", "דנה", "คุณ", "王总", "株式会社", "שלום "} {
		for _, size := range []int{250_000, 1_000_000} {
			text := strings.Repeat(part, size/len(part))
			b.Run(part+"/"+strconv.Itoa(size), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				onProcessor(b, len(text), func() { d.Redact(text) })
			})
		}
	}
}
