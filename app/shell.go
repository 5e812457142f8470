package app

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/views"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// shell is what stands around a view: navigation at the left, title line above, status line below. In
// windows narrower than theme.NavBreak the navigation is a rail of icons.
type shell struct {
	app                 *App
	content             *fyne.Container
	ground, nav, status *widgets.Board
	head                *widgets.Board
	actions             *fyne.Container
	body                *fyne.Container
	progressCard        *widgets.Board

	view   views.View
	screen string
	bare   bool
	said   string
	saidAt time.Time
	saved  time.Time
	badges map[string]string
	job    session.JobState
}

type navItem struct{ screen, label, icon string }

// navItems are the screens in the order of their numbers: Ctrl 1 is the first.
var navItems = []navItem{
	{"overview", "Overview", "overview"}, {"interviews", "Interviews", "interviews"}, {"coding", "Coding", "coding"},
	{"codebook", "Codebook", "codebook"}, {"themes", "Themes", "themes"}, {"quotes", "Quotes", "quote"}, {"report", "Report", "report"},
	{"anonymity", "Anonymity", "shield"}, {"settings", "Settings", "settings"},
}

// within is the screen of the navigation that a screen without an item of its own belongs to.
var within = map[string]string{"import": "interviews", "review": "anonymity"}

func newShell(a *App) *shell {
	s := &shell{app: a, badges: map[string]string{}}
	s.ground = widgets.NewBoard(func(p *widgets.Pen) { p.Rect(0, 0, p.W, p.H, p.Bg) })
	s.nav = widgets.NewBoard(s.drawNav)
	s.head = widgets.NewBoard(s.drawHead)
	s.status = widgets.NewBoard(s.drawStatus)
	s.progressCard = widgets.NewBoard(s.drawProgress)
	s.progressCard.Hide()
	s.actions = container.NewWithoutLayout()
	s.body = container.NewStack()
	s.content = widgets.PlacedMin(fyne.NewSize(900, 560), s.layout, s.ground, s.body, s.nav, s.head, s.actions, s.status, s.progressCard)
	return s
}

// layout places everything for a size of the window.
func (s *shell) layout(sz fyne.Size) {
	widgets.Put(s.ground, 0, 0, sz.Width, sz.Height)
	widgets.Put(s.progressCard, (sz.Width-460)/2, (sz.Height-150)/2, 460, 150)
	if s.bare {
		widgets.Put(s.body, 0, 0, sz.Width, sz.Height)
		return
	}
	nw := float32(theme.NavWidth)
	if sz.Width < theme.NavBreak {
		nw = theme.NavRail
	}
	widgets.Put(s.nav, 0, 0, nw, sz.Height-theme.StatusHeight)
	widgets.Put(s.head, nw, 0, sz.Width-nw, theme.TitleHeight)
	widgets.Put(s.body, nw, theme.TitleHeight, sz.Width-nw, sz.Height-theme.TitleHeight-theme.StatusHeight)
	widgets.Put(s.status, 0, sz.Height-theme.StatusHeight, sz.Width, theme.StatusHeight)
	x := sz.Width - theme.Margin
	list := s.actions.Objects
	for i := len(list) - 1; i >= 0; i-- {
		w := list[i].MinSize().Width
		x -= w
		widgets.Put(list[i], x, (theme.TitleHeight-theme.ControlHeight)/2, w, theme.ControlHeight)
		x -= 8
	}
	widgets.Put(s.actions, 0, 0, 0, 0)
}

// show puts a view up.
func (s *shell) show(v views.View, screen string) {
	s.view, s.screen, s.bare = v, screen, screen == "home"
	for _, o := range []fyne.CanvasObject{s.nav, s.head, s.actions, s.status} {
		if s.bare {
			o.Hide()
		} else {
			o.Show()
		}
	}
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
	s.count()
	s.layout(s.content.Size())
	for _, b := range []*widgets.Board{s.ground, s.nav, s.head, s.status} {
		b.Refresh()
	}
	s.actions.Refresh()
}

// count fills the numbers beside the navigation.
func (s *shell) count() {
	sess := s.app.session
	if sess == nil {
		return
	}
	heard, todo := sess.ToCode(s.app.wave)
	s.badges = map[string]string{"interviews": fmt.Sprint(heard)}
	if todo > 0 {
		s.badges["coding"] = fmt.Sprintf("%d to do", todo)
	}
}

// changed follows a change of the study.
func (s *shell) changed(store.Change) {
	s.saved = time.Now()
	if time.Since(s.saidAt) > sayFor {
		s.said = ""
	}
	s.count()
	s.nav.Refresh()
	s.head.Refresh()
	s.status.Refresh()
}

// sayFor is how long what was said stays at least: the change that it speaks of may arrive after it.
const sayFor = 2 * time.Second

func (s *shell) say(sentence string) {
	s.said, s.saidAt = sentence, time.Now()
	s.status.Refresh()
}

