package session

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// broughtProject is what a project of another program brings besides interviews and codings, on its way into the
// study.
type broughtProject struct {
	store *store.Store
	study research.ID
	codes []research.Code
	memos []readyMemo
	had   map[research.ID]bool // memos that are in the study
}

// readyMemo is a memo without names, on its place in the redacted text.
type readyMemo struct {
	memo      research.Memo
	interview research.ID // of a passage or an interview
	at        span        // of a passage
	text      string      // what stands at the place
}

var pseudonymAlone = regexp.MustCompile(`^[PO]\d{2,}$`)

// isPseudonym says whether a name is a participant's or a company's pseudonym.
func isPseudonym(name string) bool { return pseudonymAlone.MatchString(name) }

// keep gives somebody the pseudonym that they had where the source was written. Nobody knows more of them.
func (c *cast) keep(pseudonym, kind string) string {
	key := kind + "=" + pseudonym
	if _, ok := c.by[key]; ok {
		return pseudonym
	}
	c.by[key] = pseudonym
	known := slices.ContainsFunc(c.entries, func(e vault.Entry) bool { return e.Pseudonym == pseudonym })
	if c.took(pseudonym); !known {
		c.fresh = append(c.fresh, vault.Entry{Pseudonym: pseudonym, Kind: kind, Fields: map[string]string{}})
	}
	return pseudonym
}

// toHide is what finds the words to hide. Of a source that was written from a study nothing is hidden on suspicion:
// what was suspected is masked in it, or somebody has said that it is no name.
func (im *importer) toHide() func(string) []privacy.Span {
	if !im.cast.own {
		return im.namesIn
	}
	return func(text string) []privacy.Span {
		return slices.DeleteFunc(im.namesIn(text), func(sp privacy.Span) bool { return sp.Review })
	}
}

// alsoKnown has texts searched for the people whom a project names beside them.
func (im *importer) alsoKnown() {
	if im.brought == nil {
		return
	}
	for _, name := range im.plan.Project.Known {
		im.cast.nameToo(vault.Entry{Kind: kindName, Fields: map[string]string{"name": name, "what": string(privacy.Person)}})
	}
	for _, m := range im.plan.Project.Memos {
		im.cast.interviewer(m.Coder)
	}
}

// prepareProject takes the names out of codes and memos.
func (im *importer) prepareProject(ctx context.Context) error {
	b := im.brought
	if b == nil {
		return nil
	}
	for _, c := range im.plan.Project.Codes {
		b.codes = append(b.codes, im.cleanCode(c))
	}
	im.book = research.NewCodebook(im.book.Stages, append(slices.Clone(im.book.Codes), b.codes...))
	memos, err := b.store.Memos(ctx)
	if err != nil {
		return err
	}
	b.had = map[research.ID]bool{}
	for _, m := range memos {
		b.had[m.ID] = true
	}
	return nil
}

// cleanCode is a new code with whoever it names masked; the vault keeps the words of the file.
func (im *importer) cleanCode(c research.Code) research.Code {
	for column, text := range map[string]*string{"name": &c.Name, "definition": &c.Definition, "include": &c.Include, "exclude": &c.Exclude, "example": &c.Example} {
		mask := written
		if column == "example" {
			mask = safe
		}
		if now := mask(im.dict, *text); now != *text {
			im.originals = append(im.originals, vault.Original{Ref: writtenRef(c.ID, column), Text: *text})
			*text = now
		}
	}
	return c
}

// putCodes stores the codes that a project adds, in the order of the tree.
func (im *importer) putCodes(ctx context.Context, tx *store.Tx) error {
	if im.brought == nil || len(im.brought.codes) == 0 {
		return nil
	}
	for _, c := range im.brought.codes {
		if _, err := tx.PutCode(c); err != nil {
			return err
		}
		im.done.Codes++
	}
	now, err := tx.Codebook(ctx)
	if err != nil {
		return err
	}
	return renumber(tx, now, inTree(now))
}

