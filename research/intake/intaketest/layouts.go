// Package intaketest makes files in the layouts in which teams bring their interviews, surveys and exports of CRMs, for
// tests: each with what a reader should make of it, and with every identity that is in it.
package intaketest

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// Layout is one file with what should be made of it.
type Layout struct {
	Name    string
	Kind    string // the layout that the first sheet of data has, as mappings name it
	Fields  string // what each column means, by spaces
	Rows    int    // interviews, deals, codings, notes …: rows that are taken
	Refused int    // rows that are not
	Asks    bool   // a person has to be asked about its dates
	Header  int    // index of the row of headings
	Answers int    // of each interview, 0 where not looked at
	Outcome string // of the rows in turn, by spaces, "" where not looked at; "-" for none
	Reasons string // code of the reason recorded, of the rows in turn; "-" for none

	File       string // its name
	Tabs       []Tab
	text       bool // a text table: comma, encoding
	comma      rune
	encoding   string
	Identities []string // names, addresses, numbers of people and companies that stand in it
	Dates      []string // of its rows, local dates
	Band       string   // of the values in it
}

// Tab is one sheet.
type Tab struct {
	Name   string
	Rows   [][]any
	Merged []string // ranges: "A2:A3"
	Hidden []int    // rows, from 1
	Away   bool     // the sheet itself is hidden
}

// Workbook writes tabs as an .xlsx file.
type Workbook func(tabs []Tab) ([]byte, error)

// Data is the file's bytes.
func (l *Layout) Data(write Workbook) ([]byte, error) {
	if !l.text {
		return write(l.Tabs)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = l.comma
	for _, row := range l.Tabs[0].Rows {
		cells := make([]string, len(row))
		for i, v := range row {
			cells[i] = asText(v)
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return encoded(b.String(), l.encoding), w.Error()
}

func asText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return fmt.Sprint(v)
}

// encoded writes a text in an encoding.
func encoded(s, encoding string) []byte {
	switch encoding {
	case "utf-16":
		out := []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(s)) {
			out = binary.LittleEndian.AppendUint16(out, u)
		}
		return out
	case "latin1":
		var out []byte
		for _, r := range s {
			if r > 255 {
				r = '?'
			}
			out = append(out, byte(r))
		}
		return out
	case "bom":
		return append([]byte("\xEF\xBB\xBF"), s...)
	}
	return []byte(s)
}

// maker makes a layout from headings and the template of a row.
type maker struct {
	Layout
	head     string // cells by " | "; several lines by " // "
	above    []string
	row      string
	n        int
	below    []string
	ids      int // where the ids of the rows begin, so that layouts meet in them
	ascii    bool
	workbook bool
}

// make fills the templates.
func (m maker) make() Layout {
	l := m.Layout
	if m.n == 0 {
		m.n = 6
	}
	if m.ascii {
		m.n = 3 // of whom no letter is beyond the encoding
	}
	tab := Tab{Name: "Sheet1"}
	if len(l.Tabs) > 0 {
		tab = l.Tabs[0]
	}
	for _, a := range m.above {
		tab.Rows = append(tab.Rows, m.cells(&l, a, 0))
	}
	if l.Header == 0 {
		l.Header = len(m.above)
	}
	for _, line := range strings.Split(m.head, " // ") {
		tab.Rows = append(tab.Rows, m.cells(&l, line, 0))
	}
	for i := range m.n {
		tab.Rows = append(tab.Rows, m.cells(&l, m.row, i))
	}
	for _, b := range m.below {
		tab.Rows = append(tab.Rows, m.cells(&l, b, 0))
	}
	if len(l.Tabs) > 0 {
		l.Tabs[0] = tab
	} else {
		l.Tabs = []Tab{tab}
	}
	l.text = !m.workbook
	if l.comma == 0 {
		l.comma = ','
	}
	if l.Rows == 0 {
		l.Rows = m.n
	}
	if l.File == "" {
		l.File = strings.ReplaceAll(strings.ToLower(l.Name), " ", "-") + map[bool]string{true: ".xlsx", false: ".csv"}[m.workbook]
	}
	return l
}

// cells fills the template of a row.
func (m maker) cells(l *Layout, template string, i int) []any {
	var out []any
	for _, cell := range strings.Split(template, "|") {
		cell = strings.TrimSpace(cell)
		if strings.HasPrefix(cell, "{") && strings.HasSuffix(cell, "}") && strings.Count(cell, "{") == 1 && cell[1] != '"' {
			out = append(out, m.value(l, cell[1:len(cell)-1], i))
			continue
		}
		for {
			open := strings.IndexByte(cell, '{')
			if open < 0 || strings.HasPrefix(cell, `{"`) {
				break
			}
			end := open + strings.IndexByte(cell[open:], '}')
			cell = cell[:open] + asText(m.value(l, cell[open+1:end], i)) + cell[end+1:]
		}
		out = append(out, cell)
	}
	return out
}

// value is what a token of a template stands for in row i.
func (m maker) value(l *Layout, token string, i int) any {
	name, arg, _ := strings.Cut(token, ":")
	who := people[i%len(people)]
	firm := firms[i%len(firms)]
	if m.ascii {
		who, firm = people[i%3], firms[i%3]
	}
	first, last, _ := strings.Cut(who, " ")
	hide := func(s string) any { l.Identities = append(l.Identities, s); return s }
	switch name {
	case "p":
		return hide(who)
	case "pr":
		l.Identities = append(l.Identities, who)
		return last + ", " + first
	case "f":
		l.Identities = append(l.Identities, who)
		return first
	case "l":
		return hide(last)
	case "c":
		return hide(firm)
	case "e":
		return hide(fmt.Sprintf("mail%d.%s@firma-%d.example", i, arg, i))
	case "t":
		return hide(fmt.Sprintf("+49 30 5550%03d", 100+i))
	case "o":
		return hide(owners[i%len(owners)])
	case "dn":
		return hide(firm + " rollout " + strconv.Itoa(2026+i))
	case "ip":
		return hide(fmt.Sprintf("203.0.113.%d", 17+i))
	case "lat":
		return hide(fmt.Sprintf("47.11509704%d", i))
	case "say":
		return answers[(i+len(arg))%len(answers)]
	case "note":
		l.Identities = append(l.Identities, who, firm)
		return fmt.Sprintf(remarks[i%len(remarks)], who, firm)
	case "n":
		return i + 1 + m.ids
	case "s15":
		return hide(salesforce(arg, i+m.ids))
	case "s18":
		id := salesforce(arg, i+m.ids)
		return hide(id + sum(id))
	case "g":
		return hide(fmt.Sprintf("7c2e4f1a-%04x-4b6d-9e8f-0a1b2c3d4e5f", i+m.ids+0x10))
	case "pick":
		list := strings.Split(strings.ReplaceAll(arg, `\/`, "\x00"), "/")
		return strings.TrimSpace(strings.ReplaceAll(list[i%len(list)], "\x00", "/"))
	case "v":
		l.Band = "100-250k"
		return m.amount(arg)
	case "d", "amb":
		return m.date(l, name, arg, i)
	}
	panic("no such token: " + token)
}

func (m maker) amount(arg string) any {
	if arg == "" {
		return 125000.5
	}
	return arg
}

// date is the date of row i: 20 January 2026 and every nine days on, or one that can be read two ways.
func (m maker) date(l *Layout, name, arg string, i int) any {
	d := time.Date(2026, 1, 20+9*i, 0, 0, 0, 0, time.UTC)
	if name == "amb" {
		d = time.Date(2026, time.Month(3+i%6), 1+i%2+1, 0, 0, 0, 0, time.UTC)
		for int(d.Month()) == d.Day() {
			d = d.AddDate(0, 0, 1)
		}
	}
	if len(l.Dates) == i {
		l.Dates = append(l.Dates, d.Format(time.DateOnly))
	}
	switch arg {
	case "":
		return d.Format(time.DateOnly)
	case "serial":
		return int(d.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
	case "cell":
		return d
	case "de":
		return fmt.Sprintf("%d. %s %d", d.Day(), []string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}[d.Month()-1], d.Year())
	case "fr":
		return fmt.Sprintf("%d %s %d", d.Day(), []string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}[d.Month()-1], d.Year())
	case "es":
		return fmt.Sprintf("%d de %s de %d", d.Day(), []string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}[d.Month()-1], d.Year())
	}
	return d.Format(strings.ReplaceAll(arg, ";", ":"))
}

