package views

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/widgets"
	"openloop/research"
)

// rememberedCodes is how many codes the picker offers as used last.
const rememberedCodes = 5

// readPassage asks the text what an act would be done to.
func (v *Coding) readPassage() {
	p := &v.passage
	p.from, p.to, p.on, p.ok = v.text.FocusedPassage()
	p.from, p.to = v.said.In(p.from, p.to)
	p.on = slices.DeleteFunc(p.on, func(id research.ID) bool { _, ok := v.placed[id]; return !ok })
	slices.SortStableFunc(p.on, func(a, b research.ID) int { return v.nearness(a) - v.nearness(b) })
	if !slices.Contains(p.on, v.current) {
		v.current = ""
		if len(p.on) > 0 {
			v.current = p.on[0]
		}
	}
}

// nearness orders codings that touch the passage: those exactly on it before those that overlap it.
func (v *Coding) nearness(id research.ID) int {
	if c := v.placed[id]; c.From == v.passage.from && c.To == v.passage.to {
		return 0
	}
	return 1
}

// passageMoved follows the selection.
func (v *Coding) passageMoved() {
	if v.open == nil || v.still {
		return
	}
	v.followPassage()
	v.dock.refresh()
	v.refreshSides()
}

// followPassage reads the passage, and shows the code of another coding that keys act on in the codebook.
func (v *Coding) followPassage() {
	was := v.current
	v.readPassage()
	if c, ok := v.placed[v.current]; ok && v.current != was {
		v.book.choose(c.Code.ID)
	}
}

// quietly changes the text, with whatever that does to the selection: refresh has to follow, and reads it once.
func (v *Coding) quietly(change func()) {
	v.still = true
	change()
	v.still = false
}

// act does something to the study that leaves the codings as they are, and gives the text the keyboard back.
func (v *Coding) act(do func(ctx context.Context, s *session.Session) error) bool {
	if !v.store(do) {
		return false
	}
	v.keepUp()
	v.text.Focus()
	return true
}

// store does something to the study, of which this screen then need not be told.
func (v *Coding) store(do func(ctx context.Context, s *session.Session) error) bool {
	if v.open == nil {
		return false
	}
	ctx, session := context.Background(), v.host.Session()
	was := session.Store().Latest()
	v.acting = true
	err := do(ctx, session)
	v.acting = false
	if err != nil {
		v.host.Fail(err)
		return false
	}
	if now := session.Store().Latest(); now != was {
		v.own = now
	}
	return true
}

// apply puts a code on the passage.
func (v *Coding) apply(code research.ID) {
	if !v.needPassage() {
		return
	}
	p := session.Placed{From: v.passage.from, To: v.passage.to}
	if v.store(func(ctx context.Context, s *session.Session) (err error) {
		p.Coding, err = s.ApplyCode(ctx, v.open.Interview.ID, p.From, p.To, code)
		return err
	}) {
		p.Code, _ = v.host.Session().Book().Code(code)
		v.current = p.ID
		v.remember(code)
		v.take(p)
	}
	v.book.choose(code)
}

// needPassage says what to do where there is no passage.
func (v *Coding) needPassage() bool {
	if v.open == nil {
		return false
	}
	v.readPassage()
	if !v.passage.ok {
		v.host.Say("Select the words first, or " + v.keys().press("coding.uncoded") + " for the next passage without a code.")
	}
	return v.passage.ok
}

func (v *Coding) remember(code research.ID) {
	v.recent = slices.DeleteFunc(v.recent, func(id research.ID) bool { return id == code })
	v.recent = slices.Insert(v.recent, 0, code)
	if len(v.recent) > rememberedCodes {
		v.recent = v.recent[:rememberedCodes]
	}
}

// repeat puts the last code on the passage.
func (v *Coding) repeat() {
	if len(v.recent) == 0 {
		v.host.Say("No code was used yet: / picks one.")
		return
	}
	v.apply(v.recent[0])
}

// pickCode asks for a code for the passage.
func (v *Coding) pickCode() {
	if !v.needPassage() {
		return
	}
	v.ask(v.book.place(), v.apply)
}

// ask opens the picker of codes at a place in the window, the codes used last first.
func (v *Coding) ask(at fyne.Position, pick func(code research.ID)) {
	if v.unpick != nil {
		v.unpick()
	}
	s := v.host.Session()
	k := widgets.NewCodePicker(s.Offered())
	counts := map[research.ID]int{}
	for _, r := range s.BookRows(false, false) {
		counts[r.Code.ID] = r.Interviews
	}
	k.SetCounts(counts)
	k.SetRecent(v.recent)
	v.picker = k
	gone := func() {
		v.picker, v.unpick = nil, nil
		v.text.Focus()
	}
	k.OnCancel = gone
	hide := k.Popup(v.host.Window().Canvas(), at)
	v.unpick = func() { hide(); gone() }
	k.OnPick = func(c research.Code) {
		v.unpick()
		pick(c.ID)
	}
}

