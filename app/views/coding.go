package views

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// Coding is one transcript with its codes: the text in the middle, what is on the passage below it, the
// codebook at the right, and the four reasons on top. The keyboard stays in the text.
type Coding struct {
	base
	open   *session.Transcript // nil when there is nothing to code
	placed map[research.ID]session.Placed

	text      *widgets.Transcript
	strip     *widgets.Board
	dock      *codingDock
	book      *codingBook
	finder    *codingFinder
	corrector *codingCorrector
	orphans   *codingOrphans
	picker    *widgets.CodePicker // while it is open
	unpick    func()              // takes the picker of codes away while it is open

	empty                  *widgets.EmptyState
	frame, hints, progress *widgets.Board
	eye                    *widgets.Board
	mark, next             *widgets.Button
	work                   *fyne.Container // everything but the empty state
	content                fyne.CanvasObject

	sides   []codingSide // what stands between text and dock
	acts    []Act        // what is done by keyboard
	sidesAt float32      // their height when they were last placed
	card    fyne.Size    // of the text with its sides and the dock

	passage codingPassage
	current research.ID                   // the coding that keys act on
	memos   map[research.ID]research.Memo // notes, by what they are on
	bare    []session.Note                // those on words of the open interview that carry no code
	fresh   []int                         // turns whose words or stage were changed here and are to be shown
	recent  []research.ID                 // codes, the last used first
	jump    func()                        // goes to a passage once the text has its place
	acting  bool                          // an act of this screen is being stored
	said    *session.Revealed             // the words behind masks while they are shown, else nil
	own     int64                         // the step of the last one
}

// codingPassage is what an act is done to: the selection, or the coded passage at the caret.
type codingPassage struct {
	from, to research.Anchor
	on       []research.ID // codings that touch it
	ok       bool
}

// NewCoding is the Coding screen.
func NewCoding(h Host) *Coding {
	v := &Coding{base: base{h}, placed: map[research.ID]session.Placed{}}
	v.text = widgets.NewTranscript()
	v.text.OnSelectionChanged = v.passageMoved
	v.text.OnKey, v.text.OnRune = v.press, v.Rune
	v.text.OnCodingTapped, v.text.OnShortcut = v.goTo, v.shortcut
	v.text.OnCopy = func(string) {
		v.host.Say("Nothing was copied: words leave Openloop only as cleared quotes, on the Themes screen.")
	}
	v.strip = widgets.NewBoard(v.drawStrip)
	v.frame = widgets.NewBoard(func(p *widgets.Pen) { p.Card(0, 0, p.W, p.H) })
	v.hints = widgets.NewBoard(v.drawHints)
	v.eye = widgets.NewBoard(v.drawEye).Fixed(theme.ControlHeight, theme.ControlHeight)
	v.empty = widgets.NewEmptyState("coding", "No transcripts yet", "Bring in the interviews. Here you select what was said, press / and choose a code; every code is saved at once and can be undone.",
		"Import", "import", func() { v.host.Go("import", nil) })
	v.dock, v.book, v.finder = newCodingDock(v), newCodingBook(v), newCodingFinder(v)
	v.corrector = newCodingCorrector(v)
	v.text.SetZoom(h.Prefs().Zoom)
	v.progress = widgets.NewBoard(v.drawProgress)
	v.progress.Min = func() fyne.Size {
		return fyne.NewSize(widgets.Width(v.answered(), theme.Small)+10, theme.ControlHeight)
	}
	v.mark = widgets.NewButton("Mark as coded", "check", widgets.Secondary, v.toggleCoded)
	v.next = widgets.NewButton("Next interview", "arrow-right", widgets.Secondary, v.nextInterview)
	v.makeSides()
	v.makeActs()
	v.work = widgets.Placed(v.layout, append([]fyne.CanvasObject{v.strip, v.frame, v.text, v.dock.content, v.finder.content, v.book.content, v.hints}, append(v.sideObjects(), v.corrector.content)...)...)
	v.content = container.NewStack(v.empty, v.work)
	return v
}

const (
	codingBookWidth   = 340
	codingBookNarrow  = 320
	codingLow         = 660 // height under which strip and dock fold
	codingBookLeast   = 880 // width under which the codebook gives its place to the text
	codingHintsHeight = 26
)

