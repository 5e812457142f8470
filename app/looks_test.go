package app

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
	"openloop/research/store"
)

// Where OPENLOOP_SHOTS names a folder, every screen is drawn there as a person would see it, with long names and
// words in it: OPENLOOP_LOOKS chooses sizes ("1280x720,1440x900@2"), modes ("light,dark") and screens by name; "empty" takes a study without
// anything in it, "six" one of six interviews.
func TestLooks(t *testing.T) {
	dir := os.Getenv("OPENLOOP_SHOTS")
	if dir == "" || os.Getenv("OPENLOOP_LOOKS") == "" {
		t.Skip("OPENLOOP_SHOTS and OPENLOOP_LOOKS say what is to be drawn where")
	}
	want := strings.Split(os.Getenv("OPENLOOP_LOOKS"), ",")
	l := &looks{t: t, dir: dir}
	switch {
	case slices.Contains(want, "empty"):
		l.fresh("empty", 0)
	case slices.Contains(want, "six"):
		l.fresh("six", 6)
	default:
		l.tested = opened(t)
		l.furnish()
	}
	want = slices.DeleteFunc(want, func(w string) bool { return w == "empty" || w == "six" })
	for _, shot := range l.shots() {
		if !chosen(want, shot.name) {
			continue
		}
		for _, mode := range []theme.Mode{theme.LightMode, theme.DarkMode} {
			for _, size := range want {
				if slices.Contains(want, string(mode)) && strings.Contains(size, "x") && strings.ContainsAny(size, "0123456789") {
					l.draw(shot, mode, size)
				}
			}
		}
	}
}

// chosen says whether a screen is wanted: all are where none is named.
func chosen(want []string, name string) bool {
	named := false
	for _, w := range want {
		if w != "light" && w != "dark" && !strings.ContainsAny(w, "0123456789") {
			named = true
			if strings.HasPrefix(name, w) {
				return true
			}
		}
	}
	return !named
}

type looks struct {
	*tested
	t   *testing.T
	dir string

	study string // of another study than the sample the beginning of the pictures' names
}

// fresh is a study with some of the interviews of the sample in it, none of them coded by hand.
func (l *looks) fresh(name string, interviews int) {
	l.study = name + "-"
	l.tested = window(l.t)
	path := filepath.Join(l.t.TempDir(), name+session.StudyExt)
	s, err := session.New(context.Background(), path, session.Fresh{Client: "Tessell Systems", Passphrase: session.SamplePassphrase}, testOptions)
	l.must(err)
	l.must(s.Close())
	l.open(l.t, path)
	for i := range interviews {
		iv := research.Interview{Label: fmt.Sprintf("P%02d", i+1), Outcome: research.Outcomes()[i%2], Date: fmt.Sprintf("2026-03-%02d", i+1)}
		_, err := l.session.Store().Edit(context.Background(), "Six", func(tx *store.Tx) error {
			id, err := tx.PutInterview(iv)
			if err != nil {
				return err
			}
			_, err = tx.PutTurns([]research.Turn{{Interview: id, Text: "What made you look?", Asked: true, Speaker: "RO"}, {Interview: id, Text: "The old one kept failing on the days that mattered, and nobody answered the telephone.", Speaker: iv.Label}})
			return err
		})
		l.must(err)
	}
}

// look is a screen in some state.
type look struct {
	name string
	show func()
}

const (
	longWord = "Donaudampfschifffahrtsgesellschaftskapitänsanwärterprüfung"
	longName = "No reference from a company like theirs in their own industry"
)

func (l *looks) must(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
}

