package views

import (
	"context"
	"slices"
	"strings"

	"openloop/app/session"
	"openloop/research"
	"openloop/research/store"
)

// How the screen follows the study: of what was done here, and of few changes made elsewhere, only what changed is read
// and laid out again; an interview may have thousands of codings.

// index finds codings by ID.
func (v *Coding) index() {
	clear(v.placed)
	for _, c := range v.open.Codings {
		v.placed[c.ID] = c
	}
	v.moved()
}

// moved says that codings came, went, or stand elsewhere.
func (v *Coding) moved() { v.order, v.tally = nil, "" }

// codingOnly are the tables whose changes leave the text as it is.
var codingOnly = map[string]bool{"coding": true, "verbatim": true, "reason": true, "clearance": true, "theme": true, "theme_code": true, "theme_quote": true, "memo": true, "interview": true, "rung": true, "ladder": true}

// Changed follows a change of the study.
func (v *Coding) Changed(c store.Change) {
	if v.acting || c.Step == v.own && !c.Undone && !c.Redone {
		return // this screen's own act has been read already, or will be at once
	}
	if v.reading != "" {
		v.stale = true // it is read again once it is there
		return
	}
	if v.said != nil && v.host.Session().Vault() != session.VaultOpen {
		v.conceal()
	}
	if v.open == nil || v.choose("") != v.open.Interview.ID {
		v.load(v.choose(""))
		v.host.Refresh()
		return
	}
	turns, words := c.Tables["turn"]
	for table := range c.Tables {
		if !codingOnly[table] && table != "turn" {
			v.load(v.open.Interview.ID)
			return
		}
	}
	if words && !v.takeTurns(turns) {
		v.load(v.open.Interview.ID)
		return
	}
	_, moved := c.Tables["verbatim"]
	if _, noted := c.Tables["memo"]; noted || moved && len(v.bare) > 0 {
		if err := v.readMemos(); err != nil {
			v.host.Fail(err)
		}
	}
	if moved {
		v.readOrphans()
	}
	v.since(c)
}

// fewChanges is how many changed turns, or codings and passages, are read one by one.
const fewChanges = 12

// takeTurns reads turns of this interview that changed; false where they are many, or others than there were.
func (v *Coding) takeTurns(turns []research.ID) bool {
	if len(turns) == 0 || len(turns) > fewChanges || v.said != nil {
		return false
	}
	var now []research.Turn
	for _, id := range turns {
		t, err := v.host.Session().Store().Turn(context.Background(), id)
		i := slices.IndexFunc(v.open.Turns, func(o research.Turn) bool { return o.ID == id })
		if err != nil || i < 0 || t.Pos != v.open.Turns[i].Pos {
			return false
		}
		now = append(now, t)
	}
	for _, t := range now {
		v.retext(t)
	}
	return true
}

// since reads the codings again that a change touched, all of them where they are many.
func (v *Coding) since(c store.Change) {
	codings, all := c.Tables["coding"]
	verbatims, many := c.Tables["verbatim"]
	all = all && len(codings) == 0 || many && len(verbatims) == 0
	if all || len(codings)+len(verbatims) > fewChanges {
		v.reread()
		return
	}
	placed, err := v.host.Session().PlacedSince(context.Background(), v.open.Interview.ID, v.open.Codings, codings, verbatims)
	if err != nil {
		v.host.Fail(err)
		return
	}
	v.showPlaced(placed)
}

// reread reads the codings and reasons of the open interview again.
func (v *Coding) reread() {
	placed, err := v.host.Session().Placed(context.Background(), v.open.Interview.ID)
	if err != nil {
		v.host.Fail(err)
		return
	}
	v.showPlaced(placed)
}

// showPlaced shows these codings, and the turns that changed.
func (v *Coding) showPlaced(placed []session.Placed) {
	came, gone := partings(v.open.Codings, placed)
	v.open.Codings = placed
	v.quietly(func() {
		if len(came)+len(gone) > fewChanges {
			v.index()
			v.showFresh()
			v.text.SetCodings(v.marks())
			return
		}
		v.part(came, gone)
		v.showFresh()
	})
	v.keepUp()
}

// part shows codings that came or changed, and leaves out those that are gone.
func (v *Coding) part(came []session.Placed, gone []research.ID) {
	for _, id := range gone {
		delete(v.placed, id)
		v.text.DropCoding(id)
	}
	for _, p := range came {
		v.placed[p.ID] = p
		if !v.onFresh(p) {
			v.text.PutCoding(v.mark1(p))
		}
	}
	if len(came)+len(gone) > 0 {
		v.moved()
	}
}

