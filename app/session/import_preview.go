package session

import (
	"context"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/sheet"
	"openloop/research/transcript"
	"openloop/research/vault"
)

// Preview shows the first rows of a source as the study would store them, while a person still changes what its
// columns mean. It reads the study and the vault once, and writes nothing.
type Preview struct {
	s       *Session
	was     *existing
	entries []vault.Entry
	vault   *vault.Vault // nil while it is locked: then nobody is recognised
}

// PreviewRow is an interview as it would be stored.
type PreviewRow struct {
	Row          int // of the sheet
	Who, Company string
	Known        bool // it is in the study already
	Outcome      research.Outcome
	Told         string // name of the reason told, or decided where nobody said
	Value, Date  string
	Answers      int
	Cells        []string // of an export of a CRM, as PreviewHeads has them
	Masks        int      // passages that are hidden in them
	Refused      string   // why the row, or a part of it, would be left out
}

// PreviewTurn is a turn of a transcript as it would be stored.
type PreviewTurn struct {
	Who   string
	Asked bool
	Left  bool // it would be left out
	T0    int  // milliseconds
	Text  string
	Masks int // passages that are hidden in it
}

// NewPreview reads what previews go by.
func (s *Session) NewPreview(ctx context.Context) (*Preview, error) {
	p := &Preview{s: s}
	var err error
	if p.was, err = loadExisting(ctx, s.store); err != nil {
		return nil, err
	}
	if v, err := s.openVault(); err == nil {
		if p.entries, err = s.entries(ctx, v); err == nil {
			p.vault = v
		}
	}
	return p, nil
}

// importer is one that writes nothing.
func (p *Preview) importer(plan *intake.Plan) (*importer, error) {
	var keys keyed = p.vault
	if p.vault == nil {
		var err error
		if keys, err = newSealedKeys(); err != nil {
			return nil, err
		}
	}
	was := *p.was
	return &importer{plan: plan, vault: p.vault, keys: keys, was: &was, book: p.s.Book(), cast: newCast(p.entries, was.pseudonyms())}, nil
}

// previewRows is how many rows of a sheet a preview reads, and previewTurns how many turns of a transcript.
const (
	previewRows  = 40
	previewTurns = 12
	// previewDeals is how many rows a sheet of deals has at most for a preview of interviews to look them up in it.
	previewDeals = 2000
)

// Sheet previews the first interviews of one sheet of a source, or the first rows of an export of a CRM, at most n.
func (p *Preview) Sheet(ctx context.Context, src *Source, at, n int) ([]PreviewRow, error) {
	m := src.Mappings[at]
	sh, ok := src.Book.Sheet(m.Sheet)
	ofCRM := len(PreviewHeads(m.Layout)) > 0
	if !ok || m.Layout != intake.PerInterview && m.Layout != intake.PerAnswer && !ofCRM {
		return nil, nil
	}
	some := *sh
	some.Rows = some.Rows[:min(len(some.Rows), m.First+previewRows)]
	book := *src.Book
	book.Sheets = []sheet.Sheet{some}
	mappings := []intake.Mapping{m}
	if m.Layout == intake.PerInterview { // what the deals of the same workbook say of them
		for _, other := range src.Mappings {
			if of, ok := src.Book.Sheet(other.Sheet); ok && other.Layout == intake.Deals && len(of.Rows) <= previewDeals {
				book.Sheets, mappings = append(book.Sheets, *of), append(mappings, other)
			}
		}
	}
	guide, err := p.s.store.Questions(ctx)
	if err != nil {
		return nil, err
	}
	plan, err := intake.Build(ctx, &book, mappings, p.s.Book(), guide, nil)
	if err != nil {
		return nil, err
	}
	if ofCRM {
		rows, err := p.crmRows(ctx, plan, dealsAbout(src), n)
		return withRefused(rows, plan.Refused, n), err
	}
	plan.Interviews = plan.Interviews[:min(n, len(plan.Interviews))]
	im, err := p.importer(plan)
	if err != nil {
		return nil, err
	}
	for _, row := range plan.Interviews {
		if err := im.recognise(row); err != nil {
			return nil, err
		}
	}
	im.dict = im.cast.dictionary(clearTexts(im.was.names))
	var out []PreviewRow
	for _, r := range im.ready {
		out = append(out, im.preview(r))
	}
	plan.Refused = slices.DeleteFunc(plan.Refused, func(f intake.Refusal) bool { return f.Sheet != m.Sheet })
	return withRefused(out, plan.Refused, n), nil
}

