package views

import (
	"fmt"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

const placeRow = 62

var placeIcons = map[session.PlaceKind]string{session.PlaceStudy: "coding", session.PlaceVault: "lock", session.PlaceEarlier: "lock",
	session.PlaceBackup: "save", session.PlacePacks: "report", session.PlaceNothing: "check"}

// drawPlaces is the first leaf: files at the left, people and vault at the right.
func (v *Anonymity) drawPlaces(p *widgets.Pen) {
	x, h := float32(theme.Margin), p.H-leafTop-theme.Margin
	w := p.W - 2*theme.Margin
	right := max(320, w*.34)
	left := w - right - 16
	v.drawFiles(p, x, leafTop, left, h)
	people := min(268, h*.5)
	v.drawPeople(p, x+left+16, leafTop, right, people)
	v.drawErasing(p, x+left+16, leafTop+people+16, right, h-people-16)
}

// drawFiles lists what lies where and who could read it.
func (v *Anonymity) drawFiles(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	p.L(x+20, y+26, "What lies where", theme.Head, p.Ink)
	name, who := x+68, x+w*.58
	p.L(name, y+54, "Holds", theme.CaptionB, p.Mute)
	p.L(who, y+54, "Who could read it", theme.CaptionB, p.Mute)
	ty := y + 68
	for i, f := range v.data.Files {
		rest := len(v.data.Files) - i
		if ty+2*placeRow > y+h && rest > 1 {
			p.L(name, ty+24, fmt.Sprintf("and %d more", rest), theme.Small, p.Mute)
			return
		}
		p.HLine(x+20, ty, w-40, p.Line)
		v.drawFile(p, f, x, ty, name, who, x+w-20)
		ty += placeRow
	}
	v.drawPromise(p, x, ty, w, y+h)
}

// promised and not are what may be said to a participant, and what nobody can promise.
var (
	promised = []string{"No name in the study, its history, backups or temporary files.", "No figure about fewer people than the rule says, also not by subtracting one pack from another.",
		"No quote leaves without consent, one by one, and never beside a pseudonym."}
	notPromised = []string{"Somebody who knows a person well may know their way of speaking.", "Who sat in the room, or was told by the buyer, knows already.", "A copy made outside Openloop is out of its reach."}
)

// drawPromise stands under the files where there is room: what is promised, and what is not.
func (v *Anonymity) drawPromise(p *widgets.Pen, x, y, w, end float32) {
	p.HLine(x+20, y, w-40, p.Line)
	const tall = 190
	if y+tall > end {
		if end-y > 44 {
			p.LW(x+20, end-20, w-40, "Whole-disk encryption protects all of this on a stolen computer; keep it switched on.", theme.Caption, p.Mute)
		}
		return
	}
	y = end - tall
	half := (w - 40 - 24) / 2
	for i, list := range [][]string{promised, notPromised} {
		lx := x + 20 + float32(i)*(half+24)
		head, icon, ink := "Promised", "shield-ok", p.Accent
		if i == 1 {
			head, icon, ink = "Nobody can promise", "info", p.Slate
		}
		p.Icon(lx+8, y+18, 16, icon, ink)
		p.L(lx+24, y+18, head, theme.Strong, p.Ink)
		ty := y + 34
		for _, words := range list {
			p.Dot(lx+8, ty+10, 2, p.Mute, nil, 0)
			ty = p.ParaMax(lx+24, ty, half-24, 3, words, theme.Small, p.Ink2) + 6
		}
	}
}

func (v *Anonymity) drawFile(p *widgets.Pen, f session.Place, x, y, name, who, end float32) {
	fill, ink := p.AccentSoft, p.Accent
	if f.Kind == session.PlaceNothing {
		fill, ink = p.SlateSoft, p.Slate
	}
	p.Box(x+20, y+15, 32, 32, 6, fill, nil)
	p.Icon(x+36, y+31, 18, placeIcons[f.Kind], ink)
	wide := p.LW(name, y+22, who-name-110, f.Name, theme.Strong, p.Ink)
	if f.Path != "" {
		p.L(name+wide+10, y+22, f.SizeWords()+", "+f.Changed.Local().Format("2 Jan"), theme.Caption, p.Mute)
		p.Tip("file:"+f.Path, f.Path, x+20, y+4, who-x-30, placeRow-8)
	}
	p.LW(name, y+41, who-name-16, f.Holds, theme.Small, p.Ink2)
	p.ParaMax(who, y+13, end-who, 2, f.Readers, theme.Small, p.Ink2)
}

// drawPeople counts who is behind it, and says how vault and review stand.
func (v *Anonymity) drawPeople(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	p.L(x+20, y+26, "Who is behind it", theme.Head, p.Ink)
	third := (w - 40) / 3
	for i, n := range []struct {
		n    int
		what string
	}{{v.data.Participants, "participants"}, {v.data.Organisations, "organisations"}, {v.data.Salespeople, "salespeople"}} {
		nx := x + 20 + third*float32(i)
		p.L(nx, y+66, fmt.Sprint(n.n), theme.Display, p.Ink)
		p.LW(nx, y+90, third-8, n.what, theme.Caption, p.Mute)
	}
	p.HLine(x+20, y+112, w-40, p.Line)
	v.drawVault(p, x, y+136, w)
	p.HLine(x+20, y+166, w-40, p.Line)
	v.drawReview(p, x, y+190, w)
	if h > 230 {
		p.ParaMax(x+20, y+216, w-40, 2, "All of them stand in the study under pseudonyms only. Salespeople are never a dimension of any figure.", theme.Small, p.Mute)
	}
}

func (v *Anonymity) drawVault(p *widgets.Pen, x, y, w float32) {
	s := v.host.Session()
	room := w - 68 - 96
	switch {
	case !v.data.Closed.IsZero():
		p.Icon(x+30, y, 18, "shield-ok", p.Accent)
		p.LW(x+50, y, w-70, "Vault destroyed on "+v.data.Closed.Local().Format("2 January 2006"), theme.Body, p.Ink)
	case s.Vault() == session.VaultOpen:
		p.Icon(x+30, y, 18, "unlock", p.Accent)
		words := plural(v.data.Identities, "identity")
		if v.data.Identities != 1 {
			words = fmt.Sprintf("%d identities", v.data.Identities)
		}
		if v.data.Originals >= 0 {
			words += ", " + plural(v.data.Originals, "original")
		}
		p.LW(x+50, y-8, room, or(olderVault(s), "Vault open"), theme.Strong, p.Ink)
		p.LW(x+50, y+9, room, words, theme.Small, p.Ink2)
		p.ButtonR(x+w-20, y, "Lock it", "", widgets.Secondary, func() { s.LockVault(); v.load() })
	case s.Vault() == session.VaultLocked:
		p.Icon(x+30, y, 18, "lock", p.Ink2)
		p.LW(x+50, y-8, room, "Vault locked", theme.Strong, p.Ink)
		p.LW(x+50, y+9, room, "Nobody can be named", theme.Small, p.Ink2)
		p.ButtonR(x+w-20, y, "Open it", "", widgets.Secondary, func() { v.host.Unlock(v.load) })
	default:
		words, icon, _ := VaultWords(s)
		p.Icon(x+30, y, 18, icon, p.Warn)
		p.LW(x+50, y, w-70, words, theme.Body, p.Ink)
		p.Tip("vault", s.VaultSays(), x+20, y-16, w-40, 32)
	}
}

// olderVault says that the open vault does not know everybody, "" where it does.
func olderVault(s *session.Session) string {
	if !s.VaultOlder() {
		return ""
	}
	words, _, _ := VaultWords(s)
	return words
}

func (v *Anonymity) drawReview(p *widgets.Pen, x, y, w float32) {
	n := v.data.OpenMasks
	if n == 0 {
		p.Icon(x+30, y, 18, "check", p.Accent)
		p.LW(x+50, y, w-70, "Every masked passage was looked at", theme.Body, p.Ink)
		return
	}
	if !v.data.Closed.IsZero() {
		p.Icon(x+30, y, 18, "mask", p.Ink2)
		p.LW(x+50, y, w-70, plural(n, "passage")+" masked for good, not looked at", theme.Body, p.Ink)
		return
	}
	p.Icon(x+30, y, 18, "mask", p.Warn)
	p.LW(x+50, y-8, w-70, plural(n, "passage")+" to look at", theme.Strong, p.Ink)
	p.LW(x+50, y+9, w-70, "Masked on suspicion until somebody has", theme.Small, p.Ink2)
}

// drawErasing is how somebody is taken out, and how the study ends.
func (v *Anonymity) drawErasing(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	p.L(x+20, y+26, "Taking people out", theme.Head, p.Ink)
	ty := p.ParaMax(x+20, y+42, w-40, 3, "Whoever withdraws is erased everywhere: study, vault, backups, history. A certificate says what went, without a name.", theme.Small, p.Ink2) + 8
	p.Button(x+20, ty+15, "Erase a participant", "trash", widgets.Danger, v.erase)
	ty += 44
	foot := y + h - 56
	for i, e := range v.data.Erased {
		if ty+14 > foot {
			break
		}
		if ty+34 > foot && i < len(v.data.Erased)-1 {
			p.L(x+20, ty+8, fmt.Sprintf("and %d more erased", len(v.data.Erased)-i), theme.Small, p.Mute)
			break
		}
		p.L(x+20, ty+8, e.Pseudonym, theme.SmallB, p.Ink)
		p.L(x+64, ty+8, "erased on "+e.UTC.Local().Format("2 January 2006"), theme.Small, p.Mute)
		ty += 20
	}
	p.HLine(x+20, foot, w-40, p.Line)
	if v.data.Closed.IsZero() {
		p.LW(x+20, foot+28, w-180, "When all is done", theme.Small, p.Mute)
		p.ButtonR(x+w-20, foot+28, "Close the study", "", widgets.Quiet, func() { askClose(v.host, v.load) })
		return
	}
	p.LW(x+20, foot+28, w-40, "Closed: nobody can be named any more.", theme.Small, p.Mute)
}