// furnish gives the study what makes screens burst: long names, five codings on one passage, a ladder, versions of the
// codebook, a second coder, passages to review, a note.
func (l *looks) furnish() {
	s, ctx := l.session, context.Background()
	_, err := s.KeepVersion(ctx, "Before the workshop with everybody who codes")
	l.must(err)
	codes := slices.DeleteFunc(slices.Clone(s.Book().Codes), func(c research.Code) bool { return c.Parent == "" || c.Retired })
	for i, name := range []string{longWord, longName} {
		codes[i].Name = name
		_, err := s.SaveCode(ctx, codes[i])
		l.must(err)
	}
	child, err := s.SaveCode(ctx, research.Code{Name: "A code below another code", Stage: codes[0].Stage, Short: true})
	l.must(err)
	l.must(s.MoveCode(ctx, child, codes[0].Stage, codes[0].ID))
	themes, err := s.Store().Themes(ctx)
	l.must(err)
	themes[0].Name = longName
	_, err = s.SaveTheme(ctx, themes[0])
	l.must(err)
	rows := s.InterviewRows(session.InterviewFilter{})
	iv := rows[0].Interview.ID
	tr, err := s.Transcript(ctx, iv)
	l.must(err)
	turn := tr.Turns[slices.IndexFunc(tr.Turns, func(t research.Turn) bool { return !t.Asked && len(t.Text) > 120 })]
	n := len([]rune(turn.Text))
	for i := range 5 {
		_, err := s.ApplyCode(ctx, iv, research.Anchor{Turn: turn.ID, Offset: 4 * i}, research.Anchor{Turn: turn.ID, Offset: n - 5*i}, codes[i].ID)
		l.must(err)
	}
	placed, err := s.Placed(ctx, iv)
	l.must(err)
	for _, p := range placed[:min(4, len(placed))] {
		if err := s.AddRung(ctx, iv, p.From, p.To); err != nil { // these words are a rung of the sample's own
			l.t.Log(err)
		}
	}
	l.must(s.SetPriceTest(ctx, iv, research.SameChoice, research.Anchor{}, research.Anchor{}))
	l.must(s.SetMemo(ctx, placed[0].ID, placed[0].Code.Name, "Ask once more whether a reference from Hungary would have done."))
	l.second(rows)
	l.doubt(rows)
	l.must(s.Unlock(session.SamplePassphrase))
}

// second has a second coder code some interviews, otherwise than the first.
func (l *looks) second(rows []session.InterviewRow) {
	s, ctx := l.session, context.Background()
	d, err := s.DrawSample(ctx, "CD", .2, 4711)
	l.must(err)
	l.must(s.Assign(ctx, d))
	for _, id := range d.Interviews[:4] {
		s.SetCoder("RO")
		first, err := s.Placed(ctx, id)
		l.must(err)
		s.SetCoder("CD")
		for i, p := range first {
			code := p.Coding.Code
			if i%3 == 0 {
				code = s.Book().Codes[(s.Book().Index(code)+1)%len(s.Book().Codes)].ID
			}
			_, err := s.ApplyCode(ctx, id, p.From, p.To, code)
			l.must(err)
		}
		l.must(s.FinishSecond(ctx, id))
	}
	s.SetCoder("RO")
}

// doubt puts what was only guessed to be a name into the queue.
func (l *looks) doubt(rows []session.InterviewRow) {
	ctx := context.Background()
	_, err := l.session.Store().Edit(ctx, "Doubt", func(tx *store.Tx) error {
		for _, r := range rows[:16] {
			masks, err := tx.Masks(ctx, r.Interview.ID)
			if err != nil {
				return err
			}
			for i := range masks {
				if masks[i].Pseudonym == "" {
					masks[i].State = research.MaskOpen
				}
			}
			if _, err := tx.PutMasks(masks); err != nil {
				return err
			}
		}
		return nil
	})
	l.must(err)
}

// types types letters where the keyboard is.
func (l *looks) types(s string) {
	for _, c := range s {
		if f := l.win.Canvas().Focused(); f != nil {
			f.TypedRune(c)
		} else {
			l.win.Canvas().OnTypedRune()(c)
		}
	}
}

