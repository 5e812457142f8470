package agree_test

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"openloop/report"
	"openloop/report/chart"
	"openloop/report/data"
	"openloop/report/excel"
	"openloop/report/internal/made"
	"openloop/report/internal/readback"
)

// TestWavesAgree holds the page on two waves against the workbook's sheet, the slides and the figures as JSON: each says
// the same of every theme, and withholds the same.
func TestWavesAgree(t *testing.T) {
	studies, found, rows := setting("", 20), 0, 0
	if testing.Short() {
		studies = min(studies, 6)
	}
	for seed := range studies {
		p := packOf(t, made.Random(1000+seed))
		if p.d.Since == nil {
			continue
		}
		found++
		rows += len(p.d.Since.Rows)
		p.sinceOnPage()
		p.sinceSheet()
		p.sinceJSON()
		p.slides()
	}
	t.Logf("%d of %d studies compare two waves, %d themes", found, studies, rows)
	if found < int(studies)/4 || rows == 0 {
		t.Errorf("%d of %d studies compare two waves: that proves little", found, studies)
	}
}

// sinceOnPage holds the chart against the two waves as they are compared.
func (p *pack) sinceOnPage() {
	p.Helper()
	s := p.d.Since
	for i, pg := range p.d.Pages {
		if pg.Kind != report.SinceLast {
			continue
		}
		for _, b := range pg.Blocks {
			c, ok := b.Chart().(chart.Dots)
			if !ok {
				continue
			}
			if c.NameA != s.Before.Name.String() || c.NameB != s.Now.Name.String() || len(c.Rows) != len(s.Rows) {
				p.differ("page %d sets %s beside %s in %d rows, compared are %+v", i+1, c.NameA, c.NameB, len(c.Rows), s)
				continue
			}
			for j, r := range s.Rows {
				d := c.Rows[j]
				if d.A.Shown != r.Before.Shown || d.B.Shown != r.Now.Shown || r.Before.Shown && d.A.X != r.Before.X || r.Now.Shown && d.B.X != r.Now.X || d.Holds != r.Verdict.Holds || r.Compared && d.Verdict != r.Verdict.Words.String() {
					p.differ("page %d draws %+v, compared is %+v", i+1, d, r)
				}
			}
		}
		return
	}
	p.differ("two waves are compared, and no page says so")
}

// sinceSheet reads the workbook's sheet back.
func (p *pack) sinceSheet() {
	p.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(readback.Write(p, excel.Write, p.d)))
	if err != nil {
		p.Fatal(err)
	}
	defer book.Close()
	s := p.d.Since
	rows, err := book.GetRows(report.WordsOfSince(p.d.Lang).Sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		p.Fatal(err)
	}
	head := slices.IndexFunc(rows, func(r []string) bool {
		return len(r) > 10 && strings.HasPrefix(r[1], s.Before.Name.String()) && strings.HasPrefix(r[6], s.Now.Name.String())
	})
	if head < 0 || len(rows) < head+1+len(s.Rows) {
		p.differ("the sheet on two waves has no table: %q", rows)
		return
	}
	for i, r := range s.Rows {
		row := rows[head+1+i]
		want := map[int]float64{}
		for at, f := range map[int]report.Figure{1: r.Before, 6: r.Now} {
			if f.Shown {
				want[at], want[at+1], want[at+2], want[at+3], want[at+4] = float64(f.X), float64(f.N), f.Share(), f.Low, f.High
			}
		}
		if r.Compared {
			want[11], want[12], want[13], want[14] = r.Verdict.Diff, r.Verdict.Low, r.Verdict.High, r.P
		}
		for at := 1; at < 15; at++ {
			w, shown := want[at]
			got, err := strconv.ParseFloat(row[at], 64)
			if base := at == 2 || at == 7; shown && (err != nil || math.Abs(got-w) > 1e-9) || !shown && !base && err == nil {
				p.differ("the sheet on two waves has %q in column %d of %s, want %v (shown %v)", row[at], at+1, r.Key, w, shown)
			}
		}
		if row[0] != r.Measure.String() || r.Compared && row[15] != r.Verdict.Words.String() {
			p.differ("the sheet on two waves has %q, compared is %+v", row, r)
		}
	}
}

// sinceJSON holds the figures as other programs read them against the two waves.
func (p *pack) sinceJSON() {
	p.Helper()
	var all struct{ Figures []data.Figure }
	if err := json.Unmarshal(readback.Write(p, data.FiguresJSON, p.d), &all); err != nil {
		p.Fatal(err)
	}
	at := map[string]data.Figure{}
	for _, f := range all.Figures {
		if f.Subject == string(report.OfSince) {
			at[f.Key+"|"+f.Group] = f
		}
	}
	for _, r := range p.d.Since.Rows {
		for _, f := range []report.Figure{r.Before, r.Now} {
			got, ok := at[r.Key+"|"+f.Group]
			if !ok || got.Withheld == f.Shown || f.Shown && (*got.X != f.X || *got.N != f.N) {
				p.differ("the figures have %+v, compared is %+v", got, f)
			}
		}
	}
}
