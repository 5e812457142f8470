package views

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/privacy"
)

// quoteCard is the chosen quote: what was said with its tell-tales marked, other words for it, who may be
// named beside it, and what its speaker allows.
type quoteCard struct {
	tab   *quotesTab
	c     session.Candidate
	known bool
	tales []privacy.TellTale
	check session.Rewording
	warn  bool // said once that the rewording keeps something
	asked int  // counts questions, so that a late answer is dropped

	words   *widgets.Field
	box     fyne.CanvasObject
	consent *widgets.Segmented
	public  *widgets.Toggle
	board   *widgets.Board // scrolls
	foot    *widgets.Board // buttons
	frame   *widgets.Board
	scroll  *container.Scroll
	content *fyne.Container
}

// consents are what somebody may allow, in the order of the choice.
var consents = []research.Consent{research.ConsentUnasked, research.ConsentFree, research.ConsentReworded, research.ConsentNone}

// consentWords names them.
var consentWords = []string{"Not asked", "As said", "Reworded", "No"}

const (
	cardFoot   = 54
	rewordHigh = 82
	partHigh   = 20
)

func newQuoteCard(t *quotesTab) *quoteCard {
	k := &quoteCard{tab: t}
	k.words, k.box = widgets.NewField("The same in other words: keep the meaning, change what only they would say", "", "", true)
	k.words.OnChanged = func(string) { k.warn = false; k.lookOver() }
	k.words.OnKey = k.key
	k.consent = widgets.NewSegmented(consentWords, 0, k.setConsent)
	k.public = widgets.NewSwitch("Speaks of the subject in public", false, k.setPublic)
	k.board = widgets.NewBoard(k.draw)
	k.foot = widgets.NewBoard(k.drawFoot)
	k.frame = widgets.NewBoard(func(p *widgets.Pen) {
		p.Card(0, 0, p.W, p.H)
		p.HLine(1, p.H-cardFoot, p.W-2, p.Line)
	})
	inside := container.New(&growing{k.height, k.place}, k.board, k.box, k.consent, k.public)
	k.scroll = container.NewVScroll(inside)
	k.content = widgets.Placed(func(s fyne.Size) {
		widgets.Put(k.frame, 0, 0, s.Width, s.Height)
		widgets.Put(k.scroll, 1, 1, s.Width-2, s.Height-cardFoot-2)
		widgets.Put(k.foot, 0, s.Height-cardFoot, s.Width, cardFoot)
	}, k.frame, k.scroll, k.foot)
	return k
}

// growing lays out a column whose height depends on its width.
type growing struct {
	height func(w float32) float32
	place  func(s fyne.Size)
}

// Layout places the objects.
func (g *growing) Layout(_ []fyne.CanvasObject, s fyne.Size) { g.place(s) }

// MinSize is what the objects need at the width that they have.
func (g *growing) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w := objects[0].Size().Width
	if w <= 0 {
		w = 480
	}
	return fyne.NewSize(200, g.height(w))
}

// show puts a quote on the card; words that are being written stay while the quote is the same.
func (k *quoteCard) show(c session.Candidate, ok bool) {
	same := ok && k.known && c.Placed.Verbatim == k.c.Placed.Verbatim
	k.c, k.known, k.tales = c, ok, passing(c.Tales)
	if !same {
		k.warn, k.check = false, session.Rewording{}
		k.words.SetText(c.Reworded)
		k.scroll.ScrollToTop()
	}
	k.consent.SetChosen(max(0, slices.Index(consents, c.Consent)))
	k.public.SetOn(c.Public)
	write := ok && !k.tab.view.host.Session().ReadOnly()
	setShown(k.box, k.mayWrite())
	setShown(k.consent, write)
	setShown(k.public, write)
	k.refresh()
	if ok {
		k.lookDeeper()
		k.lookOver()
	}
}

// mayWrite says whether other words for the quote are of any use.
func (k *quoteCard) mayWrite() bool {
	return k.known && k.c.State != session.QuoteNotAllowed && !k.tab.view.host.Session().ReadOnly()
}

// few is what is said where few share what a reader may know of the speaker, "" where enough do.
func (k *quoteCard) few() string {
	if k.c.Few() {
		return "Few interviews share segment, region and outcome: the words should not give all three away."
	}
	return ""
}

func (k *quoteCard) refresh() {
	k.scroll.Content.Refresh()
	k.scroll.Refresh()
	k.board.Refresh()
	k.foot.Refresh()
	k.frame.Refresh()
}