// onCurrent does something to the coding that keys act on.
func (v *Coding) onCurrent(do func(c research.Coding)) {
	if v.open == nil {
		return
	}
	v.readPassage()
	c, ok := v.placed[v.current]
	if !ok {
		v.host.Say("There is no code on this passage yet: / picks one.")
		return
	}
	do(c.Coding)
}

// change stores what change makes of a coding.
func (v *Coding) change(id research.ID, what func(c *research.Coding) string) {
	p, ok := v.placed[id]
	if !ok {
		return
	}
	c := p.Coding
	words := what(&c)
	v.current = id
	if c == p.Coding {
		v.dock.refresh()
		v.text.Focus()
		return
	}
	if v.store(func(ctx context.Context, s *session.Session) error { return s.ChangeCoding(ctx, c, words) }) {
		p.Coding = c
		v.take(p)
	}
}

func (v *Coding) setPolarity(id research.ID, to research.Polarity) {
	v.change(id, func(c *research.Coding) string { c.Polarity = to; return to.String() })
}

func (v *Coding) setWeight(id research.ID, to research.Weight) {
	v.change(id, func(c *research.Coding) string { c.Weight = to; return to.String() })
}

func (v *Coding) setAbout(id research.ID, to research.About) {
	v.change(id, func(c *research.Coding) string { c.About = to; return "about " + aboutWord(to) })
}

// abouts are whom a coding may be about, in the order in which A walks through them.
var abouts = []research.About{research.AboutUs, research.AboutRival, research.AboutBuyer}

func aboutWord(a research.About) string {
	switch a {
	case research.AboutRival:
		return "a rival"
	case research.AboutBuyer:
		return "the buyer"
	}
	return "us"
}

// remove takes a coding away.
func (v *Coding) remove(id research.ID) {
	p, ok := v.placed[id]
	if !ok {
		return
	}
	if v.store(func(ctx context.Context, s *session.Session) error { return s.RemoveCoding(ctx, p.Coding) }) {
		v.drop(id)
		v.host.Say(fmt.Sprintf("Removed %s. Ctrl Z brings it back.", p.Code.Name))
	}
}

// goTo selects a coding's passage.
func (v *Coding) goTo(id research.ID) {
	c, ok := v.placed[id]
	if !ok {
		return
	}
	v.current = id
	v.text.Select(v.said.Out(c.From, c.To))
	v.readPassage()
	v.dock.refresh()
	v.book.choose(c.Code.ID)
	v.text.Focus()
}

// step goes to the coding before or after the one in hand, in the order of the text.
func (v *Coding) step(by int) {
	order := v.inOrder()
	if len(order) == 0 {
		v.host.Say("Nothing is coded in this interview yet.")
		return
	}
	v.readPassage()
	if i := slices.Index(order, v.current); i >= 0 && v.passage.ok {
		v.goTo(order[(i+by+len(order))%len(order)])
		return
	}
	at, _ := v.text.Caret()
	at, _ = v.said.In(at, at)
	n, _ := slices.BinarySearchFunc(order, at, func(id research.ID, at research.Anchor) int { return v.compare(v.placed[id].From, at) })
	if by < 0 {
		n--
	}
	v.goTo(order[(n+len(order))%len(order)])
}

// compare says which of two places comes first.
func (v *Coding) compare(a, b research.Anchor) int {
	if a.Turn == b.Turn {
		return a.Offset - b.Offset
	}
	pos := func(id research.ID) int {
		return slices.IndexFunc(v.open.Turns, func(t research.Turn) bool { return t.ID == id })
	}
	return pos(a.Turn) - pos(b.Turn)
}

// uncoded goes to the next or the previous sentence without a code.
func (v *Coding) uncoded(forward bool) {
	found := forward && v.text.NextUncoded() || !forward && v.text.PrevUncoded()
	if !found {
		v.host.Say("Every passage from here on has a code.")
	}
	v.text.Focus()
}

// toggleCoded says that the interview is done, or not.
func (v *Coding) toggleCoded() {
	v.act(func(ctx context.Context, s *session.Session) error {
		return s.MarkCoded(ctx, v.open.Interview.ID, !v.open.Interview.Coded)
	})
	v.host.Refresh()
}

// nextInterview goes on with the next one that is not marked as coded.
func (v *Coding) nextInterview() {
	if v.open == nil {
		return
	}
	if id, ok := v.host.Session().NextToCode(v.open.Interview.ID); ok {
		v.host.Go("coding", id)
		return
	}
	v.host.Say("Every other interview is marked as coded.")
}

// Find opens the field that finds words in this transcript.
func (v *Coding) Find() {
	if v.open != nil {
		v.conceal() // nobody is looked for by name
		v.finder.show()
	}
}