// shots are the screens.
func (l *looks) shots() []look {
	iv := research.ID("")
	if rows := l.session.InterviewRows(session.InterviewFilter{}); len(rows) > 0 {
		iv = rows[0].Interview.ID
	}
	at := func(screen string, arg any, typed ...string) func() {
		return func() {
			l.Go(screen, arg)
			l.settle()
			for _, s := range typed {
				l.types(s)
				l.settle()
			}
		}
	}
	out := []look{
		{"home", func() { l.Go("home", nil) }},
		{"overview", at("overview", nil)}, {"interviews", at("interviews", nil)}, {"interviews-card", at("interviews", iv)},
		{"coding", at("coding", iv, "]", "]")}, {"coding-picker", at("coding", iv, "]", "/")}, {"coding-none", at("coding", nil)},
		{"codebook", at("codebook", nil)}, {"codebook-versions", at("codebook", nil, "v")}, {"codebook-merge", at("codebook", nil, "m")},
		{"codebook-new", at("codebook", nil, "n")}, {"codebook-guide", func() { l.Go("codebook", nil); l.settle(); l.tapWords("Interview guide") }},
		{"search-empty", at("search", "interviews")}, {"search", at("search", "interviews", "refer")},
		{"history", at("history", "overview")}, {"coders", at("coders", nil)}, {"coders-agreement", at("coders", nil, "a")},
		{"themes", at("themes", nil)}, {"themes-codes", at("themes", nil, "e")}, {"themes-edit", at("themes", nil, "e", "e")}, {"explore", at("explore", nil)}, {"explore-heat", at("explore", nil, "g")},
		{"notes", at("notes", "coding")}, {"case", at("case", "report")}, {"report-case", at("report", nil, "f")}, {"quotes", at("quotes", nil)}, {"quotes-stories", at("quotes", "stories")},
		{"review", at("review", nil)}, {"anonymity", at("anonymity", nil)}, {"anonymity-left", func() { at("anonymity", nil)(); press(l.tested, fyne.KeyRight) }},
		{"anonymity-wish", func() { at("anonymity", nil)(); press(l.tested, fyne.KeyRight); press(l.tested, fyne.KeyRight) }},
		{"settings", at("settings", nil)}, {"report", at("report", nil)}, {"import", at("import", nil)},
		{"keys", func() { at("coding", iv)(); l.help() }}, {"keys-interviews", func() { at("interviews", nil)(); l.help() }},
		{"dialog-new", func() { at("overview", nil)(); l.AskNew() }},
		{"dialog-fail", func() {
			at("overview", nil)()
			l.Fail(research.Problemf(research.Invalid, "Row 131 of crm-export-q3-%s.xlsx: “Open” is not an outcome. Choose one, or leave the row out.", longWord))
		}},
		{"dialog-about", func() { at("overview", nil)(); l.about() }},
		{"dialog-second", func() { at("coders", nil)(); l.types("g"); l.types("ef") }},
		{"hidden", func() { at("overview", nil)(); l.hide() }},
	}
	if book := filepath.Join(l.dir, "interviews.xlsx"); fileExists(book) {
		out = append(out, look{"import-plan", at("import", book)})
	}
	return out
}

func fileExists(path string) bool { _, err := os.Stat(path); return err == nil }

// tapWords clicks on words of the screen.
func (l *looks) tapWords(words string) {
	var find func(o fyne.CanvasObject) bool
	find = func(o fyne.CanvasObject) bool {
		var in []fyne.CanvasObject
		switch o := o.(type) {
		case *canvas.Text:
			if o.Text == words && o.Visible() {
				test.TapCanvas(l.win.Canvas(), fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(4, 4))
				return true
			}
		case *fyne.Container:
			in = o.Objects
		case fyne.Widget:
			in = test.WidgetRenderer(o).Objects()
		}
		return o.Visible() && slices.ContainsFunc(in, find)
	}
	find(l.win.Content())
}

// settle does what waits for the window until nothing has come for a while.
func (l *looks) settle() {
	quiet := time.Now()
	for time.Since(quiet) < 300*time.Millisecond {
		select {
		case f := <-l.queue:
			f()
			quiet = time.Now()
		case <-time.After(20 * time.Millisecond):
			if l.jobs.State().Running {
				quiet = time.Now()
			}
		}
	}
}

// draw draws one screen in one mode and size.
func (l *looks) draw(shot look, mode theme.Mode, size string) {
	var w, h int
	scale := float32(1)
	at, twice := strings.CutSuffix(size, "@2")
	if twice {
		scale = 2
	}
	fmt.Sscanf(at, "%dx%d", &w, &h)
	l.fyne.Settings().SetTheme(theme.New(mode))
	if c, ok := l.win.Canvas().(interface{ SetScale(float32) }); ok {
		c.SetScale(scale)
	}
	l.win.Resize(fyne.NewSize(float32(w), float32(h)))
	shot.show()
	l.settle()
	f, err := os.Create(filepath.Join(l.dir, l.study+shot.name+"-"+size+"-"+string(mode)+".png"))
	l.must(err)
	defer f.Close()
	l.must(png.Encode(f, l.win.Canvas().Capture()))
	if l.hidden != nil {
		l.hide()
	}
	for range 4 {
		if o := l.win.Canvas().Overlays().Top(); o != nil {
			l.win.Canvas().Overlays().Remove(o)
		}
	}
	l.win.Canvas().Unfocus()
}
