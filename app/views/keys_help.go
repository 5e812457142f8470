package views

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
)

// keysHelp is the list of all keys of a screen, where they can be changed.
type keysHelp struct {
	host    Host
	acts    []Act
	changed func() // after keys have been changed

	list    *widgets.Rows
	foot    *widgets.Board
	catcher *widgets.KeyCatcher
	dialog  *widgets.Dialog

	asking  int    // the act that is to get another key, -1 for none
	pending string // a key that does something else, to be pressed once more
	said    string // what came of the last key
}

const (
	keysRow    = 28
	keysPartAt = 158 // where what an act does begins, right of its part
	keysFoot   = 30
)

// ShowKeys lists the keys of a screen and of the window around it, and lets them be changed. changed is called
// after a change.
func ShowKeys(h Host, title string, acts []Act, changed func()) *widgets.Dialog {
	return showKeys(h, title, acts, changed).dialog
}

func showKeys(h Host, title string, acts []Act, changed func()) *keysHelp {
	k := &keysHelp{host: h, acts: byPart(acts), changed: changed, asking: -1}
	k.list = widgets.NewRows(keysRow, k.draw)
	k.list.OnOpen = k.ask
	k.list.OnKey = k.key
	k.foot = widgets.NewBoard(k.drawFoot)
	k.catcher = widgets.NewKeyCatcher()
	k.catcher.OnRune = func(r rune) { k.take(keyOfRune(r)) }
	k.catcher.OnShortcut = func(s fyne.Shortcut) { k.take(keyOfShortcut(s)) }
	k.catcher.OnKey = k.caught
	k.catcher.OnLost = k.leave
	body := widgets.Placed(func(s fyne.Size) {
		widgets.Put(k.list, 0, 0, s.Width, s.Height-keysFoot)
		widgets.Put(k.foot, 0, s.Height-keysFoot, s.Width, keysFoot)
		widgets.Put(k.catcher, 0, 0, 1, 1)
	}, k.list, k.foot, k.catcher)
	height := min(float32(len(k.acts))*keysRow+keysFoot, max(240, h.Window().Canvas().Size().Height-260))
	k.dialog = widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: title, Width: 660, Body: body, BodyH: height, Confirm: "Close", Focus: k.list})
	k.list.SetCount(len(k.acts))
	k.list.Choose(0)
	return k
}

// byPart puts the acts of a part together, parts in the order in which they come first.
func byPart(acts []Act) []Act {
	order := map[string]int{}
	for _, a := range acts {
		if _, known := order[a.Part]; !known {
			order[a.Part] = len(order)
		}
	}
	acts = slices.Clone(acts)
	slices.SortStableFunc(acts, func(a, b Act) int { return order[a.Part] - order[b.Part] })
	return acts
}

func (k *keysHelp) draw(p *widgets.Pen, i int, y, w float32, chosen bool) {
	a, cy := k.acts[i], y+keysRow/2
	switch {
	case chosen:
		p.Box(0, y, w, keysRow, theme.RadiusControl, p.Select, nil)
	case k.list.Hovering(p, i):
		p.Box(0, y, w, keysRow, theme.RadiusControl, p.Tokens.Hover, nil)
	}
	if i == 0 || k.acts[i-1].Part != a.Part {
		p.LW(10, cy, keysPartAt-16, a.Part, theme.SmallB, p.Ink2)
	}
	right := w - 10
	if i == k.asking {
		right -= p.R(right, cy, "press its new key", theme.Small, p.Accent) + 8
	} else {
		right -= drawKeys(p, right, cy, k.keysOf(a)) + 8
	}
	p.LW(keysPartAt, cy, right-keysPartAt, a.What, theme.Body, p.Ink)
}

// drawKeys draws keys at the right, those of a combination side by side, and answers how wide they are.
func drawKeys(p *widgets.Pen, right, cy float32, keys []string) float32 {
	x := right
	for n, key := range slices.Backward(keys) {
		for _, part := range slices.Backward(partsOf(key)) {
			x -= widgets.KeyWidth(part)
			p.Key(x, cy, part)
			x -= 3
		}
		if n > 0 {
			x -= p.R(x-3, cy, "or", theme.Caption, p.Mute) + 9
		}
	}
	if len(keys) == 0 {
		x -= p.R(x, cy, "no key", theme.Small, p.Mute)
	}
	return right - x
}

// partsOf are the keycaps of a key: "Ctrl" and "Z".
func partsOf(key string) []string {
	var out []string
	for {
		i := strings.IndexByte(key, '+')
		if i <= 0 || i == len(key)-1 {
			return append(out, key)
		}
		out, key = append(out, key[:i]), key[i+1:]
	}
}

