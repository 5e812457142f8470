package views

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
)

// freshPassage goes to the first sentence without a code and says how many codings there were.
func freshPassage(t *testing.T, r *room, v *Coding) int {
	t.Helper()
	r.typed("j")
	if _, _, selected := v.text.Selection(); !selected || len(v.passage.on) != 0 {
		t.Fatalf("J does not go to an uncoded passage: %+v", v.passage)
	}
	return len(v.open.Codings)
}

func (v *Coding) inHand(t *testing.T) research.Coding {
	t.Helper()
	c, ok := v.placed[v.current]
	if !ok {
		t.Fatal("no coding in hand")
	}
	return c.Coding
}

// The whole act by keys: go to a passage, pick a code, say what it did, how much, about whom; it is stored
// before the next key, and the counts beside follow.
func TestCodeByKeyboard(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	n := freshPassage(t, r, v)
	code, _ := r.s.Book().ByRef("DIS-01")
	before := r.s.Index().Code(code.ID).Mentions
	r.typed("/")
	if v.picker == nil {
		t.Fatal("/ opens no picker")
	}
	r.typed("pace and")
	r.key(fyne.KeyReturn)
	if v.picker != nil || r.win.Canvas().Focused() != v.text.FocusTarget() {
		t.Fatal("after picking, the text has not the keyboard")
	}
	stored, err := r.s.Transcript(t.Context(), v.open.Interview.ID)
	if err != nil || len(stored.Codings) != n+1 {
		t.Fatalf("%d codings stored after %d, %v", len(stored.Codings), n, err)
	}
	if c := v.inHand(t); c.Code != code.ID || c.Coder != "RO" {
		t.Fatalf("in hand is %+v", c)
	}
	if now := r.s.Index().Code(code.ID).Mentions; now != before+1 {
		t.Errorf("%d mentions after %d", now, before)
	}
	for _, k := range []struct {
		keys string
		want research.Coding
	}{
		{"+3", research.Coding{Polarity: research.Helped, Weight: research.Decided, About: research.AboutUs}},
		{"a", research.Coding{Polarity: research.Helped, Weight: research.Decided, About: research.AboutRival}},
		{"A02", research.Coding{Polarity: research.Neutral, Weight: research.Contributed, About: research.AboutBuyer}},
		{"a−1", research.Coding{Polarity: research.Hurt, Weight: research.Mentioned, About: research.AboutUs}},
	} {
		r.typed(k.keys)
		if c := v.inHand(t); c.Polarity != k.want.Polarity || c.Weight != k.want.Weight || c.About != k.want.About {
			t.Errorf("after %q: %s, %s, about %s", k.keys, c.Polarity, c.Weight, c.About)
		}
	}
	if len(r.fails) > 0 {
		t.Error(r.fails)
	}
}

func TestRepeatRemoveAndUndo(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	n := freshPassage(t, r, v)
	r.typed(".")
	if len(v.open.Codings) != n || !strings.Contains(r.lastSaid(), "No code was used") {
		t.Fatalf("repeating nothing made %d of %d, said %q", len(v.open.Codings), n, r.lastSaid())
	}
	code, _ := r.s.Book().ByRef("DIS-01")
	v.apply(code.ID)
	r.typed("j.")
	if len(v.open.Codings) != n+2 || v.inHand(t).Code != code.ID {
		t.Fatalf("after J and . there are %d codings, %d before", len(v.open.Codings), n)
	}
	r.typed(".")
	if len(v.open.Codings) != n+2 {
		t.Error("the same code twice on one passage")
	}
	r.key(fyne.KeyDelete)
	if len(v.open.Codings) != n+1 {
		t.Fatalf("after Delete there are %d codings, want %d", len(v.open.Codings), n+1)
	}
	if _, err := r.s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(v.open.Codings) != n+2 {
		t.Errorf("undo brought back %d of %d", len(v.open.Codings), n+2)
	}
	if _, err := r.s.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(v.open.Codings) != n+1 {
		t.Errorf("redo left %d, want %d", len(v.open.Codings), n+1)
	}
}