// passing is the tell-tales without that about segment, region and outcome, which has a place of its own.
func passing(tales []privacy.TellTale) []privacy.TellTale {
	return slices.DeleteFunc(slices.Clone(tales), func(t privacy.TellTale) bool { return t.Kind == privacy.TellFew })
}

// lookDeeper looks for phrases that nobody else of the study uses, off the window's goroutine.
func (k *quoteCard) lookDeeper() {
	c, s, v := k.c, k.tab.view.host.Session(), k.tab.view
	v.off(func() {
		tales, err := s.TellTales(context.Background(), c, c.Text)
		v.deliver(func() {
			if err == nil && k.known && k.c.Placed.Verbatim == c.Placed.Verbatim {
				k.tales = passing(tales)
				k.refresh()
			}
		})
	})
}

// lookOver checks the rewording as it is written.
func (k *quoteCard) lookOver() {
	k.asked++
	asked, c, words := k.asked, k.c, k.words.Text
	if !k.known || strings.TrimSpace(words) == "" {
		k.check = session.Rewording{}
		k.refresh()
		return
	}
	s, v := k.tab.view.host.Session(), k.tab.view
	v.off(func() {
		check, err := s.Reword(context.Background(), c, words)
		v.deliver(func() {
			if err == nil && asked == k.asked {
				k.check = check
				k.refresh()
			}
		})
	})
}

// startRewording goes to the field, which begins with the words that were said.
func (k *quoteCard) startRewording() {
	if !k.mayWrite() {
		return
	}
	if k.words.Text == "" {
		k.words.SetText(k.c.Text)
	}
	k.words.Focus()
}

// key clears the rewording with Enter and leaves the field with Escape.
func (k *quoteCard) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		k.clearReworded()
	case fyne.KeyEscape:
		k.words.SetText(k.c.Reworded)
		k.tab.rows.Focus()
	default:
		return false
	}
	return true
}

// clearReworded clears the other words. What they keep of the tell-tales is said once; the second time it is
// kept knowingly.
func (k *quoteCard) clearReworded() {
	if !k.known {
		return
	}
	words := strings.TrimSpace(k.words.Text)
	if words == "" {
		k.tab.view.host.Say("Write the quote in other words first.")
		k.startRewording()
		return
	}
	kept := session.KeptTales(k.c.Text, words)
	if len(kept) > 0 && !k.warn {
		k.warn = true
		k.tab.view.host.Say("It still says “" + passage(k.c.Text, kept[0]) + "”. Change it, or press Enter again to keep it.")
		k.refresh()
		return
	}
	k.tab.rows.Focus()
	k.tab.settle("Cleared in other words.", func(ctx context.Context, s *session.Session, c session.Candidate) error {
		if len(kept) > 0 {
			return s.ClearKnowing(ctx, c.QuoteRow, words)
		}
		return s.ClearQuote(ctx, c.QuoteRow, true, words)
	})
}

func (k *quoteCard) setConsent(i int) {
	if !k.known {
		return
	}
	var ids []research.ID
	for _, p := range k.c.Voices {
		ids = append(ids, p.ID)
	}
	k.tab.want = k.c.Placed.Verbatim
	if err := k.tab.view.host.Session().SetConsent(context.Background(), consents[i], ids...); err != nil {
		k.tab.view.host.Fail(err)
		return
	}
	k.tab.view.host.Say("Noted what " + k.c.Label() + " allows. Ctrl Z undoes it.")
}

func (k *quoteCard) setPublic(on bool) {
	if !k.known {
		return
	}
	k.tab.want = k.c.Placed.Verbatim
	for _, p := range k.c.Voices {
		if err := k.tab.view.host.Session().SetPublic(context.Background(), p.ID, on); err != nil {
			k.tab.view.host.Fail(err)
			return
		}
	}
}

// quoteLay is where things stand on the card, from top to bottom.
type quoteLay struct {
	note, said, tales, words, check, signed, consent, end float32
}

func (k *quoteCard) lay(w float32) quoteLay {
	in := w - 2*theme.Inset
	var l quoteLay
	l.note = 70
	l.said = l.note
	if k.c.Why != "" {
		l.said += widgets.NoteHeight(k.c.Why, in) + 10
	}
	l.tales = l.said + 22 + markedHeight("“"+k.c.Text+"”", in, theme.Read) + 6
	y := l.tales
	for _, t := range k.tales {
		y += widgets.ParaHeight(taleLine(k.c.Text, t), in-24, theme.Small) + 4
	}
	l.words = y + 10
	l.check = l.words
	if k.mayWrite() {
		l.check += 22 + rewordHigh + 8
	}
	y = l.check
	for _, s := range k.findings() {
		y += widgets.ParaHeight(s.words, in-24, theme.Small) + 4
	}
	if k.changed() {
		y = drawChanges(nil, 0, y+2, in-24, k.check.Words) + 2
	}
	l.signed = y + 14
	l.consent = l.signed + 54 + float32(len(k.c.Signed.Parts))*partHigh + 14
	if few := k.few(); few != "" {
		l.consent += widgets.ParaHeight(few, in-24, theme.Small)
	}
	l.end = l.consent + 100
	return l
}