func (k *keysHelp) keysOf(a Act) []string {
	if a.Do == nil {
		return a.Keys
	}
	return k.host.Prefs().KeysOf(a.ID, a.Keys)
}

func (k *keysHelp) drawFoot(p *widgets.Pen) {
	cy := p.H/2 + 4
	if k.said != "" {
		p.LW(10, cy, p.W-20, k.said, theme.Small, p.Warn)
		return
	}
	p.Hints(10, cy, p.W-160, widgets.KeyHint{What: "changes a key", Keys: []string{"Enter"}}, widgets.KeyHint{What: "gives it its usual one", Keys: []string{"Backspace"}})
	if len(k.host.Prefs().Keys) > 0 {
		const label = "All usual keys"
		p.LinkButton(p.W-10-widgets.Width(label, theme.Small)-16, cy, "usual", label, k.reset)
	}
}

// ask waits for the new key of an act.
func (k *keysHelp) ask(i int) {
	if k.acts[i].Do == nil {
		k.say("This key is the same everywhere and stays.")
		return
	}
	k.asking, k.pending = i, ""
	k.catcher.Focus()
	k.say("")
}

// key is what the list does not know.
func (k *keysHelp) key(e *fyne.KeyEvent) bool {
	i := k.list.Chosen()
	switch {
	case (e.Name == fyne.KeyBackspace || e.Name == fyne.KeyDelete) && i >= 0 && k.acts[i].Do != nil:
		k.store(k.acts[i], k.acts[i].Keys)
	case e.Name == fyne.KeyEscape:
		k.dialog.Escape()
	default:
		return false
	}
	return true
}

// caught is a key that types nothing; Escape leaves the act as it was.
func (k *keysHelp) caught(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		k.list.Focus()
		return
	}
	if name := keyOfEvent(e, heldModifiers()); name != "" {
		k.take(name)
	}
}

// leave stops waiting.
func (k *keysHelp) leave() {
	k.asking, k.pending = -1, ""
	k.list.Refresh()
	k.say("")
}

// take gives the act the key, after a second press where the key does something else.
func (k *keysHelp) take(key string) {
	if k.asking < 0 || key == "" {
		return
	}
	a := k.acts[k.asking]
	other, taken := k.who(key, a.ID)
	switch {
	case taken && other.Do == nil || reserved[key]:
		k.pending = ""
		k.say(key + " moves in the text or belongs to the window. Press another key, or Esc.")
		return
	case strings.HasPrefix(a.ID, "window.") && !strings.HasPrefix(key, "Ctrl+") && !strings.HasPrefix(key, "Alt+"):
		k.say("What works on every screen needs a key with Ctrl or Alt.")
		return
	case taken && k.pending != key:
		k.pending = key
		k.say(key + " does “" + other.What + "”. Press it once more to give it to this, or another key.")
		return
	}
	if taken {
		k.set(other, slices.DeleteFunc(slices.Clone(k.keysOf(other)), func(x string) bool { return x == key }))
	}
	k.store(a, []string{key})
	k.list.Focus()
	if taken && len(k.keysOf(other)) == 0 {
		k.say("“" + other.What + "” has no key now.")
	}
}

// reserved are keys that move in the text, or leave and choose everywhere.
var reserved = map[string]bool{"Up": true, "Down": true, "Left": true, "Right": true, "Home": true, "End": true, "Page Up": true, "Page Down": true, "Tab": true, "Esc": true, "F1": true}

// who is the act that has a key already.
func (k *keysHelp) who(key, but string) (Act, bool) {
	for _, a := range k.acts {
		if a.ID != but && slices.Contains(k.keysOf(a), key) {
			return a, true
		}
	}
	return Act{}, false
}

func (k *keysHelp) set(a Act, keys []string) {
	if err := k.host.Prefs().SetKeys(a.ID, keys, a.Keys); err != nil {
		k.host.Fail(err)
	}
}

// store gives an act keys, and has everything show them.
func (k *keysHelp) store(a Act, keys []string) {
	k.asking, k.pending = -1, ""
	k.set(a, keys)
	k.after()
}

// reset gives every act its usual keys.
func (k *keysHelp) reset() {
	if err := k.host.Prefs().ResetKeys(); err != nil {
		k.host.Fail(err)
	}
	k.after()
	k.list.Focus()
}

func (k *keysHelp) after() {
	k.say("")
	k.list.Refresh()
	if k.changed != nil {
		k.changed()
	}
}

func (k *keysHelp) say(s string) {
	k.said = s
	k.foot.Refresh()
	k.list.Refresh()
}
