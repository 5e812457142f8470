package session

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"openloop/research"
	"openloop/research/store"
)

// lookFor is everything that a search finds in the end.
func lookFor(t *testing.T, s *Session, text string) SearchFound {
	t.Helper()
	f := s.NewSearcher()
	defer f.Close()
	var out SearchFound
	if err := f.Find(context.Background(), text, func(found SearchFound) { out = found }); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if !out.Final {
		t.Fatalf("%q: the last answer is not the final one", text)
	}
	return out
}

// sentencesFound are the passages, with the words found in brackets.
func sentencesFound(f SearchFound) []string {
	var out []string
	for _, h := range f.Hits {
		in, at := []rune(h.Turn.Text), h.From
		var b strings.Builder
		for _, m := range h.Marks {
			b.WriteString(string(in[at:m[0]]) + "[" + string(in[m[0]:m[1]]) + "]")
			at = m[1]
		}
		out = append(out, b.String()+string(in[at:h.To]))
	}
	return out
}

// searchable is a study of two interviews with a few codings.
func searchable(t *testing.T) *Session {
	t.Helper()
	s := newStudy(t)
	takeIn(t, s, interviewSheet(
		[]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "RO", "The price was high. They came late, and the price came later. Nobody asked for a date, e.g. Of the roll-out.", "We saw proof that was naïve."},
		[]string{"2", "Henk Vandersteen", "Polderman Logistiek", "no decision", "2026-03-02", "yes", "RO", "Prices were fine. The proof came late.", "None."}), false)
	takeIn(t, s, codingSheet(
		[]string{"1", "Q09", "The price was high", "NEG-01", "RO", "us", "hurt", "decided", ""},
		[]string{"2", "Q09", "The proof came late", "DIS-02", "KL", "us", "hurt", "mentioned", ""}), false)
	return s
}

func TestSearchSentences(t *testing.T) {
	s := searchable(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"price ", []string{"The [price] was high.", "They came late, and the [price] came later."}},
		{"price", []string{"The [price] was high.", "They came late, and the [price] came later.", "[Prices] were fine."}},
		{"pri*", []string{"[Prices] were fine.", "The [price] was high.", "They came late, and the [price] came later."}},
		{`"came late" `, []string{"The proof [came late].", "They [came late], and the price came later."}},
		{"late came ", []string{"The proof [came] [late].", "They [came] [late], and the price [came] later."}},
		{`“came la`, []string{"The proof [came late].", "They [came late], and the price [came later]."}},
		{"roll-out", []string{"Nobody asked for a date, e.g. Of the [roll-out]."}},
		{"NAIV", []string{"We saw proof that was [naïve]."}},
		{"price outcome:lost ", []string{"The [price] was high.", "They came late, and the [price] came later."}},
		{"pri outcome:no-decision ", nil}, // a space follows: no beginning
		{"pri* outcome:nodec", []string{"[Prices] were fine."}},
		{"code:neg-01", []string{"[The price was high]."}},
		{"code:NEG-01 late", []string{"They came [late], and the price came later."}}, // the turn has the code
		{"coder:kl", []string{"[The proof came late]."}},
		{"coder:KL proof ", []string{"The [proof] came late."}},
		{"code:DIS late ", []string{"The proof came [late]."}},
		{`is:asked price`, nil},
		{"", nil},
		{`"`, nil},
	} {
		got := sentencesFound(lookFor(t, s, c.text))
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q finds %q, want %q", c.text, got, c.want)
		}
	}
	// Whole words come before what only begins so, and the one that stands twice among others.
	if got := sentencesFound(lookFor(t, s, "price")); !strings.HasPrefix(got[len(got)-1], "[Prices]") {
		t.Errorf("ranked %q", got)
	}
}

