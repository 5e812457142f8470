package data

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/report/internal/readback"
)

func build(tb testing.TB, n int) report.Document {
	tb.Helper()
	return readback.Build(tb, made.Study(n))
}

func table(tb testing.TB, f readback.Writer, d report.Document) [][]string {
	tb.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(readback.Write(tb, f, d), []byte("\ufeff")))).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	return rows
}

// JSON and CSV hold each figure of the document once, equal, and nothing of one that is withheld.
func TestFigures(t *testing.T) {
	for _, n := range []int{6, 14, 60} {
		d := build(t, n)
		var b bytes.Buffer
		if err := FiguresJSON(context.Background(), &b, d, nil); err != nil {
			t.Fatal(err)
		}
		var got struct {
			Base    int
			Figures []Figure
		}
		if err := json.Unmarshal(b.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		rows := table(t, FiguresCSV, d)[1:]
		if len(got.Figures) != len(d.Figures) || len(rows) != len(d.Figures) || got.Base != d.Base {
			t.Fatalf("%d interviews: %d and %d figures of %d, base %d", n, len(got.Figures), len(rows), len(d.Figures), got.Base)
		}
		for i, f := range d.Figures {
			j, r := got.Figures[i], rows[i]
			if j.Key != f.Key || r[1] != f.Key || j.Withheld == f.Shown || (r[13] == "yes") == f.Shown {
				t.Fatalf("figure %d is %+v and %v, want %+v", i, j, r, f)
			}
			switch {
			case !f.Shown:
				if j.X != nil || j.N != nil || j.Share != nil || j.Low != nil || j.High != nil || j.Value != nil || j.Mentions != nil || strings.Join(r[6:13], "") != "" {
					t.Errorf("a withheld figure says %+v, %v", j, r)
				}
			case f.HasValue:
				if math.Abs(*j.Value-f.Value) > 1e-4 || j.X != nil {
					t.Errorf("%+v, want %+v", j, f)
				}
			default:
				if *j.X != f.X || *j.N != f.N || math.Abs(*j.Share-f.Share()) > 1e-4 {
					t.Errorf("%+v, want %+v", j, f)
				}
			}
		}
	}
}

// Every quote is in the file as it was cleared; none begins a formula.
func TestQuotes(t *testing.T) {
	d := build(t, 60)
	rows := table(t, QuotesCSV, d)[1:]
	if len(rows) != len(d.Quotes) || len(rows) == 0 {
		t.Fatalf("%d rows of %d quotes", len(rows), len(d.Quotes))
	}
	for i, q := range d.Quotes {
		if strings.TrimPrefix(rows[i][3], "'") != q.Words.String() || rows[i][4] != q.Who.String() {
			t.Errorf("row %d is %v", i+2, rows[i])
		}
		for _, part := range []string{rows[i][7], rows[i][8], rows[i][9]} {
			if !strings.Contains(strings.ToLower(rows[i][4]), strings.ToLower(part)) {
				t.Errorf("row %d says %q, which its signature %q does not", i+2, part, rows[i][4])
			}
		}
		if path := strings.Split(rows[i][10], " > "); len(path) < 2 || path[0] != rows[i][1] || !strings.HasSuffix(rows[i][2], path[len(path)-1]) {
			t.Errorf("row %d: the path to %q is %q", i+2, rows[i][2], path)
		}
	}
	var b bytes.Buffer
	if err := write(&b, [][]string{{"=1+1", "-2", "@x", "fine"}}, "cells"); err != nil || !strings.Contains(b.String(), "'=1+1,'-2,'@x,fine") {
		t.Errorf("%q %v", b.String(), err)
	}
}
