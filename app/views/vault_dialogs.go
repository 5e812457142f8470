package views

import (
	"context"
	"os"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/vault"
)

// askNewPassphrase changes the passphrase.
func askNewPassphrase(h Host, wrong string) {
	s := h.Session()
	f := newForm(130)
	f.wrong = wrong
	old := f.field("Now", "The passphrase as it is", true)
	first := f.field("New", "At least twelve characters", true)
	again := f.field("New again", "The same again", true)
	f.judge(first)
	key := f.tick("A new key, too: somebody who had it has left")
	f.show(h, "Change the passphrase", "A new passphrase locks the same key: a printed recovery sheet stays valid, and so does the key for whoever took it while they had the passphrase. With a new key everything is sealed anew and old sheets are void. Copies made before still open with the old passphrase: destroy them.",
		"Change it", 600, func() bool {
			if err := session.CheckNewPassphrase(first.Text, again.Text); err != nil {
				return f.refuse(err)
			}
			was, is, change, said := old.Text, first.Text, s.ChangePassphrase, "The passphrase has been changed."
			if key.On {
				change, said = newKey(h), "The vault has a new key and a new passphrase. Print a new recovery sheet, and destroy old copies."
			}
			f.dialog.Close()
			h.Run("Sealing the vault anew", func(context.Context, session.Progress) error { return change(was, is) }, func(err error) {
				switch {
				case research.KindOf(err) == research.Locked:
					askNewPassphrase(h, err.Error())
				case err != nil:
					h.Fail(err)
				default:
					h.Say(said)
				}
			})
			return false
		})
}

// newKey gives the vault a new key, and notes under its new id whether the keyring has its passphrase.
func newKey(h Host) func(old, new string) error {
	return func(old, new string) error {
		s := h.Session()
		id := s.VaultID()
		if err := s.NewKey(old, new); err != nil {
			return err
		}
		if !h.Prefs().InKeyring(id) {
			return nil
		}
		if err := h.Prefs().SetInKeyring(id, false); err != nil {
			return err
		}
		return h.Prefs().SetInKeyring(s.VaultID(), true)
	}
}

// askRecoverySheet asks for the passphrase once more and writes the sheet.
func askRecoverySheet(h Host, wrong string) {
	s := h.Session()
	f := newForm(0)
	f.wrong = wrong
	pass := f.field("", "Passphrase of the vault", true)
	f.show(h, "Recovery sheet", "A page to print: with the key on it the vault opens without its passphrase, and without this program. Whoever has it reads every name, so the passphrase is asked for once more. Delete the file when it is printed.",
		"Choose a place", 0, func() bool {
			typed := pass.Text
			f.dialog.Close()
			h.AskSave("Save the recovery sheet", s.RecoveryName(), func(path string) {
				h.Run("Writing the recovery sheet", func(ctx context.Context, _ session.Progress) error { return s.RecoverySheet(ctx, typed, path) }, func(err error) {
					switch {
					case research.KindOf(err) == research.Locked:
						askRecoverySheet(h, err.Error())
					case err != nil:
						h.Fail(err)
					default:
						h.Say("The recovery sheet is written. Print it, then delete the file.")
					}
				})
			})
			return false
		})
}

// askRecovery opens the vault with the key on its recovery sheet and gives it a new passphrase.
func askRecovery(h Host, wrong string) {
	s := h.Session()
	f := newForm(130)
	f.wrong = wrong
	key := f.field("Key", "AGE-SECRET-KEY-1 and its groups of four", false)
	first := f.field("New passphrase", "At least twelve characters", true)
	again := f.field("New again", "The same again", true)
	f.judge(first)
	f.show(h, "Forgotten passphrase", "Type the key from the vault's recovery sheet; spaces do not matter. Without the sheet and without the passphrase nobody can open the vault.", "Open the vault", 600, func() bool {
		if strings.TrimSpace(key.Text) == "" {
			return f.refuse(research.Problemf(research.Invalid, "Type the key from the recovery sheet."))
		}
		if err := session.CheckNewPassphrase(first.Text, again.Text); err != nil {
			return f.refuse(err)
		}
		typed, is := key.Text, first.Text
		f.dialog.Close()
		h.Run("Opening the vault", func(context.Context, session.Progress) error { return s.RecoverVault(typed, is) }, func(err error) {
			h.Refresh()
			switch k := research.KindOf(err); {
			case k == research.Invalid || k == research.Locked:
				askRecovery(h, "This key does not open the vault. Compare it with the sheet, letter by letter.")
			case err != nil:
				h.Fail(err)
			default:
				h.Say("The vault is open and has its new passphrase.")
			}
		})
		return false
	})
}

