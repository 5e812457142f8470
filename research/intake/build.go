package intake

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"openloop/research"
	"openloop/research/sheet"
)

// Build reads the rows of a book by its mappings. What cannot be taken is listed in Plan.Refused;
// everything else goes in. cb and guide may be empty: then codes and questions stay as the source
// writes them. Sheets are read interviews first, then answers, codings and deals, whatever their
// order, so that the later ones find the interviews they belong to.
func Build(ctx context.Context, book *sheet.Book, mappings []Mapping, cb *research.Codebook, guide []research.Question, progress func(done, total int)) (*Plan, error) {
	b := &builder{ctx: ctx, cb: cb, guide: newGuideIndex(guide), plan: &Plan{}, byKey: map[string][]int{}, progress: progress, questions: map[string]answered{}, refusedCells: map[refusedCell]bool{}}
	tables, err := b.tables(book, mappings)
	if err != nil {
		return nil, err
	}
	for _, layout := range []Layout{Campaigns, PerInterview, PerAnswer, Codings, Deals, Leads, Members, Notes} {
		for _, t := range tables {
			if t.mapping.Layout != layout {
				continue
			}
			if err := b.read(t); err != nil {
				return nil, err
			}
		}
	}
	b.sortRefused()
	b.plan.Source = b.source(book)
	b.plan.own()
	return b.plan, nil
}

// sortRefused puts the refusals in the order of rows, the sheets as they were read.
func (b *builder) sortRefused() {
	order := map[string]int{}
	for _, r := range b.plan.Refused {
		if _, seen := order[r.Sheet]; !seen {
			order[r.Sheet] = len(order)
		}
	}
	sort.SliceStable(b.plan.Refused, func(i, j int) bool {
		x, y := b.plan.Refused[i], b.plan.Refused[j]
		if x.Sheet != y.Sheet {
			return order[x.Sheet] < order[y.Sheet]
		}
		return x.Row < y.Row
	})
}

// builder holds what the sheets of a book share.
type builder struct {
	ctx      context.Context
	cb       *research.Codebook
	guide    *guideIndex
	plan     *Plan
	progress func(done, total int)

	done, total int
	byKey       map[string][]int // positions of interviews by sameKey, and by the names of people
	questions   map[string]answered

	last         int    // interview of the row above, in sheets with one row an answer
	told         int    // the last row that was read without anything to say about it, -1 for none
	lastSheet    string // its sheet
	rivals       map[string]bool
	byDeal       map[string][]int
	codeOf       map[string]foundCode
	stateOf      map[string]crmState // of stages and states of deals, which repeat themselves
	refusedCells map[refusedCell]bool
	counts       map[string]int // rows that one warning stands for
}

// tables prepares the sheets that a mapping reads.
func (b *builder) tables(book *sheet.Book, mappings []Mapping) ([]*table, error) {
	var out []*table
	headingsOnly := ""
	for _, m := range mappings {
		s, ok := book.Sheet(m.Sheet)
		if !ok {
			continue
		}
		if m.Layout == UnknownLayout || m.Layout == "" {
			if len(s.Rows) > 0 {
				b.plan.Warnings = append(b.plan.Warnings, fmt.Sprintf("Sheet “%s” was left out: it looks like neither interviews, answers or codings nor an export of a CRM.", s.Name))
			}
			continue
		}
		t, warnings, doubts := newTable(s, m)
		b.plan.Doubts = append(b.plan.Doubts, doubts...)
		if t.usual == 0 {
			headingsOnly = s.Name
			continue
		}
		b.warn(s, warnings)
		b.total += len(s.Rows) - m.First
		out = append(out, t)
	}
	switch {
	case len(out) > 0:
		return out, nil
	case headingsOnly != "":
		return nil, research.Problemf(research.Invalid, "%s has headings in its sheet “%s” but not one row under them. Check that it is the right file, and that no filter left the rows out of the export.", book.File, headingsOnly)
	}
	return nil, research.Problemf(research.Invalid, "%s: no sheet looks like interviews, answers or codings. Headings are looked for in the first %d rows of each sheet; give the columns headings such as Interviewee, Company, Decision and the questions asked, or say in a mapping what they mean.", book.File, headerRows)
}