// keepTurns lays what a text of a project says beside the turns of the interview that it was written from. They stay
// as they are; what was changed in the other program has no turn.
func (im *importer) keepTurns(r *readyInterview) error {
	said := im.was.said.turns(r.interview.ID)
	next := 0
	for _, u := range r.row.Talk.Said {
		t := readyTurn{original: u.Text}
		for k := next; k < len(said); k++ {
			if strings.TrimSpace(said[k].Text) != u.Text {
				continue
			}
			t.turn, next = said[k], k+1
			if lead := len([]rune(said[k].Text)) - len([]rune(strings.TrimLeft(said[k].Text, " \n\t"))); lead > 0 {
				t.reps = []research.Replacement{{NewLen: lead}}
			}
			break
		}
		r.turns = append(r.turns, t)
	}
	return nil
}

// locateAt answers where a coding belongs that says its place.
func (im *importer) locateAt(r *readyInterview, c intake.Coding) (readyCoding, string, error) {
	rc := readyCoding{row: c}
	code, ok := im.book.Code(research.ID(c.Code))
	if !ok {
		return rc, "Its code is not in the codebook.", nil
	}
	if r == nil {
		return rc, "Its text was not taken.", nil
	}
	at, words, ok := r.placed(*c.At)
	if !ok {
		return rc, "What it marks reads otherwise in the study. Code it there by hand.", nil
	}
	rc.code, rc.interview, rc.text = code.ID, r.interview.ID, words
	rc.turn, rc.last, rc.from, rc.to = at.turn, at.last, at.from, at.to
	return rc, "", nil
}

// placed carries a place of the source into the stored text.
func (r *readyInterview) placed(p intake.Place) (at span, words string, ok bool) {
	if p.Last >= len(r.turns) || p.First < 0 || p.First > p.Last {
		return at, "", false
	}
	first, last := r.turns[p.First], r.turns[p.Last]
	if first.turn.ID == "" || last.turn.ID == "" {
		return at, "", false
	}
	at.turn = first.turn.ID
	if p.First == p.Last {
		at.from, at.to = research.Moved(p.From, p.To, first.reps)
	} else {
		at.last = last.turn.ID
		at.from, _ = research.Moved(p.From, len([]rune(first.original)), first.reps)
		_, at.to = research.Moved(0, p.To, last.reps)
	}
	var turns []research.Turn
	for _, t := range r.turns[p.First : p.Last+1] {
		turns = append(turns, t.turn)
	}
	v := at.verbatim("")
	words = Quote(turns, v.From, v.To)
	return at, words, hasWords(words)
}

// memoText is a memo without names; the vault keeps it as the file has it. known says that the study has it.
func (im *importer) memoText(m intake.Memo) (text string, known bool) {
	if im.brought.had[m.ID] {
		return "", true
	}
	text = strings.TrimSpace(plainText(m.Text))
	if now := safe(im.dict, text); now != text {
		im.originals = append(im.originals, vault.Original{Ref: writtenRef(m.ID, "text"), Text: text})
		text = now
	}
	return text, false
}

// locateMemos finds what each memo is on.
func (im *importer) locateMemos() error {
	if im.brought == nil {
		return nil
	}
	byKey := map[string]*readyInterview{}
	for _, r := range im.ready {
		byKey[r.row.Key] = r
	}
	for i := range im.codings {
		if n := im.codings[i].row.Note; n != nil {
			copied := *n
			if text, known := im.memoText(copied); known {
				im.codings[i].row.Note = nil
			} else {
				copied.Text = text
				im.codings[i].row.Note = &copied
			}
		}
	}
	for i, m := range im.plan.Project.Memos {
		ready, why := im.locateMemo(byKey[m.Interview], m)
		if why != "" {
			im.refuse(fmt.Sprintf("memo %d", i+1), 0, "", why)
		} else if ready.memo.Text != "" {
			im.brought.memos = append(im.brought.memos, ready)
		}
	}
	return nil
}

