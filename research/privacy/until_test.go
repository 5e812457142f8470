package privacy

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"openloop/research"
)

// overlapping is a table of many rows by a dimension that crosses what was shown before, each crossing small: work for
// the search.
func overlapping() (Rule, Frame, Dimension, []Row, []Group) {
	const n = 300
	f := Frame{Interviews: n, Organisation: make([]int, n), Owner: make([]int, n)}
	by := func(key string, classes int, of func(i int) int) (groups []Group) {
		for c := range classes {
			g := Group{Name: fmt.Sprint(key, c), Key: fmt.Sprint(key, c), Members: research.NewBits(n), Rows: map[string]int{}}
			for i := range n {
				if of(i) == c {
					g.Members.Set(i)
				}
			}
			groups = append(groups, g)
		}
		return groups
	}
	all := Group{Name: "All", Key: "all", Members: research.NewBits(n)}
	for i := range n {
		f.Organisation[i], f.Owner[i] = i/3, i%9
		all.Members.Set(i)
	}
	earlier := append(by("a", 5, func(i int) int { return i % 5 }), by("b", 4, func(i int) int { return i / 7 % 4 })...)
	d := Dimension{Key: "c", Total: all, Classes: by("c", 5, func(i int) int { return i / 3 % 5 })}
	var rows []Row
	for r := range 40 {
		row := Row{Key: fmt.Sprint("row", r), Has: research.NewBits(n)}
		for i := range n {
			if (i*7+i*i*(r+3))%11 > 2+r%6 {
				row.Has.Set(i)
			}
		}
		for _, g := range earlier {
			g.Rows[row.Key] = row.Has.CountAnd(g.Members)
		}
		rows = append(rows, row)
	}
	return Rule{}, f, d, rows, earlier
}

// Somebody who still listens gets the same table; who does not gets one in which nothing is shown that was not looked at.
func TestUntil(t *testing.T) {
	rule, f, d, rows, earlier := overlapping()
	whole := rule.Disclose(f, d, rows, earlier)
	ctx, stop := context.WithCancel(context.Background())
	if got := rule.Disclose(f.Until(ctx), d, rows, earlier); !reflect.DeepEqual(got, whole) {
		t.Error("the table is another one for somebody who may stop listening")
	}
	stop()
	shown := func(t Table) (n int) {
		for _, r := range t.Rows {
			for _, c := range append(r.Cells, r.Total) {
				if c.Shown {
					n++
				}
			}
		}
		return n
	}
	given := rule.Disclose(f.Until(ctx), d, rows, earlier)
	if shown(whole) == 0 || shown(given) != 0 {
		t.Errorf("%d figures are shown, %d of them to nobody", shown(whole), shown(given))
	}
}
