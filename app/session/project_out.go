package session

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/exchange"
	"openloop/research/privacy"
)

// ProjectWritten says what went into a project for another program, and what that format cannot hold.
type ProjectWritten struct {
	Texts, Codes, Passages, Codings, Notes int
	Lost                                   []string // one sentence each
}

// ExportProject writes the whole study, under pseudonyms, as a REFI-QDA project (.qdpx) for another program: codes,
// transcripts, codings of the first round and blind ones by coder, notes, participants with what is known of them,
// themes as sets. It holds whole transcripts, so it is for colleagues and never for the client; the finished file is
// searched for everybody in the vault, which must be open.
func (s *Session) ExportProject(ctx context.Context, path string, p Progress) (ProjectWritten, error) {
	if blind, _ := s.blindNow(); len(blind) > 0 {
		return ProjectWritten{}, research.Problemf(research.Conflict, "You have interviews to code blind, and a project would show you what the others put there. Finish them first, or have a colleague write the file.")
	}
	o := &projectOut{s: s, ctx: ctx, at: map[research.ID]int{}, users: map[string]string{}, second: map[string]string{}, project: &exchange.Project{Origin: "Openloop", CodeNotes: map[string][]exchange.Note{}}}
	if err := o.fill(p); err != nil {
		return ProjectWritten{}, err
	}
	var b bytes.Buffer
	if err := exchange.WriteQDPX(&b, o.project); err != nil {
		return ProjectWritten{}, err
	}
	if _, err := s.leakChecks(ctx, []*madeFile{{path: path, data: b.Bytes()}}, false, p); err != nil {
		return ProjectWritten{}, err
	}
	if err := writeWhole(path, func(w io.Writer) error { _, err := w.Write(b.Bytes()); return err }); err != nil {
		return ProjectWritten{}, err
	}
	o.done.Passages, o.done.Codings = o.project.Count()
	o.done.Texts, o.done.Codes = len(o.project.Sources), len(o.project.Codes)
	return o.done, nil
}

// projectOut puts a project together.
type projectOut struct {
	s        *Session
	ctx      context.Context
	book     *research.Codebook
	dict     *privacy.Dictionary
	project  *exchange.Project
	users    map[string]string        // initials → GUID
	second   map[string]string        // initials → GUID of the user under whom blind second codings go
	assigned map[research.ID][]string // who codes an interview a second time
	blind    int                      // such codings
	at       map[research.ID]int      // turn → where its text begins in the text of its interview, in code points
	notes    map[research.ID][]exchange.Note
	done     ProjectWritten
	said     int // codings whose polarity, weight or whom they are about went into a note
}

func (o *projectOut) fill(p Progress) error {
	var err error
	if o.dict, err = o.s.bestDictionary(o.ctx); err != nil {
		return err
	}
	if err := o.people(); err != nil {
		return err
	}
	if err := o.memos(); err != nil {
		return err
	}
	o.book = o.s.Book()
	o.project.Name = strings.TrimSuffix(filepath.Base(o.s.Path()), filepath.Ext(o.s.Path()))
	o.project.Codes = bookEntries(o.book, o.dict)
	for _, c := range o.project.Codes {
		if n := o.notes[research.ID(c.GUID)]; len(n) > 0 {
			o.project.CodeNotes[c.GUID] = n
		}
	}
	list, err := o.s.store.Interviews(o.ctx)
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b research.Interview) int { return strings.Compare(a.Label+string(a.ID), b.Label+string(b.ID)) })
	for i, iv := range list {
		if err := o.ctx.Err(); err != nil {
			return err
		}
		p.say(i, len(list), "Writing interview %d of %d", i+1, len(list))
		if err := o.interview(iv); err != nil {
			return err
		}
	}
	if err := o.sets(); err != nil {
		return err
	}
	return o.losses()
}

