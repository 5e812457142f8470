package report

import "openloop/research/privacy"

// noted is what a reader should know of how the groups came about, in the pack's language.
func (b *builder) noted() []Text {
	var all []Text
	for _, n := range b.merged {
		all = append(all, b.note(n))
	}
	return all
}

func (b *builder) note(n privacy.Note) Text {
	var names []Text
	for _, g := range n.Of {
		names = append(names, b.groupName(g))
	}
	of := capital(b.w.list(names))
	switch n.Kind {
	case privacy.NoteMerged:
		return fill(b.w.NoteMerged, of, b.groupName(n.Into))
	case privacy.NoteRest:
		return fill(b.w.NoteRest, of, b.groupName(n.Into))
	case privacy.NoteSmall:
		return fill(b.w.NoteSmall, of, b.w.shortfall(n.Short))
	}
	if n.Of[0].Name == string(b.w.AllInterviews) {
		of = Label(b.w.AllInterviews)
	}
	return fill(b.w.NoteBefore, of)
}

func (w phrases) shortfall(s privacy.Shortfall) Text {
	switch s.Of {
	case privacy.Interviews:
		return fill(w.ShortInterviews, w.num(s.Have), w.num(s.Need))
	case privacy.Organisations:
		return fill(w.ShortOrganisations, w.num(s.Have), w.num(s.Need))
	}
	return Label(w.ShortSpread)
}
