package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/views"
	"openloop/app/widgets"
	"openloop/research/store"
)

// shell is what stands around a view: navigation at the left, title line above, status line below.
type shell struct {
	app          *App
	content      *fyne.Container
	ground, head *widgets.Board
	nav          *widgets.Nav
	status       *widgets.StatusBar
	actions      *fyne.Container
	body         *fyne.Container
	card         *widgets.ProgressCard // of the job that runs, nil for none

	view   views.View
	bare   bool
	said   string
	saidAt time.Time
	saved  time.Time
}

// navItems are the screens in the order of their numbers: Ctrl 1 is the first.
var navItems = []widgets.NavItem{
	{Key: "overview", Label: "Overview", Icon: "overview"}, {Key: "interviews", Label: "Interviews", Icon: "interviews"}, {Key: "coding", Label: "Coding", Icon: "coding"},
	{Key: "codebook", Label: "Codebook", Icon: "codebook"}, {Key: "themes", Label: "Themes", Icon: "themes"}, {Key: "explore", Label: "Explore", Icon: "explore"},
	{Key: "quotes", Label: "Quotes", Icon: "quote"}, {Key: "report", Label: "Report", Icon: "report"},
	{Key: "anonymity", Label: "Anonymity", Icon: "shield"}, {Key: "settings", Label: "Settings", Icon: "settings", Foot: true},
}

// within is the screen of the navigation that a screen without an item of its own belongs to.
var within = map[string]string{"import": "interviews", "search": "interviews", "history": "overview", "notes": "coding", "review": "anonymity", "case": "report"}

func newShell(a *App) *shell {
	s := &shell{app: a}
	s.ground = widgets.NewBoard(func(p *widgets.Pen) { p.Rect(0, 0, p.W, p.H, p.Bg) })
	s.head = widgets.NewBoard(s.drawHead)
	s.nav = widgets.NewNav(slices.Clone(navItems), func(screen string) { a.Go(screen, nil) })
	s.nav.OnStudy = a.CloseStudy
	s.showKeys()
	s.status = widgets.NewStatusBar()
	s.status.OnRule = func() { a.Go("settings", nil) }
	s.status.OnCoder = s.status.OnRule
	s.status.OnUndo = a.Undo
	s.actions = container.NewWithoutLayout()
	s.body = container.NewStack()
	s.content = widgets.PlacedMin(fyne.NewSize(900, 560), s.layout, s.ground, s.body, s.nav, s.head, s.actions, s.status)
	return s
}

// showKeys has the navigation show the keys that lead to its screens now.
func (s *shell) showKeys() {
	for i, it := range s.nav.Items {
		s.nav.Items[i].Shortcut = s.app.keyOf("window." + it.Key)
	}
}

// layout places everything for a size of the window.
func (s *shell) layout(sz fyne.Size) {
	widgets.Put(s.ground, 0, 0, sz.Width, sz.Height)
	if s.bare {
		widgets.Put(s.body, 0, 0, sz.Width, sz.Height)
		return
	}
	nw := widgets.NavWidth(sz.Width)
	widgets.Put(s.nav, 0, 0, nw, sz.Height-theme.StatusHeight)
	widgets.Put(s.head, nw, 0, sz.Width-nw, theme.TitleHeight)
	widgets.Put(s.body, nw, theme.TitleHeight, sz.Width-nw, sz.Height-theme.TitleHeight-theme.StatusHeight)
	widgets.Put(s.status, 0, sz.Height-theme.StatusHeight, sz.Width, theme.StatusHeight)
	widgets.PutRight(sz.Width-theme.Margin, theme.TitleHeight/2, 8, s.actions.Objects...)
	widgets.Put(s.actions, 0, 0, 0, 0)
}

// leave lets go of the keyboard before another view comes up: what is no longer seen may not take keys.
func (s *shell) leave(v views.View) {
	if c := s.app.win.Canvas(); s.view != v && c.Overlays().Top() == nil {
		c.Unfocus()
	}
}

// show puts a view up.
func (s *shell) show(v views.View, screen string) {
	s.view, s.bare = v, screen == "home"
	for _, o := range []fyne.CanvasObject{s.nav, s.head, s.actions, s.status} {
		if s.bare {
			o.Hide()
		} else {
			o.Show()
		}
	}
	if of, ok := within[screen]; ok {
		screen = of
	}
	s.nav.Select(screen)
	content := v.Content()
	if h := v.MinHeight(); h > 0 {
		content = widgets.Tall(h, content)
	}
	s.body.Objects = []fyne.CanvasObject{content}
	s.body.Refresh()
	s.refresh()
}

