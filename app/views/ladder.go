package views

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// codingLadder is the chain of whys of the open interview, below the text: a card a rung from what was told to
// what decided, the price test beside the heading, and what does not fit together below. It is there once the
// first rung is.
type codingLadder struct {
	view  *Coding
	board *widgets.Board
	data  session.LadderView
	at    int // the rung that keys act on
	of    *session.Transcript
	stale atomic.Bool // the study has changed since the ladder was read
}

const (
	ladderHead  = 36
	ladderCards = 58
	ladderDoubt = 8   // around what does not fit together
	ladderLow   = 560 // height of the card under which the rungs fold to one line
	ladderLeast = 150 // width of a rung's card
	ladderGap   = 30  // for the arrow between two
)

func newCodingLadder(v *Coding) *codingLadder {
	l := &codingLadder{view: v}
	l.board = widgets.NewBoard(l.draw)
	v.host.Session().Subscribe(func(store.Change) { l.stale.Store(true) })
	return l
}

func (l *codingLadder) content() fyne.CanvasObject { return l.board }

func (l *codingLadder) height(card fyne.Size) float32 {
	if len(l.data.Rungs) == 0 && l.data.Test == research.NotAsked {
		return 0
	}
	h := float32(ladderHead)
	if card.Height >= ladderLow && len(l.data.Rungs) > 0 {
		h += ladderCards
	}
	return h + l.doubtHeight(card.Width)
}

// doubtHeight is the room for what does not fit together: two lines at most.
func (l *codingLadder) doubtHeight(w float32) float32 {
	s := l.doubt()
	if s == "" {
		return 0
	}
	return min(2*theme.Small.Lead(), widgets.ParaHeight(s, w-54, theme.Small)) + ladderDoubt
}

// refresh draws the ladder again; where the study or the interview is another one it is read anew.
func (l *codingLadder) refresh() {
	v := l.view
	if l.stale.Swap(false) || l.of != v.open {
		l.of = v.open
		l.read()
	}
	l.board.Refresh()
}

// read reads the rungs of the open interview. Who codes it blind does not see them.
func (l *codingLadder) read() {
	v := l.view
	was := l.data.Interview
	l.data = session.LadderView{}
	if v.open != nil && !v.host.Session().Blind(v.open.Interview.ID) {
		data, err := v.host.Session().LadderIn(context.Background(), v.open)
		if err != nil {
			v.host.Fail(err)
			return
		}
		l.data = data
	}
	if was != l.data.Interview {
		l.at = 0
	}
	l.at = max(0, min(l.at, len(l.data.Rungs)-1))
}

func (l *codingLadder) acts() []Act {
	return []Act{
		{"coding.ladder", "go to the next rung of the ladder", partReasons, []string{"W"}, l.next},
		{"coding.ladder.code", "choose what the rung says", partReasons, []string{"Q"}, l.pick},
		{"coding.ladder.up", "move the rung towards what was told", partReasons, []string{"Alt+Up"}, func() { l.move(-1) }},
		{"coding.ladder.down", "move it towards what decided", partReasons, []string{"Alt+Down"}, func() { l.move(1) }},
		{"coding.ladder.remove", "take the rung off the ladder", partReasons, []string{"Alt+Del", "Alt+Backspace"}, l.remove},
		{"coding.ladder.price", "had every price been the same: same choice, another, not sure", partReasons, []string{"Y"}, l.turnTest},
		{"coding.ladder.settle", "set the root cause from the last rung", partReasons, []string{"U"}, l.settle},
	}
}

// doubt is the sentence below the rungs: what does not fit, or what the rung in hand lacks.
func (l *codingLadder) doubt() string {
	s := joined(" ", l.data.Doubts...)
	if s == "" && len(l.data.Rungs) > 0 {
		s = l.data.Rungs[l.at].Says()
	}
	return s
}

