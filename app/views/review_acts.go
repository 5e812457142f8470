package views

import (
	"context"
	"fmt"

	"openloop/app/session"
	"openloop/research/privacy"
)

// Rune answers the passage in hand.
func (v *Review) Rune(r rune) bool {
	return len(v.list.Open) > 0 && v.keys().Press(keyOfRune(r))
}

// toggleEvery answers all places with the same words at once, or one by one again.
func (v *Review) toggleEvery() {
	v.every = !v.every && len(v.same) > 1
	if len(v.same) < 2 {
		v.host.Say("These words stand at this place only.")
	}
	v.card.Refresh()
}

func (v *Review) unlockIfLocked() {
	if v.host.Session().Vault() != session.VaultOpen {
		v.unlock()
	}
}

// answer does what a key stands for.
func (v *Review) answer(key rune) {
	it, ok := v.item()
	if !ok || v.acting {
		return
	}
	s, list := v.host.Session(), v.items()
	if key != 'y' && s.Vault() != session.VaultOpen {
		v.host.Unlock(func() { v.load(); v.rows.Focus() })
		return
	}
	if key != 'y' && it.Words == "" {
		v.host.Say("The vault has not the words of this passage, so it can only stay masked.")
		return
	}
	switch key {
	case 'y':
		v.act("Kept masked"+v.at(list), list, func(ctx context.Context) error { return s.KeepMasked(ctx, list...) })
	case 'n':
		v.act("The words stand there again"+v.at(list), list, func(ctx context.Context) error { return s.NoName(ctx, list...) })
	case 'c':
		v.long("Bringing a common word back", "A common word: it stands in clear from now on", func(ctx context.Context) error { return s.NeverAName(ctx, it) })
	case 'w':
		v.long("Masking a name in every text", "Masked in every text, now and later", func(ctx context.Context) error { return s.Always(ctx, it) })
	case 'p':
		v.fresh(privacy.Person, it)
	case 'o':
		v.fresh(privacy.Organisation, it)
	case 's':
		v.askWho(it, list)
	case 'g':
		v.askWording(it)
	}
}

// at says for how many places an answer was.
func (v *Review) at(list []session.ReviewItem) string {
	if len(list) > 1 {
		return fmt.Sprintf(" at %d places", len(list))
	}
	return ""
}

// act stores an answer for some passages and goes on to the next one.
func (v *Review) act(said string, items []session.ReviewItem, do func(ctx context.Context) error) {
	ctx := context.Background()
	v.acting = true
	err := do(ctx)
	if err == nil {
		var list *session.ReviewList
		if list, err = v.list.Answered(ctx, v.host.Session(), items); err == nil {
			v.acting = false
			v.take(list)
			v.told(said)
			return
		}
	}
	v.done(said, err)
}

// told says what was done and gives the list the keyboard back.
func (v *Review) told(said string) {
	v.rows.Focus()
	v.host.Say(said + ". Ctrl Z takes it back.")
}

// long is act for what goes through every text: with progress, and it can be cancelled.
func (v *Review) long(title, said string, do func(ctx context.Context) error) {
	v.acting = true
	v.host.Run(title, func(ctx context.Context, p session.Progress) error {
		p(0, 0, title)
		return do(ctx)
	}, func(err error) { v.done(said, err) })
}

func (v *Review) done(said string, err error) {
	v.acting = false
	v.load()
	if err != nil {
		v.rows.Focus()
		v.host.Fail(err)
		return
	}
	v.told(said)
}

// fresh gives the words a pseudonym of their own.
func (v *Review) fresh(kind privacy.Kind, it session.ReviewItem) {
	var given string
	v.acting = true
	v.host.Run("Masking a name in every text", func(ctx context.Context, p session.Progress) error {
		p(0, 0, "Masking a name in every text")
		var err error
		given, err = v.host.Session().IsNew(ctx, kind, it)
		return err
	}, func(err error) { v.done(given+" from now on, in every text", err) })
}

// coarser puts a wording in the place of the words.
func (v *Review) coarser(wording string) {
	list := v.items()
	v.act("Said more coarsely"+v.at(list), list, func(ctx context.Context) error {
		return v.host.Session().Generalise(ctx, wording, list...)
	})
}

// askWho lets the person choose somebody whom the vault knows.
func (v *Review) askWho(it session.ReviewItem, list []session.ReviewItem) {
	known, err := v.host.Session().Known(context.Background())
	if err != nil {
		v.host.Fail(err)
		return
	}
	options := make([]reviewOption, len(known))
	for i, w := range known {
		options[i] = reviewOption{id: w.Pseudonym, words: w.Name, more: w.Company}
	}
	text := "The passage gets the pseudonym of whoever you choose."
	if v.every {
		text = "Every place with these words gets the pseudonym, and the words are known as a name of theirs from now on."
	}
	v.pick("Who is it?", text, "Type a name or a pseudonym", options, false, func(o reviewOption) error {
		said := "It is " + o.id + v.at(list)
		if v.every {
			v.long("Masking a name in every text", said, func(ctx context.Context) error { return v.host.Session().IsKnown(ctx, o.id, true, list...) })
		} else {
			v.act(said, list, func(ctx context.Context) error { return v.host.Session().IsKnown(ctx, o.id, false, list...) })
		}
		return nil
	})
}

// askWording lets the person type what is to stand there.
func (v *Review) askWording(session.ReviewItem) {
	options := make([]reviewOption, len(v.proposals))
	for i, s := range v.proposals {
		options[i] = reviewOption{id: s, words: s}
	}
	list := v.items()
	v.pick("What is to stand there?", "Say it so coarsely that nobody is recognised, such as “a bank in the north of England”. It is checked for names.", "Type a wording, or choose one", options, true, func(o reviewOption) error {
		if err := v.host.Session().Generalise(context.Background(), o.id, list...); err != nil {
			return err
		}
		v.act("Said more coarsely"+v.at(list), list, func(context.Context) error { return nil })
		return nil
	})
}