// refresh lays everything around the view out again.
func (s *shell) refresh() {
	if s.view == nil {
		return
	}
	s.actions.Objects = s.view.Actions()
	s.layout(s.content.Size())
	s.ground.Refresh()
	s.status.Refresh()
	s.tell()
	s.actions.Refresh()
}

// changed follows a change of the study.
func (s *shell) changed(store.Change) {
	s.saved = time.Now()
	if time.Since(s.saidAt) > sayFor {
		s.said = ""
	}
	s.tell()
}

// sayFor is how long what was said stays at least: the change that it speaks of may arrive after it.
const sayFor = 2 * time.Second

func (s *shell) say(sentence string) {
	s.said, s.saidAt = sentence, time.Now()
	s.tell()
}

// tell brings navigation, title line and status line up to date with the study.
func (s *shell) tell() {
	s.app.follow()
	sess := s.app.session
	if sess == nil {
		return
	}
	heard, todo := sess.ToCode(s.app.wave)
	s.offerCoders(sess)
	s.nav.SetBadge("interviews", widgets.Number(heard))
	left := ""
	if todo > 0 {
		left = widgets.Number(todo) + " to do"
	}
	s.nav.SetBadge("coding", left)
	review := ""
	if n := sess.ToReview(context.Background()); n > 0 {
		review = fmt.Sprintf("%d to see", n)
	}
	s.nav.SetBadge("anonymity", review)
	wave := "All waves"
	for _, v := range sess.Waves() {
		if v.ID == s.app.wave {
			wave = "Wave " + v.Name
		}
	}
	s.nav.SetStudy(sess.Study().Title, wave)
	s.head.Refresh()
	s.status.Set(s.state(sess))
}

// state is what the status line says of a study.
func (s *shell) state(sess *session.Session) widgets.Status {
	st := sess.Study()
	w := widgets.Status{Said: s.said, Saved: "Everything saved", Coder: "Coding as " + sess.Coder(),
		Rule: fmt.Sprintf("Shown from %d interviews in %d organisations", st.MinInterviews, st.MinOrganisations)}
	switch {
	case sess.ReadOnly():
		w.Saved, w.ReadOnly = "Open for reading only", true
	case !s.saved.IsZero():
		w.Saved = "Saved " + s.saved.Format("15:04")
	}
	s.status.OnVault = nil
	w.Vault, _, w.VaultGone = views.VaultWords(sess)
	switch sess.Vault() {
	case session.VaultOpen:
		w.VaultOpen = true
		s.status.OnVault = func() { sess.LockVault(); s.tell() }
	default: // asks for the passphrase, or says what is wrong
		s.status.OnVault = func() { s.app.Unlock(func() {}) }
	}
	w.Undo, _ = sess.CanUndo()
	w.UndoKeys = s.app.keyOf("window.undo")
	return w
}

func (s *shell) drawHead(p *widgets.Pen) {
	if s.view == nil {
		return
	}
	title, sub := s.view.Head()
	end := p.W - theme.Margin
	for _, o := range s.actions.Objects {
		if o.Visible() {
			end -= o.MinSize().Width + 8
		}
	}
	x := float32(theme.Margin)
	x += p.LW(x, p.H/2, max(40, end-x), title, theme.Title, p.Ink) + 14
	if end-x > 60 {
		p.LW(x, p.H/2+2, end-x-12, sub, theme.Small, p.Mute)
	}
}

// cardAfter is how long a job may take before a card shows how far it is.
const cardAfter = 250 * time.Millisecond

// progress shows a running job over the window once it has taken a moment.
func (s *shell) progress(st session.JobState) {
	if !st.Running {
		if s.card != nil {
			s.card.Hide()
			s.card = nil
		}
		return
	}
	if s.card == nil {
		card := widgets.NewProgressCard(st.Title, s.app.jobs.Cancel)
		s.card = card
		time.AfterFunc(cardAfter, func() { fyne.Do(func() { s.showCard(card) }) })
	}
	s.card.Update(st.Doing, st.Done, st.Total)
}

// showCard shows the card of a job that still runs; under the hiding screen it waits.
func (s *shell) showCard(card *widgets.ProgressCard) {
	if s.card == card && card != nil && s.app.hidden == nil {
		st := s.app.jobs.State()
		card.Update(st.Doing, st.Done, st.Total)
		card.ShowModal(s.app.win.Canvas())
	}
}
