// Package data writes the figures and quotes of a report.Document for other programs: CSV that spreadsheets open
// as it is meant, and JSON. What is withheld in the pack is withheld here.
package data

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"openloop/report"
)

// Figure is a figure of the pack. What is withheld has no numbers.
type Figure struct {
	Subject  string   `json:"subject"` // code, theme, stage, reason, decided, heard, competitor or clock
	Key      string   `json:"key"`     // "DIS-02", unique within subject and group
	Measure  string   `json:"measure"`
	Stage    int      `json:"stage,omitempty"`
	Group    string   `json:"group"` // key of the group, "" for all interviews
	Of       string   `json:"of"`    // its name
	X        *int     `json:"interviews"`
	N        *int     `json:"base"`
	Share    *float64 `json:"share"` // 0–1, as low and high, which are its 95% interval
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	Value    *float64 `json:"value,omitempty"` // months, with its own interval in low and high
	Mentions *int     `json:"mentions,omitempty"`
	Withheld bool     `json:"withheld,omitempty"`
	Page     int      `json:"page,omitempty"` // where it is printed first
}

// figureOf is a figure as it leaves.
func figureOf(f report.Figure) Figure {
	out := Figure{Subject: string(f.Subject), Key: f.Key, Measure: f.Measure.String(), Stage: f.Stage, Group: f.Group, Of: f.Of.String(), Page: f.Page}
	if !f.Shown {
		out.Withheld = true
		return out
	}
	out.X, out.N = &f.X, &f.N
	low, high := rounded(f.Low), rounded(f.High)
	out.Low, out.High = &low, &high
	if f.HasValue {
		v := rounded(f.Value)
		out.X, out.Value = nil, &v
	} else {
		s := rounded(f.Share())
		out.Share = &s
	}
	if f.Mentions >= 0 {
		out.Mentions = &f.Mentions
	}
	return out
}

// rounded is a number as it stands in the pack's workbook: to the fourth decimal.
func rounded(v float64) float64 { return math.Round(v*1e4) / 1e4 }

// FiguresJSON writes every figure as a JSON object with the pack's title, client, date and base, and the
// business case where there is one.
func FiguresJSON(_ context.Context, w io.Writer, d report.Document, _ func(done, total int)) error {
	all := struct {
		Title   string   `json:"title"`
		Client  string   `json:"client"`
		Wave    string   `json:"wave,omitempty"`
		Date    string   `json:"date"`
		Draft   bool     `json:"draft,omitempty"`
		Base    int      `json:"base"`
		Figures []Figure `json:"figures"`
		Case    *Case    `json:"case,omitempty"`
	}{Title: d.Title.String(), Client: d.Client.String(), Wave: d.Wave.String(), Date: d.Date.Format("2006-01-02"), Draft: d.Draft, Base: d.Base, Figures: []Figure{}, Case: caseOf(d.Case)}
	for _, f := range d.Figures {
		all.Figures = append(all.Figures, figureOf(f))
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(all); err != nil {
		return fmt.Errorf("data: write figures: %w", err)
	}
	return nil
}

// FiguresCSV writes every figure, one a row, and then the sums of the business case, with subject "case" and the currency
// under "of".
func FiguresCSV(_ context.Context, w io.Writer, d report.Document, _ func(done, total int)) error {
	rows := [][]string{{"subject", "key", "measure", "stage", "group", "of", "interviews", "base", "share", "low", "high", "value", "mentions", "withheld", "page"}}
	for _, f := range d.Figures {
		o := figureOf(f)
		rows = append(rows, []string{o.Subject, o.Key, o.Measure, whole(&o.Stage), o.Group, o.Of, whole(o.X), whole(o.N), decimal(o.Share), decimal(o.Low), decimal(o.High),
			decimal(o.Value), whole(o.Mentions), yes(o.Withheld), whole(&o.Page)})
	}
	rows = append(rows, caseRows(caseOf(d.Case))...)
	return write(w, rows, "figures")
}

// QuotesCSV writes every cleared quote with its theme, its place in the codebook and what it may be signed with.
func QuotesCSV(_ context.Context, w io.Writer, d report.Document, _ func(done, total int)) error {
	rows := [][]string{{"theme", "stage", "code", "quote", "signed", "outcome", "reworded", "role", "segment", "region", "path"}}
	for _, q := range d.Quotes {
		var path []string
		for _, p := range q.Path {
			path = append(path, p.String())
		}
		rows = append(rows, []string{q.Theme.String(), d.StageName(q.Stage).String(), q.Code.String(), q.Words.String(), q.Who.String(), q.Of.String(), yes(q.Reworded),
			q.Role.String(), q.Segment.String(), q.Region.String(), strings.Join(path, " > ")})
	}
	return write(w, rows, "quotes")
}

// write writes rows with the mark by which spreadsheets know UTF-8, and no cell that they would take for a formula.
func write(w io.Writer, rows [][]string, what string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("data: write %s: %w", what, err)
	}
	out := csv.NewWriter(w)
	for _, r := range rows {
		for i, c := range r {
			if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) {
				r[i] = "'" + c
			}
		}
		_ = out.Write(r) // kept by out till the end
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("data: write %s: %w", what, err)
	}
	return nil
}

func whole(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func decimal(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}
