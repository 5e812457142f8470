package views

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// Settings is what holds for this study (who it is for, how many must stand behind a figure, which names
// may be said) and for this computer (how it looks, who codes).
type Settings struct {
	base
	board   *widgets.Board
	coder   *widgets.Field
	title   *widgets.Field
	name    *widgets.Field
	list    *widgets.Board // of the names that may be said
	scroll  *container.Scroll
	objects []fyne.CanvasObject
	layout  *fyne.Container
	kind    int
	names   []research.Name
	issued  []store.Export
}

var nameKinds = []struct {
	kind research.NameKind
	word string
}{{research.CompetitorName, "Competitor"}, {research.ClientName, "Client"}, {research.ProductName, "Product"}, {research.CommonWord, "Word, no name"}}

// NewSettings is the Settings screen.
func NewSettings(h Host) *Settings {
	v := &Settings{base: base{h}}
	v.board = widgets.NewBoard(v.draw)
	var coder, title, name fyne.CanvasObject
	v.coder, coder = widgets.NewField("Initials", "person", "", false)
	v.title, title = widgets.NewField("Title of the study", "", "", false)
	v.name, name = widgets.NewField("A name that may be said", "plus", "", false)
	v.coder.OnSubmitted = func(s string) { v.setCoder(s) }
	v.title.OnSubmitted = func(s string) { v.saveStudy(func(st *research.Study) { st.Title = strings.TrimSpace(s) }) }
	v.name.OnSubmitted = func(string) { v.addName() }
	v.list = widgets.NewBoard(v.drawNameList)
	v.list.Min = func() fyne.Size { return fyne.NewSize(200, nameLine*float32(len(v.names))) }
	v.scroll = container.NewVScroll(v.list)
	v.objects = []fyne.CanvasObject{coder, title, name, v.scroll}
	v.layout = widgets.Placed(v.place, append([]fyne.CanvasObject{v.board}, v.objects...)...)
	h.Session().OnSuggestions(func() { fyne.Do(v.board.Refresh) })
	return v
}

// Content is the whole screen.
func (v *Settings) Content() fyne.CanvasObject { return v.layout }

// Head is the title.
func (v *Settings) Head() (string, string) { return "Settings", "Saved as you change them" }

// MinHeight keeps the cards apart in low windows.
func (v *Settings) MinHeight() float32 { return 640 }

// Show reads the study's settings anew.
func (v *Settings) Show(any) {
	v.coder.SetText(v.host.Session().Coder())
	v.title.SetText(v.host.Session().Study().Title)
	v.load()
}

// Changed reads them anew.
func (v *Settings) Changed(store.Change) { v.load() }

func (v *Settings) load() {
	ctx := context.Background()
	var err error
	if v.names, err = v.host.Session().Names(ctx); err != nil {
		v.host.Fail(err)
	}
	if v.issued, err = v.host.Session().Issued(ctx); err != nil {
		v.host.Fail(err)
	}
	v.board.Refresh()
	v.list.Refresh()
	v.scroll.Refresh()
}

func (v *Settings) setCoder(s string) {
	s = strings.ToUpper(strings.TrimSpace(s))
	if s == "" {
		return
	}
	v.host.Prefs().Coder = s
	v.host.Session().SetCoder(s)
	v.host.Fail(v.host.Prefs().Save())
	v.host.Say("Codings are now written by " + s + ".")
	v.host.Refresh()
}

// saveStudy changes the study's record, as one step that can be undone.
func (v *Settings) saveStudy(change func(*research.Study)) {
	st := v.host.Session().Study()
	change(&st)
	if err := v.host.Session().SaveStudy(context.Background(), st); err != nil {
		v.host.Fail(err)
		return
	}
	v.host.Refresh()
}

func (v *Settings) addName() {
	if err := v.host.Session().AddName(context.Background(), nameKinds[v.kind].kind, v.name.Text); err != nil {
		v.host.Fail(err)
		return
	}
	v.name.SetText("")
}

