package views

import (
	"openloop/app/theme"
	"openloop/app/widgets"
)

// beginning is one way to bring in the first interviews: what a team has, with one line on what of it is taken.
type beginning struct {
	id, icon, what, line string
	do                   func(v *Overview)
}

// beginnings are the ways, the commonest first. All but the last lead through the same import.
var beginnings = []beginning{
	{"overview.sheet", "table", "A spreadsheet or a survey", "Excel, OpenDocument or CSV, with one row an interview or one row an answer", (*Overview).bring},
	{"overview.talks", "interviews", "Transcripts", "Teams, Zoom or Otter, Word, PDF or plain text: one, or a whole folder", (*Overview).bring},
	{"overview.crm", "contacts", "A CRM export", "Deals, leads and campaigns of Salesforce, HubSpot, Dynamics, Pipedrive or Zoho", (*Overview).bring},
	{"overview.project", "coding", "Another tool's project", "NVivo, ATLAS.ti, MAXQDA, Taguette or QualCoder, with codes and quotations", (*Overview).bring},
	{"overview.hand", "edit", "An interview by hand", "Write it, or paste it from wherever it stands", func(v *Overview) { v.host.Go("import", byHand{}) }},
}

// bring asks for a file, or a folder of transcripts, and shows the import with it.
func (v *Overview) bring() {
	if h, ok := v.host.(importAsker); ok {
		h.AskImport(func(p string) { v.host.Go("import", p) })
		return
	}
	v.host.Go("import", nil)
}

// beginActs are what Overview does by keyboard while there is nobody in the study.
func (v *Overview) beginActs() (acts []Act) {
	for i, b := range beginnings {
		acts = append(acts, Act{b.id, "bring in: " + b.what, "Overview", []string{string(rune('1' + i))}, func() { b.do(v) }})
	}
	return acts
}

// The measures of the card of an empty study.
const (
	beginWidth = 660
	beginRow   = 58
)

// drawBegin paints what to begin with.
func (v *Overview) drawBegin(p *widgets.Pen) {
	w := min(beginWidth, p.W-2*theme.Margin)
	h := 112 + beginRow*float32(len(beginnings)) + 92
	x, y := (p.W-w)/2, max(0, (p.H-h)/2-16)
	p.Card(x, y, w, h)
	p.C(p.W/2, y+40, "Bring in the first interviews", theme.Title, p.Ink)
	p.C(p.W/2, y+72, "You see what is made of them before anything is stored.", theme.Read, p.Ink2)
	top := y + 104
	for i, b := range beginnings {
		v.drawBeginning(p, b, x, top+beginRow*float32(i), w)
	}
	foot := top + beginRow*float32(len(beginnings)) + 6
	p.HLine(x+24, foot, w-48, p.Line)
	p.C(p.W/2, foot+28, "Names go sealed into the vault; the study keeps pseudonyms.", theme.Small, p.Mute)
	t := WindowTable(v.host.Prefs())
	words := "or drop files anywhere on the window"
	kw := t.Width("window.import")
	at := (p.W - kw - 8 - widgets.Width(words, theme.Small)) / 2
	if kw == 0 {
		at -= 4
	}
	t.Key(p, at, foot+58, "window.import")
	p.L(at+kw+8, foot+58, words, theme.Small, p.Mute)
}

// drawBeginning paints one way as a row that can be pressed.
func (v *Overview) drawBeginning(p *widgets.Pen, b beginning, x, y, w float32) {
	k := "begin:" + b.id
	if p.Hover == k {
		p.Box(x+12, y, w-24, beginRow-2, theme.RadiusControl, p.Tokens.Hover, nil)
	}
	p.Box(x+24, y+10, 36, 36, 6, p.AccentSoft, nil)
	p.Icon(x+42, y+28, 18, b.icon, p.Accent)
	key := v.keys().Width(b.id)
	p.LW(x+76, y+19, w-76-60-key, b.what, theme.Strong, p.Ink)
	p.LW(x+76, y+38, w-76-60-key, b.line, theme.Small, p.Ink2)
	v.keys().Key(p, x+w-50-key, y+28, b.id)
	p.Icon(x+w-34, y+28, 14, "right", p.Accent)
	p.Hit(k, x+12, y, w-24, beginRow-2, func() { b.do(v) })
}
