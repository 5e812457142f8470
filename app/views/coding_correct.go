package views

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// codingCorrector is the field in which what was said is corrected, in the place of its turn.
type codingCorrector struct {
	view    *Coding
	field   *widgets.Field
	box     fyne.CanvasObject
	board   *widgets.Board
	content *fyne.Container

	turn          research.Turn
	before, after string // what stands around the words in the field, in a long turn
	trouble       string // why it was not stored
}

const (
	correctorHead  = 30
	correctorFoot  = 30
	correctorInset = 12
	// correctedWhole is how long a turn may be, in characters, to be corrected whole; of a longer one the sentences
	// around the caret are taken.
	correctedWhole = 600
)

func newCodingCorrector(v *Coding) *codingCorrector {
	c := &codingCorrector{view: v}
	c.field, c.box = widgets.NewField("", "", "", true)
	c.field.OnKey = c.key
	c.board = widgets.NewBoard(c.draw)
	c.content = widgets.Placed(func(s fyne.Size) {
		widgets.Put(c.board, 0, 0, s.Width, s.Height)
		widgets.Put(c.box, correctorInset, correctorHead, s.Width-2*correctorInset, s.Height-correctorHead-correctorFoot)
	}, c.board, c.box)
	c.content.Hide()
	return c
}

// key saves with Enter, unless Shift is held, and leaves with Escape.
func (c *codingCorrector) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if heldModifiers()&fyne.KeyModifierShift != 0 {
			return false
		}
		c.save()
	case fyne.KeyEscape:
		c.close()
	default:
		return false
	}
	return true
}

// correct opens the turn of the passage or of the caret for correction.
func (v *Coding) correct() {
	if v.open == nil {
		return
	}
	v.conceal() // what is stored is corrected, not what it hides
	v.readPassage()
	at, ok := v.text.Caret()
	end := at
	if v.passage.ok {
		at, end, ok = v.passage.from, v.passage.to, true
	}
	i := slices.IndexFunc(v.open.Turns, func(t research.Turn) bool { return t.ID == at.Turn })
	if !ok || i < 0 {
		return
	}
	if end.Turn != at.Turn {
		end = at
	}
	v.text.ScrollTo(at)
	v.corrector.show(v.open.Turns[i], at.Offset, end.Offset)
}

// show opens the field with the words around [from, to) of a turn, the cursor where they begin.
func (c *codingCorrector) show(t research.Turn, from, to int) {
	in := []rune(t.Text)
	from, to = min(from, len(in)), min(to, len(in))
	a, z := 0, len(in)
	if len(in) > correctedWhole {
		a, z = sentencesAround(in, from, to)
	}
	c.turn, c.before, c.after, c.trouble = t, string(in[:a]), string(in[z:]), ""
	c.field.SetText(string(in[a:z]))
	c.field.SetWrong(false)
	c.content.Show()
	c.view.relayout()
	c.view.host.Window().Canvas().Focus(c.field)
	c.moveTo(from - a)
}

// moveTo puts the cursor before the n-th character of the field: in the last of its rows that begins there or before.
func (c *codingCorrector) moveTo(n int) {
	f := c.field
	row, begin := 0, 0
	for {
		f.CursorRow, f.CursorColumn = row+1, 0
		next := f.CursorTextOffset() // 0 past the last row
		if next <= begin || next > n {
			break
		}
		row, begin = row+1, next
	}
	f.CursorRow, f.CursorColumn = row, n-begin
	f.Refresh()
}

// sentencesAround is [a, z) of the sentences that hold [from, to), with a little on either side.
func sentencesAround(in []rune, from, to int) (a, z int) {
	const some = 120
	ends := func(i int) bool { // a sentence ends before i
		return i <= 0 || i >= len(in) || in[i-1] == '\n' || strings.ContainsRune(".?!。？！।", in[i-1]) && in[i] == ' ' || strings.ContainsRune("。？！", in[i-1])
	}
	for a = max(0, from-some); a > 0 && !ends(a) && from-a < 4*some; a-- {
	}
	for z = min(len(in), to+some); z < len(in) && !ends(z) && z-to < 4*some; z++ {
	}
	for a > 0 && a < from && (in[a] == ' ' || in[a] == '\n') {
		a++
	}
	return a, z
}

// close puts the field away without storing anything.
func (c *codingCorrector) close() {
	if !c.content.Visible() {
		return
	}
	c.content.Hide()
	c.view.text.Focus()
}

