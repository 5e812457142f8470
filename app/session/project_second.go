package session

import (
	"context"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/exchange"
	"openloop/research/intake"
	"openloop/research/store"
)

// The format of projects knows no rounds of coding. Ours puts blind second codings under a user of their own, and says
// in a variable of each text who codes it a second time, so that both come back.

// secondUser ends the name of the user under whom somebody's blind second codings stand.
const secondUser = " (second round)"

// secondValue is the variable that says who codes a text blind a second time, and openSecond what follows the initials
// of whoever has yet to finish.
const (
	secondValue = "Second coders"
	openSecond  = " (open)"
)

// userOf is the user of a coding.
func (o *projectOut) userOf(c research.Coding) string {
	user := o.users[c.Coder]
	if c.Round != research.SecondRound {
		return user
	}
	id, ok := o.second[c.Coder]
	if !ok && user != "" {
		b := []byte(user) // an id of its own, one character away from the coder's
		b[0] = map[bool]byte{true: 'f', false: 'e'}[b[0] != 'f']
		id = string(b)
		o.second[c.Coder] = id
		o.project.Users = append(o.project.Users, exchange.User{GUID: id, Name: c.Coder + secondUser})
	}
	return id
}

// secondCoders says on a text who codes it a second time.
func (o *projectOut) secondCoders(iv research.Interview, src *exchange.Source) error {
	if o.assigned == nil {
		list, err := o.s.store.Assignments(o.ctx)
		if err != nil {
			return err
		}
		o.assigned = map[research.ID][]string{}
		for _, a := range list {
			who := a.Coder
			if !a.Done {
				who += openSecond
			}
			o.assigned[a.Interview] = append(o.assigned[a.Interview], who)
		}
	}
	src.Values = append(src.Values, textValues(secondValue, strings.Join(o.assigned[iv.ID], "; "))...)
	return nil
}

// secondCoders takes up who codes a text a second time; where the file cannot say so, whether several people coded it.
func (pl *projectPlanner) secondCoders(interview string, src exchange.Source) {
	for _, v := range src.Values {
		if v.Name != secondValue || !pl.p.Own {
			continue
		}
		for _, who := range strings.Split(v.Value, "; ") {
			coder, open := strings.CutSuffix(who, openSecond)
			pl.plan.Project.Second = append(pl.plan.Project.Second, intake.Second{Interview: interview, Coder: coder, Done: !open})
		}
		return
	}
	var coders []string
	for _, m := range src.Selections {
		for _, c := range m.Coded {
			if c.User != "" && !slices.Contains(coders, c.User) {
				coders = append(coders, c.User)
			}
		}
	}
	if len(coders) > 1 {
		pl.together++
	}
}

// putSecond makes those the second coders of interviews whom the project names so.
func (im *importer) putSecond(ctx context.Context, tx *store.Tx) error {
	if im.brought == nil || len(im.plan.Project.Second) == 0 {
		return nil
	}
	have, err := tx.Assignments(ctx)
	if err != nil {
		return err
	}
	byKey := map[string]*readyInterview{}
	for _, r := range im.ready {
		byKey[r.row.Key] = r
	}
	for _, x := range im.plan.Project.Second {
		r := byKey[x.Interview]
		if r == nil || slices.ContainsFunc(have, func(a research.Assignment) bool { return a.Interview == r.interview.ID && a.Coder == x.Coder }) {
			continue
		}
		if _, err := tx.PutAssignment(research.Assignment{Interview: r.interview.ID, Coder: x.Coder, Done: x.Done}); err != nil {
			return err
		}
		if !im.was.coders[x.Coder] {
			im.was.coders[x.Coder] = true
			if _, err := tx.PutCoder(research.Coder{Initials: x.Coder}); err != nil {
				return err
			}
		}
	}
	return nil
}
