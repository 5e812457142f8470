package views

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// Home is what the window shows without a study: begin, open, try the sample, and what was open lately.
type Home struct {
	base
	board  *widgets.Board
	chosen int // of the recent studies, -1 for none
}

// NewHome is the Home screen.
func NewHome(h Host) *Home {
	v := &Home{base: base{h}, chosen: -1}
	v.board = widgets.NewBoard(v.draw)
	return v
}

// Content fills the window.
func (v *Home) Content() fyne.CanvasObject { return v.board }

// Show looks for the recent studies anew.
func (v *Home) Show(any) { v.board.Refresh() }

// Key goes through the recent studies.
func (v *Home) Key(e *fyne.KeyEvent) bool {
	n := len(v.host.Prefs().Recent)
	switch {
	case e.Name == fyne.KeyDown && n > 0:
		v.chosen = min(v.chosen+1, n-1)
	case e.Name == fyne.KeyUp && n > 0:
		v.chosen = max(v.chosen-1, 0)
	case (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && v.chosen >= 0 && v.chosen < n:
		v.host.Open(v.host.Prefs().Recent[v.chosen].Path)
		return true
	default:
		return false
	}
	v.board.Refresh()
	return true
}

const homeLeft = 440

func (v *Home) draw(p *widgets.Pen) {
	p.Rect(0, 0, p.W, p.H, p.Bg)
	lw := min(float32(homeLeft), p.W*.4)
	p.Rect(0, 0, lw, p.H, p.Nav)
	p.VLine(lw, 0, p.H, p.Line)
	x := min(float32(64), lw*.12)
	p.Mark(x+24, 122, 21)
	p.L(x, 186, "Openloop", theme.Type{Size: 32, Bold: true}, p.Ink)
	y := p.Para(x, 214, lw-2*x, "Find out why deals are really won and lost, and tell it so that nobody can be recognised.", theme.Read, p.Ink2) + 28
	keys := WindowTable(v.host.Prefs())
	for i, a := range []struct {
		icon, title, sub, key string
		do                    func()
	}{
		{"plus", "New study", "A codebook and guide to start from", keys.Words("window.new"), v.host.AskNew},
		{"folder", "Open a study", "An .openloop file", keys.Words("window.open"), v.host.AskOpen},
		{"play", "Try the sample", "60 interviews, ready to explore", "", v.host.Sample},
	} {
		v.drawAct(p, x, y, lw-2*x, i == 0, a.icon, a.title, a.sub, a.key, a.do)
		y += 68
	}
	if p.H-94 > y+10 {
		p.Icon(x+8, p.H-84, 16, "shield", p.Accent)
		p.Para(x+28, p.H-94, lw-2*x-28, "A study file names nobody. Who is who stays in a separate, encrypted vault on this computer.", theme.Small, p.Mute)
	}
	v.drawRecent(p, lw+min(56, p.W*.04))
}

func (v *Home) drawAct(p *widgets.Pen, x, y, w float32, filled bool, icon, title, sub, key string, do func()) {
	k := "act:" + title
	fill, stroke, ink, mute, ic := p.Tokens.Card, p.Line, p.Ink, p.Mute, p.Accent
	switch {
	case filled:
		fill, stroke, ink, mute, ic = p.Accent, p.Accent, p.OnAccent, p.OnAccent, p.OnAccent
		if p.Hover == k {
			fill = p.AccentHover
		}
	case p.Hover == k:
		fill = p.Tokens.Hover
	}
	p.Box(x, y, w, 58, 8, fill, stroke)
	p.Icon(x+28, y+29, 20, icon, ic)
	p.L(x+54, y+20, title, theme.Strong, ink)
	p.LW(x+54, y+39, w-64, sub, theme.Small, mute)
	p.R(x+w-16, y+20, key, theme.Caption, mute)
	p.Hit(k, x, y, w, 58, do)
}

func (v *Home) drawRecent(p *widgets.Pen, x float32) {
	w := min(920, p.W-x-min(56, p.W*.04))
	p.L(x, 110, "Recent studies", theme.Title, p.Ink)
	recent := v.host.Prefs().Recent
	y := float32(140)
	if len(recent) == 0 {
		p.Box(x, y, w, 92, 8, p.Tokens.Card, p.Line)
		p.L(x+20, y+34, "No study yet", theme.Head, p.Ink)
		p.LW(x+20, y+60, w-40, "Make one, or try the sample: sixty interviews about why a software firm wins and loses.", theme.Small, p.Ink2)
		y += 104
	}
	for i, r := range recent {
		if y+92 > p.H-150 {
			break
		}
		v.drawStudy(p, x, y, w, i, r)
		y += 104
	}
	if y+120 < p.H-50 {
		p.Box(x, y+8, w, 96, 8, theme.Alpha(p.Tokens.Card, 0), p.LineStrong)
		p.C(x+w/2, y+44, "Drop a study here to open it", theme.Body, p.Ink2)
		p.C(x+w/2, y+68, ".openloop", theme.Small, p.Mute)
	}
	p.L(x, p.H-40, "Nothing is sent anywhere", theme.Caption, p.Mute)
}

func (v *Home) drawStudy(p *widgets.Pen, x, y, w float32, i int, r session.Recent) {
	k := fmt.Sprint("study:", i)
	edge := p.Line
	if p.Hover == k || i == v.chosen {
		edge = p.Accent
	}
	p.Box(x, y, w, 92, 8, p.Tokens.Card, edge)
	p.LW(x+20, y+26, w-260, r.Title, theme.Head, p.Ink)
	p.L(x+20, y+48, "Opened "+ago(r.Opened, time.Now()), theme.Small, p.Ink2)
	p.LW(x+20, y+69, w-260, tilde(r.Path), theme.Small, p.Mute)
	icon, words, ink := "lock", "Vault locked", p.Mute
	if _, err := os.Stat(r.Path); err != nil {
		icon, words, ink = "warn", "The file is not there now", p.Warn
	} else if _, err := os.Stat(session.VaultPath(r.Path)); err != nil {
		icon, words, ink = "warn", "Vault not found beside the study", p.Warn
	}
	cx := x + w - 240
	p.Icon(cx+7, y+46, 14, icon, ink)
	p.L(cx+20, y+46, words, theme.Small, ink)
	p.Icon(x+w-24, y+46, 16, "right", p.Mute)
	p.Hit(k, x, y, w, 92, func() { v.host.Open(r.Path) })
}

// tilde shortens the home folder.
func tilde(path string) string {
	if home, err := os.UserHomeDir(); err == nil {
		if rel, err := filepath.Rel(home, path); err == nil && len(rel) > 1 && rel[:2] != ".." {
			return filepath.Join("~", rel)
		}
	}
	return path
}

// ago is a day as people say it.
func ago(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	day := func(x time.Time) time.Time { return time.Date(x.Year(), x.Month(), x.Day(), 12, 0, 0, 0, time.UTC) }
	switch days := int(day(now).Sub(day(t)).Hours()/24 + .5); days {
	case 0:
		return "today " + t.Format("15:04")
	case 1:
		return "yesterday " + t.Format("15:04")
	}
	if t.Year() == now.Year() {
		return t.Format("2 January")
	}
	return t.Format("2 January 2006")
}