// dealsAbout are the deals that the interviews of a source are about, in the form in which their ids are compared.
func dealsAbout(src *Source) map[string]bool {
	out := map[string]bool{}
	for _, id := range dealIDs(src, intake.PerInterview) {
		out[id] = true
	}
	return out
}

// dealIDs are the ids of deals in the sheets of a source that have a layout, as they are compared.
func dealIDs(src *Source, l intake.Layout) (ids []string) {
	for _, m := range src.Mappings {
		sh, ok := src.Book.Sheet(m.Sheet)
		c, has := m.Column(intake.FieldDeal)
		if !ok || !has || m.Layout != l {
			continue
		}
		for row := m.First; row < len(sh.Rows); row++ {
			if id := strings.TrimSpace(sh.Cell(row, c.Index).Text); id != "" {
				ids = append(ids, intake.DealKey(id))
			}
		}
	}
	return ids
}

// Completed is how many interviews of a source get what a sheet of deals in the same source says of them.
func (s *Source) Completed() (n int) {
	deals := map[string]bool{}
	for _, id := range dealIDs(s, intake.Deals) {
		deals[id] = true
	}
	for _, id := range dealIDs(s, intake.PerInterview) {
		if deals[id] {
			n++
		}
	}
	return n
}

func (im *importer) preview(r *readyInterview) PreviewRow {
	_, known := im.was.interviews[r.key]
	row := PreviewRow{Row: r.row.Row, Who: r.people[0], Company: r.org, Known: known, Outcome: r.row.Outcome, Value: r.row.ValueBand, Date: r.row.Date, Answers: len(r.row.Answers)}
	for _, kind := range []research.ReasonKind{research.Told, research.DecidedReason, research.Recorded} {
		for _, ref := range r.row.Reasons[kind] {
			if c, ok := im.book.Find(ref); ok && row.Told == "" {
				row.Told = c.Name
			}
		}
	}
	return row
}

// withRefused says at each row what of it would be left out, and adds the rows that are refused whole.
func withRefused(rows []PreviewRow, refused []intake.Refusal, n int) []PreviewRow {
	for _, f := range refused {
		at := slices.IndexFunc(rows, func(r PreviewRow) bool { return r.Row == f.Row })
		why := f.Reason
		if f.Column != "" {
			why = f.Column + ": " + why
		}
		switch {
		case at >= 0 && rows[at].Refused == "":
			rows[at].Refused = why
		case at < 0 && len(rows) > 0 && f.Row <= rows[len(rows)-1].Row:
			rows = append(rows, PreviewRow{Row: f.Row, Refused: why})
		}
	}
	slices.SortStableFunc(rows, func(a, b PreviewRow) int { return a.Row - b.Row })
	return rows[:min(n, len(rows))]
}

// Talk previews the first turns of a transcript.
func (p *Preview) Talk(ctx context.Context, f *TalkFile) ([]PreviewTurn, error) {
	if f.Talk == nil {
		return nil, nil
	}
	some := *f
	talk := *f.Talk
	talk.Turns = talk.Turns[:min(len(talk.Turns), previewTurns)]
	some.Talk = &talk
	row := some.row()
	im, err := p.importer(&intake.Plan{Interviews: []intake.Interview{row}})
	if err != nil {
		return nil, err
	}
	if err := im.recognise(row); err != nil || len(im.ready) == 0 {
		return nil, err
	}
	r := im.ready[0]
	im.speakers()
	im.dict = im.cast.dictionary(clearTexts(im.was.names))
	who := r.talk.who
	if r.talk.of == "" {
		who = newVoices(row.Talk.Voices, r.people, or(r.asked, "Q"))
	}
	return im.previewTurns(ctx, &talk, row.Talk.Voices, who)
}

func (im *importer) previewTurns(ctx context.Context, talk *transcript.Talk, voices []intake.Voice, who []string) ([]PreviewTurn, error) {
	var out []PreviewTurn
	for _, u := range talk.Turns {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		i := slices.IndexFunc(voices, func(v intake.Voice) bool { return v.Label == u.Speaker })
		if i < 0 {
			continue
		}
		words := []rune(u.Text)
		words = words[:min(len(words), 2000)]
		text, spans := im.dict.Redact(string(words))
		out = append(out, PreviewTurn{Who: who[i], Asked: voices[i].Asks, Left: voices[i].Left, T0: u.T0, Text: text, Masks: len(spans)})
	}
	return out, nil
}
