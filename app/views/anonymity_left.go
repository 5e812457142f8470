package views

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

const packRow = 66

// leftColumns is where the cards of the second leaf stand: packs, the chosen one's groups, the next one.
func leftColumns(w float32) (list, groups, next float32) {
	w -= 2*theme.Margin + 32
	list = max(240, w*.26)
	next = max(300, w*.32)
	return list, w - list - next, next
}

func (v *Anonymity) placePacks(s fyne.Size, up bool) {
	list, _, _ := leftColumns(s.Width)
	widgets.Put(v.packs, theme.Margin+1, leafTop+48, list-2, s.Height-leafTop-theme.Margin-56)
	toggle(v.packs, up)
}

// drawLeft is the second leaf: the ledger.
func (v *Anonymity) drawLeft(p *widgets.Pen) {
	x, h := float32(theme.Margin), p.H-leafTop-theme.Margin
	list, groups, next := leftColumns(p.W)
	p.Card(x, leafTop, list, h)
	p.L(x+20, leafTop+26, "Packs issued", theme.Head, p.Ink)
	if len(v.data.Issued) == 0 {
		p.Para(x+20, leafTop+48, list-40, "None has left yet. A pack that is exported with the vault open is entered here with every group it speaks of; drafts are not.", theme.Body, p.Ink2)
	}
	v.drawGroups(p, x+list+16, leafTop, groups, h)
	v.drawNext(p, x+list+groups+32, leafTop, next, h)
}

func (v *Anonymity) drawPack(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if v.data == nil || i >= len(v.data.Issued) {
		return
	}
	pack := v.data.Issued[i]
	v.packs.Ground(p, i, y, w, chosen)
	p.L(20, y+15, pack.At.Local().Format("2 January 2006 15:04"), theme.Strong, p.Ink)
	p.LW(20, y+34, w-36, pack.File, theme.Small, p.Ink2)
	words := fmt.Sprintf("%d figures shown, %d withheld", pack.Shown, pack.Withheld)
	if pack.Quotes > 0 {
		words += ", " + plural(pack.Quotes, "quote")
	}
	p.LW(20, y+51, w-36, words, theme.Caption, p.Mute)
}

// drawGroups are the groups that the chosen pack speaks of.
func (v *Anonymity) drawGroups(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	i := v.packs.Chosen()
	if i < 0 || i >= len(v.data.Issued) {
		p.L(x+20, y+26, "Groups", theme.Head, p.Ink)
		p.Para(x+20, y+48, w-40, "A later pack may speak of the same interviews or of at least that many others, never of nearly the same: the difference would speak of the few between.", theme.Body, p.Ink2)
		return
	}
	pack := v.data.Issued[i]
	p.L(x+20, y+26, "Groups it speaks of", theme.Head, p.Ink)
	p.R(x+w-20, y+26, fmt.Sprintf("each of %d or more", pack.K), theme.Small, p.Mute)
	most := 1
	for _, g := range pack.Groups {
		most = max(most, g.Interviews)
	}
	ty, foot := y+58, y+h-checkHeight(pack, w-40)-14
	for n, g := range pack.Groups {
		if ty+28 > foot {
			p.L(x+20, ty, fmt.Sprintf("and %d more", len(pack.Groups)-n), theme.Small, p.Mute)
			break
		}
		number := fmt.Sprint(g.Interviews)
		if g.Gone > 0 {
			number = fmt.Sprintf("%d, %d gone since", g.Interviews, g.Gone)
		}
		nw := p.R(x+w-20, ty, number, theme.Strong, p.Ink)
		p.LW(x+20, ty, w-56-nw, g.Name, theme.Body, p.Ink)
		p.Bar(x+20, ty+16, w-40, 6, float32(g.Interviews)/float32(most), p.Accent)
		ty += 42
	}
	p.HLine(x+20, foot, w-40, p.Line)
	drawChecks(p, pack, x+20, foot+16, w-40)
}

// checkLines say what was checked in a pack before it was written.
func checkLines(pack session.IssuedPack) (lines []eraseLine) {
	if len(pack.Checks) == 0 {
		return []eraseLine{{"info", "What was checked in it was not noted yet when it was issued.", false}}
	}
	for _, c := range pack.Checks {
		say := fmt.Sprintf("%s: %s looked for in %s.", c.File, plural(c.Identities, "name"), c.Looked)
		if len(c.Passed) == 0 {
			lines = append(lines, eraseLine{"shield-ok", say + " None found.", false})
			continue
		}
		var at []string
		for _, p := range c.Passed {
			where := p.Where
			if p.By != "" {
				where += ", by " + p.By + " on " + p.At.Local().Format("2 January 2006")
			}
			if !slices.Contains(at, where) {
				at = append(at, where)
			}
		}
		lines = append(lines, eraseLine{"shield", fmt.Sprintf("%s Let pass as %s: %s.", say, plural(len(c.Passed), "ordinary word"), strings.Join(at, "; ")), true})
	}
	if ok, why := pack.Kept(); ok {
		lines = append(lines, eraseLine{"export", "Its files are kept in the study: Report, Issued packs, saves them again to the byte.", false})
	} else {
		lines = append(lines, eraseLine{"info", "It cannot be saved again. " + why, false})
	}
	return lines
}

// checkMost is how many lines of text a check has at most on the screen.
const checkMost = 3

func checkHeight(pack session.IssuedPack, w float32) float32 {
	h := float32(28)
	for _, l := range checkLines(pack) {
		h += float32(min(checkMost, len(widgets.Wrap(l.words, w-24, theme.Small))))*theme.Small.Lead() + 4
	}
	return h
}

// drawChecks are the lines, and who issued the pack.
func drawChecks(p *widgets.Pen, pack session.IssuedPack, x, cy, w float32) {
	p.L(x, cy, "What was checked", theme.Strong, p.Ink)
	if len(pack.Checks) > 0 {
		p.R(x+w, cy, pack.At.Local().Format("2 January 2006 15:04")+", by "+pack.Checks[0].By, theme.Small, p.Mute)
	}
	y := cy + 12
	for _, l := range checkLines(pack) {
		ink := p.Mute
		if l.doubt {
			ink = p.Warn
		}
		p.Icon(x+7, y+theme.Small.Lead()/2, 14, l.icon, ink)
		y = p.ParaMax(x+24, y, w-24, checkMost, l.words, theme.Small, p.Ink2) + 4
	}
}

// drawNext is what the next pack withholds, and why.
func (v *Anonymity) drawNext(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	p.L(x+20, y+26, "The next pack", theme.Head, p.Ink)
	if !v.counted {
		p.L(x+20, y+58, "Counting", theme.Body, p.Mute)
		return
	}
	hidden := 0
	for _, r := range v.withheld {
		hidden += r.Counts
	}
	half := (w - 40) / 2
	p.L(x+20, y+66, fmt.Sprint(v.shown), theme.Display, p.Ink)
	p.L(x+20, y+90, "figures would show", theme.Caption, p.Mute)
	p.L(x+20+half, y+66, fmt.Sprint(hidden), theme.Display, p.Ink)
	p.L(x+20+half, y+90, "would be withheld", theme.Caption, p.Mute)
	total := float32(max(1, v.shown+hidden))
	bw := (w - 40) * float32(v.shown) / total
	p.Box(x+20, y+106, max(4, bw-2), 10, 3, p.Accent, nil)
	if hidden > 0 {
		p.Hatch(x+20+bw, y+106, w-40-bw, 10)
	}
	v.drawReasons(p, x, y+132, w, y+h, v.withheld)
}
