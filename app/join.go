package app

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/views"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// coders is the screen of several coders: in the navigation once there is a second one.
var codersItem = widgets.NavItem{Key: "coders", Label: "Coders", Icon: "people"}

// offerCoders puts the Coders screen into the navigation while somebody codes a second time.
func (s *shell) offerCoders(sess *session.Session) {
	at := slices.IndexFunc(s.nav.Items, func(it widgets.NavItem) bool { return it.Key == codersItem.Key })
	switch several := sess.SeveralCoders(); {
	case several && at < 0:
		i := 1 + slices.IndexFunc(s.nav.Items, func(it widgets.NavItem) bool { return it.Key == "codebook" })
		s.nav.Items = slices.Insert(slices.Clone(s.nav.Items), i, codersItem)
		s.showKeys()
		s.nav.Refresh()
	case !several && at >= 0:
		s.nav.Items = slices.Delete(slices.Clone(s.nav.Items), at, at+1)
		s.nav.Refresh()
	}
}

// codersActs are the acts of the window that have to do with several coders.
func (a *App) codersActs() []views.Act {
	return []views.Act{{ID: "window.coders", What: "several coders", Part: "Screens", Do: a.coders}}
}

func (a *App) coders() { a.Go("coders", nil) }

// askPack asks where a copy of the study for a colleague is to be written, and with what.
func (a *App) askPack() {
	if a.session == nil {
		return
	}
	name := strings.TrimSuffix(filepath.Base(a.session.Path()), session.StudyExt) + "-copy" + session.PackedExt
	a.AskSave("Pack the study for a colleague", name, func(path string) {
		var done session.Packed
		a.Run("Packing the study", func(ctx context.Context, p session.Progress) error {
			var err error
			done, err = a.session.PackStudy(ctx, path, true, p)
			return err
		}, func(err error) {
			if err != nil {
				a.Fail(err)
				return
			}
			words := "Packed " + filepath.Base(path) + ": the study and its vault, sealed. Give the passphrase another way."
			if done.NoVault {
				words = "Packed " + filepath.Base(path) + ": the study alone; nobody in it can be named."
			}
			a.Say(words)
		})
	})
}

// askJoin asks for a copy that somebody else worked on, shows what would come, and joins it.
func (a *App) askJoin() {
	if a.session == nil {
		return
	}
	a.AskFile("Join a copy of this study", []string{session.StudyExt, session.PackedExt}, a.join)
}

// join shows what a copy would bring.
func (a *App) join(path string) {
	var plan session.Joining
	a.Run("Comparing the copies", func(ctx context.Context, p session.Progress) error {
		var err error
		plan, err = a.session.PreviewJoin(ctx, path, nil, p)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			a.Fail(err)
		case plan.Nothing() && plan.Imports == 0:
			a.Say(plan.File + " has nothing that this study lacks.")
		default:
			a.showJoin(path, plan)
		}
	})
}

const joinRow = 74

// showJoin shows what comes and what is to be decided. Up and Down go through the conflicts, Left and Right choose.
func (a *App) showJoin(path string, plan session.Joining) {
	choose := map[string]store.Choice{}
	for _, k := range plan.Asks {
		choose[k.Key] = k.Choice
	}
	var rows *widgets.Rows
	rows = widgets.NewRows(joinRow, func(p *widgets.Pen, i int, y, w float32, chosen bool) {
		drawAsk(p, rows, plan.Asks, choose, i, y, w, chosen)
	})
	rows.SetCount(len(plan.Asks))
	rows.Mark(0)
	rows.OnKey = func(e *fyne.KeyEvent) bool {
		step := map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1}[e.Name]
		if i := rows.Chosen(); step != 0 && i >= 0 && i < len(plan.Asks) {
			pick(plan.Asks[i], choose, step)
			rows.Refresh()
			return true
		}
		return false
	}
	says := widgets.NewBoard(func(p *widgets.Pen) { drawComing(p, plan) })
	top := float32(84)
	body := widgets.Placed(func(s fyne.Size) {
		widgets.Put(says, 0, 0, s.Width, top)
		widgets.Put(rows, 0, top, s.Width, max(0, s.Height-top))
	}, says, rows)
	h := top + float32(min(len(plan.Asks), 4))*joinRow
	var focus fyne.Focusable
	if len(plan.Asks) > 0 {
		focus = rows
	}
	a.dialog = widgets.ShowDialog(a.win.Canvas(), widgets.DialogSpec{Title: "Join " + plan.File, Width: 680, Body: body, BodyH: h, Confirm: "Join", Cancel: "Cancel", Focus: focus,
		Foot: "One step that Ctrl Z takes back.", OnConfirm: func() bool {
			if plan.Imports > 0 && a.session.Vault() == session.VaultLocked {
				a.Unlock(func() { a.doJoin(path, choose) })
			} else {
				a.doJoin(path, choose)
			}
			return true
		}})
}

