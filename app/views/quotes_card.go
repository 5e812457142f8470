package views

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
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
