package store

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"openloop/research"
)

// bracketed is a found turn with its marks as brackets.
func bracketed(f FoundTurn) string {
	runes, at := []rune(f.Turn.Text), 0
	var b strings.Builder
	for _, m := range f.Marks {
		b.WriteString(string(runes[at:m[0]]) + "[" + string(runes[m[0]:m[1]]) + "]")
		at = m[1]
	}
	return b.String() + string(runes[at:])
}

func findTurns(tb testing.TB, s *Store, q TurnSearch) []string {
	tb.Helper()
	var got []string
	if err := s.FindTurns(tb.Context(), q, func(f FoundTurn) bool { got = append(got, bracketed(f)); return true }); err != nil {
		tb.Fatalf("%+v: %v", q, err)
	}
	return got
}

// Words, phrases and beginnings are found whatever accents, hyphens, apostrophes and scripts they are written in.
func TestFindTurns(t *testing.T) {
	s := MustOpen(t)
	talk(t, s, "The proposal came late.", "They proposed a follow-up in Zürich, naïvely; we don't.", "Angebot für Öl, größer als je.", "価格が高い。 提案は遅い", "Привет, Ёлка", "αβγ ΆΛΦΑ", "late proposal again")
	word := func(text string) SearchTerm { return SearchTerm{Text: text} }
	begun := func(text string) SearchTerm { return SearchTerm{Text: text, Prefix: true} }
	for _, c := range []struct {
		terms []SearchTerm
		want  []string
	}{
		{[]SearchTerm{word("proposal")}, []string{"late [proposal] again", "The [proposal] came late."}},
		{[]SearchTerm{word("late"), word("PROPOSAL")}, []string{"[late] [proposal] again", "The [proposal] came [late]."}},
		{[]SearchTerm{word("late proposal")}, []string{"[late proposal] again"}},
		{[]SearchTerm{word("propos")}, nil},
		{[]SearchTerm{begun("propos")}, []string{"late [proposal] again", "They [proposed] a follow-up in Zürich, naïvely; we don't.", "The [proposal] came late."}},
		{[]SearchTerm{begun("the propos")}, []string{"[The proposal] came late."}},
		{[]SearchTerm{begun("p")}, []string{"late [proposal] again", "They [proposed] a follow-up in Zürich, naïvely; we don't.", "The [proposal] came late."}},
		{[]SearchTerm{word("late"), begun("p")}, []string{"[late] [proposal] again", "The [proposal] came [late]."}},
		{[]SearchTerm{word("follow-up")}, []string{"They proposed a [follow-up] in Zürich, naïvely; we don't."}},
		{[]SearchTerm{word("don't")}, []string{"They proposed a follow-up in Zürich, naïvely; we [don't]."}},
		{[]SearchTerm{word("don’t")}, []string{"They proposed a follow-up in Zürich, naïvely; we [don't]."}},
		{[]SearchTerm{begun("ZÜR")}, []string{"They proposed a follow-up in [Zürich], naïvely; we don't."}},
		{[]SearchTerm{begun("zur"), begun("naive")}, []string{"They proposed a follow-up in [Zürich], [naïvely]; we don't."}},
		{[]SearchTerm{word("ol")}, []string{"Angebot für [Öl], größer als je."}},
		{[]SearchTerm{begun("größ")}, []string{"Angebot für Öl, [größer] als je."}},
		{[]SearchTerm{begun("gro\u0308ß")}, []string{"Angebot für Öl, [größer] als je."}}, // a mark of its own
		{[]SearchTerm{word("ёлка")}, []string{"Привет, [Ёлка]"}},
		{[]SearchTerm{begun("άλφ")}, []string{"αβγ [ΆΛΦΑ]"}},
		{[]SearchTerm{begun("価格")}, []string{"[価格が高い]。 提案は遅い"}},
		{[]SearchTerm{begun("高い")}, nil}, // a run of these letters is one word to the index
		{[]SearchTerm{word("\"")}, nil},
		{[]SearchTerm{word("*"), word("")}, nil},
		{[]SearchTerm{word("late"), word("…")}, []string{"[late] proposal again", "The proposal came [late]."}},
		{[]SearchTerm{begun("zzz")}, nil},
		{nil, nil},
	} {
		got := findTurns(t, s, TurnSearch{Terms: c.terms})
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v finds %q, want %q", c.terms, got, c.want)
		}
	}
	if got := findTurns(t, s, TurnSearch{Terms: []SearchTerm{begun("p")}, Newest: 1}); len(got) != 1 {
		t.Errorf("one turn is %q", got)
	}
	talk(t, s, "A prop.", "Propping up.")
	if got := findTurns(t, s, TurnSearch{Terms: []SearchTerm{begun("prop")}, Newest: 2}); got[0] != "A [prop]." {
		t.Errorf("the whole word does not come first: %q", got)
	}
}