// onFresh says whether a coding stands on a turn whose words have yet to be shown, with what stands on it.
func (v *Coding) onFresh(p session.Placed) bool {
	return slices.ContainsFunc(v.fresh, func(i int) bool {
		id := v.open.Turns[i].ID
		return p.From.Turn == id || p.To.Turn == id
	})
}

// partings are the codings of now that was does not have as they are, and those that were and are not. Both are in the
// order of IDs.
func partings(was, now []session.Placed) (came []session.Placed, gone []research.ID) {
	i := 0
	for n := range now {
		for ; i < len(was) && was[i].ID < now[n].ID; i++ {
			gone = append(gone, was[i].ID)
		}
		if i < len(was) && was[i].ID == now[n].ID {
			if was[i] != now[n] {
				came = append(came, now[n])
			}
			i++
			continue
		}
		came = append(came, now[n])
	}
	for ; i < len(was); i++ {
		gone = append(gone, was[i].ID)
	}
	return came, gone
}

// keepUp shows what became of the interview besides its codings: turns, reasons, notes.
func (v *Coding) keepUp() {
	v.keepRow()
	v.refresh()
}

// keepUpText is keepUp where only words changed: what is coded, told and decided stays as it is drawn.
func (v *Coding) keepUpText() {
	v.keepRow()
	v.followPassage()
	v.dock.refresh()
	v.refreshSides()
}

// keepRow takes over what is known of the interview now.
func (v *Coding) keepRow() {
	v.quietly(v.showFresh)
	if row, ok := v.host.Session().InterviewRow(v.open.Interview.ID); ok {
		v.open.Row, v.open.Interview, v.open.Reasons = row, row.Interview, row.Reasons
	}
	v.showNotes()
}

// take shows one coding that was made or changed here.
func (v *Coding) take(p session.Placed) {
	list := v.open.Codings
	i, known := v.placeOf(p.ID)
	switch {
	case known && list[i].From == p.From && list[i].To == p.To:
		list[i] = p
	case known:
		list[i] = p
		v.moved()
	default:
		v.open.Codings = slices.Insert(list, i, p)
		v.moved()
	}
	v.placed[p.ID] = p
	v.quietly(func() { v.text.PutCoding(v.mark1(p)) })
	v.keepUp()
	v.text.Focus()
}

// drop no longer shows a coding that was taken away here.
func (v *Coding) drop(id research.ID) {
	if i, known := v.placeOf(id); known {
		v.open.Codings = slices.Delete(v.open.Codings, i, i+1)
	}
	delete(v.placed, id)
	v.moved()
	v.quietly(func() { v.text.DropCoding(id) })
	v.keepUp()
	v.text.Focus()
}

// placeOf is where a coding stands in the list, which is in the order of IDs, or would stand.
func (v *Coding) placeOf(id research.ID) (i int, known bool) {
	return slices.BinarySearchFunc(v.open.Codings, id, func(p session.Placed, id research.ID) int { return strings.Compare(string(p.ID), string(id)) })
}

// carry takes over what a correction made of a turn and of what stands on it.
func (v *Coding) carry(done session.Corrected) {
	v.retext(done.Turn)
	on := make(map[research.ID]research.Verbatim, len(done.On))
	for _, x := range done.On {
		on[x.ID] = x
	}
	list := v.open.Codings[:0]
	for _, p := range v.open.Codings {
		x, touched := on[p.Verbatim]
		switch {
		case touched && x.Orphan:
			delete(v.placed, p.ID)
			continue
		case touched:
			p.From, p.To = x.From, x.To
			v.placed[p.ID] = p
		}
		list = append(list, p)
	}
	if gone := v.open.Codings[len(list):]; len(gone) > 0 {
		clear(gone)
		v.moved()
	}
	v.open.Codings = list
}

// inOrder lists the codings as they stand in the text.
func (v *Coding) inOrder() []research.ID {
	if v.order != nil {
		return v.order
	}
	type at struct {
		turn, offset int
		id           research.ID
	}
	pos := make(map[research.ID]int, len(v.open.Turns))
	for i, t := range v.open.Turns {
		pos[t.ID] = i
	}
	list := make([]at, 0, len(v.open.Codings))
	for i := range v.open.Codings {
		c := &v.open.Codings[i]
		list = append(list, at{pos[c.From.Turn], c.From.Offset, c.ID})
	}
	slices.SortStableFunc(list, func(a, b at) int {
		if a.turn == b.turn {
			return a.offset - b.offset
		}
		return a.turn - b.turn
	})
	v.order = make([]research.ID, len(list))
	for i, x := range list {
		v.order[i] = x.id
	}
	return v.order
}