// people makes a user of each coder and a case of each participant.
func (o *projectOut) people() error {
	coders, err := o.s.store.Coders(o.ctx)
	if err != nil {
		return err
	}
	for _, c := range coders {
		o.users[c.Initials] = string(c.ID)
		o.project.Users = append(o.project.Users, exchange.User{GUID: string(c.ID), Name: c.Initials})
	}
	participants, err := o.s.store.Participants(o.ctx)
	if err != nil {
		return err
	}
	companies, err := o.s.store.Organisations(o.ctx)
	if err != nil {
		return err
	}
	of := map[research.ID]research.Organisation{}
	for _, c := range companies {
		of[c.ID] = c
	}
	for _, p := range participants {
		c := of[p.Organisation]
		o.project.Cases = append(o.project.Cases, exchange.Case{GUID: string(p.ID), Name: p.Pseudonym,
			Values: textValues("Organisation", c.Pseudonym, "Role band", p.RoleBand, "Segment", c.Segment, "Region", c.Region)})
	}
	return nil
}

// textValues makes variables of pairs of name and value, without those that are empty.
func textValues(pairs ...string) (out []exchange.Value) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, exchange.Value{Name: pairs[i], Type: "Text", Value: pairs[i+1]})
		}
	}
	return out
}

// memos gathers notes by what they are on.
func (o *projectOut) memos() error {
	list, err := o.s.store.PlacedMemos(o.ctx)
	if err != nil {
		return err
	}
	o.notes = map[research.ID][]exchange.Note{}
	for _, m := range list {
		n := exchange.Note{GUID: string(m.ID), Text: m.Text, User: o.users[m.Coder], At: m.At}
		o.done.Notes++
		switch {
		case m.Coding != "":
			o.notes[m.Coding] = append(o.notes[m.Coding], n)
		case m.Verbatim != "":
			o.notes[m.Verbatim] = append(o.notes[m.Verbatim], n)
		case m.Interview != "":
			o.notes[m.Interview] = append(o.notes[m.Interview], n)
		case m.Code != "":
			o.notes[m.Code] = append(o.notes[m.Code], n)
		default:
			o.project.Notes = append(o.project.Notes, n)
		}
	}
	return nil
}

// speakersValue is the variable by which an import knows what stands before a colon is a speaker.
const speakersValue = "Speakers"

// interview makes a text of an interview: each turn a paragraph that begins with who speaks.
func (o *projectOut) interview(iv research.Interview) error {
	turns, err := o.s.store.Turns(o.ctx, iv.ID)
	if err != nil {
		return err
	}
	var b strings.Builder
	var speakers []string
	points := 0
	put := func(s string) {
		b.WriteString(s)
		points += len([]rune(s))
	}
	for i, t := range turns {
		if i > 0 {
			put("\n\n")
		}
		if t.Speaker != "" {
			put(t.Speaker + ": ")
		}
		if t.Speaker != "" && !slices.Contains(speakers, t.Speaker) {
			speakers = append(speakers, t.Speaker)
		}
		o.at[t.ID] = points
		put(t.Text)
	}
	row, _ := o.s.InterviewRow(iv.ID)
	src := exchange.Source{GUID: string(iv.ID), Name: iv.Label, Text: b.String(), Notes: o.notes[iv.ID],
		Values: textValues("Outcome", iv.Outcome.String(), "Wave", row.Wave, "Method", iv.Method.String(), "Interviewer", iv.Interviewer, speakersValue, strings.Join(speakers, "; "))}
	if iv.Date != "" {
		src.Values = append(src.Values, exchange.Value{Name: "Date", Type: "Date", Value: iv.Date})
	}
	if err := o.secondCoders(iv, &src); err != nil {
		return err
	}
	if src.Selections, err = o.passages(iv); err != nil {
		return err
	}
	for i, c := range o.project.Cases {
		if slices.Contains(iv.Participants, research.ID(c.GUID)) {
			o.project.Cases[i].Sources = append(c.Sources, src.GUID)
		}
	}
	o.project.Sources = append(o.project.Sources, src)
	return nil
}