// What is typed is understood, and what is not is said.
func TestReadSearch(t *testing.T) {
	s := searchable(t)
	wave := s.Waves()[0]
	yes, no := true, false
	neg, _ := s.Book().ByRef("NEG-01")
	for _, c := range []struct {
		text string
		want store.TurnSearch
		note string
	}{
		{"two words ", store.TurnSearch{Terms: []store.SearchTerm{{Text: "two"}, {Text: "words"}}}, ""},
		{"two wor", store.TurnSearch{Terms: []store.SearchTerm{{Text: "two"}, {Text: "wor", Prefix: true}}}, ""},
		{"pr* x ", store.TurnSearch{Terms: []store.SearchTerm{{Text: "pr", Prefix: true}, {Text: "x"}}}, ""},
		{`"a phrase" "open one`, store.TurnSearch{Terms: []store.SearchTerm{{Text: "a phrase"}, {Text: "open one", Prefix: true}}}, ""},
		{`outcome:"no decision" `, store.TurnSearch{Outcomes: []research.Outcome{research.NoDecision}}, ""},
		{"OUTCOME:won outcome:lost ", store.TurnSearch{Outcomes: []research.Outcome{research.Won, research.Lost}}, ""},
		{"stage:4 coder:ro is:answered", store.TurnSearch{Stages: []int{4}, Coders: []string{"RO"}, Asked: &no}, ""},
		{"is:asked wave:" + wave.Name[:2], store.TurnSearch{Asked: &yes, Waves: []research.ID{wave.ID}}, ""},
		{"code:neg-01 ", store.TurnSearch{Codes: []research.ID{neg.ID}}, ""},
		{`code:"` + neg.Name + `"`, store.TurnSearch{Codes: []research.ID{neg.ID}}, ""},
		{"code: outcome:", store.TurnSearch{}, ""},
		{"outcome:blue ", store.TurnSearch{}, "“blue” is no outcome of this study, so it was passed over. There are won, lost, "},
		{"is:purple ", store.TurnSearch{}, "“purple” is no kind of turn of this study"},
		{"9:30 ", store.TurnSearch{Terms: []store.SearchTerm{{Text: "9:30"}}}, ""},
		{"* - … ", store.TurnSearch{}, ""},
		{"価格 ", store.TurnSearch{Terms: []store.SearchTerm{{Text: "価格", Prefix: true}}}, "Writing without spaces is found from the beginning"},
	} {
		got := s.ReadSearch(c.text)
		if fmt.Sprintf("%+v", plainly(got.TurnSearch)) != fmt.Sprintf("%+v", plainly(c.want)) || !strings.HasPrefix(strings.Join(got.Notes, " "), c.note) || c.note == "" && len(got.Notes) > 0 {
			t.Errorf("%q is read as %+v %q, want %+v", c.text, got.TurnSearch, got.Notes, c.want)
		}
	}
	if got := s.ReadSearch("code:NEG "); len(got.Codes) < 3 {
		t.Errorf("the beginning of references means %d codes", len(got.Codes))
	}
}

// plainly shows what a pointer points to.
func plainly(q store.TurnSearch) []any {
	asked := "any"
	if q.Asked != nil {
		asked = fmt.Sprint(*q.Asked)
	}
	return []any{q.Terms, q.Outcomes, q.Waves, q.Stages, q.Coders, q.Codes, asked}
}

// A filter picked with the keyboard stands among the words that were typed.
func TestWithFilter(t *testing.T) {
	for _, c := range [][4]string{
		{"price", "outcome", "lost", "price outcome:lost "},
		{"price outcome:won \"came late\"", "outcome", "no decision", "price \"came late\" outcome:\"no decision\" "},
		{"outcome:won price", "outcome", "", "price "},
		{"outcome:won", "outcome", "", ""},
		{`wave:"2026 H1" x*`, "stage", "4", `wave:"2026 H1" x* stage:4 `},
	} {
		if got := WithFilter(c[0], c[1], c[2]); got != c[3] {
			t.Errorf("%q with %s %q is %q, want %q", c[0], c[1], c[2], got, c[3])
		}
	}
}

