package widgets

import (
	"cmp"
	"slices"

	"openloop/research"
)

// PutCoding shows one coding that is new or has changed, without looking for the places of the others.
func (t *Transcript) PutCoding(c TranscriptCoding) {
	b := t.body
	i := b.codingAt(c.ID)
	if i >= 0 && b.codings[i].From == c.From && b.codings[i].To == c.To {
		b.codings[i] = c
		b.Refresh()
		return
	}
	b.rearrange(func() {
		if i >= 0 {
			b.marks.drop(i)
			b.codings[i] = c
		} else {
			i = len(b.codings)
			b.codings = append(b.codings, c)
		}
		b.marks.put(b.text, b.codings, i)
	})
}

// DropCoding no longer shows a coding.
func (t *Transcript) DropCoding(id research.ID) {
	b := t.body
	i := b.codingAt(id)
	if i < 0 {
		return
	}
	b.rearrange(func() {
		b.marks.drop(i)
		b.forget(i)
	})
}

func (b *transcriptBody) codingAt(id research.ID) int {
	return slices.IndexFunc(b.codings, func(c TranscriptCoding) bool { return c.ID == id })
}

// rearrange changes the marks, and gives everything its place again.
func (b *transcriptBody) rearrange(change func()) {
	keep := b.remember()
	change()
	b.pointer.hover, b.pointer.under = -1, nil
	b.marks.lanes()
	b.stack()
	b.restore(keep)
}

// put finds one coding in the text, and files its mark where resolve would; lanes has to follow.
func (k *transcriptMarks) put(text *transcriptText, codings []TranscriptCoding, i int) {
	mark, ok := markOf(text, codings, i)
	if !ok {
		return
	}
	at, _ := slices.BinarySearchFunc(k.all, mark, beforeMark)
	k.all = slices.Insert(k.all, at, mark)
}

// drop takes the mark of a coding out; lanes has to follow.
func (k *transcriptMarks) drop(coding int) {
	k.all = slices.DeleteFunc(k.all, func(m transcriptMark) bool { return m.coding == coding })
}

// markOf finds a coding in the text; ok is false where its turns are not there.
func markOf(text *transcriptText, codings []TranscriptCoding, i int) (mark transcriptMark, ok bool) {
	from, ok1 := text.place(codings[i].From)
	to, ok2 := text.place(codings[i].To)
	if !ok1 || !ok2 || !from.before(to) {
		return mark, false
	}
	from, to = text.snapRange(from, to)
	return transcriptMark{coding: i, from: from, to: to}, true
}

// again is resolve where only the words of one turn are not as they were: on are the codings that begin or end in it
// now. The others keep their places in the text without being looked for.
func (b *transcriptBody) again(turn research.ID, on []TranscriptCoding) {
	stood := func(c *TranscriptCoding) bool { return c.From.Turn == turn || c.To.Turn == turn }
	b.marks.all = slices.DeleteFunc(b.marks.all, func(m transcriptMark) bool { return stood(&b.codings[m.coding]) })
	for i := len(b.codings) - 1; i >= 0; i-- {
		c := &b.codings[i]
		if stood(c) && !slices.ContainsFunc(on, func(o TranscriptCoding) bool { return o.ID == c.ID }) {
			b.forget(i)
		}
	}
	for _, c := range on {
		i := b.codingAt(c.ID)
		if i < 0 {
			i, b.codings = len(b.codings), append(b.codings, c)
		} else {
			b.marks.drop(i)
			b.codings[i] = c
		}
		b.marks.put(b.text, b.codings, i)
	}
	b.marks.lanes()
}

// forget leaves out the coding at i, whose mark is gone already.
func (b *transcriptBody) forget(i int) {
	b.codings = slices.Delete(b.codings, i, i+1)
	for n := range b.marks.all {
		if m := &b.marks.all[n]; m.coding > i {
			m.coding--
		}
	}
}

// beforeMark orders marks as they stand in the text, the longer first where several begin.
func beforeMark(a, b transcriptMark) int {
	return cmp.Or(cmp.Compare(a.from.key(), b.from.key()), cmp.Compare(b.to.key(), a.to.key()), cmp.Compare(a.coding, b.coding))
}