func (s *shell) drawHead(p *widgets.Pen) {
	if s.view == nil {
		return
	}
	title, sub := s.view.Head()
	x := float32(theme.Margin)
	x += p.L(x, p.H/2, title, theme.Title, p.Ink) + 14
	room := p.W - x - theme.Margin
	for _, o := range s.actions.Objects {
		room -= o.MinSize().Width + 8
	}
	if room > 40 {
		p.LW(x, p.H/2+2, room-8, sub, theme.Small, p.Mute)
	}
}

func (s *shell) drawNav(p *widgets.Pen) {
	if s.app.session == nil {
		return
	}
	rail := p.W < 100
	p.Rect(0, 0, p.W, p.H, p.Nav)
	p.VLine(p.W-1, 0, p.H, p.Line)
	s.drawSwitch(p, rail)
	y := float32(70)
	for i, it := range navItems {
		if it.screen == "settings" {
			y = max(y, p.H-48)
			p.HLine(16, y-8, p.W-32, p.Line)
		}
		s.drawItem(p, it, i+1, y, rail)
		y += 38
	}
}

// drawSwitch is the study's name and wave; it leads back to Home.
func (s *shell) drawSwitch(p *widgets.Pen, rail bool) {
	x, w := float32(12), p.W-24
	if rail {
		x, w = 10, 36
	}
	fill := p.Tokens.Card
	if p.Hover == "switch" {
		fill = p.Tokens.Hover
	}
	p.Box(x, 10, w, 44, 8, fill, p.Line)
	p.Mark(x+w/2*b2f(rail)+21*b2f(!rail), 32, 9)
	p.Hit("switch", x, 10, w, 44, s.app.CloseStudy)
	if rail {
		return
	}
	wave := "All waves"
	for _, v := range s.app.session.Waves() {
		if v.ID == s.app.wave {
			wave = "Wave " + v.Name
		}
	}
	p.LW(52, 24, p.W-96, s.app.session.Study().Title, theme.Strong, p.Ink)
	p.LW(52, 41, p.W-96, wave, theme.Caption, p.Mute)
	p.Icon(p.W-26, 32, 16, "up-down", p.Mute)
}