// Every coding is visited once on the way round, also those that share a passage.
func TestWalkThroughCodings(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	for _, keys := range []string{"]", "n", "[", "P"} {
		seen := map[research.ID]bool{}
		for range v.open.Codings {
			r.typed(keys)
			seen[v.current] = true
			c := v.placed[v.current]
			if from, to, _ := v.text.Selection(); from != c.From || to != c.To {
				t.Fatalf("%s: %s is in hand, but its passage is not selected", keys, c.Code.Name)
			}
		}
		if len(seen) != len(v.open.Codings) {
			t.Errorf("%s visits %d of %d codings", keys, len(seen), len(v.open.Codings))
		}
	}
}

func TestReasonsByKeyboard(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	r.typed("]]]")
	code := v.placed[v.current].Code
	primary := func(k research.ReasonKind) string {
		row, _ := r.s.InterviewRow(v.open.Interview.ID)
		name, _ := reasonOf(r.s.Book(), row.Reasons[k])
		return name
	}
	r.typed("t")
	if got := primary(research.Told); got != code.Name {
		t.Errorf("T set told to %q, want %q", got, code.Name)
	}
	r.typed("d")
	if got := primary(research.DecidedReason); got != code.Name {
		t.Errorf("D set decided to %q, want %q", got, code.Name)
	}
	r.typed("b")
	if v.picker == nil {
		t.Fatal("B opens no picker")
	}
	r.typed("speed of first")
	r.key(fyne.KeyReturn)
	if got := primary(research.Believed); got != "Speed of first response" {
		t.Errorf("believed is %q", got)
	}
	if !v.strip.Tap("clear:recorded") || primary(research.Recorded) != "" {
		t.Errorf("the cross left recorded at %q", primary(research.Recorded))
	}
	r.key(fyne.KeyEscape, fyne.KeyEnd)
	r.typed("r")
	r.key(fyne.KeyEscape)
	if v.picker != nil || r.win.Canvas().Focused() != v.text.FocusTarget() {
		t.Error("Escape does not leave the picker")
	}
}

func TestFindInTranscript(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	v.Find()
	r.typed("corvina")
	if len(v.finder.places) < 2 {
		t.Fatalf("found %d places", len(v.finder.places))
	}
	r.key(fyne.KeyReturn)
	if v.finder.at != 1 {
		t.Errorf("Enter went to %d", v.finder.at)
	}
	r.shoot("coding-find")
	r.key(fyne.KeyEscape)
	if v.finder.content.Visible() || r.win.Canvas().Focused() != v.text.FocusTarget() {
		t.Error("Escape does not close the finder")
	}
	places := v.finder.places
	selected := func(i int, after string) {
		t.Helper()
		if from, to, ok := v.text.Selection(); !ok || from != places[i].From || to != places[i].To {
			t.Errorf("%s: selected is %v to %v, not place %d", after, from, to, i)
		}
	}
	selected(1, "Escape")
	r.key(fyne.KeyF3)
	selected(2%len(places), "F3")
	v.finder.step(-1)
	selected(1, "Shift F3")
	v.text.ScrollTo(research.Anchor{Turn: v.open.Turns[len(v.open.Turns)-1].ID})
	v.Find()
	r.typed("the")
	if v.finder.field.Text != "the" {
		t.Errorf("typed into words looked for before: %q", v.finder.field.Text)
	}
	if v.finder.at != v.text.MatchShown() || v.finder.at == 0 {
		t.Errorf("shown is match %d, said is %d", v.text.MatchShown(), v.finder.at)
	}
}

func TestSearchHitOpensAtItsWords(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	hits, err := r.s.SearchText(t.Context(), "flipchart", 5)
	if err != nil || len(hits) == 0 {
		t.Fatal(hits, err)
	}
	v.Show(hits[0])
	if got := strings.ToLower(v.text.SelectedText()); got != "flipchart" {
		t.Errorf("selected %q", got)
	}
	if v.open.Interview.ID != hits[0].Interview {
		t.Error("another interview is open")
	}
}