// warn takes over what reading the sheet left in doubt.
func (b *builder) warn(s *sheet.Sheet, warnings []string) {
	if s.Hidden {
		b.plan.Warnings = append(b.plan.Warnings, fmt.Sprintf("Sheet “%s” is hidden in the workbook; it was read too.", s.Name))
	}
	for _, w := range s.Warnings {
		b.plan.Warnings = append(b.plan.Warnings, fmt.Sprintf("Sheet “%s”: %s", s.Name, w))
	}
	b.plan.Warnings = append(b.plan.Warnings, warnings...)
}

// read reads the rows of one sheet.
func (b *builder) read(t *table) error {
	b.counts, b.told = map[string]int{}, -1
	var left []int
	for row := t.mapping.First; row < len(t.sheet.Rows); row++ {
		if b.done&255 == 0 {
			if err := b.ctx.Err(); err != nil {
				return err
			}
			b.tell()
		}
		b.done++
		switch t.kind(row) {
		case dataRow:
			b.row(t, row)
		case footerRow, repeatedHeader:
			left = append(left, row+1)
		}
	}
	if len(left) > 0 {
		b.plan.Warnings = append(b.plan.Warnings, fmt.Sprintf("Sheet “%s”, %s: totals, footers or repeated headings, left out.", t.sheet.Name, rowList(left)))
	}
	b.countWarnings(t)
	b.tell()
	return b.ctx.Err()
}

func (b *builder) tell() {
	if b.progress != nil {
		b.progress(b.done, b.total)
	}
}

// row reads one row of data by the sheet's layout.
func (b *builder) row(t *table, row int) {
	switch t.mapping.Layout {
	case PerInterview:
		b.interviewRow(t, row)
	case PerAnswer:
		b.answerRow(t, row)
	case Codings:
		b.codingRow(t, row)
	case Deals, Leads:
		b.dealRow(t, row)
	case Campaigns:
		b.campaignRow(t, row)
	case Members:
		b.memberRow(t, row)
	case Notes:
		b.noteRow(t, row)
	}
}

// refuse leaves a whole row out.
func (b *builder) refuse(t *table, row int, column, reason string) {
	b.plan.Refused = append(b.plan.Refused, Refusal{Sheet: t.sheet.Name, Row: row + 1, Column: column, Reason: reason})
}

// refusedCell is one heading of one interview, so that a value repeated on many rows is refused once.
type refusedCell struct {
	sheet, column, about string
}

// refuseCell leaves one cell out and takes the rest of the row.
func (b *builder) refuseCell(t *table, row int, column, reason string) {
	b.plan.Refused = append(b.plan.Refused, Refusal{Sheet: t.sheet.Name, Row: row + 1, Column: column, Reason: reason, Cell: true})
}

// countWarnings says once what happened on many rows of a sheet.
func (b *builder) countWarnings(t *table) {
	var sentences []string
	for s := range b.counts {
		sentences = append(sentences, s)
	}
	sort.Strings(sentences)
	for _, s := range sentences {
		b.plan.Warnings = append(b.plan.Warnings, fmt.Sprintf("Sheet “%s”: %s", t.sheet.Name, strings.ReplaceAll(s, "%d", fmt.Sprint(b.counts[s]))))
	}
}

// source describes where the plan comes from without naming anybody.
func (b *builder) source(book *sheet.Book) string {
	parts := []string{book.Format}
	for _, p := range []struct {
		n    int
		what string
	}{{len(b.plan.Interviews), "interview"}, {len(b.plan.Codings), "coding"}, {len(b.plan.Deals), "deal"}, {len(b.plan.Campaigns), "campaign"}, {len(b.plan.Members), "campaign member"}, {len(b.plan.Notes), "note"}} {
		if p.n == 1 {
			parts = append(parts, "1 "+p.what)
		} else if p.n > 1 {
			parts = append(parts, fmt.Sprintf("%d %ss", p.n, p.what))
		}
	}
	return strings.Join(parts, ", ")
}

// rowList is "row 63" or "rows 63, 64 and 70", shortened where there are many.
func rowList(rows []int) string {
	if len(rows) == 1 {
		return fmt.Sprintf("row %d", rows[0])
	}
	var parts []string
	for _, r := range rows[:min(len(rows), 6)] {
		parts = append(parts, fmt.Sprint(r))
	}
	if len(rows) > 6 {
		return fmt.Sprintf("rows %s and %d more", strings.Join(parts, ", "), len(rows)-6)
	}
	last := len(parts) - 1
	return "rows " + strings.Join(parts[:last], ", ") + " and " + parts[last]
}
