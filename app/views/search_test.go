package views

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
)

// searching is the Search screen of the sample study. Answers wait in a queue until heard takes them in, as
// they wait for the window's goroutine.
type searching struct {
	*room
	v  *Search
	mu sync.Mutex
	q  []func()
}

func searchRoom(t *testing.T, mode theme.Mode, size fyne.Size) *searching {
	t.Helper()
	s := &searching{}
	s.room = newRoom(t, sampleStudy(t), mode, size, func(h Host) View {
		s.v = NewSearch(h)
		s.v.deliver = func(f func()) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.q = append(s.q, f)
		}
		return s.v
	}, "coding")
	t.Cleanup(s.v.searcher.Close)
	return s
}

// until takes answers in until something is so.
func (s *searching) until(what string, so func() bool) {
	s.t.Helper()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(time.Millisecond) {
		s.mu.Lock()
		list := s.q
		s.q = nil
		s.mu.Unlock()
		for _, f := range list {
			f()
		}
		if so() {
			return
		}
		if time.Now().After(end) {
			s.t.Fatalf("never: %s", what)
		}
	}
}

func (s *searching) find(text string) {
	s.t.Helper()
	s.v.field.SetText(text)
	s.until("found "+text, func() bool { return s.v.asked == text && s.v.found.Final })
}

func press(v *Search, k fyne.KeyName) { v.rows.TypedKey(&fyne.KeyEvent{Name: k}) }

// Words are found, hits are checked one by one, and all that stay checked are coded as one step, by keyboard alone.
func TestSearchAndCodeByKeyboard(t *testing.T) {
	s := searchRoom(t, theme.LightMode, usual)
	v := s.v
	s.find("price outcome:lost")
	n := len(v.found.Hits)
	if n < 5 || v.rows.Count() != n {
		t.Fatalf("%d passages, %d rows", n, v.rows.Count())
	}
	for _, h := range v.found.Hits {
		if h.Outcome != research.Lost || len(h.Marks) == 0 {
			t.Fatalf("%s is %s with %d marks", h.Label, h.Outcome, len(h.Marks))
		}
	}
	if v.pickers[0].Value() != "Lost" {
		t.Errorf("the filter shows %q", v.pickers[0].Value())
	}
	if !v.fieldKey(&fyne.KeyEvent{Name: fyne.KeyDown}) || !v.rows.Focused() || v.rows.Chosen() != 0 {
		t.Fatal("Down does not go into the list")
	}
	press(v, fyne.KeySpace)
	press(v, fyne.KeyDown)
	press(v, fyne.KeySpace)
	press(v, fyne.KeySpace)
	if got := len(v.checked()); got != n-1 {
		t.Fatalf("%d of %d are checked, want all but one", got, n)
	}
	first := v.found.Hits[0]
	v.rows.TypedRune('c')
	if v.unpick == nil {
		t.Fatal("C does not ask for a code")
	}
	code, _ := v.host.Session().Book().ByRef("EVA-02")
	v.unpick()
	v.code = code
	v.look()
	s.until("knows what is coded", func() bool { return len(v.already) == n })
	had := n - 1 - len(v.checked())
	v.rows.TypedRune('a') // one is unchecked: all are checked
	if got := len(v.checked()); got != n-had && got != n-had-1 {
		t.Errorf("A checks %d of %d", got, n-had)
	}
	v.rows.TypedRune('a')
	if got := len(v.checked()); got != 0 {
		t.Errorf("A again leaves %d checked", got)
	}
	v.rows.TypedRune('a')
	v.rows.Choose(0)
	press(v, fyne.KeySpace)
	want := len(v.checked())
	v.rows.TypedRune('p')
	s.until("searched again", func() bool { return v.found.Final && len(v.already) == n && len(v.checked()) == 0 })
	steps, err := v.host.Session().History(context.Background(), 1)
	if err != nil || steps[0].Name != "Apply code "+code.Name+" to "+howMany(want, "passage") {
		t.Errorf("the step is %q, %v", steps[0].Name, err)
	}
	placed, err := v.host.Session().Placed(context.Background(), first.Turn.Interview)
	if err != nil {
		t.Fatal(err)
	}
	from, to := first.Passage(session.UnitSentence)
	if slices.ContainsFunc(placed, func(p session.Placed) bool { return p.Code.ID == code.ID && p.From == from && p.To == to }) {
		t.Error("a passage that was not checked is coded")
	}
	if had < 0 || want < 3 {
		t.Errorf("%d were coded, %d had it", want, had)
	}
	if _, err := v.host.Session().Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	s.until("undone", func() bool { return v.found.Final && len(v.checked()) == want })
}