// Hits are coded as one step; those that this coder has coded so are passed over, and undo takes all back.
func TestCodeHits(t *testing.T) {
	s := searchable(t)
	ctx := context.Background()
	neg, _ := s.Book().ByRef("NEG-01")
	before := tables(t, s.Path())
	hits := lookFor(t, s, "price*").Hits
	already, err := s.AlreadyCoded(ctx, hits, UnitSentence, neg.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range hits {
		if want := strings.HasPrefix(h.Turn.Text[h.From:], "The price was high"); already[i] != want {
			t.Errorf("%q is already coded: %v", h.Turn.Text[h.From:h.To], already[i])
		}
	}
	did, err := s.CodeHits(ctx, hits, UnitSentence, neg.ID, nil)
	if err != nil || did != (CodedHits{Applied: 2, Already: 1}) {
		t.Fatalf("did %+v, %v", did, err)
	}
	if name, _ := s.CanUndo(); name != "Apply code "+neg.Name+" to 2 passages" {
		t.Errorf("the step is called %q", name)
	}
	checkWords(t, s)
	var words []string
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		placed, err := s.Placed(ctx, r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		turns, _ := s.store.Turns(ctx, r.Interview.ID)
		for _, p := range placed {
			if p.Code.ID == neg.ID {
				words = append(words, r.Interview.Label+" "+Quote(turns, p.From, p.To)+" "+p.Polarity.String()+" "+p.Coder)
			}
		}
	}
	if want := []string{"P01 The price was high hurt RO", "P01 They came late, and the price came later. hurt RO", "P02 Prices were fine. hurt RO"}; !slices.Equal(words, want) {
		t.Errorf("coded is %q, want %q", words, want)
	}
	if again, err := s.CodeHits(ctx, hits, UnitSentence, neg.ID, nil); err != nil || again != (CodedHits{Already: 3}) {
		t.Errorf("again did %+v, %v", again, err)
	}
	s.SetCoder("KL") // has coded none of them
	if other, err := s.CodeHits(ctx, hits[:1], UnitWords, neg.ID, nil); err != nil || other != (CodedHits{Applied: 1}) {
		t.Errorf("another coder did %+v, %v", other, err)
	}
	if name, _ := s.CanUndo(); name != "Apply code "+neg.Name+" to 1 passage" {
		t.Errorf("the step is called %q", name)
	}
	for range 2 {
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "undone", tables(t, s.Path()), before)
	// Three sentences of two turns are two turns.
	if whole, err := s.CodeHits(ctx, hits, UnitTurn, neg.ID, nil); err != nil || whole.Applied != 2 {
		t.Errorf("turns: %+v, %v", whole, err)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	_, err = s.store.Edit(ctx, "Change", func(tx *store.Tx) error {
		turn := hits[0].Turn
		turn.Text = "x" + turn.Text
		return second(tx.PutTurn(turn))
	})
	if err != nil {
		t.Fatal(err)
	}
	if late, err := s.CodeHits(ctx, hits[:1], UnitSentence, neg.ID, nil); err != nil || late != (CodedHits{Changed: 1}) {
		t.Errorf("after a change of the text: %+v, %v", late, err)
	}
	_, err = s.CodeHits(ctx, hits, UnitSentence, "x", nil)
	wantKind(t, err, research.NotFound)
}

// Each question ends the one before it: whoever types fast hears the last one's answer only.
func TestAskEndsTheQuestionBefore(t *testing.T) {
	s := openSample(t)
	f := s.NewSearcher()
	defer f.Close()
	var mu sync.Mutex
	var heard []string
	done := make(chan bool)
	words := []string{"p", "pr", "pri", "pric", "price"}
	for i, w := range words {
		f.Ask(w, func(found SearchFound, err error) {
			mu.Lock()
			defer mu.Unlock()
			if heard = append(heard, w); err != nil {
				t.Error(err)
			}
			if i == len(words)-1 && found.Final {
				close(done)
			}
		})
	}
	select {
	case <-done:
	case <-time.After(30 * time.Second):
		t.Fatal("no answer")
	}
	mu.Lock()
	defer mu.Unlock()
	last := slices.Index(heard, "price")
	if last < 0 || slices.ContainsFunc(heard[last:], func(w string) bool { return w != "price" }) {
		t.Errorf("heard answers to %q", heard)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := f.Find(ctx, "price", func(SearchFound) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, it says %v", err)
	}
}

// Whatever is typed is no error, and a thousand searches leave no more behind than one.
func TestSearchNeverFailsAndLeavesNothing(t *testing.T) {
	s := openSample(t)
	f := s.NewSearcher()
	defer f.Close()
	rnd := rand.New(rand.NewPCG(8, 8))
	parts := []string{"price", "pr", `"`, "“came", "code:", "code:dis", "outcome:lo", "stage:", "stage:4", "is:a", "*", "-", "'", "don't", "価格", "ß", "é", "is:answered", "coder:RO", "AND", "NEAR(", "x:y", "\x00", "the", "we"}
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	var base uint64
	for i := range 1000 {
		if i == 100 {
			base = heap()
		}
		var q []string
		for range rnd.IntN(4) {
			q = append(q, parts[rnd.IntN(len(parts))])
		}
		text := strings.Join(q, " ")
		if err := f.Find(context.Background(), text, func(SearchFound) {}); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	}
	if now := heap(); now > base+4<<20 {
		t.Errorf("the heap grew from %d to %d KB", base>>10, now>>10)
	}
}

func TestSentencesOf(t *testing.T) {
	for text, want := range map[string][]string{
		"One. Two! Three?":                      {"One.", "Two!", "Three?"},
		"Nobody asked Dr. Weber. He left.":      {"Nobody asked Dr. Weber.", "He left."},
		"  Ärger in Zürich.\nNo stop here ":     {"Ärger in Zürich.", "No stop here"},
		"":                                      nil,
		"価格が高い。提案は遅い。":                          {"価格が高い。", "提案は遅い。"},
		"Seen by Dr.\nThen nothing.":            {"Seen by Dr.", "Then nothing."},
		"It cost 3.5 million, e.g. Too much 👂.": {"It cost 3.5 million, e.g. Too much 👂."},
	} {
		var got []string
		for _, s := range sentencesOf(text) {
			got = append(got, string([]rune(text)[s[0]:s[1]]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is cut into %q, want %q", text, got, want)
		}
	}
}
