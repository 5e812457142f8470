package command

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"openloop/research/sheet"
	"openloop/research/store/bigstudy"
)

// A benchmark measures every job it names, and its table is for people to read.
func TestBench(t *testing.T) {
	var out bytes.Buffer
	e := &env{ctx: context.Background(), out: &out, err: &out}
	size := bigstudy.GenerateOptions{Seed: benchSeed, Interviews: 20, Turns: 400, Codings: 400}
	b := &bencher{env: e, dir: t.TempDir(), size: size}
	if err := b.measureStudy(); err != nil {
		t.Fatal(err)
	}
	if len(b.jobs) < 10 {
		t.Errorf("only %d jobs were measured", len(b.jobs))
	}
	for _, j := range b.jobs {
		if j.Runs == 0 || j.Median <= 0 && j.P95 < 0 || j.P95 < j.Median {
			t.Errorf("%+v", j)
		}
	}
	e.printBench(benchReport{Size: "small", Jobs: b.jobs, PeakMemory: b.peak, machine: thisMachine(b.dir)}, size)
	for _, want := range []string{"small study: 20 interviews", "one coding, saved and counted", "200", "cores, go1.", "temporary folder on"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, out.String())
		}
	}
	if bad := technical.FindString(out.String()); bad != "" {
		t.Errorf("the table says %q", bad)
	}
}

// The large sheet is a workbook that reads back whole.
func TestLargeSheet(t *testing.T) {
	data, err := largeSheet(30, 5)
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Read(context.Background(), "large.xlsx", data, nil)
	if err != nil {
		t.Fatal(err)
	}
	rows := book.Sheets[0].Rows
	var last []string
	for _, c := range rows[len(rows)-1] {
		last = append(last, c.Text)
	}
	if len(rows) != 30 || !slices.Equal(last, []string{"0", "answer 1 of row 29", "answer 2 of row 29", "87", "answer 4 of row 29"}) {
		t.Errorf("%d rows, the last %q", len(rows), last)
	}
}