// A filter that is picked stands among the words, and Escape empties the field and then goes back.
func TestSearchFiltersAndGoesBack(t *testing.T) {
	s := searchRoom(t, theme.LightMode, usual)
	v := s.v
	s.find("price")
	all := len(v.found.Hits)
	v.pickers[4].Pick(1)
	if v.field.Text != "price is:answered " {
		t.Errorf("the field says %q", v.field.Text)
	}
	s.until("filtered", func() bool { return v.asked == v.field.Text && v.found.Final })
	if got := len(v.found.Hits); got == 0 || got > all {
		t.Errorf("%d of %d are answers", got, all)
	}
	if !v.clear.Tap("btn:Clear") || v.field.Text != "price " {
		t.Errorf("cleared, the field says %q", v.field.Text)
	}
	v.fieldKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if v.field.Text != "" || len(s.went) > 0 {
		t.Errorf("Escape leaves %q and goes to %q", v.field.Text, s.went)
	}
	v.fieldKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !slices.Equal(s.went, []string{"coding"}) {
		t.Errorf("Escape goes to %q", s.went)
	}
	s.find("price")
	v.rows.Focus()
	press(v, fyne.KeyReturn)
	if len(s.went) != 2 || s.went[1] != "coding" {
		t.Errorf("Enter goes to %q", s.went)
	}
}

// An answer to what is no longer asked changes nothing.
func TestSearchDropsLateAnswers(t *testing.T) {
	s := searchRoom(t, theme.LightMode, usual)
	v := s.v
	s.find("price")
	want := len(v.found.Hits)
	v.field.SetText("pro")
	v.field.SetText("price")
	s.until("asked again", func() bool { return v.found.Final && v.asked == "price" && len(v.found.Hits) == want })
	for _, h := range v.found.Hits {
		in := []rune(h.Turn.Text)
		if w := strings.ToLower(string(in[h.Marks[0][0]:h.Marks[0][1]])); !strings.HasPrefix(w, "pric") {
			t.Fatalf("found %q", w)
		}
	}
}

// The lines of the card hold all of the text, in order.
func TestLinesOfTurn(t *testing.T) {
	text := "One two three four five six seven.\n\nAnother line, äöü 👂 and " + strings.Repeat("x", 80) + " end."
	in, at := []rune(text), 0
	for _, l := range linesOf(text, 120) {
		if l[0] < at || strings.TrimSpace(string(in[at:l[0]])) != "" {
			t.Fatalf("left out %q before %v", string(in[at:max(at, l[0])]), l)
		}
		at = l[1]
	}
	if strings.TrimSpace(string(in[at:])) != "" {
		t.Errorf("left out %q", string(in[at:]))
	}
}

// The screen stands in any window, with anything typed.
func TestSearchDrawn(t *testing.T) {
	for name, c := range map[string]struct {
		mode theme.Mode
		size fyne.Size
	}{"search-light": {theme.LightMode, fyne.NewSize(1232, 872)}, "search-dark": {theme.DarkMode, fyne.NewSize(1232, 872)}, "search-low": {theme.LightMode, fyne.NewSize(1072, 692)}, "search-narrow": {theme.DarkMode, fyne.NewSize(780, 640)}} {
		s := searchRoom(t, c.mode, c.size)
		s.shoot(name + "-empty")
		s.find("価格 outcome:blue")
		s.shoot(name + "-notes")
		s.find("price outcome:lost")
		s.v.code, _ = s.v.host.Session().Book().ByRef("NEG-01")
		s.v.look()
		s.until("knows", func() bool { return len(s.v.already) > 0 })
		s.v.rows.Focus()
		s.v.rows.Choose(2)
		press(s.v, fyne.KeySpace)
		s.v.rows.Choose(1)
		s.shoot(name)
	}
}