func TestMarkAsCodedAndNext(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	first := v.open.Interview.ID
	v.mark.Press()
	if row, _ := r.s.InterviewRow(first); !row.Interview.Coded || v.mark.Label != "Coded" {
		t.Errorf("coded=%v, the button says %q", row.Interview.Coded, v.mark.Label)
	}
	v.next.Press()
	if v.open.Interview.ID == first {
		t.Error("Next stays where it is")
	}
	r.typed("j")
	if len(v.open.Turns) == 0 || v.text.SelectedText() == "" {
		t.Error("the next interview cannot be coded at once")
	}
}

// With words selected, a click on a code puts it on them; without, it shows what the code is for.
func TestCodebookBesideTheText(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	v.text.ClearSelection()
	n := len(v.open.Codings)
	if !v.book.tree.Tap("code:TRG-02") || len(v.open.Codings) != n {
		t.Fatalf("a click without a selection coded something: %d after %d", len(v.open.Codings), n)
	}
	if c, _ := r.s.Book().Code(v.book.chosen); c.Ref != "TRG-02" {
		t.Errorf("the definition shown is of %s", c.Ref)
	}
	freshPassage(t, r, v)
	if !v.book.tree.Tap("code:TRG-02") || len(v.open.Codings) != n+1 {
		t.Errorf("a click with a selection left %d codings, %d before", len(v.open.Codings), n)
	}
}

func TestDockByMouse(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, fyne.NewSize(1600, 900))
	r.typed("]")
	id := v.current
	for _, key := range []string{"weight:" + string(id) + ":decided", "polarity:" + string(id) + ":neutral", "about:" + string(id) + ":rival"} {
		if !v.dock.rows.Tap(key) {
			t.Fatalf("no region %s among %v", key, v.dock.rows.Keys())
		}
	}
	if c := v.inHand(t); c.ID != id || c.Weight != research.Decided || c.Polarity != research.Neutral || c.About != research.AboutRival {
		t.Errorf("in hand is %+v", c)
	}
	n := len(v.open.Codings)
	if !v.dock.rows.Tap("remove:"+string(id)) || len(v.open.Codings) != n-1 {
		t.Errorf("the cross left %d of %d", len(v.open.Codings), n)
	}
}

// In a narrow window the dock shows whom a coding is about in one word, and its code by its whole name before that in three.
func TestDockInANarrowWindow(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, fyne.NewSize(1180, 700))
	r.typed("]")
	about := func() (keys []string) {
		for _, k := range v.dock.rows.Keys() {
			if strings.HasPrefix(k, "about:"+string(v.current)+":") {
				keys = append(keys, k)
			}
		}
		return keys
	}
	was := v.inHand(t).About
	if keys := about(); len(keys) != 1 || !v.dock.rows.Tap(keys[0]) {
		t.Fatalf("regions are %v", keys)
	}
	if c := v.inHand(t); c.About == was || len(about()) != 1 || strings.HasSuffix(about()[0], ":about "+aboutWords[slices.Index(abouts, was)]) {
		t.Errorf("about %v after %v, shown as %v", c.About, was, about())
	}
}

func TestCodingWithoutInterviews(t *testing.T) {
	var v *Coding
	r := newRoom(t, emptyStudy(t), theme.LightMode, bodySmall, func(h Host) View { v = NewCoding(h); return v }, nil)
	r.typed("j/.+3d")
	r.key(fyne.KeyReturn, fyne.KeyDelete, fyne.KeyEscape)
	if len(r.fails) > 0 {
		t.Error(r.fails)
	}
	r.shoot("coding-empty")
	if !v.empty.Tap("btn:Importimport") || len(r.went) != 1 || r.went[0] != "import" {
		t.Errorf("the button of the empty screen went to %v", r.went)
	}
}

func TestCodingInNarrowWindows(t *testing.T) {
	s := sampleStudy(t)
	var v *Coding
	r := newRoom(t, s, theme.LightMode, fyne.NewSize(720-theme.NavRail, 450), func(h Host) View { v = NewCoding(h); return v }, s.InterviewRows(session.InterviewFilter{})[0].Interview.ID)
	r.typed("]")
	r.shoot("coding-narrow")
	r.typed("/")
	r.shoot("coding-narrow-pick")
	if v.picker == nil {
		t.Error("no picker in a narrow window")
	}
}