// passages are the verbatims of an interview with what is coded on them.
func (o *projectOut) passages(iv research.Interview) (out []exchange.Selection, err error) {
	verbatims, err := o.s.store.Verbatims(o.ctx, iv.ID)
	if err != nil {
		return nil, err
	}
	codings, err := o.s.store.Codings(o.ctx, iv.ID)
	if err != nil {
		return nil, err
	}
	on := map[research.ID][]research.Coding{}
	for _, c := range codings {
		if c.Round != research.SetAside {
			on[c.Verbatim] = append(on[c.Verbatim], c)
		}
	}
	for _, v := range verbatims {
		if v.Orphan || len(on[v.ID]) == 0 && len(o.notes[v.ID]) == 0 {
			continue
		}
		sel := exchange.Selection{GUID: string(v.ID), Start: o.at[v.From.Turn] + v.From.Offset, End: o.at[v.To.Turn] + v.To.Offset, Notes: o.notes[v.ID]}
		for _, c := range on[v.ID] {
			if c.Round == research.SecondRound {
				o.blind++
			}
			sel.Coded = append(sel.Coded, exchange.Coded{GUID: string(c.ID), Code: string(c.Code), User: o.userOf(c), Notes: o.notes[c.ID]})
			sel.Notes = append(sel.Notes, o.aside(c)...)
		}
		out = append(out, sel)
	}
	return out, nil
}

// aside is what a coding says besides its code, as a note, since the format has no place for it: nothing for one that
// is about the client, neutral, and mentioned.
func (o *projectOut) aside(c research.Coding) []exchange.Note {
	if c.Polarity == research.Neutral && c.Weight <= research.Mentioned && (c.About == "" || c.About == research.AboutUs) {
		return nil
	}
	o.said++
	code, _ := o.book.Code(c.Code)
	id := []byte(c.ID) // an id of its own, one character away from the coding's
	id[0] = map[bool]byte{true: 'f', false: 'e'}[id[0] != 'f']
	return []exchange.Note{{GUID: string(id), Text: fmt.Sprintf("%s: %s, %s, about %s", code.Ref, c.Polarity, c.Weight, c.About), User: o.userOf(c)}}
}

// sets makes a set of each theme, and one of the short codebook.
func (o *projectOut) sets() error {
	themes, err := o.s.store.Themes(o.ctx)
	if err != nil {
		return err
	}
	for _, t := range themes {
		set := exchange.Set{GUID: string(t.ID), Name: withoutKnown(o.dict, t.Name)}
		for _, c := range t.Codes {
			set.Codes = append(set.Codes, string(c))
		}
		o.project.Sets = append(o.project.Sets, set)
	}
	return nil
}

// losses counts what the format has no place for.
func (o *projectOut) losses() error {
	lose := func(n int, one, many string) {
		if n > 0 {
			o.done.Lost = append(o.done.Lost, agreed(n, one, many))
		}
	}
	lose(o.blind, "coding of a blind second round is under a user of its own, since the format knows no rounds.", "codings of a blind second round are under users of their own, since the format knows no rounds.")
	verdicts, err := o.s.store.Verdicts(o.ctx)
	if err != nil {
		return err
	}
	lose(len(verdicts), "place that coders settled is left out, with what was set aside.", "places that coders settled are left out, with what was set aside.")
	lose(o.said, "coding says whether it helped or hurt, how much it mattered and whom it is about: that stands in a note beside its passage.", "codings say whether it helped or hurt, how much it mattered and whom it is about: that stands in notes beside their passages.")
	reasons, err := o.s.store.Reasons(o.ctx)
	if err != nil {
		return err
	}
	lose(len(reasons), "believed, recorded, told or decided reason is left out.", "believed, recorded, told and decided reasons are left out.")
	rungs, err := o.s.store.AllRungs(o.ctx)
	if err != nil {
		return err
	}
	lose(len(rungs), "rung of a ladder is left out.", "rungs of ladders are left out.")
	clearances, err := o.s.store.Clearances(o.ctx)
	if err != nil {
		return err
	}
	lose(len(clearances), "clearance of a quote is left out.", "clearances of quotes are left out.")
	versions, err := o.s.store.CodebookVersions(o.ctx)
	if err != nil {
		return err
	}
	lose(len(versions), "kept version of the codebook is left out.", "kept versions of the codebook are left out.")
	return nil
}