// layout places everything for a size.
func (v *Coding) layout(s fyne.Size) {
	stripH := float32(78)
	if s.Height < codingLow {
		stripH = 46
	}
	x, w, h := float32(theme.Margin), s.Width-2*theme.Margin, s.Height-12
	bw := float32(codingBookWidth)
	if s.Width < 1230 {
		bw = codingBookNarrow
	}
	tw := w - bw - theme.GapWide
	if s.Width < codingBookLeast {
		tw, bw = w, 0
	}
	top := stripH + theme.Gap
	cardH := h - top - codingHintsHeight
	dockH := v.dock.height(s.Height)
	widgets.Put(v.strip, x, 0, w, stripH)
	widgets.Put(v.frame, x, top, tw, cardH)
	findH := v.finder.height()
	widgets.Put(v.finder.content, x+1, top+1, tw-2, findH)
	v.card = fyne.NewSize(tw-2, cardH-2)
	v.sidesAt = v.sidesHeight(v.card)
	widgets.Put(v.text, x+1, top+1+findH, tw-2, max(leastText, cardH-2-dockH-findH-v.sidesAt))
	v.corrector.place(x+1, top+1+findH, tw-2, v.text.Size().Height)
	v.placeSides(x+1, top+cardH-1-dockH-v.sidesAt, tw-2, v.card)
	widgets.Put(v.dock.content, x+1, top+cardH-1-dockH, tw-2, dockH)
	widgets.Put(v.book.content, x+tw+theme.GapWide, top, bw, cardH)
	widgets.Put(v.hints, x, h-codingHintsHeight+4, w, codingHintsHeight)
	v.land()
}

// land goes where Show wanted to go, once the text has its place in a window.
func (v *Coding) land() {
	if v.jump == nil || v.text.Size().Height <= 0 || fyne.CurrentApp().Driver().CanvasForObject(v.text) == nil {
		return
	}
	jump := v.jump
	v.jump = nil
	jump()
}

// Content is the screen.
func (v *Coding) Content() fyne.CanvasObject { return v.content }

// MinHeight lets the screen scroll in very low windows.
func (v *Coding) MinHeight() float32 { return 420 }

// Head is who is heard, with the outcome and how it was heard.
func (v *Coding) Head() (title, sub string) {
	if v.open == nil {
		return "Coding", ""
	}
	r := v.open.Row
	parts := []string{widgetsOutcome(r.Interview.Outcome), joined(", ", r.RoleBand(), r.Organisation.Segment), joined(", ", strings.ToLower(r.Interview.Method.String()), shortDate(r.Interview.Date))}
	return r.Interview.Label, joined(" · ", parts...)
}

// joined puts what is not empty together.
func joined(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}

// widgetsOutcome is an outcome as a sentence begins with it.
func widgetsOutcome(o research.Outcome) string {
	if o == research.OutcomeUnknown {
		return "No outcome yet"
	}
	return o.String()
}

// shortDate is "12 Oct 2026" of "2026-10-12".
func shortDate(iso string) string {
	t, err := time.Parse("2006-01-02", iso)
	if err != nil {
		return iso
	}
	return t.Format("2 Jan 2006")
}

// Actions are how far the coding is, marking it as done, and the next interview.
func (v *Coding) Actions() []fyne.CanvasObject {
	if v.open == nil {
		return nil
	}
	if v.host.Session().Vault() == session.VaultMissing {
		return []fyne.CanvasObject{v.progress, v.mark, v.next}
	}
	return []fyne.CanvasObject{v.progress, v.eye, v.mark, v.next}
}

func (v *Coding) drawProgress(p *widgets.Pen) {
	p.R(p.W-6, p.H/2, v.answered(), theme.Small, p.Ink2)
}

func (v *Coding) answered() string {
	if v.open == nil {
		return ""
	}
	coded, answers := session.Answered(v.open.Turns, v.open.Codings)
	return fmt.Sprintf("%d of %d answers coded", coded, answers)
}

// Show opens the interview or the search hit it is given; without one, what was open, or the first
// interview that is not yet coded.
func (v *Coding) Show(arg any) {
	switch a := arg.(type) {
	case store.Hit:
		v.load(a.Interview)
		if v.open != nil {
			v.showHit(a)
		}
	case research.ID:
		v.load(v.choose(a))
	default:
		v.load(v.choose(""))
	}
	if v.jump == nil {
		v.jump = v.text.Focus
	}
	fyne.Do(v.land) // after the window has taken the screen in
}

