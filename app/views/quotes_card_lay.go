package views

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/privacy"
)

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