// Filters go together with words and alone; of a filter's values one must fit.
func TestFindTurnsFiltered(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	asked, answered := true, false
	other := research.Interview{ID: NewID(), Label: "P09", Outcome: research.Won}
	turn := research.Turn{ID: NewID(), Interview: other.ID, Stage: 4, Text: "They listened well."}
	MustEdit(t, s, "More", func(tx *Tx) error {
		if err := errors.Join(second(tx.PutInterview(other)), second(tx.PutTurn(turn))); err != nil {
			return err
		}
		vb, err := tx.PutVerbatim(research.Verbatim{Interview: other.ID, From: research.Anchor{Turn: turn.ID, Offset: 5}, To: research.Anchor{Turn: turn.ID, Offset: 13}})
		if err != nil {
			return err
		}
		return second(tx.PutCoding(research.Coding{Verbatim: vb, Code: v.codes[1].ID, Coder: "EF", Round: 1}))
	})
	const (
		question = "How did they listen?"
		answer   = "Well 👂 they did not.\nThe contract was late."
		legal    = "The legal terms took weeks."
		won      = "They listened well."
	)
	for _, c := range []struct {
		what string
		q    TurnSearch
		want []string
	}{
		{"lost", TurnSearch{Outcomes: []research.Outcome{research.Lost}}, []string{question, answer, legal}},
		{"won or lost", TurnSearch{Outcomes: []research.Outcome{research.Won, research.Lost}}, []string{won, question, answer, legal}},
		{"a wave", TurnSearch{Waves: []research.ID{v.wave.ID}}, []string{question, answer, legal}},
		{"asked", TurnSearch{Asked: &asked}, []string{question}},
		{"answered, lost", TurnSearch{Asked: &answered, Outcomes: []research.Outcome{research.Lost}}, []string{answer, legal}},
		// The turn has no stage: the code's counts.
		{"stage 4", TurnSearch{Stages: []int{4}}, []string{won, question, answer}},
		{"a code", TurnSearch{Codes: []research.ID{v.codes[1].ID}}, []string{"They [listened] well.", "Well 👂 [they did not].\nThe contract was late."}},
		{"a code by a coder", TurnSearch{Codes: []research.ID{v.codes[1].ID}, Coders: []string{"AB"}}, []string{"Well 👂 [they did not].\nThe contract was late."}},
		{"a coder", TurnSearch{Coders: []string{"EF"}}, []string{"They [listened] well."}},
		{"a coder of the second round", TurnSearch{Coders: []string{"CD"}}, nil},
		{"two codes", TurnSearch{Codes: []research.ID{v.codes[1].ID, v.codes[2].ID}}, []string{"They [listened] well.", "Well 👂 [they did not].\nThe contract was late."}},
		{"a code and a word", TurnSearch{Codes: []research.ID{v.codes[1].ID}, Terms: []SearchTerm{{Text: "they"}}}, []string{"[They] listened well.", "Well 👂 [they] did not.\nThe contract was late."}},
		{"a code, a coder and a word", TurnSearch{Codes: []research.ID{v.codes[1].ID}, Coders: []string{"AB"}, Terms: []SearchTerm{{Text: "they"}}}, []string{"Well 👂 [they] did not.\nThe contract was late."}},
		{"a coder and a word", TurnSearch{Coders: []string{"EF"}, Terms: []SearchTerm{{Text: "they"}}}, []string{"[They] listened well."}},
		{"an outcome and a beginning", TurnSearch{Outcomes: []research.Outcome{research.Lost}, Terms: []SearchTerm{{Text: "lis", Prefix: true}}}, []string{"How did they [listen]?"}},
		{"a stage and a word", TurnSearch{Stages: []int{7}, Terms: []SearchTerm{{Text: "the"}}}, []string{"[The] legal terms took weeks."}},
		{"nothing fits", TurnSearch{Outcomes: []research.Outcome{research.Churned}, Terms: []SearchTerm{{Text: "the"}}}, nil},
		{"no code such", TurnSearch{Codes: []research.ID{"x"}, Terms: []SearchTerm{{Text: "the"}}}, nil},
	} {
		if got := findTurns(t, s, c.q); !slices.Equal(got, c.want) {
			t.Errorf("%s finds %q, want %q", c.what, got, c.want)
		}
	}
}

