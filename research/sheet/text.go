package sheet

import (
	"fmt"
	"strings"
	"unicode"

	"openloop/research"
)

// readText reads .csv, .tsv and what is like them.
func (r *reader) readText() (*Book, error) {
	if int64(len(r.data)) > r.limits.MaxBytes {
		return nil, research.Problemf(research.Invalid, "%s is larger than %d MB. Split it into several files.", r.file, r.limits.MaxBytes>>20)
	}
	d := decode(r.data)
	if binary(d.text) {
		return nil, r.not("neither a workbook nor text", "Save it as .xlsx or .csv in the program it comes from.")
	}
	text, delim := hint(strings.TrimLeft(d.text, "\ufeff"))
	if delim == 0 {
		delim = sniff(text)
	}
	s := Sheet{Name: stem(r.file)}
	if d.warning != "" {
		s.Warnings = append(s.Warnings, d.warning)
	}
	p := &parser{text: text, delim: delim}
	if err := r.parse(p, &s); err != nil {
		return nil, err
	}
	if p.unclosed > 0 {
		s.Warnings = append(s.Warnings, fmt.Sprintf("A quotation mark opened in row %d is never closed; it was taken as an ordinary character. Check the rows from there on.", p.unclosed))
	}
	book := &Book{File: r.file, Format: "csv", Sheets: []Sheet{s}}
	if delim == '\t' {
		book.Format = "tsv"
	}
	return book, nil
}

// parse reads all records into the sheet.
func (r *reader) parse(p *parser, s *Sheet) error {
	for {
		fields, ok := p.record()
		if !ok {
			break
		}
		row, err := r.textRow(fields, len(s.Rows)+1)
		if err != nil {
			return err
		}
		s.Rows = append(s.Rows, row)
		if len(s.Rows)&1023 == 0 {
			if err := r.ctx.Err(); err != nil {
				return err
			}
			r.tell(p.pos, len(p.text))
		}
	}
	s.Rows = trimRows(s.Rows)
	r.tell(len(p.text), len(p.text))
	return r.ctx.Err()
}

// textRow makes cells of the fields of one record.
func (r *reader) textRow(fields []string, n int) ([]Cell, error) {
	for len(fields) > 0 && fields[len(fields)-1] == "" {
		fields = fields[:len(fields)-1]
	}
	switch {
	case n > r.limits.MaxRows:
		return nil, research.Problemf(research.Invalid, "%s has more than %d rows. Split it into several files.", r.file, r.limits.MaxRows)
	case len(fields) > r.limits.MaxCols:
		return nil, research.Problemf(research.Invalid, "%s has more than %d columns in row %d. Check that row, or delete the columns that are not needed.", r.file, r.limits.MaxCols, n)
	case len(fields) == 0:
		return nil, r.count(1)
	}
	row := make([]Cell, len(fields))
	for i, f := range fields {
		row[i].Text = cleanText(unwrap(f))
	}
	return trimRow(row), r.count(len(row))
}

// unwrap takes a text out of the ="00123" by which exports keep spreadsheet programs from changing it.
func unwrap(f string) string {
	if len(f) >= 3 && strings.HasPrefix(f, `="`) && strings.HasSuffix(f, `"`) && !strings.Contains(f[2:len(f)-1], `"`) {
		return f[2 : len(f)-1]
	}
	return f
}

// binary says whether a text is full of control characters: a picture, a program, a database.
func binary(text string) bool {
	head := text[:min(len(text), 8192)]
	bad, n := 0, 0
	for _, c := range head {
		n++
		if c < 0x20 && !unicode.IsSpace(c) && c != 0 {
			bad++
		}
		if c == 0 || c == unicode.ReplacementChar {
			bad++
		}
	}
	return bad > 8 && bad*10 > n
}

// hint obeys a first line "sep=;", by which a file tells spreadsheet programs its delimiter.
func hint(text string) (rest string, delim byte) {
	line, after, _ := strings.Cut(text, "\n")
	line = strings.Trim(strings.TrimRight(line, "\r"), `"`)
	if len(line) == 5 && strings.EqualFold(line[:4], "sep=") {
		return after, line[4]
	}
	return text, 0
}

// delimiters are tried in this order; the first wins a draw, so the comma, which also stands in prose,
// comes last.
const delimiters = "\t;|,"

// sniff chooses the delimiter that cuts the first records into the same number of fields most often.
func sniff(text string) byte {
	best, bestScore := byte(','), 0.0
	for i := range len(delimiters) {
		if s := score(text, delimiters[i]); s > bestScore {
			best, bestScore = delimiters[i], s
		}
	}
	return best
}

// score judges a delimiter by the share of records that have the usual number of fields; more fields
// count for a little more. Ragged files have a usual number too.
func score(text string, delim byte) float64 {
	p := &parser{text: text[:min(len(text), 1<<20)], delim: delim}
	counts, records := map[int]int{}, 0
	for records < 60 {
		fields, ok := p.record()
		if !ok {
			break
		}
		if len(fields) == 1 && strings.TrimSpace(fields[0]) == "" {
			continue
		}
		counts[len(fields)]++
		records++
	}
	best := 0.0
	for fields, n := range counts {
		if fields > 1 {
			share := float64(n) / float64(records)
			best = max(best, share*(1+float64(min(fields, 20))/20))
		}
	}
	return best
}