func (im *importer) locateMemo(r *readyInterview, m intake.Memo) (ready readyMemo, why string) {
	ready.memo = research.Memo{ID: m.ID, On: m.Code, Coder: im.cast.interviewer(m.Coder), At: m.When}
	if m.Interview != "" {
		if r == nil {
			return ready, "The text that it is on was not taken."
		}
		ready.interview, ready.memo.On = r.interview.ID, r.interview.ID
		if m.At != nil {
			ok := false
			if ready.at, ready.text, ok = r.placed(*m.At); !ok {
				return ready, "The passage that it is on reads otherwise in the study."
			}
		}
	}
	text, known := im.memoText(m)
	if !known {
		ready.memo.Text = text
	}
	return ready, ""
}

// putMemos stores the memos of a project, those on passages with their passage.
func (im *importer) putMemos(ctx context.Context, tx *store.Tx) error {
	if im.brought == nil {
		return nil
	}
	if err := im.putSecond(ctx, tx); err != nil {
		return err
	}
	have := map[research.ID]*codedInterview{}
	for _, m := range im.brought.memos {
		if m.at.turn != "" {
			ci := have[m.interview]
			if ci == nil {
				var err error
				if ci, err = loadCoded(ctx, tx, m.interview); err != nil {
					return err
				}
				have[m.interview] = ci
			}
			id, ok := ci.verbatims[m.at]
			if !ok {
				v := m.at.verbatim(m.interview)
				v.Checksum = checksum(m.text)
				var err error
				if id, err = tx.PutVerbatim(v); err != nil {
					return err
				}
				ci.place(id, m.at)
			}
			m.memo.On = id
		}
		if m.memo.On == "" {
			m.memo.On = im.brought.study
		}
		if err := im.putMemo(tx, m.memo); err != nil {
			return err
		}
	}
	return nil
}

func (im *importer) putMemo(tx *store.Tx, m research.Memo) error {
	im.done.Memos++
	if _, err := tx.PutMemo(m); err != nil {
		return err
	}
	return im.putCoder(tx, m.Coder)
}

// putFacts brings an interview that a project made up to date with what it now says of it beside its words.
func (im *importer) putFacts(_ context.Context, tx *store.Tx, r *readyInterview) error {
	was, made := im.was.interviews[r.key]
	if im.brought == nil || !made || was.ID != r.interview.ID {
		return nil
	}
	want := r.interview
	want.Outcome, want.Method, want.Date = or(r.row.Outcome, want.Outcome), or(r.row.Method, want.Method), or(r.row.Date, want.Date)
	if fmt.Sprint(want) != fmt.Sprint(r.interview) {
		if _, err := tx.PutInterview(want); err != nil {
			return err
		}
		r.interview, r.changed = want, true
	}
	return im.putFactsOfPeople(tx, r)
}

// putFactsOfPeople brings the company and the first participant up to date.
func (im *importer) putFactsOfPeople(tx *store.Tx, r *readyInterview) error {
	for _, name := range r.people[:min(1, len(r.people))] {
		p := im.was.people[name]
		if want := or(withoutNames(im.dict, r.row.RoleBand), p.RoleBand); p.ID != "" && want != p.RoleBand {
			p.RoleBand, r.changed = want, true
			if _, err := tx.PutParticipant(p); err != nil {
				return err
			}
			im.was.people[name] = p
		}
		for key, o := range im.was.orgs {
			want := o
			want.Segment, want.Region = or(withoutNames(im.dict, r.row.Segment), o.Segment), or(withoutNames(im.dict, r.row.Region), o.Region)
			if o.ID == "" || o.ID != p.Organisation || want == o {
				continue
			}
			if _, err := tx.PutOrganisation(want); err != nil {
				return err
			}
			im.was.orgs[key], r.changed = want, true
		}
	}
	return nil
}
