package privacy

import (
	"fmt"
	"strings"
	"testing"

	"openloop/research"
)

// memberRange is the positions from first up to last, both included.
func memberRange(first, last int) research.Bits {
	b := research.NewBits(last + 1)
	for i := first; i <= last; i++ {
		b.Set(i)
	}
	return b
}

// memberSet is a set of the given positions.
func memberSet(n int, positions ...int) research.Bits {
	b := research.NewBits(n)
	for _, i := range positions {
		b.Set(i)
	}
	return b
}

// frameOf has n interviews, each from an organisation and with an owner of its own.
func frameOf(n int) Frame {
	f := Frame{Interviews: n}
	for i := range n {
		f.Organisation, f.Owner = append(f.Organisation, i), append(f.Owner, i)
	}
	return f
}

// worked is the study of the design's example: base 12 = won 6 (positions 0-5), lost 4 (6-9), no decision 2.
func worked() (Frame, Dimension) {
	return frameOf(12), OutcomeDimension([]Group{
		{Key: "won", Name: "Won", Members: memberRange(0, 5)},
		{Key: "lost", Name: "Lost", Members: memberRange(6, 9)},
		{Key: "no_decision", Name: "No decision", Members: memberRange(10, 11)},
	})
}

// saidBy is a row that x of the won and y of the others have.
func saidBy(won, others int) Row {
	b := research.NewBits(12)
	for i := range won {
		b.Set(i)
	}
	for i := range others {
		b.Set(6 + i)
	}
	return Row{Key: fmt.Sprintf("%d+%d", won, others), Has: b}
}

// cellsOf is a row as text: "7/12 | 2/6 5/6", a withheld figure as its reason.
func cellsOf(r ReleasedRow) string {
	text := func(c Cell) string {
		if !c.Shown {
			return string(c.Why)
		}
		return fmt.Sprintf("%d/%d", c.X, c.N)
	}
	var split []string
	for _, c := range r.Cells {
		split = append(split, text(c))
	}
	return text(r.Total) + " | " + strings.Join(split, " ")
}

func TestDiscloseWorked(t *testing.T) {
	f, d := worked()
	for _, c := range []struct {
		name string
		row  Row
		want string
	}{
		{"7 and won 2 would put lost at 3 or 4", saidBy(2, 5), "7/12 | audit audit"},
		{"6 and won 3 leave lost 1 to 3 and no decision 0 to 2", saidBy(3, 3), "6/12 | 3/6 3/6"},
		{"nobody", saidBy(0, 0), "0/12 | 0/6 0/6"},
		{"none of one group", saidBy(0, 3), "3/12 | 0/6 3/6"},
		{"all of the won said it", saidBy(6, 2), "8/12 | unanimous unanimous"},
		{"all of the others said it", saidBy(3, 6), "9/12 | unanimous unanimous"},
		{"all said it", saidBy(6, 6), "audit | audit audit"},
		{"all but one: of the no decisions at least one", saidBy(6, 5), "audit | audit audit"},
		{"all but two: else a missing total would mean all or all but one", saidBy(5, 5), "audit | audit audit"},
		{"all but three", saidBy(4, 5), "9/12 | audit audit"},
		{"lost between 2 and 4, no decision 0 and 2", saidBy(3, 4), "7/12 | 3/6 4/6"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := Rule{K: 5}.Disclose(f, d, []Row{c.row}, nil)
			if got := cellsOf(table.Rows[0]); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if len(table.Groups) != 2 || table.Groups[1].Name != "Not won" {
				t.Errorf("groups %+v", table.Groups)
			}
		})
	}
}

// A withheld cell must not carry its count, nor its mentions, into whatever prints it.
func TestWithheldCellsAreEmpty(t *testing.T) {
	f, d := worked()
	row := saidBy(2, 5)
	row.Mentions = func(within research.Bits) int { return 3 * row.Has.CountAnd(within) }
	r := Rule{K: 5}.Disclose(f, d, []Row{row}, nil).Rows[0]
	if r.Total != (Cell{X: 7, N: 12, Mentions: 21, Shown: true}) {
		t.Errorf("total %+v", r.Total)
	}
	for _, c := range r.Cells {
		if c != (Cell{N: 6, Why: WithheldAudit}) {
			t.Errorf("withheld cell %+v", c)
		}
	}
}