func (k *quoteCard) height(w float32) float32 {
	if !k.known {
		return 60
	}
	return k.lay(w).end
}

func (k *quoteCard) place(s fyne.Size) {
	widgets.Put(k.board, 0, 0, s.Width, s.Height)
	l := k.lay(s.Width)
	in := s.Width - 2*theme.Inset
	widgets.Put(k.box, theme.Inset, l.words+20, in, rewordHigh)
	widgets.Put(k.consent, theme.Inset, l.consent+24, k.consent.MinSize().Width, theme.ControlHeight)
	widgets.Put(k.public, theme.Inset, l.consent+62, k.public.MinSize().Width, theme.ControlHeight)
}

// finding is a sentence about the rewording.
type finding struct {
	words string
	doubt bool
}

// findings is what is to be said of the rewording.
func (k *quoteCard) findings() []finding {
	if strings.TrimSpace(k.words.Text) == "" {
		return nil
	}
	var out []finding
	for _, t := range k.check.Kept {
		out = append(out, finding{"Still says “" + passage(k.c.Text, t) + "”. " + t.Says, true})
	}
	for _, t := range k.check.New {
		if s := passage(k.words.Text, t); s != "" && !slices.ContainsFunc(k.check.Kept, func(o privacy.TellTale) bool { return passage(k.c.Text, o) == s }) {
			out = append(out, finding{taleLine(k.words.Text, t), true})
		}
	}
	if k.check.Names > 0 {
		out = append(out, finding{"What looks like a name is masked when it is cleared.", true})
	}
	said, kept := 0, 0
	for _, w := range k.check.Words {
		if w.Change != session.WordNew {
			said++
		}
		if w.Change == session.WordKept {
			kept++
		}
	}
	if said > 0 {
		out = append(out, finding{fmt.Sprintf("%d of %d words are as they were said.", kept, said), k.check.Same > .8})
	}
	return out
}

// changed says that there is a rewording to show against what was said, and that showing it helps: in words
// that are all new nobody finds the old ones again.
func (k *quoteCard) changed() bool {
	return strings.TrimSpace(k.words.Text) != "" && k.check.Same >= .3 && k.check.Same < 1
}

func (k *quoteCard) draw(p *widgets.Pen) {
	x, in := float32(theme.Inset), p.W-2*theme.Inset
	if !k.known {
		p.Para(x, 24, in, "Choose a quote to see what it gives away, and who may be named beside it.", theme.Body, p.Mute)
		return
	}
	c, l := &k.c, k.lay(p.W)
	lw := p.LW(x, 27, in-200, c.Label(), theme.Title, p.Ink)
	p.Outcome(x+lw+12, 28, c.Interview.Interview.Outcome)
	p.LinkButton(p.W-x, 28, "place", "Read in place", k.tab.readInPlace)
	p.LW(x, 52, in, strings.TrimPrefix(whoSaid(c.Interview), c.Label()+" · "), theme.Small, p.Mute)
	if c.Why != "" {
		p.Note(x, l.note, in, c.Why, c.State == session.QuoteVoid)
	}
	p.L(x, l.said+9, "As it was said", theme.CaptionB, p.Mute)
	cx := x + widgets.Width("As it was said", theme.CaptionB) + 12
	for _, code := range c.Codes {
		name := widgets.Ellipsis(code.Name, 180, theme.Caption)
		if cx+widgets.ChipWidth(name, false) > p.W-x {
			break
		}
		cx += p.Chip(cx, l.said+9, name, p.Stage(code.Stage), p.Tint(code.Stage), false) + 6
	}
	drawMarked(p, x, l.said+22, in, "“"+c.Text+"”", shifted(k.tales), theme.Read)
	y := l.tales
	for _, t := range k.tales {
		icon := "warn"
		if t.Whole() {
			icon = "people"
		}
		p.Icon(x+8, y+9, 14, icon, p.Warn)
		y = p.Para(x+24, y, in-24, taleLine(c.Text, t), theme.Small, p.Ink2) + 4
	}
	if k.mayWrite() {
		p.L(x, l.words+8, "In other words", theme.CaptionB, p.Mute)
	}
	y = l.check
	for _, f := range k.findings() {
		icon, ink := "info", p.Mute
		if f.doubt {
			icon, ink = "warn", p.Warn
		}
		p.Icon(x+8, y+9, 14, icon, ink)
		y = p.Para(x+24, y, in-24, f.words, theme.Small, p.Ink2) + 4
	}
	if k.changed() {
		drawChanges(p, x+24, y+2, in-24, k.check.Words)
	}
	k.drawSigned(p, l.signed)
	p.HLine(x, l.consent, in, p.Line)
	p.LW(x, l.consent+13, in, k.whose(), theme.CaptionB, p.Mute)
}