// choose is the interview to show: the wanted one, the open one, the first to code, the first.
func (v *Coding) choose(want research.ID) research.ID {
	s := v.host.Session()
	if _, ok := s.InterviewRow(want); ok {
		return want
	}
	if v.open != nil {
		if _, ok := s.InterviewRow(v.open.Interview.ID); ok {
			return v.open.Interview.ID
		}
	}
	if id, ok := s.NextToCode(""); ok {
		return id
	}
	if rows := s.InterviewRows(session.InterviewFilter{}); len(rows) > 0 {
		return rows[0].Interview.ID
	}
	return ""
}

func (v *Coding) showHit(h store.Hit) {
	v.conceal()
	from, to, ok := session.HitPassage(v.open.Turns, h)
	if !ok {
		return
	}
	v.text.Select(from, to)
	v.jump = func() {
		v.text.Select(from, to)
		v.text.ScrollTo(from)
		v.text.Focus()
	}
}

// load reads an interview whole.
func (v *Coding) load(id research.ID) {
	if id == "" {
		v.open = nil
		v.work.Hide()
		v.empty.Show()
		return
	}
	t, err := v.host.Session().Transcript(context.Background(), id)
	if err != nil {
		v.host.Fail(err)
		return
	}
	was := v.open
	other := was == nil || was.Interview.ID != id
	revealed := v.said != nil
	v.open, v.said = t, nil
	v.hints.Refresh()
	v.eye.Refresh()
	v.empty.Hide()
	v.work.Show()
	if other {
		v.current, v.passage = "", codingPassage{}
		v.finder.close()
		v.corrector.close()
	}
	v.index()
	v.readOrphans()
	if err := v.readMemos(); err != nil {
		v.host.Fail(err)
	}
	if other || revealed || !v.retake(was.Turns) {
		v.text.SetContent(v.turns(), v.marks())
	}
	v.showNotes()
	v.refresh()
}

// retake shows what became of a few turns since, and says whether that is all that has changed.
func (v *Coding) retake(was []research.Turn) bool {
	const few = 12
	if len(was) != len(v.open.Turns) {
		return false
	}
	v.fresh = v.fresh[:0]
	for i, t := range v.open.Turns {
		if t.ID != was[i].ID || len(v.fresh) > few {
			return false
		}
		if t != was[i] {
			v.fresh = append(v.fresh, i)
		}
	}
	if len(v.fresh) == 0 {
		v.text.SetCodings(v.marks())
	}
	v.showFresh()
	return true
}

// showFresh has the text show the turns that changed, with the codings there are.
func (v *Coding) showFresh() {
	book, marks := v.host.Session().Book(), v.marks()
	for _, i := range v.fresh {
		v.text.SetTurn(v.shownTurn(book, v.open.Turns[i]), marks)
	}
	v.fresh = v.fresh[:0]
}

// index finds codings by ID.
func (v *Coding) index() {
	clear(v.placed)
	for _, c := range v.open.Codings {
		v.placed[c.ID] = c
	}
}

// turns is the transcript as its widget wants it.
func (v *Coding) turns() []widgets.TranscriptTurn {
	book := v.host.Session().Book()
	out := make([]widgets.TranscriptTurn, len(v.open.Turns))
	for i, t := range v.open.Turns {
		out[i] = v.shownTurn(book, t)
	}
	return out
}

// shownTurn is one turn as the widget wants it.
func (v *Coding) shownTurn(book *research.Codebook, t research.Turn) widgets.TranscriptTurn {
	st, _ := book.Stage(t.Stage)
	out := widgets.TranscriptTurn{ID: t.ID, Speaker: t.Speaker, Asked: t.Asked, Stage: t.Stage, StageName: st.Name, Text: t.Text}
	if t.T0 > 0 {
		out.Time = clock(t.T0)
	}
	if v.said != nil {
		if text, shown, ok := v.said.Text(t.ID); ok {
			out.Text, out.Shown = text, shown
		}
	}
	return out
}

// clock is milliseconds as "11:42", or "1:02:03".
func clock(ms int) string {
	s := ms / 1000
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}

