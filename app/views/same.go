package views

import (
	"context"
	"fmt"

	"openloop/app/session"
)

// closer is a dialog that shows names and is closed when they must go out of sight.
type closer interface {
	Open() bool
	Close()
}

// sameDialog asks which two pseudonyms are one. It is there before the vault is open, and empty until then.
type sameDialog struct {
	host   Host
	gone   string // the pseudonym that goes, "" while nobody has said
	known  []session.Somebody
	pick   *reviewPick
	closed func()
}

// askSame asks whose pseudonym gone really is, and where gone is "" for that first. Names are shown, so the vault
// has to be open. closed is called in the end, whatever came of it; it may be nil.
func askSame(h Host, gone string, closed func()) *sameDialog {
	d := &sameDialog{host: h, gone: gone, closed: closed}
	h.Unlock(d.ask)
	return d
}

// Open says whether the dialog stands there.
func (d *sameDialog) Open() bool { return d.pick != nil && d.pick.dialog.Open() }

// Close takes it away.
func (d *sameDialog) Close() {
	if d.pick != nil {
		d.pick.dialog.Close()
	}
}

func (d *sameDialog) ask() {
	var err error
	if d.known, err = d.host.Session().Known(context.Background()); err != nil {
		d.host.Fail(err)
		return
	}
	title, text := "Two pseudonyms, one and the same", "Choose the pseudonym that goes, then the one that stays. Every text, interview and name says the one that stays from then on; the other is never given again."
	options := d.options("")
	if d.gone != "" {
		title = "Who is " + d.gone + " really?"
		text = d.gone + " goes: every text, interview and name says the pseudonym that you choose, and " + d.gone + " is never given again."
		options = d.options(d.gone)
	}
	d.pick = askPick(d.host, title, text, "Type a name or a pseudonym", options, false, d.take, d.end)
	d.pick.asks = d.asks()
	d.pick.note.Refresh()
}

func (d *sameDialog) asks() string {
	if d.gone == "" {
		return "Which pseudonym goes?"
	}
	for _, w := range d.known {
		if w.Pseudonym == d.gone {
			return fmt.Sprintf("%s, %s, goes. Who stays?", d.gone, w.Name)
		}
	}
	return d.gone + " goes. Who stays?"
}

// options are everybody, or whoever somebody may turn out to be: others of the same sort.
func (d *sameDialog) options(gone string) (out []reviewOption) {
	for _, w := range d.known {
		if gone == "" || w.Pseudonym != gone && w.Pseudonym[0] == gone[0] {
			out = append(out, reviewOption{id: w.Pseudonym, words: w.Name, more: w.Company})
		}
	}
	return out
}

func (d *sameDialog) take(o reviewOption) error {
	if d.gone == "" {
		d.gone = o.id
		d.pick.chooseOn(d.asks(), d.options(o.id))
		return errChooseOn
	}
	gone, stays := d.gone, o.id
	var did session.Merged
	d.host.Run(gone+" becomes "+stays, func(ctx context.Context, p session.Progress) (err error) {
		did, err = d.host.Session().SameAs(ctx, gone, stays, p)
		return err
	}, func(err error) {
		d.end()
		if err != nil {
			d.host.Fail(err)
			return
		}
		d.host.Say(fmt.Sprintf("%s is %s everywhere now: %s, %s. Ctrl Z takes it back.", gone, stays, plural(did.Interviews, "interview"), plural(did.Masked, "passage")))
	})
	return nil
}

func (d *sameDialog) end() {
	if d.closed != nil {
		d.closed()
	}
}