// openWithKeyFile is how a colleague opens the vault.
func openWithKeyFile(h Host) {
	s := h.Session()
	h.AskFile("Your key file, as age-keygen wrote it", []string{".txt", ".key", ".age", ""}, func(path string) {
		h.Run("Opening the vault", func(context.Context, session.Progress) error {
			b, err := os.ReadFile(path)
			if err != nil {
				return research.Problemf(research.NotFound, "The key file cannot be read. Check that it is there.")
			}
			return s.UnlockIdentity(b)
		}, func(err error) {
			h.Refresh()
			if err != nil {
				h.Fail(err)
				return
			}
			h.Say("The vault is open, with your own key.")
		})
	})
}

// askCompact merges the vault's batches once the person agrees.
func askCompact(h Host) {
	s := h.Session()
	widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: "Compact the vault",
		Text:    "Merges what each import has added into one, and drops entries and texts that later ones have replaced. Nobody is lost, and the vault as it is now stays beside it as the generation before.",
		Confirm: "Compact it", Cancel: "Cancel", OnConfirm: func() bool {
			var said string
			h.Run("Compacting the vault", func(context.Context, session.Progress) (err error) {
				said, err = s.CompactVault()
				return err
			}, func(err error) {
				if err != nil {
					h.Fail(err)
					return
				}
				h.Say(said)
			})
			return true
		}})
}

// colleagues is the dialog in which they come and go.
type colleagues struct {
	host  Host
	list  []vault.Colleague
	form  *form
	rows  *widgets.Board
	asked string // the key that is about to go
}

const colleagueRow = 34

func showColleagues(h Host, wrong string) {
	list, err := h.Session().Colleagues()
	if err != nil {
		h.Fail(err)
		return
	}
	c := &colleagues{host: h, list: list, form: newForm(130)}
	c.form.wrong = wrong
	key := c.form.field("Public key", "age1…", false)
	who := c.form.field("Whose", "Initials are enough", false)
	c.rows = widgets.NewBoard(c.paint)
	fields := c.form.body()
	top := float32(max(1, len(list)))*colleagueRow + 16
	body := widgets.Placed(func(s fyne.Size) {
		widgets.Put(c.rows, 0, 0, s.Width, top)
		widgets.Put(fields, 0, top, s.Width, s.Height-top)
	}, c.rows, fields)
	c.form.dialog = widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: "Colleagues", Width: 600, Body: body, BodyH: top + c.form.height(),
		Text:    "A colleague opens the vault with a key of their own, here or with age. Ask for the public key, the line that begins with age1; the secret one stays with them.",
		Confirm: "Add this key", Cancel: "Close", Focus: key, OnConfirm: func() bool {
			typed, label := key.Text, who.Text
			c.form.dialog.Close()
			c.run("Sealing the vault for one more", func() error { return h.Session().AddColleague(typed, label) }, "The key opens the vault from now on.")
			return false
		}})
	key.OnSubmitted = func(string) { h.Window().Canvas().Focus(who) }
	who.OnSubmitted = func(string) { c.form.dialog.Confirm() }
}

// run does one change and shows the list again.
func (c *colleagues) run(title string, act func() error, said string) {
	h := c.host
	h.Run(title, func(context.Context, session.Progress) error { return act() }, func(err error) {
		switch k := research.KindOf(err); {
		case k == research.Invalid || k == research.Conflict || k == research.Locked:
			showColleagues(h, err.Error())
		case err != nil:
			h.Fail(err)
		default:
			h.Say(said)
			showColleagues(h, "")
		}
	})
}

func (c *colleagues) paint(p *widgets.Pen) {
	if len(c.list) == 0 {
		p.L(0, colleagueRow/2, "Nobody yet: only the passphrase opens this vault.", theme.Body, p.Mute)
	}
	for i, x := range c.list {
		y := float32(i)*colleagueRow + colleagueRow/2
		label := x.Label
		if label == "" {
			label = "No name given"
		}
		p.LW(0, y, 120, label, theme.Strong, p.Ink)
		short := x.Recipient[:10] + "…" + x.Recipient[len(x.Recipient)-6:]
		p.LW(130, y, 160, short, theme.Small, p.Mute)
		if !x.Added.IsZero() {
			p.LW(300, y, 140, "since "+x.Added.Local().Format("2 January 2006"), theme.Small, p.Mute)
		}
		words, kind := "Take away", widgets.Quiet
		if c.asked == x.Recipient {
			words, kind = "Really?", widgets.Secondary
		}
		p.ButtonR(p.W, y, words, "", kind, func() { c.takeAway(x.Recipient) })
	}
	p.HLine(0, p.H-8, p.W, p.Line)
}

// takeAway asks once more, then seals everything without the key.
func (c *colleagues) takeAway(recipient string) {
	if c.asked != recipient {
		c.asked = recipient
		c.rows.Refresh()
		return
	}
	c.form.dialog.Close()
	c.run("Sealing the vault without the key", func() error { return c.host.Session().RemoveColleague(recipient) },
		"The key opens this vault no more. What was copied before stays open to it.")
}