// inHand is the rung that keys act on.
func (l *codingLadder) inHand() (session.LadderRung, bool) {
	if l.view.open == nil || len(l.data.Rungs) == 0 {
		l.view.host.Say("The ladder has no rungs yet: select what the buyer said and " + l.view.keys().press("coding.rung") + ".")
		return session.LadderRung{}, false
	}
	return l.data.Rungs[l.at], true
}

// next goes to the rung in hand, or to the one below when the text is there already.
func (l *codingLadder) next() {
	r, ok := l.inHand()
	if !ok {
		return
	}
	if p := l.view.passage; p.ok && p.from == r.From && p.to == r.To {
		l.at = (l.at + 1) % len(l.data.Rungs)
	}
	l.choose(l.at)
}

// choose takes a rung in hand and selects its words.
func (l *codingLadder) choose(i int) {
	v := l.view
	l.at = i
	r := l.data.Rungs[i]
	if r.Lost {
		v.host.Say(r.Says())
	} else {
		from, to := v.said.Out(r.From, r.To)
		v.text.Select(from, to)
		v.text.ScrollTo(from)
		v.passageMoved()
	}
	l.board.Refresh()
	v.relayout()
	v.text.Focus()
}

// pick asks what the rung in hand says.
func (l *codingLadder) pick() {
	r, ok := l.inHand()
	if !ok {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l.board)
	if pos, _, ok := l.board.Region(rungKey(l.at)); ok {
		at = at.Add(fyne.NewPos(pos.X, 0))
	}
	l.view.ask(at.Subtract(fyne.NewPos(0, 440)), func(code research.ID) {
		l.act(func(ctx context.Context, s *session.Session) error { return s.SetRungCode(ctx, r.ID, code) })
	})
}

func (l *codingLadder) act(do func(ctx context.Context, s *session.Session) error) bool {
	ok := l.view.act(do)
	l.view.relayout()
	return ok
}

func (l *codingLadder) move(by int) {
	r, ok := l.inHand()
	to := l.at + by
	if !ok || to < 0 || to >= len(l.data.Rungs) {
		return
	}
	l.at = to
	l.act(func(ctx context.Context, s *session.Session) error { return s.MoveRung(ctx, r.ID, by) })
}

func (l *codingLadder) remove() {
	r, ok := l.inHand()
	if ok && l.act(func(ctx context.Context, s *session.Session) error { return s.RemoveRung(ctx, r.ID) }) {
		l.view.host.Say("Removed the rung. Ctrl Z brings it back.")
	}
}

// priceAnswers are the answers to the price test, in the order in which Y walks through them.
var priceAnswers = []research.PriceTest{research.SameChoice, research.OtherChoice, research.UnsureTest, research.NotAsked}

// turnTest takes the next answer to the price test; what is selected is where the buyer said so.
func (l *codingLadder) turnTest() {
	for i, a := range priceAnswers {
		if a == l.data.Test {
			l.setTest(priceAnswers[(i+1)%len(priceAnswers)])
			return
		}
	}
}

func (l *codingLadder) setTest(answer research.PriceTest) {
	v := l.view
	if v.open == nil {
		return
	}
	from, to, selected := v.text.Selection()
	if from, to = v.said.In(from, to); !selected {
		from, to = research.Anchor{}, research.Anchor{}
	}
	if l.act(func(ctx context.Context, s *session.Session) error {
		return s.SetPriceTest(ctx, v.open.Interview.ID, answer, from, to)
	}) {
		v.host.Say("Had every price been the same: " + session.PriceTestWords(answer) + ".")
	}
}

// settle makes the last rung the root cause.
func (l *codingLadder) settle() {
	v := l.view
	if v.open == nil {
		return
	}
	what := l.data.Settles
	if !l.act(func(ctx context.Context, s *session.Session) error { return s.SetRootCause(ctx, v.open.Interview.ID) }) {
		return
	}
	if what == "" {
		v.host.Say("The reasons say what the ladder says.")
		return
	}
	v.host.Say(what + ". Ctrl Z undoes it.")
}
