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
		b.codings = slices.Delete(b.codings, i, i+1)
		for n := range b.marks.all {
			if m := &b.marks.all[n]; m.coding > i {
				m.coding--
			}
		}
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

// again is resolve where only the words of one turn, or a few codings, are not as they were: the others keep their
// places in the text without being looked for.
func (k *transcriptMarks) again(text *transcriptText, was, now []TranscriptCoding, turn research.ID) {
	markOfWas := make([]int32, len(was)) // 1 + its place in all
	for i, m := range k.all {
		markOfWas[m.coding] = int32(i + 1)
	}
	kept, n := make([]transcriptMark, 0, len(now)), 0
	for i := range now {
		c := &now[i]
		for n < len(was) && was[n].ID != c.ID && (len(was)-n > len(now)-i) {
			n++ // one that is gone
		}
		if n < len(was) && was[n].ID == c.ID && was[n].From == c.From && was[n].To == c.To && c.From.Turn != turn && c.To.Turn != turn {
			if at := markOfWas[n]; at > 0 {
				m := k.all[at-1]
				kept = append(kept, transcriptMark{coding: i, from: m.from, to: m.to})
			}
		} else if m, ok := markOf(text, now, i); ok {
			kept = append(kept, m)
		}
		n++
	}
	slices.SortFunc(kept, beforeMark)
	k.all = kept
	k.lanes()
}

// beforeMark orders marks as they stand in the text, the longer first where several begin.
func beforeMark(a, b transcriptMark) int {
	return cmp.Or(cmp.Compare(a.from.key(), b.from.key()), cmp.Compare(b.to.key(), a.to.key()), cmp.Compare(a.coding, b.coding))
}