// pick chooses the next or the one before among the ways to decide a conflict.
func pick(k session.Ask, choose map[string]store.Choice, step int) {
	for i, o := range k.Options {
		if o.Choice == choose[k.Key] {
			choose[k.Key] = k.Options[(i+step+len(k.Options))%len(k.Options)].Choice
			return
		}
	}
}

// drawComing says what comes.
func drawComing(p *widgets.Pen, plan session.Joining) {
	who := plan.Coder
	if who == "" {
		who = "nobody"
	}
	p.LW(0, 10, p.W, fmt.Sprintf("%s by %s since the copies parted; %d here.", steps(len(plan.Steps)), who, plan.OurSteps), theme.Strong, p.Ink)
	p.LW(0, 32, p.W, coming(plan), theme.Body, p.Ink2)
	words := "Nothing contradicts what was done here."
	if n := plan.ToDecide(); n > 0 {
		words = fmt.Sprintf("%d to decide; what is chosen below loses nothing.", n)
	} else if len(plan.Asks) > 0 {
		words = "To be known:"
	}
	if plan.NoVault {
		words = "The copy's vault is not beside it: some of its pseudonyms will have nobody behind them. " + words
	}
	p.LW(0, 62, p.W, words, theme.Small, p.Mute)
}

func steps(n int) string {
	if n == 1 {
		return "1 step"
	}
	return fmt.Sprintf("%d steps", n)
}

// coming is what comes, in a few words.
func coming(plan session.Joining) string {
	var parts []string
	for _, t := range [][2]string{{"interview", "interviews"}, {"coding", "codings"}, {"code", "codes"}, {"theme", "themes"}, {"memo", "memos"}, {"reason", "reasons"}} {
		if n := plan.New[t[0]]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", t[1], n))
		}
	}
	sum := func(m map[string]int) (n int) {
		for _, k := range m {
			n += k
		}
		return n
	}
	out := "New: " + strings.Join(parts, ", ")
	if len(parts) == 0 {
		out = "Nothing new to see"
	}
	if n := sum(plan.Changed); n > 0 {
		out += fmt.Sprintf(" · changed %d", n)
	}
	if n := sum(plan.Deleted); n > 0 {
		out += fmt.Sprintf(" · deleted %d", n)
	}
	if plan.Packs > 0 {
		out += fmt.Sprintf(" · packs issued %d", plan.Packs)
	}
	return out
}

// drawAsk is one conflict with the ways to decide it.
func drawAsk(p *widgets.Pen, rows *widgets.Rows, asks []session.Ask, choose map[string]store.Choice, i int, y, w float32, chosen bool) {
	if i >= len(asks) {
		return
	}
	k := asks[i]
	rows.Ground(p, i, y, w, chosen && len(k.Options) > 1)
	p.LW(10, y+14, w-20, k.Where, theme.Strong, p.Ink)
	if len(k.Options) < 2 {
		p.ParaMax(10, y+26, w-20, 2, k.Says, theme.Small, p.Ink2)
		return
	}
	x, at := float32(10), 0
	labels := make([]string, len(k.Options))
	for n, o := range k.Options {
		if labels[n] = o.Label; o.Choice == choose[k.Key] {
			at = n
		}
	}
	x += p.Segmented(x, y+50, labels, at, nil, "ask:"+k.Key+":", func(n int) {
		choose[k.Key] = k.Options[n].Choice
		rows.Refresh()
	}) + 12
	p.LW(10+widgets.Width(k.Where, theme.Strong)+10, y+14, w-30-widgets.Width(k.Where, theme.Strong), k.Says, theme.Small, p.Mute)
	p.LW(x, y+50, w-x-10, k.Options[at].Words, theme.Small, p.Ink2)
}

// doJoin joins.
func (a *App) doJoin(path string, choose map[string]store.Choice) {
	var done session.Joining
	a.Run("Joining "+filepath.Base(path), func(ctx context.Context, p session.Progress) error {
		var err error
		done, err = a.session.Join(ctx, path, choose, p)
		return err
	}, func(err error) {
		switch {
		case research.KindOf(err) == research.Locked:
			a.Unlock(func() { a.doJoin(path, choose) })
		case err != nil:
			a.Fail(err)
		default:
			a.Say("Joined " + done.File + ". Ctrl Z takes it back.")
		}
	})
}