func TestDiscloseSmallStudy(t *testing.T) {
	f := frameOf(4)
	d := OutcomeDimension([]Group{{Key: "won", Members: memberRange(0, 2)}, {Key: "lost", Members: memberRange(3, 3)}})
	table := Rule{K: 5}.Disclose(f, d, []Row{{Key: "a", Has: memberRange(0, 1)}}, nil)
	if got := cellsOf(table.Rows[0]); got != "base | " || len(table.Groups) != 0 {
		t.Errorf("got %s with %d groups", got, len(table.Groups))
	}
	if got := cellsOf((Rule{K: 1}).Disclose(f, d, []Row{{Key: "a", Has: memberRange(0, 1)}}, nil).Rows[0]); got != "2/4 | audit" {
		t.Errorf("k below the floor: %s", got)
	}
}

// Without classes there is only the total, over everyone.
func TestDiscloseTotalOnly(t *testing.T) {
	table := Rule{}.Disclose(frameOf(9), Dimension{}, []Row{{Key: "a", Has: memberRange(0, 3)}}, nil)
	if got := cellsOf(table.Rows[0]); got != "4/9 | " {
		t.Errorf("got %s", got)
	}
}

// Sales conduct is split only where three deal owners stand behind each group; the total stays.
func TestDiscloseConduct(t *testing.T) {
	f, d := worked()
	conduct := saidBy(3, 3)
	conduct.Conduct = true
	if got := cellsOf((Rule{K: 5}).Disclose(f, d, []Row{conduct}, nil).Rows[0]); got != "6/12 | 3/6 3/6" {
		t.Errorf("an owner each: %s", got)
	}
	f.Owner = []int{0, 1, 2, 0, 1, 2, 0, 1, -1, 1, 0, -1} // not won: two owners, two unknown
	table := Rule{K: 5}.Disclose(f, d, []Row{conduct, saidBy(3, 3)}, nil)
	if got := cellsOf(table.Rows[0]); got != "6/12 | owners owners" {
		t.Errorf("two owners: %s", got)
	}
	if got := cellsOf(table.Rows[1]); got != "6/12 | 3/6 3/6" {
		t.Errorf("other rows: %s", got)
	}
}

// Two people of one company: ten of twelve would leave both free, but not for somebody who is one of the two
// others; nine would for everybody. Of people from different companies ten may show: eleven would tell the one who
// did not say it that all the others did.
func TestDiscloseProtectsOrganisations(t *testing.T) {
	f := frameOf(12)
	f.Organisation[1] = 0
	rows := []Row{{Key: "9", Has: memberRange(0, 8)}, {Key: "10", Has: memberRange(0, 9)}, {Key: "11", Has: memberRange(0, 10)}}
	table := Rule{K: 5}.Disclose(f, Dimension{}, rows, nil)
	if a, b := cellsOf(table.Rows[0]), cellsOf(table.Rows[1]); a != "9/12 | " || b != "audit | " {
		t.Errorf("nine %s, ten %s", a, b)
	}
	table = Rule{K: 5}.Disclose(frameOf(12), Dimension{}, rows, nil)
	if a, b := cellsOf(table.Rows[1]), cellsOf(table.Rows[2]); a != "10/12 | " || b != "audit | " {
		t.Errorf("all from different companies: ten %s, eleven %s", a, b)
	}
}

// A region of three is guarded though nothing is split by region.
func TestDiscloseGuardsNamedSets(t *testing.T) {
	f := frameOf(12)
	ten := Row{Key: "10", Has: memberRange(0, 9)}
	f.Named = []research.Bits{memberRange(0, 3)}
	if got := cellsOf((Rule{K: 5}).Disclose(f, Dimension{}, []Row{ten}, nil).Rows[0]); got != "audit | " {
		t.Errorf("ten of twelve, four of a region: %s", got)
	}
	f.Interviews, f.Named = 6, []research.Bits{memberRange(0, 3)}
	row := Row{Key: "3", Has: memberRange(0, 2)}
	if a, b := cellsOf((Rule{K: 5}).Disclose(f, Dimension{}, []Row{row}, nil).Rows[0]), cellsOf((Rule{K: 5}).Disclose(frameOf(6), Dimension{}, []Row{row}, nil).Rows[0]); a != "3/6 | " || b != "3/6 | " {
		t.Errorf("three of six: %s and %s", a, b)
	}
	f.Interviews = 5
	if got := cellsOf((Rule{K: 5}).Disclose(f, Dimension{}, []Row{row}, nil).Rows[0]); got != "audit | " {
		t.Errorf("three of five, four of them of a region: %s", got)
	}
}