// salesforce is an id of 15 characters.
func salesforce(prefix string, i int) string {
	return fmt.Sprintf("%s5g00000Qx%cW%02d", prefix, 'A'+i%26, i%100)[:15]
}

// sum are the three characters that make 18 of the 15.
func sum(id string) string {
	out := ""
	for g := range 3 {
		bits := 0
		for i := range 5 {
			if c := id[g*5+i]; c >= 'A' && c <= 'Z' {
				bits |= 1 << i
			}
		}
		out += string("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[bits])
	}
	return out
}

// Nobody of these exists.
var (
	people = []string{"Margit Oelschlager", "Henk Vandersteen", "Solveig Aune", "Łukasz Żądłowski", "Зинаида Кравцова", "Ngọc Ánh Trịnh", "Þórdís Brekadóttir", "Παρασκευή Λυκούδη"}
	firms  = []string{"Brandtkamp Verpackungen", "Polderman Logistiek", "Fjordline Ferger", "Żuraw Transport Sp. z o.o.", "Заречный Кабель", "Hồng Phát Thép", "Hvalsey Fiskur ehf", "Λυκαβηττός Τρόφιμα"}
	owners = []string{"Torben Riisgaard", "Dagny Holmquist"}

	answers = []string{
		"We told them that it was the price, but in truth nobody could show us a site of our size.",
		"They came with a plan on a single page and had understood what we were afraid of.",
		"It took them three weeks to answer one question, and by then we had lost interest.",
		"The demonstration was run on our own data, which nobody else had offered to do.",
		"In the end the board wanted to stay with what it knew for another year.",
		"I would have liked to hear from somebody who had been through it before us.",
	}
	remarks = []string{
		"Called %s twice, no answer. The hand-over to %s came too late and without any context.",
		"Spoke with %s of %s: they had asked for a visit in May, and nobody ever passed it on to us.",
		"Lead was handed over with notes; %s is the person to ask at %s, and wants a reference first.",
	}
)
