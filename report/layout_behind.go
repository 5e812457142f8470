package report

import "openloop/research"

// Decision names what the board is asked to decide among the messages of a pack, beside the pages' kinds.
const DecisionMessage Kind = "decision"

// Behind is the figures that a message was written about: what changes under it when they do.
func (d Document) Behind(k Kind) []Figure { return d.behind[k] }

// findBehind notes, for each section, the figures that its message is about.
func (b *builder) findBehind() {
	d := b.doc
	d.behind = map[Kind][]Figure{}
	add := func(k Kind, f Figure) {
		for _, x := range d.behind[k] {
			if x.Subject == f.Subject && x.Key == f.Key && x.Group == f.Group {
				return
			}
		}
		if f.Shown || f.N > 0 {
			d.behind[k] = append(d.behind[k], f)
		}
	}
	if r := &b.reasons; r.ok {
		for _, k := range []research.ReasonKind{research.Told, research.DecidedReason} {
			f := b.figure(OfReason, b.reasonKey(k, r.top.Ref), "")
			add(FourReasons, f)
			add(Answer, f)
		}
	}
	for _, t := range []*themeRow{b.clearest(true), b.clearest(false)} {
		if t == nil {
			continue
		}
		for _, g := range []string{b.lost.Key, b.won.Key} {
			f := b.figure(OfTheme, t.key, g)
			add(WinLoss, f)
			add(Answer, f)
			add(DecisionMessage, f)
		}
	}
	if len(d.behind[WinLoss]) == 0 && len(b.themes) > 0 {
		add(WinLoss, b.figure(OfTheme, b.themes[0].key, ""))
	}
	add(Stages, b.figure(OfClock, clockLead, ""))
	if len(b.rivals.rows) > 0 {
		add(Competitors, b.figure(OfCompetitor, b.rivals.rows[0].key, ""))
	}
	if s := d.Since; s != nil {
		r := s.clearestSince()
		if r == nil {
			r = &s.Rows[0]
		}
		add(SinceLast, r.Before)
		add(SinceLast, r.Now)
	}
	for _, k := range []Kind{Answer, Heard, Stages} {
		if len(d.behind[k]) == 0 {
			add(k, Figure{Subject: OfHeard, Key: "all", Of: Label(b.w.AllInterviews), X: d.Base, N: d.Base, Mentions: -1, Shown: true})
		}
	}
	b.behindFindings(add)
	if len(d.behind[DecisionMessage]) == 0 {
		d.behind[DecisionMessage] = d.behind[Answer]
	}
}

// behindFindings notes the figures that each finding of the first page is about.
func (b *builder) behindFindings(add func(Kind, Figure)) {
	for _, f := range b.found {
		about := b.doc.behind[f.on]
		for i := range b.themes {
			if t := &b.themes[i]; findingOf(t) == f.Key {
				about = []Figure{b.figure(OfTheme, t.key, "")}
				if b.lost != nil && b.won != nil {
					about = []Figure{b.figure(OfTheme, t.key, b.lost.Key), b.figure(OfTheme, t.key, b.won.Key)}
				}
			}
		}
		for _, x := range about {
			add(f.Key, x)
			add(BodyOf(f.Key), x)
		}
	}
}