// A class of two that cannot be merged would be left out of the split: then nothing is split, since a missing split
// would tell of the two as a shown one does.
func TestDiscloseRemainder(t *testing.T) {
	f := frameOf(14)
	d := OutcomeDimension([]Group{{Key: "won", Members: memberRange(0, 5)}, {Key: "lost", Members: memberRange(6, 11)}, {Key: "lead_follow_up", Members: memberRange(12, 13)}})
	rows := []Row{
		{Key: "no lead", Has: memberSet(14, 0, 1, 2, 6, 7)},
		{Key: "one lead", Has: memberSet(14, 0, 1, 2, 6, 7, 12)},
	}
	table := Rule{K: 5}.Disclose(f, d, rows, nil)
	if len(table.Groups) != 2 || len(table.Warnings) != 1 {
		t.Fatalf("groups %+v, warnings %q", table.Groups, table.Warnings)
	}
	if a, b := cellsOf(table.Rows[0]), cellsOf(table.Rows[1]); a != "5/14 | audit audit" || b != "6/14 | audit audit" {
		t.Errorf("no lead %s, one lead %s", a, b)
	}
}

// A frame that does not say how many interviews there are must not switch the audit off, nor may odd sets
// and lists break anything.
func TestDiscloseOddInput(t *testing.T) {
	f, d := worked()
	f.Interviews = 0
	if got := cellsOf((Rule{K: 5}).Disclose(f, d, []Row{saidBy(2, 5)}, nil).Rows[0]); got != "7/12 | audit audit" {
		t.Errorf("frame without a number: %s", got)
	}
	if got := cellsOf((Rule{K: 5}).Disclose(Frame{Interviews: 12}, d, []Row{saidBy(3, 3)}, nil).Rows[0]); got != "base | " {
		t.Errorf("nobody's organisation known: %s", got)
	}
	if table := (Rule{}).Disclose(Frame{}, Dimension{}, []Row{{Key: "a"}}, []Group{{}}); table.Rows[0].Total.Shown {
		t.Error("a figure about nobody")
	}
	random := seededRandom(10)
	for range 300 {
		f, d := randomStudy(random, 1+random.IntN(30))
		f.Organisation = f.Organisation[:random.IntN(len(f.Organisation)+1)]
		f.Owner = nil
		rows := randomRows(random, 1+random.IntN(200), 4)
		rows[0].Parts, rows[1].OneOf, rows[2].Conduct = []string{"1", "?", "0"}, "x", true
		earlier := []Group{{Members: randomRows(random, 200, 1)[0].Has}, {Key: "all", Erased: random.IntN(3)}}
		Rule{K: random.IntN(7), MinOrganisations: random.IntN(3)}.Disclose(f, d, rows, earlier[:random.IntN(3)])
	}
}

func ExampleRule_Disclose() {
	everyone := research.Bits{1<<12 - 1}
	d := OutcomeDimension([]Group{
		{Key: "won", Name: "Won", Members: research.Bits{0b000000111111}},
		{Key: "lost", Name: "Lost", Members: research.Bits{0b001111000000}},
		{Key: "no_decision", Name: "No decision", Members: research.Bits{0b110000000000}},
	})
	f := Frame{Interviews: everyone.Count(), Organisation: []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}}
	table := Rule{K: 5}.Disclose(f, d, []Row{
		{Key: "price", Has: research.Bits{0b000111000111}},
		{Key: "trust", Has: research.Bits{0b011111000011}},
	}, nil)
	fmt.Println(table.Warnings[0])
	for _, row := range table.Rows {
		fmt.Printf("%s: %d of %d", row.Key, row.Total.X, row.Total.N)
		for i, c := range row.Cells {
			if c.Shown {
				fmt.Printf(", %s %d of %d", table.Groups[i].Name, c.X, c.N)
			} else {
				fmt.Printf(", %s withheld", table.Groups[i].Name)
			}
		}
		fmt.Println()
	}
	// Output:
	// Lost and No decision are shown together as Not won, because one of them is too small by itself.
	// price: 6 of 12, Won 3 of 6, Not won 3 of 6
	// trust: 7 of 12, Won withheld, Not won withheld
}
