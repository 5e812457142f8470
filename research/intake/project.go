package intake

import (
	"context"
	"time"

	"openloop/research"
	"openloop/research/sheet"
)

// ProjectPlan is what a project of another program brings besides interviews and codings.
type ProjectPlan struct {
	Title string          // of the step: "Import a project of 12 texts"
	Codes []research.Code // new ones, in the order of their tree, with their words as the file has them
	Memos []Memo
	// Second says who codes or coded which interview blind a second time.
	Second []Second
	Known  []string // names of people that stand nowhere else, such as those of cases: texts are searched for them
	// Losses says what the project holds and a study cannot, one sentence each, naming nobody.
	Losses []string
	// Own says that the file was written from a study: people are under their pseudonyms, and nothing in its texts
	// waits to be looked at.
	Own bool
}

// Second is a second coder of an interview.
type Second struct {
	Interview string // Key of the interview
	Coder     string // initials
	Done      bool
}

// Place is a passage in what is said in a Talk: from code point From of Said[First] up to, not including, code point
// To of Said[Last], as the source has the texts.
type Place struct {
	First, From int
	Last, To    int
}

// Memo is a note of the source. It is on one of: a passage (Interview and At), a conversation (Interview alone), a code,
// the whole project (none of them).
type Memo struct {
	ID        research.ID
	Interview string // Key of the interview
	At        *Place
	Code      research.ID
	Coder     string
	When      time.Time
	Text      string
}

// Facts reads what a sheet says of interviews beside what was said, row by row, also of those of which it says next to
// nothing. What cannot be read is refused cell by cell, with the row.
func Facts(ctx context.Context, book *sheet.Book, m Mapping, cb *research.Codebook, guide []research.Question) (rows []Interview, refused []Refusal, warnings []string, err error) {
	b := &builder{ctx: ctx, cb: cb, guide: newGuideIndex(guide), plan: &Plan{}, byKey: map[string][]int{}, questions: map[string]answered{}, refusedCells: map[refusedCell]bool{}, counts: map[string]int{}}
	tables, err := b.tables(book, []Mapping{m})
	if err != nil {
		return nil, nil, nil, err
	}
	for _, t := range tables {
		for row := t.mapping.First; row < len(t.sheet.Rows); row++ {
			if err := ctx.Err(); err != nil {
				return nil, nil, nil, err
			}
			rows = append(rows, b.interview(t, row))
		}
		b.countWarnings(t)
	}
	return rows, b.plan.Refused, b.plan.Warnings, nil
}
