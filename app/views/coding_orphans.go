package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// codingOrphans is the strip that says which passages lost their words in a correction, and lets them be looked
// at: put on other words, or removed.
type codingOrphans struct {
	view  *Coding
	board *widgets.Board
	list  []session.Orphan
	at    int // the one in hand
}

const codingOrphansHeight = 40

func newCodingOrphans(v *Coding) *codingOrphans {
	o := &codingOrphans{view: v}
	o.board = widgets.NewBoard(o.draw)
	return o
}

func (o *codingOrphans) content() fyne.CanvasObject { return o.board }
func (o *codingOrphans) refresh()                   { o.board.Refresh() }

func (o *codingOrphans) height(fyne.Size) float32 {
	if len(o.list) == 0 {
		return 0
	}
	return codingOrphansHeight
}

func (o *codingOrphans) acts() []Act {
	return []Act{
		{"coding.orphan", "go to a passage that lost its words", partText, []string{"O"}, o.next},
		{"coding.orphan.place", "put it on the selected words", partText, []string{"L"}, o.place},
		{"coding.orphan.remove", "remove it", partText, []string{"X"}, o.remove},
	}
}

// readOrphans reads which passages of the open interview have no words.
func (v *Coding) readOrphans() {
	o := v.orphans
	list, err := v.host.Session().Orphans(context.Background(), v.open.Interview.ID)
	if err != nil {
		v.host.Fail(err)
		return
	}
	o.list = list
	o.at = max(0, min(o.at, len(list)-1))
}

func (o *codingOrphans) draw(p *widgets.Pen) {
	if len(o.list) == 0 {
		return
	}
	p.Rect(0, 0, p.W, p.H, p.WarnSoft)
	p.HLine(0, 0, p.W, p.Line)
	cy := p.H / 2
	p.Icon(24, cy, 16, "warn", p.Warn)
	x := 40 + p.L(40, cy, fmt.Sprintf("%s lost its words", howMany(len(o.list), "passage")), theme.SmallB, p.Ink) + 10
	right := p.ButtonR(p.W-10, cy, "Remove", "", widgets.Quiet, o.remove)
	right = p.ButtonR(right, cy, "Put on the selected words", "", widgets.Secondary, o.place)
	right = p.ButtonR(right, cy, "Go there", "", widgets.Quiet, o.next) - 2
	p.LW(x, cy, right-x, o.list[o.at].Names(), theme.Small, p.Ink2)
}

// inHand is the passage that keys act on.
func (o *codingOrphans) inHand() (session.Orphan, bool) {
	if o.view.open == nil || len(o.list) == 0 {
		o.view.host.Say("No passage has lost its words.")
		return session.Orphan{}, false
	}
	return o.list[o.at], true
}

// next goes to where the words of the next one stood.
func (o *codingOrphans) next() {
	if _, ok := o.inHand(); !ok {
		return
	}
	at, _ := o.view.text.Caret()
	if at == o.list[o.at].Verbatim.From {
		o.at = (o.at + 1) % len(o.list)
	}
	from := o.list[o.at].Verbatim.From
	o.view.conceal()
	o.view.text.Select(from, from)
	o.view.text.ScrollTo(from)
	o.refresh()
	o.view.text.Focus()
	k := o.view.keys()
	o.view.host.Say("Here stood the words of “" + o.list[o.at].Names() + "”. Select others and " + k.press("coding.orphan.place") + " to put it there, or " + k.press("coding.orphan.remove") + " to remove it.")
}

func (o *codingOrphans) place() {
	lost, ok := o.inHand()
	if !ok {
		return
	}
	from, to, selected := o.view.text.Selection()
	from, to = o.view.said.In(from, to)
	if !selected {
		o.view.host.Say("Select the words first that the passage should be on.")
		return
	}
	o.settle(func(ctx context.Context, s *session.Session) error {
		return s.PlaceOrphan(ctx, lost.Verbatim, from, to)
	})
}

func (o *codingOrphans) remove() {
	if lost, ok := o.inHand(); ok {
		o.settle(func(ctx context.Context, s *session.Session) error { return s.RemoveOrphan(ctx, lost.Verbatim) })
	}
}

func (o *codingOrphans) settle(do func(ctx context.Context, s *session.Session) error) {
	if v := o.view; v.store(do) {
		v.readOrphans()
		v.reread()
		v.text.Focus()
	}
}
