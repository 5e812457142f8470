package views

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// guideTab is the interview guide: its questions by section, and the card of the chosen one.
type guideTab struct {
	view      *Codebook
	questions []research.Question
	lines     []guideLine
	chosen    research.ID
	now       research.Question // on the card
	known     bool

	rows                  *widgets.Rows
	text, purpose, ladder *widgets.Field
	core                  *widgets.Toggle
	head, frame           *widgets.Board
	form                  *container.Scroll
	content               *fyne.Container
}

// guideLine is a question, or the heading of a section.
type guideLine struct {
	section string
	stage   int
	at      int // of the question, -1 for a heading
}

func newGuideTab(v *Codebook) *guideTab {
	t := &guideTab{view: v}
	t.rows = widgets.NewRows(theme.RowHeight, t.drawRow)
	t.rows.OnChoose = t.choose
	t.rows.OnOpen = func(int) { t.view.host.Window().Canvas().Focus(t.text) }
	t.rows.OnKey, t.rows.OnRune = v.Key, v.Rune
	boxes := make([]fyne.CanvasObject, 3)
	for i, f := range []struct {
		to   **widgets.Field
		hint string
	}{{&t.text, "The question, as it is asked"}, {&t.purpose, "What it is for"}, {&t.ladder, "One follow-up a line"}} {
		*f.to, boxes[i] = savedField(f.hint, true, t.save)
	}
	t.core = widgets.NewSwitch("In the thirty-minute interview", false, func(bool) { t.save() })
	t.head = widgets.NewBoard(t.drawCard)
	t.frame = widgets.NewBoard(func(p *widgets.Pen) { p.Card(0, 0, p.W, p.H) })
	t.form = formOf(formLine{"Question", boxes[0], 94}, formLine{"Purpose", boxes[1], 56}, formLine{"Ladder: ask on", boxes[2], 94}, formLine{"", t.core, 0})
	t.content = widgets.Placed(func(s fyne.Size) {
		x, w, cx, cw, h := twoCards(s)
		widgets.Put(t.frame, x, bookTop, w, h)
		widgets.Put(t.rows, x+1, bookTop+6, w-2, h-12)
		widgets.Put(t.head, cx, bookTop, cw, h)
		widgets.Put(t.form, cx+theme.Inset-formEdge, bookTop+68, cw-2*theme.Inset+2*formEdge, h-68-76)
	}, t.frame, t.rows, t.head, t.form)
	return t
}

// reload reads the guide anew.
func (t *guideTab) reload(ctx context.Context) {
	list, err := t.view.host.Session().Guide(ctx)
	if err != nil {
		t.view.host.Fail(err)
		return
	}
	t.questions, t.lines = list, nil
	section := ""
	for i, q := range list {
		if q.Section != section || i == 0 {
			section = q.Section
			t.lines = append(t.lines, guideLine{section: q.Section, stage: q.Stage, at: -1})
		}
		t.lines = append(t.lines, guideLine{at: i})
	}
	t.rows.SetCount(len(t.lines))
	row := slices.IndexFunc(t.lines, func(l guideLine) bool { return l.at >= 0 && t.questions[l.at].ID == t.chosen })
	if row < 0 {
		row = slices.IndexFunc(t.lines, func(l guideLine) bool { return l.at >= 0 })
	}
	t.rows.Mark(row)
	t.choose(row)
}

// choose puts a question on the card; a heading leaves it as it is.
func (t *guideTab) choose(row int) {
	if row < 0 || row >= len(t.lines) {
		return
	}
	l := t.lines[row]
	if l.at < 0 {
		return
	}
	q := t.questions[l.at]
	if q.ID != t.now.ID {
		t.save()
	}
	t.now, t.known, t.chosen = q, true, q.ID
	for field, text := range map[*widgets.Field]string{t.text: q.Text, t.purpose: q.Purpose, t.ladder: strings.Join(q.Ladder, "\n")} {
		if !field.Focused() && field.Text != text {
			field.SetText(text)
		}
		if t.view.host.Session().ReadOnly() {
			field.Disable()
		}
	}
	t.core.SetOn(q.Core)
	t.head.Refresh()
}

// written is the question as the card says it.
func (t *guideTab) written() research.Question {
	q := t.now
	q.Text, q.Purpose, q.Core = strings.TrimSpace(t.text.Text), strings.TrimSpace(t.purpose.Text), t.core.On
	q.Ladder = nil
	for line := range strings.SplitSeq(t.ladder.Text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			q.Ladder = append(q.Ladder, line)
		}
	}
	return q
}

// save stores what was changed on the card.
func (t *guideTab) save() {
	if !t.known {
		return
	}
	q, was := t.written(), t.now
	if len(was.Ladder) == 0 {
		was.Ladder = nil
	}
	if reflect.DeepEqual(q, was) || q.Text == "" {
		return
	}
	t.now = q
	if err := t.view.host.Session().SaveQuestion(context.Background(), q); err != nil {
		t.now = was
		t.view.host.Fail(err)
		return
	}
	t.view.host.Say("Saved question " + q.Ref + ".")
	t.reload(context.Background())
}

func (t *guideTab) drawRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(t.lines) {
		return
	}
	l, cy := t.lines[i], y+theme.RowHeight/2
	if l.at < 0 {
		p.Box(16, cy-4, 8, 8, 2, p.Tokens.Stage(l.stage), nil)
		p.LW(34, cy, w-50, l.section, theme.SmallB, p.Tokens.Stage(l.stage))
		return
	}
	q := t.questions[l.at]
	t.rows.Ground(p, i, y, w, chosen)
	p.L(34, cy, q.Ref, theme.SmallB, p.Ink)
	right := w - 16
	if q.Core {
		right -= widgets.ChipWidth("30 min", false)
		p.Chip(right, cy, "30 min", p.Accent, p.AccentSoft, false)
		right -= 10
	}
	p.LW(78, cy, right-78, q.Text, theme.Small, p.Ink2)
}

func (t *guideTab) drawCard(p *widgets.Pen) {
	p.Card(0, 0, p.W, p.H)
	if !t.known {
		p.Para(theme.Inset, 24, p.W-2*theme.Inset, "This study has no interview guide.", theme.Body, p.Mute)
		return
	}
	p.LW(theme.Inset, 26, p.W-2*theme.Inset, "Question "+t.now.Ref, theme.Head, p.Ink)
	p.LW(theme.Inset, 49, p.W-2*theme.Inset, t.now.Section, theme.Small, p.Mute)
	y := p.H - 70
	p.HLine(theme.Inset, y, p.W-2*theme.Inset, p.Line)
	p.LW(theme.Inset, y+20, p.W-2*theme.Inset, "Asked of "+asked(t.now.Outcomes), theme.Small, p.Ink2)
	if len(t.now.Codes) > 0 {
		p.LW(theme.Inset, y+42, p.W-2*theme.Inset, fmt.Sprintf("Likely codes: %s", strings.Join(t.now.Codes, ", ")), theme.Small, p.Mute)
	}
}

// asked says whom a question is for: "lost and no decision", or everybody.
func asked(outcomes []research.Outcome) string {
	if len(outcomes) == 0 || len(outcomes) >= 6 {
		return "everybody"
	}
	words := make([]string, len(outcomes))
	for i, o := range outcomes {
		words[i] = strings.ToLower(o.String())
	}
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
