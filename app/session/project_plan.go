package session

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/exchange"
	"openloop/research/intake"
	"openloop/research/transcript"
)

// PlanProject says what a project holds, by what was chosen for its texts, its codes and what it says of them.
// Nothing is written. Where it takes a person to tell how places are counted, that is the error.
func (s *Session) PlanProject(ctx context.Context, p *Project) (*intake.Plan, error) {
	if p.Undecided() {
		return nil, p.problem(research.Problemf(research.Invalid, "Two ways of counting the places in its texts fit alike. Choose the reading whose first passages are right."))
	}
	if err := s.ownClash(ctx, p); err != nil {
		return nil, err
	}
	pl := &projectPlanner{p: p, codes: p.placeCodes(s.Book()), users: map[string]string{}, second: map[string]bool{}, plan: &intake.Plan{Project: &intake.ProjectPlan{Own: p.Own, Losses: slices.Clone(p.in.Lost)}}}
	for _, u := range p.in.Users {
		pl.users[u.GUID] = u.Name
		if name, ok := strings.CutSuffix(u.Name, secondUser); ok && p.Own {
			pl.users[u.GUID], pl.second[u.GUID] = name, true
		}
	}
	facts, err := s.factsOf(ctx, p, pl.plan)
	if err != nil {
		return nil, err
	}
	for i := range p.Talks.Files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		pl.text(i, facts)
	}
	pl.memos()
	pl.sum(p.in)
	return pl.plan, nil
}

// ownClash refuses a project of another study whose pseudonyms are those of other people here.
func (s *Session) ownClash(ctx context.Context, p *Project) error {
	if !p.Own {
		return nil
	}
	for _, f := range p.Talks.Files {
		if f.Of != "" {
			return nil // of this study, or imported before
		}
	}
	people, orgs, err := s.everybody(ctx)
	if err != nil {
		return err
	}
	here := map[string]bool{}
	for _, x := range people {
		here[x.Pseudonym] = true
	}
	for _, x := range orgs {
		here[x.Pseudonym] = true
	}
	for _, f := range p.Talks.Files {
		for _, v := range f.Voices {
			if here[v.Label] {
				return p.problem(research.Problemf(research.Conflict, "It was written from another study, and its pseudonyms are those of other people here (%s). Import it into a new study of its own.", v.Label))
			}
		}
	}
	return nil
}

// projectPlanner puts the plan of a project together.
type projectPlanner struct {
	p      *Project
	codes  *codePlacer
	users  map[string]string // names of coders
	second map[string]bool   // users under whom blind second codings stand
	plan   *intake.Plan

	taken, left, whole, empty, timed int
	together                         int // texts that several people coded, with nothing said of rounds
}

// text plans one text with its passages.
func (pl *projectPlanner) text(i int, facts map[int]intake.Interview) {
	f, src := &pl.p.Talks.Files[i], pl.p.in.Sources[i]
	marked := 0
	for _, m := range src.Selections {
		marked += len(m.Coded)
	}
	switch {
	case f.Talk == nil:
		pl.plan.Refused = append(pl.plan.Refused, intake.Refusal{Sheet: label(i), Reason: reasonOf(f.Err)})
		return
	case f.Leave:
		pl.left += marked
		return
	case len(f.Talk.Turns) == 0:
		pl.quotes(i)
		return
	}
	row, said := pl.row(i)
	if len(row.Talk.Said) == 0 {
		pl.plan.Refused = append(pl.plan.Refused, intake.Refusal{Sheet: label(i), Reason: "Everybody who speaks in it was left out. Choose who is the participant."})
		return
	}
	if known, ok := facts[i]; ok {
		pl.plan.Project.Known = append(pl.plan.Project.Known, giveFacts(&row, known, pl.p.Own)...)
	}
	pl.plan.Interviews = append(pl.plan.Interviews, row)
	pl.taken++
	pl.whole += len(src.Coded)
	pl.memo(src.Notes, intake.Memo{Interview: row.Key})
	pl.secondCoders(row.Key, src)
	places := placer{parts: pl.p.parts[i], said: said}
	for k, m := range src.Selections {
		pl.passage(fmt.Sprintf("%s, passage %d", label(i), k+1), row.Key, m, &places)
	}
}

// row is a text as an interview, and of each turn of the file its place among what is taken, -1 for one left out.
func (pl *projectPlanner) row(i int) (intake.Interview, []int) {
	f := &pl.p.Talks.Files[i]
	row := f.row()
	row.Sheet, row.Key = label(i), f.key
	row.Talk.File, row.Talk.Key, row.Talk.Kept = row.Sheet, f.key, pl.p.kept(i)
	if row.Organisation == "" && transcript.Generic(row.Interviewer) {
		row.Interviewer = ""
	}
	left := map[string]bool{}
	for _, v := range f.Voices {
		left[v.Label] = v.Left
	}
	said, n := make([]int, len(f.Talk.Turns)), 0
	for k, u := range f.Talk.Turns {
		if said[k] = -1; !left[u.Speaker] {
			said[k] = n
			n++
		}
	}
	if pl.p.Own {
		pl.ownPeople(i, &row)
	}
	return row, said
}