// card places the four cards: two by two.
func (v *Settings) card(s fyne.Size, i int) (x, y, w, h float32) {
	w = (s.Width - 2*theme.Margin - 16) / 2
	upper := min(340, (s.Height-theme.Margin-16)/2)
	if i < 2 {
		return theme.Margin + float32(i)*(w+16), 0, w, upper
	}
	h = min(560, s.Height-theme.Margin-16-upper)
	return theme.Margin + float32(i-2)*(w+16), upper + 16, w, h
}

func (v *Settings) place(s fyne.Size) {
	widgets.Put(v.board, 0, 0, s.Width, s.Height)
	x, y, w, _ := v.card(s, 0)
	widgets.Put(v.objects[1], x+140, y+48, w-160, 30)
	x, y, _, _ = v.card(s, 1)
	widgets.Put(v.objects[0], x+140, y+48, 120, 30)
	x, y, w, h := v.card(s, 2)
	widgets.Put(v.objects[2], x+20, y+h-50, w-40, 30)
	widgets.Put(v.scroll, x+1, y+nameHead, w-2, h-nameHead-nameFoot)
}

func (v *Settings) draw(p *widgets.Pen) {
	s := fyne.NewSize(p.W, p.H)
	v.drawStudy(p, s)
	v.drawComputer(p, s)
	v.drawNames(p, s)
	v.drawVault(p, s)
}