// shifted moves tell-tales behind the opening quotation mark.
func shifted(tales []privacy.TellTale) []privacy.TellTale {
	out := slices.Clone(tales)
	for i := range out {
		if !out[i].Whole() {
			out[i].Start, out[i].End = out[i].Start+1, out[i].End+1
		}
	}
	return out
}

// whose says whose consent is noted.
func (k *quoteCard) whose() string {
	var names []string
	for _, v := range k.c.Voices {
		names = append(names, v.Pseudonym)
	}
	if len(names) == 0 {
		return "Nobody is noted as having taken part"
	}
	return strings.Join(names, ", ") + ": may be quoted"
}

// drawSigned is how the quote would be signed, and why no closer.
func (k *quoteCard) drawSigned(p *widgets.Pen, y float32) {
	x, in := float32(theme.Inset), p.W-2*theme.Inset
	p.HLine(x, y, in, p.Line)
	p.L(x, y+13, "Printed beside it", theme.CaptionB, p.Mute)
	who := k.c.Signed.Who.String()
	if k.c.Signed.MayNot != "" {
		who = "Not printed: " + k.c.Signed.MayNot
	}
	p.LW(x, y+35, in, who, theme.Strong, p.Ink)
	y += 58
	for _, part := range k.c.Signed.Parts {
		icon, ink, why := "check", p.Accent, "may be said"
		if !part.Allowed {
			icon, ink, why = "lock", p.Mute, part.Missing
		}
		p.Icon(x+8, y, 14, icon, ink)
		label := strings.ToUpper(part.What[:1]) + part.What[1:] + ": " + part.Name.String()
		lw := p.LW(x+24, y, in*.5, label, theme.Small, p.Ink2)
		p.LW(x+24+lw+10, y, in-34-lw, why, theme.Small, p.Mute)
		y += partHigh
	}
	if few := k.few(); few != "" {
		p.Icon(x+8, y, 14, "people", p.Warn)
		p.Para(x+24, y-9, in-24, few, theme.Small, p.Ink2)
	}
}

func (k *quoteCard) drawFoot(p *widgets.Pen) {
	if !k.known || k.tab.view.host.Session().ReadOnly() {
		return
	}
	x, cy := float32(theme.Inset), p.H/2
	asSaid, reworded := widgets.Primary, widgets.Secondary
	if k.c.Consent == research.ConsentReworded || strings.TrimSpace(k.words.Text) != "" {
		asSaid, reworded = widgets.Secondary, widgets.Primary
	}
	switch {
	case k.c.State == session.QuoteNotAllowed:
		p.LW(x, cy, p.W-2*x, "Note above what they allow, then clear it.", theme.Small, p.Mute)
		return
	case (k.c.State.Cleared() || k.c.State == session.QuoteRefused) && strings.TrimSpace(k.words.Text) == k.c.Reworded:
		x += p.Button(x, cy, "Take back", "undo", widgets.Secondary, k.tab.takeBack) + 8
		if k.c.Theme != "" && k.c.State.Cleared() {
			label := "First in its theme"
			if k.c.Chosen {
				label = "No longer first"
			}
			p.Button(x, cy, label, "", widgets.Quiet, k.tab.first)
		}
		return
	}
	if k.c.Consent == research.ConsentFree {
		x += p.Button(x, cy, "Clear as said", "check", asSaid, k.tab.clear) + 8
	}
	x += p.Button(x, cy, "Clear reworded", "edit", reworded, k.clearReworded) + 8
	x += p.Button(x, cy, "Keep in", "", widgets.Quiet, k.tab.refuse) + 4
	if w := widgets.ButtonW("Skip", ""); x+w < p.W-12 {
		p.Button(x, cy, "Skip", "", widgets.Quiet, k.tab.skip)
	}
}
