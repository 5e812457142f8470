package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/store"
)

// Anonymity says on three leaves what lies where and who could read it, what has left, and what could be given
// to a client who asks for more.
type Anonymity struct {
	base
	board  *widgets.Board
	empty  *widgets.EmptyState
	layout *fyne.Container
	leaf   int
	data   *session.Anonymity

	// of what has left
	packs    *widgets.Rows
	shown    int // figures of the next pack
	withheld []session.WishReason
	counted  bool

	// of what can be given
	by, and, only *widgets.Picker
	list          *widgets.Rows
	classes       []session.WishGroup
	wish          session.Wish
	answer        session.WishAnswer
	answered      bool

	erasing *eraseDialog // asked last
	asked   int          // counts loads, so that a late one is dropped
	wished  int          // counts wishes
	off     func(func()) // runs work off the window's goroutine
	deliver func(func()) // runs a function on it
}

// The leaves.
const (
	leafPlaces = iota
	leafLeft
	leafWish
)

var anonymityLeaves = []string{"What lies where", "What has left", "What can I give?"}

const leafTop = 42 // where the content of a leaf begins, under the choice of leaves

// NewAnonymity is the Anonymity screen.
func NewAnonymity(h Host) *Anonymity {
	v := &Anonymity{base: base{h}, off: func(f func()) { go session.Safely(f) }, deliver: fyne.Do}
	v.board = widgets.NewBoard(v.draw)
	v.empty = widgets.NewEmptyState("shield", "Nobody is in this study yet", "Names of whoever is imported go sealed into the vault; the study keeps pseudonyms.",
		"Import", "import", func() { v.host.Go("import", nil) })
	v.packs = widgets.NewRows(packRow, v.drawPack)
	v.packs.OnChoose = func(int) { v.board.Refresh() }
	v.packs.OnKey = v.Key
	v.makeWish()
	v.layout = widgets.Placed(v.place, v.board, v.packs, v.by, v.and, v.only, v.list)
	return v
}

// Content is the whole screen.
func (v *Anonymity) Content() fyne.CanvasObject { return v.layout }

// Head is the title and what matters most about it.
func (v *Anonymity) Head() (string, string) {
	if v.data == nil {
		return "Anonymity", ""
	}
	if !v.data.Closed.IsZero() {
		return "Anonymity", "Closed: the key to the names was destroyed"
	}
	return "Anonymity", fmt.Sprintf("%s behind pseudonyms", plural(v.data.Participants, "participant"))
}

// Actions lead to what has to be looked at.
func (v *Anonymity) Actions() []fyne.CanvasObject {
	if v.data == nil || v.data.OpenMasks == 0 || !v.data.Closed.IsZero() {
		return nil
	}
	return []fyne.CanvasObject{widgets.NewButton("Review "+plural(v.data.OpenMasks, "passage"), "mask", widgets.Primary, func() { v.host.Go("review", nil) })}
}

// MinHeight keeps the cards apart in low windows.
func (v *Anonymity) MinHeight() float32 { return 560 }

// Show reads everything anew.
func (v *Anonymity) Show(any) { v.load() }

// Changed reads everything anew.
func (v *Anonymity) Changed(store.Change) { v.load() }

// Leave puts names away: those in the dialog that asks whom to erase.
func (v *Anonymity) Leave() {
	if v.erasing != nil {
		v.erasing.leave()
		v.erasing = nil
	}
}

// erase asks whom to erase.
func (v *Anonymity) erase() { v.erasing = askErase(v.host, "", v.load) }

// load reads how things stand, and what the next pack would withhold, off the window's goroutine.
func (v *Anonymity) load() {
	v.asked++
	asked, s, copies, wave := v.asked, v.host.Session(), v.host.Prefs().BackupsOf(v.host.Session().Study().ID), v.host.Wave()
	v.off(func() {
		data, err := s.Anonymity(context.Background(), copies)
		v.deliver(func() { v.loaded(asked, data, err) })
		if err != nil || data.Participants == 0 {
			return
		}
		shown, why, err := s.WithheldNow(context.Background(), wave)
		v.deliver(func() {
			if asked == v.asked && err == nil {
				v.shown, v.withheld, v.counted = shown, why, true
				v.board.Refresh()
			}
		})
	})
}

func (v *Anonymity) loaded(asked int, data *session.Anonymity, err error) {
	if asked != v.asked {
		return
	}
	if err != nil {
		v.host.Fail(err)
		return
	}
	v.data = data
	v.packs.SetCount(len(data.Issued))
	if v.packs.Chosen() < 0 && len(data.Issued) > 0 {
		v.packs.Mark(0)
	}
	v.reloadWish()
	v.layout.Refresh()
	v.board.Refresh()
	v.host.Refresh()
}

// turn shows another leaf.
func (v *Anonymity) turn(leaf int) {
	if leaf < 0 || leaf >= len(anonymityLeaves) {
		return
	}
	v.leaf = leaf
	v.layout.Refresh()
	v.board.Refresh()
}

// Key turns the leaves.
func (v *Anonymity) Key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyPageUp:
		v.turn(v.leaf - 1)
	case fyne.KeyRight, fyne.KeyPageDown:
		v.turn(v.leaf + 1)
	default:
		return false
	}
	return true
}

// look looks through all texts for names that have come in since.
func (v *Anonymity) look() { lookForNames(v.host, v.load) }

// Rune looks for new names with L, where there are any.
func (v *Anonymity) Rune(r rune) bool {
	return v.data != nil && v.data.NewPeople > 0 && v.keys().Press(keyOfRune(r))
}

func (v *Anonymity) place(s fyne.Size) {
	widgets.Put(v.board, 0, 0, s.Width, s.Height)
	ready := v.data != nil && v.data.Participants > 0
	v.placePacks(s, ready && v.leaf == leafLeft && len(v.data.Issued) > 0)
	v.placeWish(s, ready && v.leaf == leafWish)
}

func (v *Anonymity) draw(p *widgets.Pen) {
	if v.data == nil {
		return
	}
	if v.data.Participants == 0 && len(v.data.Erased) == 0 {
		v.empty.DrawOn(p)
		return
	}
	w := p.Segmented(theme.Margin, 15, anonymityLeaves, v.leaf, nil, "leaf:", v.turn)
	p.Hint(theme.Margin+w+16, 15, "turn", "Left", "Right")
	at := theme.Margin + w + 16 + widgets.HintWidth("turn", "Left", "Right") + 24
	newNames(p, at, 15, p.W-theme.Margin-at, v.data.NewPeople, v.keys().hint("look again", "anonymity.look"), v.look)
	switch v.leaf {
	case leafPlaces:
		v.drawPlaces(p)
	case leafLeft:
		v.drawLeft(p)
	default:
		v.drawWish(p)
	}
}