func (v *Settings) drawStudy(p *widgets.Pen, s fyne.Size) {
	x, y, w, h := v.card(s, 0)
	p.Card(x, y, w, h)
	p.L(x+20, y+26, "This study", theme.Head, p.Ink)
	st := v.host.Session().Study()
	p.L(x+20, y+63, "Title", theme.Body, p.Ink2)
	p.L(x+20, y+103, "Client", theme.Body, p.Ink2)
	p.LW(x+140, y+103, w-160, or(st.Client, "not named"), theme.Body, p.Ink)
	p.L(x+20, y+143, "Figures need", theme.Body, p.Ink2)
	opts := []string{"3", "4", "5", "6", "8", "10"}
	sel := -1
	for i, o := range opts {
		if o == fmt.Sprint(st.MinInterviews) {
			sel = i
		}
	}
	sw := p.Segmented(x+140, y+143, opts, sel, nil, "k:", func(i int) {
		var k int
		fmt.Sscan(opts[i], &k)
		v.saveStudy(func(st *research.Study) { st.MinInterviews = k })
	})
	p.LW(x+150+sw, y+143, w-sw-170, "interviews behind them", theme.Body, p.Ink2)
	ty := p.Para(x+20, y+166, w-40, fmt.Sprintf("No figure leaves that is about fewer interviews, or about fewer than %d organisations, or of which one organisation holds more than half. Groups are merged first; what still tells too much is hatched.", st.MinOrganisations), theme.Small, p.Mute)
	if ty+40 < y+h {
		p.L(x+20, ty+24, "Codebook", theme.Body, p.Ink2)
		book := 0
		if !st.ShortBook {
			book = 1
		}
		p.Segmented(x+140, ty+24, []string{"short", "full"}, book, nil, "book:", func(i int) { v.saveStudy(func(st *research.Study) { st.ShortBook = i == 0 }) })
	}
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (v *Settings) drawComputer(p *widgets.Pen, s fyne.Size) {
	x, y, w, h := v.card(s, 1)
	p.Card(x, y, w, h)
	p.L(x+20, y+26, "This computer", theme.Head, p.Ink)
	p.L(x+20, y+63, "Coding as", theme.Body, p.Ink2)
	p.L(x+272, y+63, "Enter keeps it", theme.Small, p.Mute)
	p.L(x+20, y+103, "Appearance", theme.Body, p.Ink2)
	modes := []theme.Mode{theme.System, theme.LightMode, theme.DarkMode}
	sel := 0
	for i, m := range modes {
		if string(m) == v.host.Prefs().Appearance {
			sel = i
		}
	}
	p.Segmented(x+140, y+103, []string{"as the system", "light", "dark"}, sel, nil, "mode:", func(i int) {
		v.host.Prefs().Appearance = string(modes[i])
		fyne.CurrentApp().Settings().SetTheme(theme.New(modes[i]))
		v.host.Fail(v.host.Prefs().Save())
		v.host.Refresh()
	})
	v.drawIdle(p, x, y+143)
	v.drawSuggests(p, x, y+183, w)
	p.Para(x+20, y+210, w-40, "Preferences and the list of recent studies are kept on this computer and hold nothing from within a study. "+WindowTable(v.host.Prefs()).pressed("window.hide")+" to hide the screen.", theme.Small, p.Mute)
}

func (v *Settings) drawVault(p *widgets.Pen, s fyne.Size) {
	x, y, w, h := v.card(s, 3)
	p.Card(x, y, w, h)
	p.L(x+20, y+26, "Anonymity", theme.Head, p.Ink)
	ty := p.Para(x+20, y+44, w-40, "The study file holds pseudonyms only. Who is who, and the texts as they came in, lie in the vault beside it, sealed with your passphrase; age and tar open it without this program.", theme.Body, p.Ink2) + 26
	ty = v.drawState(p, x, ty, w) + 26
	p.L(x+20, ty, "Packs issued", theme.Strong, p.Ink)
	ty += 26
	if len(v.issued) == 0 {
		p.L(x+20, ty, "None yet", theme.Body, p.Mute)
	}
	for _, e := range v.issued {
		if ty > y+h-16 {
			break
		}
		p.L(x+20, ty, e.UTC.Local().Format("2 January 2006 15:04"), theme.Small, p.Ink2)
		p.LW(x+190, ty, w-210, e.File, theme.Small, p.Mute)
		ty += 22
	}
}

// drawState says how the vault stands, offers what can be done to it, and answers where it ends.
func (v *Settings) drawState(p *widgets.Pen, x, y, w float32) float32 {
	s := v.host.Session()
	words, icon, doubt := VaultWords(s)
	ink := p.Ink2
	if doubt {
		ink = p.Warn
	} else if s.Vault() == session.VaultOpen {
		ink = p.Accent
	}
	p.Icon(x+28, y, 16, icon, ink)
	p.LW(x+46, y, w-230, words, theme.Body, p.Ink)
	right := p.ButtonR(x+w-20, y, "Vault", "down", widgets.Secondary, func() { v.openMenu(x+w-20, y+18) })
	switch s.Vault() {
	case session.VaultOpen:
		p.ButtonR(right, y, "Lock now", "lock", widgets.Quiet, func() { s.LockVault(); v.host.Refresh() })
	case session.VaultLocked:
		p.ButtonR(right, y, "Open it", "unlock", widgets.Quiet, func() { v.host.Unlock(func() { v.board.Refresh() }) })
	}
	if says := s.VaultSays(); says != "" {
		return p.Note(x+20, y+24, w-40, says, true)
	}
	return y + 16
}

// openMenu shows what can be done to the vault, its right edge at x.
func (v *Settings) openMenu(x, y float32) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.board)
	widgets.ShowMenu(v.host.Window().Canvas(), at.AddXY(x-220, y), VaultMenu(v.host))
}

// drawIdle is after how long the vault locks itself.
func (v *Settings) drawIdle(p *widgets.Pen, x, y float32) {
	p.L(x+20, y, "Vault locks after", theme.Body, p.Ink2)
	words, sel := make([]string, len(session.IdleChoices)), -1
	now := int(v.host.Prefs().Idle().Minutes())
	for i, n := range session.IdleChoices {
		if words[i] = fmt.Sprintf("%d min", n); n == 0 {
			words[i] = "never"
		}
		if n == now {
			sel = i
		}
	}
	p.Segmented(x+140, y, words, sel, nil, "idle:", func(i int) {
		v.host.Fail(v.host.Prefs().SetIdle(session.IdleChoices[i]))
		v.host.Session().LockAfter(v.host.Prefs().Idle())
		v.host.Refresh()
	})
}
