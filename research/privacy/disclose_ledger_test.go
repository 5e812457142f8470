package privacy

import (
	"strings"
	"testing"

	"openloop/research"
)

// grown is the example study with more interviews won and lost since, at positions 12 and on.
func grown(won, lost int) (Frame, Dimension) {
	f := frameOf(12 + won + lost)
	return f, OutcomeDimension([]Group{
		{Key: "won", Name: "Won", Members: memberRange(0, 5).Or(memberRange(12, 11+won))},
		{Key: "lost", Name: "Lost", Members: memberRange(6, 9).Or(memberRange(12+won, 11+won+lost))},
		{Key: "no_decision", Name: "No decision", Members: memberRange(10, 11)},
	})
}

// packOf is what an issued pack of the example told of some rows.
func packOf(rows ...Row) []Group {
	f, d := worked()
	return Rule{K: 5}.Disclose(f, d, rows, nil).Released()
}

// Issuing the same pack again shows the same and withholds the same.
func TestLedgerSamePackAgain(t *testing.T) {
	f, d := worked()
	rows := []Row{saidBy(2, 5), saidBy(3, 3), saidBy(6, 5), saidBy(0, 0), saidBy(1, 4)}
	first := Rule{K: 5}.Disclose(f, d, rows, nil)
	again := Rule{K: 5}.Disclose(f, d, rows, first.Released())
	for i := range rows {
		if a, b := cellsOf(first.Rows[i]), cellsOf(again.Rows[i]); a != b {
			t.Errorf("row %s: first %s, again %s", rows[i].Key, a, b)
		}
	}
}

// Two more wins than in the pack: won and the total are counted on the pack's interviews, or the difference
// would tell what the two said.
func TestLedgerCountsOnEarlierMembers(t *testing.T) {
	f, d := grown(2, 0)
	row := saidBy(3, 3)
	row.Has = row.Has.Or(memberRange(12, 13))
	table := Rule{K: 5}.Disclose(f, d, []Row{row}, packOf(saidBy(3, 3)))
	if got := cellsOf(table.Rows[0]); got != "6/12 | 3/6 3/6" {
		t.Errorf("got %s", got)
	}
	if len(table.Warnings) != 3 || !strings.HasPrefix(table.Warnings[1], "All interviews is counted on the interviews of the earlier pack") {
		t.Errorf("warnings %q", table.Warnings)
	}
}

// Ten more, five on each side, are enough for new figures.
func TestLedgerCountsNewOnes(t *testing.T) {
	f, d := grown(5, 5)
	row := saidBy(3, 3)
	row.Has = row.Has.Or(memberSet(f.Interviews, 12, 13, 17))
	table := Rule{K: 5}.Disclose(f, d, []Row{row}, packOf(saidBy(3, 3)))
	if got := cellsOf(table.Rows[0]); got != "9/22 | 5/11 4/11" {
		t.Errorf("got %s, groups %s", got, groupSizes(table.Groups))
	}
}

// Five more wins, all of which said it: the pack's 3 of 6 beside 8 of 11 would tell that each did.
func TestLedgerAuditsTheDifference(t *testing.T) {
	f, d := grown(5, 5)
	row := saidBy(3, 3)
	row.Has = row.Has.Or(memberRange(12, 16))
	table := Rule{K: 5}.Disclose(f, d, []Row{row}, packOf(saidBy(3, 3)))
	if got := cellsOf(table.Rows[0]); got != "11/22 | audit audit" {
		t.Errorf("got %s", got)
	}
}

// A group that is nearly one of another kind from an earlier pack is not shown.
func TestLedgerNearAnotherGroup(t *testing.T) {
	f, d := worked()
	region := []Group{{Key: "region=north", Members: memberRange(0, 6), Rows: map[string]int{"3+3": 4}}}
	table := Rule{K: 5}.Disclose(f, d, []Row{saidBy(3, 3)}, region)
	if got := cellsOf(table.Rows[0]); got != "6/12 | ledger audit" {
		t.Errorf("got %s", got)
	}
}

// One of the pack's interviews has been erased since: today's total would tell what that one said.
func TestLedgerAfterErasure(t *testing.T) {
	f, d := worked()
	pack := packOf(saidBy(3, 3))
	for i := range pack {
		pack[i].Erased = 1
	}
	if got := cellsOf((Rule{K: 5}).Disclose(f, d, []Row{saidBy(3, 3)}, pack).Rows[0]); got != "ledger | ledger ledger" {
		t.Errorf("got %s", got)
	}
}

// An earlier group whose figures nobody kept is taken for shown everywhere, and that never lets more through.
func TestLedgerWithoutFigures(t *testing.T) {
	f, d := worked()
	pack := packOf(saidBy(2, 5))
	for i := range pack {
		pack[i].Rows = nil
	}
	if got := cellsOf((Rule{K: 5}).Disclose(f, d, []Row{saidBy(2, 5)}, pack).Rows[0]); got != "audit | audit audit" {
		t.Errorf("got %s", got)
	}
}

// A code used once more since the pack: the old split is no excuse to show the new one, which by itself would tell
// too much.
func TestLedgerAfterRecoding(t *testing.T) {
	f, d := worked()
	before, now := saidBy(3, 3), saidBy(2, 5)
	before.Key, now.Key = "a", "a"
	if got := cellsOf((Rule{K: 5}).Disclose(f, d, []Row{now}, packOf(before)).Rows[0]); got != "7/12 | audit audit" {
		t.Errorf("got %s", got)
	}
}

// What Released gives is what was shown, under keys that say of which dimension.
func TestReleased(t *testing.T) {
	groups := packOf(saidBy(2, 5), saidBy(3, 3), saidBy(6, 5))
	if len(groups) != 3 || groups[0].Key != "all" || groups[1].Key != "outcome=won" || groups[2].Key != "outcome=not_won" {
		t.Fatalf("groups %+v", groups)
	}
	want := []map[string]int{{"2+5": 7, "3+3": 6}, {"3+3": 3}, {"3+3": 3}}
	for i, g := range groups {
		if len(g.Rows) != len(want[i]) {
			t.Errorf("%s: %v, want %v", g.Key, g.Rows, want[i])
		}
		for row, x := range want[i] {
			if g.Rows[row] != x {
				t.Errorf("%s: %v, want %v", g.Key, g.Rows, want[i])
			}
		}
	}
	if groups[0].Members.Count() != 12 || !groups[0].Members.Equal(research.Bits{1<<12 - 1}) {
		t.Errorf("total %v", groups[0].Members)
	}
}