// Over random words with random accents a search finds what a plain look at every turn finds.
func TestFindTurnsLikeALook(t *testing.T) {
	s := MustOpen(t)
	rnd := rand.New(rand.NewPCG(11, 4))
	words := strings.Fields("a an and Ärger arg argue zu Zürich zur été eta naïf nail 3 30 don't do-it O'Neill pre press price Preis Größe gross")
	say := func(n int) string {
		var out []string
		for range n {
			out = append(out, words[rnd.IntN(len(words))])
		}
		return strings.Join(out, []string{" ", ", ", " – "}[rnd.IntN(3)])
	}
	var texts []string
	for range 300 {
		texts = append(texts, say(1+rnd.IntN(9)))
	}
	talk(t, s, texts...)
	plain := func(text string) []string {
		var out []string
		for _, w := range wordsOf(text) {
			out = append(out, strings.Map(func(r rune) rune {
				if unicode.Is(unicode.Mn, r) {
					return -1
				}
				return unicode.ToLower(r)
			}, norm.NFD.String(w)))
		}
		return out
	}
	holds := func(text string, q SearchTerm) bool {
		in, want := plain(text), plain(q.Text)
		for i := 0; i+len(want) <= len(in); i++ {
			ok := true
			for k, w := range want {
				ok = ok && (in[i+k] == w || q.Prefix && k == len(want)-1 && strings.HasPrefix(in[i+k], w))
			}
			if ok {
				return true
			}
		}
		return false
	}
	for range 400 {
		var q TurnSearch
		for range 1 + rnd.IntN(3) {
			term := SearchTerm{Text: say(1 + rnd.IntN(2)), Prefix: rnd.IntN(2) == 0}
			if cut := []rune(term.Text); term.Prefix && len(cut) > 1 && unicode.IsLetter(cut[len(cut)-2]) {
				term.Text = string(cut[:len(cut)-1])
			}
			q.Terms = append(q.Terms, term)
		}
		var want []string
		for _, text := range texts {
			if !slices.ContainsFunc(q.Terms, func(term SearchTerm) bool { return !holds(text, term) }) {
				want = append(want, text)
			}
		}
		var got []string
		if err := s.FindTurns(t.Context(), q, func(f FoundTurn) bool { got = append(got, f.Turn.Text); return true }); err != nil {
			t.Fatal(err)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("%+v finds %d turns, want %d", q.Terms, len(got), len(want))
		}
	}
}

// More words begin alike than are looked up one by one: the rest are found as well.
func TestFindTurnsOfManyWords(t *testing.T) {
	s := MustOpen(t)
	var texts []string
	for i := range 2 * manyWords {
		texts = append(texts, "x"+string(rune('a'+i%26))+string(rune('a'+i/26))+" end")
	}
	talk(t, s, texts...)
	if got := findTurns(t, s, TurnSearch{Terms: []SearchTerm{{Text: "x", Prefix: true}, {Text: "end"}}}); len(got) != len(texts) {
		t.Errorf("%d turns, want %d", len(got), len(texts))
	}
}

// Whatever is typed is no error, and a search that is cancelled says so and nothing else.
func TestFindTurnsNeverFails(t *testing.T) {
	s := MustOpen(t)
	talk(t, s, "The proposal came late.")
	signs := []rune("\"'*-+:^(){}[]~.,;!?%_\\/|&#@<>=\x00\x01\x02\uffff ANDORNTea\u0301ß価\U0001F442\u200d")
	rnd := rand.New(rand.NewPCG(5, 5))
	for range 2000 {
		q := make([]rune, rnd.IntN(12))
		for i := range q {
			q[i] = signs[rnd.IntN(len(signs))]
		}
		term := SearchTerm{Text: string(q), Prefix: rnd.IntN(2) == 0}
		if err := s.FindTurns(t.Context(), TurnSearch{Terms: []SearchTerm{term}}, func(FoundTurn) bool { return true }); err != nil {
			t.Fatalf("%q: %v", term.Text, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.FindTurns(ctx, TurnSearch{Terms: []SearchTerm{{Text: "late"}}}, func(FoundTurn) bool { return true }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, it says %v", err)
	}
}