// ownPeople puts those of a text that was written from a study in their order: whoever the text is called by first,
// and such as never speak, too.
func (pl *projectPlanner) ownPeople(i int, row *intake.Interview) {
	src := pl.p.in.Sources[i]
	names := []string{}
	add := func(name string) {
		if isPseudonym(name) && name[0] == 'P' && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	add(src.Name)
	for _, c := range pl.p.in.Cases {
		if slices.Contains(c.Sources, src.GUID) {
			add(c.Name)
		}
	}
	for _, v := range row.Talk.Voices {
		add(v.Label)
	}
	row.Person, row.Others = intake.Person{}, nil
	for k, n := range names {
		if k == 0 {
			row.Person = intake.Person{Name: n}
		} else {
			row.Others = append(row.Others, intake.Person{Name: n})
		}
	}
}

// passage plans one marked passage: a coding for each code on it, and its memos.
func (pl *projectPlanner) passage(where, interview string, m exchange.Selection, places *placer) {
	place, why := places.place(m.Start, m.End)
	if why != "" {
		if len(m.Coded)+len(m.Notes) > 0 {
			pl.plan.Refused = append(pl.plan.Refused, intake.Refusal{Sheet: where, Reason: why})
		}
		return
	}
	if len(m.Coded)+len(m.Notes) == 0 {
		pl.empty++
		return
	}
	notes := m.Notes
	for _, c := range m.Coded {
		coding, ok := pl.coding(where, c)
		if !ok {
			continue
		}
		coding.Interview, coding.At = interview, &place
		notes = pl.said(&coding, notes)
		pl.plan.Codings = append(pl.plan.Codings, coding)
	}
	pl.memo(notes, intake.Memo{Interview: interview, At: &place})
}

// coding is a coding without its place; false where its code was left out.
func (pl *projectPlanner) coding(where string, c exchange.Coded) (intake.Coding, bool) {
	code, ok := pl.codes.made[c.Code]
	if !ok {
		pl.left++
		return intake.Coding{}, false
	}
	if !c.At.IsZero() {
		pl.timed++
	}
	out := intake.Coding{Sheet: where, Code: string(code.ID), Coder: pl.users[c.User], About: research.AboutUs, Weight: research.Mentioned}
	if pl.second[c.User] {
		out.Round = research.SecondRound
	}
	if len(c.Notes) > 0 {
		n := pl.joined(c.Notes, intake.Memo{})
		out.Note = &n
	}
	return out, true
}

// asideOf is what our own projects say of a coding in a note beside its passage.
var asideOf = regexp.MustCompile(`^(\S+): (hurt|neutral|helped), (mentioned|contributed|decided), about (us|rival|buyer)$`)

// said gives a coding what our own project says of it in a note, and answers the other notes.
func (pl *projectPlanner) said(c *intake.Coding, notes []exchange.Note) []exchange.Note {
	if !pl.p.Own {
		return notes
	}
	code, _ := pl.codes.code(c.Code)
	for i, n := range notes {
		m := asideOf.FindStringSubmatch(n.Text)
		if m == nil || m[1] != code.Ref || pl.users[n.User] != c.Coder {
			continue
		}
		c.Polarity = map[string]research.Polarity{"hurt": research.Hurt, "helped": research.Helped}[m[2]]
		c.Weight = map[string]research.Weight{"mentioned": research.Mentioned, "contributed": research.Contributed, "decided": research.Decided}[m[3]]
		c.About = research.About(m[4])
		return slices.Delete(slices.Clone(notes), i, i+1)
	}
	return notes
}

// code finds a code, known or new.
func (pl *codePlacer) code(id string) (research.Code, bool) {
	if c, ok := pl.book.Code(research.ID(id)); ok {
		return c, true
	}
	i := slices.IndexFunc(pl.codes, func(c research.Code) bool { return string(c.ID) == id })
	if i < 0 {
		return research.Code{}, false
	}
	return pl.codes[i], true
}

// quotes plans the passages of a text that is not in the file: they are looked for in an interview of the study.
func (pl *projectPlanner) quotes(i int) {
	f, src := &pl.p.Talks.Files[i], pl.p.in.Sources[i]
	if f.Of == "" {
		pl.plan.Refused = append(pl.plan.Refused, intake.Refusal{Sheet: label(i), Reason: fmt.Sprintf("The file has %s of it and not its words. Import the transcript first, or the whole project (.sqlite3).", count(len(src.Selections), "passage"))})
		return
	}
	pl.taken++
	for k, m := range src.Selections {
		for _, c := range m.Coded {
			if coding, ok := pl.coding(fmt.Sprintf("%s, passage %d", label(i), k+1), c); ok {
				coding.Of, coding.Verbatim = f.Of, m.Quote
				pl.plan.Codings = append(pl.plan.Codings, coding)
			}
		}
	}
}

// memo plans the notes on something: one memo, since a study shows one.
func (pl *projectPlanner) memo(notes []exchange.Note, on intake.Memo) {
	if len(notes) > 0 {
		pl.plan.Project.Memos = append(pl.plan.Project.Memos, pl.joined(notes, on))
	}
}

func (pl *projectPlanner) joined(notes []exchange.Note, on intake.Memo) intake.Memo {
	on.ID, on.Coder, on.When = research.ID(notes[0].GUID), pl.users[notes[0].User], notes[0].At
	var texts []string
	for _, n := range notes {
		if n.Name != "" && !pl.p.Own && !strings.HasPrefix(n.Text, n.Name) {
			texts = append(texts, n.Name)
		}
		texts = append(texts, n.Text)
	}
	on.Text = strings.Join(texts, "\n\n")
	return on
}

// memos plans the notes on codes and on the whole project.
func (pl *projectPlanner) memos() {
	for _, c := range pl.p.Codes {
		if code, ok := pl.codes.made[c.entry.GUID]; ok && c.entry.GUID != "" {
			pl.memo(pl.p.in.CodeNotes[c.entry.GUID], intake.Memo{Code: code.ID})
		}
	}
	for _, n := range pl.p.in.Notes {
		pl.memo([]exchange.Note{n}, intake.Memo{})
	}
}

// sum says what there is in all, and what a study cannot hold.
func (pl *projectPlanner) sum(in *exchange.Project) {
	plan, project := pl.plan, pl.plan.Project
	project.Codes = pl.codes.codes
	what := count(pl.taken, "text")
	if pl.taken == 0 {
		what = count(len(project.Codes), "code")
	}
	project.Title = "Import a project of " + what
	plan.Source = fmt.Sprintf("project, %s, %s", count(pl.taken, "text"), count(len(plan.Codings), "coding"))
	if pl.codes.loose > 0 && pl.p.Below == "" {
		plan.Warnings = append(plan.Warnings, fmt.Sprintf("%s under “%s” until moved in the codebook.", looseStand(pl.codes.loose), placeName))
	}
	alone := 0
	for _, c := range in.Cases {
		if len(c.Sources) == 0 {
			alone++
		}
	}
	ignored := 0
	if pl.p.Facts != nil {
		for i, c := range pl.p.Facts.Mappings[0].Columns {
			if i > 1 && c.Field == intake.FieldIgnore {
				ignored++
			}
		}
	}
	for _, l := range []struct {
		n         int
		one, many string
	}{
		{pl.whole, "code on a whole text: a study codes passages.", "codes on whole texts: a study codes passages."},
		{pl.empty, "passage without a code or a memo.", "passages without a code or a memo."}, {len(in.Sets), "set of codes or texts.", "sets of codes or texts."},
		{alone, "case without a text.", "cases without a text."}, {ignored, "variable that a study does not keep.", "variables that a study does not keep."},
		{pl.timed, "time at which a code was put.", "times at which codes were put."},
		{pl.together, "text that several people coded: the file says nothing of blind second coding, so all of it counts as the first round.", "texts that several people coded: the file says nothing of blind second coding, so all of it counts as the first round."},
		{pl.left, "coding with a code, or on a text, that was left out.", "codings with codes, or on texts, that were left out."},
	} {
		if l.n > 0 {
			project.Losses = append(project.Losses, agreed(l.n, l.one, l.many))
		}
	}
}

// agreed is a number with what it counts, in the singular or the plural.
func agreed(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func looseStand(n int) string {
	if n == 1 {
		return "1 new code belongs to no buying stage: it stands"
	}
	return fmt.Sprintf("%d new codes belong to no buying stage: they stand", n)
}

// placer finds places of a text among what is said in it. Its parts are in order, and said tells which are taken.
type placer struct {
	parts []transcript.Part
	said  []int
}

// place is where a passage stands, from code point start up to end of the text. What of it is no speech, such as the
// name of whoever speaks, is not part of it; why says why nothing is left.
func (pl *placer) place(start, end int) (at intake.Place, why string) {
	first, _ := slices.BinarySearchFunc(pl.parts, start, func(p transcript.Part, start int) int {
		if p.To <= start {
			return -1
		}
		return 1
	})
	last := first - 1
	for last+1 < len(pl.parts) && pl.parts[last+1].From < end {
		last++
	}
	if first > last {
		return at, "It marks no words: only who speaks, or space."
	}
	for first <= last && pl.said[first] < 0 {
		first++
	}
	for last >= first && pl.said[last] < 0 {
		last--
	}
	if first > last {
		return at, "It marks what somebody says who was left out."
	}
	a, b := pl.parts[first], pl.parts[last]
	return intake.Place{First: pl.said[first], From: max(start, a.From) - a.From, Last: pl.said[last], To: min(end, b.To) - b.From}, ""
}