func b2f(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func (s *shell) drawItem(p *widgets.Pen, it navItem, number int, y float32, rail bool) {
	k := "nav:" + it.screen
	ink, ty := p.Ink2, theme.Body
	switch {
	case it.screen == s.screen || it.screen == within[s.screen]:
		p.Box(8, y, p.W-17, theme.NavHeight, 6, p.AccentSoft, nil)
		p.Box(8, y+8, 3, 18, 1.5, p.Accent, nil)
		ink, ty = p.Accent, theme.Strong
	case p.Hover == k:
		p.Box(8, y, p.W-17, theme.NavHeight, 6, p.Tokens.Card, nil)
	}
	p.Hit(k, 8, y, p.W-17, theme.NavHeight, func() { s.app.Go(it.screen, nil) })
	if rail {
		p.Icon(p.W/2, y+17, 20, it.icon, ink)
		return
	}
	p.Icon(29, y+17, 18, it.icon, ink)
	p.L(48, y+17, it.label, ty, ink)
	if p.Hover == k {
		p.R(p.W-18, y+17, fmt.Sprintf("Ctrl %d", number), theme.Caption, p.Mute)
	} else if b := s.badges[it.screen]; b != "" {
		p.R(p.W-20, y+17, b, theme.Caption, p.Mute)
	}
}

func (s *shell) drawStatus(p *widgets.Pen) {
	sess := s.app.session
	if sess == nil {
		return
	}
	p.Rect(0, 0, p.W, p.H, p.Nav)
	p.HLine(0, 0, p.W, p.Line)
	cy, x := p.H/2, float32(16)
	right := s.drawUndo(p, cy)
	item := func(icon, words, key string, fn func()) {
		w := widgets.Measure(words, theme.Caption).Width + 20
		if x+w+28 > right {
			return
		}
		p.Icon(x+7, cy, 14, icon, p.Ink2)
		p.L(x+20, cy, words, theme.Caption, p.Ink2)
		if fn != nil {
			p.Hit(key, x, 0, w, p.H, fn)
		}
		x += w + 14
		p.VLine(x, 8, p.H-15, p.LineStrong)
		x += 14
	}
	if s.said != "" {
		p.Icon(x+7, cy, 14, "check", p.Accent)
		p.LW(x+20, cy, right-x-40, s.said, theme.Caption, p.Ink)
		return
	}
	switch {
	case sess.ReadOnly():
		item("lock", "Open for reading only", "", nil)
	case s.saved.IsZero():
		item("check", "Everything saved", "", nil)
	default:
		item("check", "Saved "+s.saved.Format("15:04"), "", nil)
	}
	switch sess.Vault() {
	case session.VaultOpen:
		item("unlock", "Vault open", "vault", func() { sess.LockVault(); s.status.Refresh() })
	case session.VaultLocked:
		item("lock", "Vault locked", "vault", func() { s.app.Unlock(func() {}) })
	default:
		item("warn", "Vault not found beside the study", "", nil)
	}
	st := sess.Study()
	item("shield", fmt.Sprintf("Shown from %d interviews in %d organisations", st.MinInterviews, st.MinOrganisations), "rule", func() { s.app.Go("settings", nil) })
	item("person", "Coding as "+sess.Coder(), "coder", func() { s.app.Go("settings", nil) })
}

// drawUndo says what Ctrl Z would take back; it answers where it begins.
func (s *shell) drawUndo(p *widgets.Pen, cy float32) float32 {
	name, ok := s.app.session.CanUndo()
	if !ok {
		return p.W - 16
	}
	r := p.W - 16
	r -= p.R(r, cy, widgets.Ellipsis("Undo “"+name+"”", 320, theme.Caption), theme.Caption, p.Ink2) + 6
	k := p.R(r, cy, "Ctrl Z", theme.CaptionB, p.Mute)
	r -= k + 14
	p.Icon(r, cy, 14, "undo", p.Mute)
	p.Hit("undo", r-8, 0, p.W-r, p.H, s.app.Undo)
	return r - 12
}

// progress shows a running job over the window once it has taken a moment.
func (s *shell) progress(st session.JobState) {
	s.job = st
	switch {
	case !st.Running:
		s.progressCard.Hide()
	case time.Since(st.Started) > 250*time.Millisecond:
		s.progressCard.Show()
	default:
		time.AfterFunc(260*time.Millisecond, func() {
			fyne.Do(func() {
				if now := s.app.jobs.State(); now.Running {
					s.job = now
					s.progressCard.Show()
					s.progressCard.Refresh()
				}
			})
		})
	}
	s.progressCard.Refresh()
}

func (s *shell) drawProgress(p *widgets.Pen) {
	p.Box(-3, 0, p.W+6, p.H+6, 12, p.Shadow, nil)
	p.Box(0, 0, p.W, p.H, 10, p.Tokens.Card, p.LineStrong)
	p.L(24, 30, s.job.Title, theme.Head, p.Ink)
	p.LW(24, 58, p.W-48, s.job.Doing, theme.Small, p.Ink2)
	v := float32(0)
	if s.job.Total > 0 {
		v = float32(s.job.Done) / float32(s.job.Total)
	}
	p.Bar(24, 80, p.W-48, 6, min(v, 1), p.Accent)
	if left := timeLeft(s.job); left != "" {
		p.L(24, p.H-30, left, theme.Caption, p.Mute)
	}
	p.ButtonR(p.W-24, p.H-30, "Cancel", "", widgets.Secondary, s.app.jobs.Cancel)
}

// timeLeft says how fast a job goes and how long it will take.
func timeLeft(j session.JobState) string {
	took := time.Since(j.Started)
	if j.Done < 1 || j.Total < 1 || took < time.Second {
		return ""
	}
	rate := float64(j.Done) / took.Seconds()
	left := time.Duration(float64(j.Total-j.Done)/rate*1e9) * 1
	return fmt.Sprintf("%.0f a second, %s left", rate, left.Round(time.Second))
}

// unlockThen runs then when the vault is open, after asking for the passphrase where it is locked.
func (a *App) Unlock(then func()) {
	if a.session == nil {
		return
	}
	if a.session.Vault() == session.VaultOpen {
		then()
		return
	}
	if a.session.Vault() == session.VaultMissing {
		a.Fail(research.Problemf(research.NotFound, "There is no vault beside this study, so names cannot be recognised. Put the vault file into the study's folder and open the study again."))
		return
	}
	a.askPassphrase(then)
}

func (a *App) askPassphrase(then func()) {
	field, box := widgets.NewPassword("Passphrase of the vault")
	var wrong string
	note := widgets.NewBoard(func(p *widgets.Pen) {
		if wrong != "" {
			p.L(0, 12, wrong, theme.Small, p.LossInk)
		}
	})
	body := widgets.Placed(func(sz fyne.Size) {
		widgets.Put(box, 0, 0, sz.Width, 30)
		widgets.Put(note, 0, 36, sz.Width, 24)
	}, box, note)
	try := func() bool {
		pass := field.Text
		a.dialog.Close()
		a.Run("Opening the vault", func(context.Context, session.Progress) error { return a.session.Unlock(pass) }, func(err error) {
			a.shell.status.Refresh()
			if err != nil {
				a.Fail(err)
				return
			}
			then()
		})
		return false
	}
	a.dialog = widgets.ShowDialog(a.win.Canvas(), widgets.DialogSpec{Title: "Open the vault", Text: "Names stay sealed until you give the vault's passphrase. The study itself holds none.", Body: body, BodyH: 60,
		Confirm: "Open the vault", Cancel: "Cancel", OnConfirm: try, Focus: field})
	field.OnSubmitted = func(string) { try() }
}