// marks is the codings as the transcript's widget wants them.
func (v *Coding) marks() []widgets.TranscriptCoding {
	out := make([]widgets.TranscriptCoding, len(v.open.Codings))
	for i, c := range v.open.Codings {
		from, to := v.said.Out(c.From, c.To)
		out[i] = widgets.TranscriptCoding{ID: c.ID, Code: c.Code.ID, From: from, To: to, Label: c.Code.Name, Stage: c.Code.Stage, Colour: c.Code.Colour, Polarity: c.Polarity, Weight: c.Weight}
	}
	return out
}

// codingOnly are the tables whose changes leave the text as it is.
var codingOnly = map[string]bool{"coding": true, "verbatim": true, "reason": true, "clearance": true, "theme": true, "theme_code": true, "theme_quote": true, "memo": true, "interview": true, "rung": true, "ladder": true}

// Changed follows a change of the study: mostly only the codings are read again, never the text.
func (v *Coding) Changed(c store.Change) {
	if v.acting || c.Step == v.own && !c.Undone && !c.Redone {
		return // this screen's own act has been read already, or will be at once
	}
	if v.said != nil && v.host.Session().Vault() != session.VaultOpen {
		v.conceal()
	}
	if v.open == nil || v.choose("") != v.open.Interview.ID {
		v.load(v.choose(""))
		v.host.Refresh()
		return
	}
	for table := range c.Tables {
		if !codingOnly[table] {
			v.load(v.open.Interview.ID)
			return
		}
	}
	if err := v.readMemos(); err != nil {
		v.host.Fail(err)
	}
	v.readOrphans()
	v.reread()
}

// reread reads the codings and reasons of the open interview again.
func (v *Coding) reread() {
	s := v.host.Session()
	placed, err := s.Placed(context.Background(), v.open.Interview.ID)
	if err != nil {
		v.host.Fail(err)
		return
	}
	if row, ok := s.InterviewRow(v.open.Interview.ID); ok {
		v.open.Row, v.open.Interview, v.open.Reasons = row, row.Interview, row.Reasons
	}
	if changed := !slices.Equal(placed, v.open.Codings); changed || len(v.fresh) > 0 {
		v.open.Codings = placed
		v.index()
		if len(v.fresh) > 0 {
			v.showFresh()
		} else {
			v.text.SetCodings(v.marks())
		}
	}
	v.showNotes()
	v.refresh()
}

// refresh draws everything but the text again.
func (v *Coding) refresh() {
	v.readPassage()
	label, icon := "Mark as coded", "check"
	if v.open.Interview.Coded {
		label, icon = "Coded", "check"
	}
	if v.host.Session().Blind(v.open.Interview.ID) {
		label = "Second coding done"
	}
	v.mark.Icon = icon
	v.mark.SetLabel(label)
	v.strip.Refresh()
	v.dock.refresh()
	v.refreshSides()
	v.book.refresh()
	v.progress.Refresh()
}

func (v *Coding) drawHints(p *widgets.Pen) {
	if v.said != nil {
		drawSaidHints(p)
		return
	}
	p.Hints(2, p.H/2, p.W-4, v.hint("uncoded passage", "coding.uncoded", "coding.uncoded.back"), v.hint("pick code", "coding.pick"), v.hint("repeat last", "coding.repeat"),
		v.hint("hurt, neutral, helped", "coding.hurt", "coding.neutral", "coding.helped"), v.hint("weight", "coding.mentioned", "coding.contributed", "coding.decided"),
		v.hint("about", "coding.about"), v.hint("correct", "coding.correct"), v.hint("told, decided", "coding.reason.told", "coding.reason.decided"),
		widgets.KeyHint{What: "undo", Keys: []string{"Ctrl", "Z"}}, widgets.KeyHint{What: "all keys", Keys: []string{"F1"}})
}

// hint is what some acts do, with the first key of each.
func (v *Coding) hint(what string, acts ...string) widgets.KeyHint {
	h := widgets.KeyHint{What: what}
	for _, id := range acts {
		if key := v.keyOf(id); key != "" {
			h.Keys = append(h.Keys, key)
		}
	}
	return h
}

// keyOf is the key to show for an act, "" where it has none.
func (v *Coding) keyOf(id string) string {
	for _, a := range v.acts {
		if keys := v.host.Prefs().KeysOf(a.ID, a.Keys); a.ID == id && len(keys) > 0 {
			return keys[0]
		}
	}
	return ""
}