// save stores the corrected text; where that is refused the field stays, and says why.
func (c *codingCorrector) save() {
	v, t := c.view, c.turn
	hand := v.current
	var done session.Corrected
	var trouble error
	ok := v.store(func(ctx context.Context, s *session.Session) error {
		var err error
		done, err = s.CorrectText(ctx, t.ID, t.Text, c.before+c.field.Text+c.after)
		if research.KindOf(err) == research.Invalid {
			trouble = err
			return nil
		}
		return err
	})
	if trouble != nil {
		c.trouble = trouble.Error()
		c.field.SetWrong(true)
		c.board.Refresh()
		v.host.Window().Canvas().Focus(c.field)
		return
	}
	if !ok {
		return
	}
	if done.Orphans > 0 {
		v.readOrphans()
	}
	if len(v.bare) > 0 {
		v.host.Fail(v.readMemos())
	}
	v.carry(done)
	v.quietly(func() {
		v.showFresh()
		if p, placed := v.placed[hand]; placed {
			v.current = hand
			v.text.Select(p.From, p.To)
		}
	})
	if done.Orphans > 0 {
		v.keepUp()
	} else {
		v.keepUpText()
	}
	c.close()
	if done.Turn.Text != t.Text {
		v.host.Say(saidOf(done))
	}
}

// saidOf is what a correction did, in a sentence or two.
func saidOf(done session.Corrected) string {
	say := []string{"Corrected. Codes stay on their words."}
	if done.Hidden > 0 {
		say = append(say, fmt.Sprintf("%s in what you typed %s masked.", howMany(done.Hidden, "name"), isAre(done.Hidden)))
	}
	if done.Voided > 0 {
		say = append(say, fmt.Sprintf("%s %s to be cleared anew.", howMany(done.Voided, "quote"), hasHave(done.Voided)))
	}
	if done.Orphans > 0 {
		say = append(say, fmt.Sprintf("%s lost all words.", howMany(done.Orphans, "passage")))
	}
	return strings.Join(say, " ")
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func hasHave(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// place puts the card over its turn, within the text's place on the screen.
func (c *codingCorrector) place(x, y, w, h float32) {
	if !c.content.Visible() {
		return
	}
	at, size, ok := c.view.text.TurnArea(c.turn.ID)
	if !ok {
		at, size = fyne.NewPos(theme.Margin, 8), fyne.NewSize(w-2*theme.Margin, 0)
	}
	cw := min(max(size.Width+2*correctorInset+8, 360), w-16)
	lines := widgets.ParaHeight(c.field.Text, cw-2*correctorInset-24, theme.Body) + 2*theme.Body.Lead()
	ch := min(correctorHead+lines+correctorFoot, h-8)
	cx := min(max(8, at.X-correctorInset-4), w-cw-8)
	cy := min(max(4, at.Y-correctorHead), h-ch-4)
	widgets.Put(c.content, x+cx, y+max(4, cy), cw, ch)
}

func (c *codingCorrector) draw(p *widgets.Pen) {
	p.Raised(0, 0, p.W, p.H, theme.RadiusDialog)
	title := "Correct what was said"
	if c.turn.Speaker != "" {
		title = "Correct what " + c.turn.Speaker + " said"
	}
	x := correctorInset + p.L(correctorInset, correctorHead/2+1, title, theme.SmallB, p.Ink) + 10
	if c.before != "" || c.after != "" {
		p.LW(x, correctorHead/2+1, p.W-x-correctorInset, "the sentences around the caret", theme.Small, p.Mute)
	}
	cy := p.H - correctorFoot/2
	if c.trouble != "" {
		p.LW(correctorInset, cy, p.W-2*correctorInset, c.trouble, theme.Small, p.Loss)
		return
	}
	p.Hints(correctorInset, cy, p.W-2*correctorInset, widgets.KeyHint{What: "saves", Keys: []string{"Enter"}}, widgets.KeyHint{What: "leaves it", Keys: []string{"Esc"}},
		widgets.KeyHint{What: "codes stay on their words"})
}

// retext takes over a turn that was corrected here, before the codings are read again.
func (v *Coding) retext(t research.Turn) {
	if i := slices.IndexFunc(v.open.Turns, func(o research.Turn) bool { return o.ID == t.ID }); i >= 0 {
		v.open.Turns[i] = t
		v.fresh = append(v.fresh, i)
	}
}
