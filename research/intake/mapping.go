package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"openloop/research"
)

// Column says what one column of a sheet means.
type Column struct {
	Index      int
	Heading    string
	Field      Field
	Confidence float64 // 0 to 1
	Why        string
	Question   string // of an answer: the guide's ref, or the heading
	Sample     string // a value, for the screen only: it may name somebody, so it is never saved
}

// Mapping says how one sheet is to be read. It is saved as JSON with rows numbered and columns
// lettered as spreadsheets do, without any value of the sheet.
type Mapping struct {
	Sheet   string
	Layout  Layout
	Header  int // index of the header row
	First   int // index of the first row of data
	Dates   DateOrder
	Columns []Column
}

// savedMapping is the JSON of a Mapping.
type savedMapping struct {
	Sheet     string        `json:"sheet,omitempty"`
	Layout    Layout        `json:"layout,omitempty"`
	HeaderRow int           `json:"header_row,omitempty"` // from 1
	FirstRow  int           `json:"first_row,omitempty"`
	Dates     DateOrder     `json:"dates,omitempty"`
	Columns   []savedColumn `json:"columns"`
}

type savedColumn struct {
	Column     string  `json:"column,omitempty"` // "AB"
	Heading    string  `json:"heading,omitempty"`
	Field      Field   `json:"field"`
	Question   string  `json:"question,omitempty"`
	Confidence float64 `json:"confidence,omitempty"`
	Why        string  `json:"why,omitempty"`
}

// MarshalJSON saves the mapping.
func (m Mapping) MarshalJSON() ([]byte, error) {
	s := savedMapping{Sheet: m.Sheet, Layout: m.Layout, HeaderRow: m.Header + 1, FirstRow: m.First + 1, Dates: m.Dates, Columns: []savedColumn{}}
	for _, c := range m.Columns {
		s.Columns = append(s.Columns, savedColumn{Column: letters(c.Index), Heading: c.Heading, Field: c.Field, Question: c.Question, Confidence: float64(int(c.Confidence*100+0.5)) / 100, Why: c.Why})
	}
	return json.Marshal(s)
}

// UnmarshalJSON reads a saved mapping.
func (m *Mapping) UnmarshalJSON(data []byte) error {
	var s savedMapping
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&s); err != nil {
		return badMapping(err)
	}
	*m = Mapping{Sheet: s.Sheet, Layout: s.Layout, Header: max(s.HeaderRow-1, 0), First: max(s.FirstRow-1, s.HeaderRow), Dates: s.Dates}
	if !s.Dates.valid() {
		return research.Problemf(research.Invalid, "The mapping gives the dates of sheet “%s” as “%s”. They are %s or %s.", s.Sheet, s.Dates, DayFirst, MonthFirst)
	}
	for _, c := range s.Columns {
		if !c.Field.Valid() {
			return research.Problemf(research.Invalid, "The mapping gives column “%s” the meaning “%s”, which does not exist. Meanings are: %s.", c.Heading+c.columnIfBare(), c.Field, fieldList())
		}
		index := -1
		if c.Column != "" {
			if index = columnIndex(c.Column); index < 0 {
				return research.Problemf(research.Invalid, "The mapping names a column “%s”; columns are letters, such as A or AB.", c.Column)
			}
		}
		m.Columns = append(m.Columns, Column{Index: index, Heading: c.Heading, Field: c.Field, Question: c.Question, Confidence: c.Confidence, Why: c.Why})
	}
	if !m.Layout.valid() {
		return research.Problemf(research.Invalid, "The mapping gives the layout “%s”, which does not exist. Layouts are: %s.", m.Layout, strings.Join([]string{string(PerInterview), string(PerAnswer), string(Codings), string(Deals), string(Leads), string(Campaigns), string(Members), string(Notes), string(UnknownLayout)}, ", "))
	}
	return nil
}

func (c savedColumn) columnIfBare() string {
	if c.Heading == "" {
		return c.Column
	}
	return ""
}

func (l Layout) valid() bool {
	switch l {
	case "", PerInterview, PerAnswer, Codings, Deals, Leads, Campaigns, Members, Notes, UnknownLayout:
		return true
	}
	return false
}

// badMapping is the Problem of a mapping that is no JSON of the right form.
func badMapping(err error) error {
	if research.KindOf(err) != "" {
		return err
	}
	return &research.Problem{Kind: research.Invalid, Err: err, Say: "The mapping cannot be read: it must be JSON as the import saves it, one object for each sheet with “sheet”, “layout”, “header_row” and “columns” (each with “heading” or “column”, and “field”)."}
}

func fieldList() string {
	var out []string
	for _, f := range Fields() {
		out = append(out, string(f))
	}
	return strings.Join(out, ", ")
}

// columnIndex is the index of a column given by letters, or -1.
func columnIndex(s string) int {
	n := 0
	for _, c := range strings.ToUpper(strings.TrimSpace(s)) {
		if c < 'A' || c > 'Z' || n > 1<<16 {
			return -1
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}

// parseMappings reads one saved mapping, a list of them, or an object with the list in "mappings".
func parseMappings(data []byte) ([]Mapping, error) {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	var bad *json.SyntaxError
	if err := json.Unmarshal(data, new(any)); errors.As(err, &bad) {
		line := 1 + bytes.Count(data[:min(int(bad.Offset), len(data))], []byte("\n"))
		return nil, &research.Problem{Kind: research.Invalid, Err: err, Say: fmt.Sprintf("The mapping must be JSON, and in line %d it is not. Correct it there, or save it from the import once more.", line)}
	}
	data = bytes.TrimSpace(data)
	var list []Mapping
	if bytes.HasPrefix(data, []byte("[")) {
		if err := json.Unmarshal(data, &list); err != nil {
			return nil, badMapping(err)
		}
		return list, nil
	}
	var wrapped struct {
		Mappings []Mapping `json:"mappings"`
	}
	if err := json.Unmarshal(data, &wrapped); err == nil && wrapped.Mappings != nil {
		return wrapped.Mappings, nil
	} else if research.KindOf(err) != "" {
		return nil, err
	}
	var one Mapping
	if err := json.Unmarshal(data, &one); err != nil {
		return nil, badMapping(err)
	}
	return []Mapping{one}, nil
}

// SaveMappings writes mappings so that OverrideAll takes them back, or a script edits them.
func SaveMappings(mappings []Mapping) ([]byte, error) {
	return json.MarshalIndent(struct {
		Mappings []Mapping `json:"mappings"`
	}{mappings}, "", "  ")
}

// Override corrects m by a saved mapping: the one of the same sheet, or one that names no sheet.
// Columns it does not mention stay as they are; a column it names and the sheet lacks is a Problem.
func (m Mapping) Override(data []byte) (Mapping, error) {
	list, err := parseMappings(data)
	if err != nil {
		return m, err
	}
	for _, s := range list {
		if s.Sheet == "" || fold(s.Sheet) == fold(m.Sheet) {
			return m.override(s)
		}
	}
	return m, nil
}

// OverrideAll corrects each mapping by the saved one of its sheet. A saved mapping of a sheet that is
// not there is a Problem, unless it and the book have one sheet each.
func OverrideAll(mappings []Mapping, data []byte) ([]Mapping, error) {
	list, err := parseMappings(data)
	if err != nil {
		return nil, err
	}
	out := append([]Mapping(nil), mappings...)
	for _, s := range list {
		at := -1
		for i, m := range out {
			if fold(s.Sheet) == fold(m.Sheet) || len(out) == 1 && (len(list) == 1 || s.Sheet == "") {
				at = i
			}
		}
		if at < 0 {
			return nil, research.Problemf(research.Invalid, "The mapping is for a sheet “%s”, which is not in the file. Correct its “sheet”.", s.Sheet)
		}
		if out[at], err = out[at].override(s); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// override corrects m by s.
func (m Mapping) override(s Mapping) (Mapping, error) {
	if s.Layout != "" {
		m.Layout = s.Layout
	}
	if s.Dates != "" {
		m.Dates = s.Dates
	}
	m.Columns = append([]Column(nil), m.Columns...)
	if s.Header > 0 || s.First > 0 {
		m.Header, m.First = s.Header, s.First
	}
	for _, c := range s.Columns {
		at := m.where(c)
		switch {
		case at < 0 && c.Field == FieldIgnore:
			continue
		case at < 0:
			return m, research.Problemf(research.Invalid, "The mapping names a column “%s” that sheet “%s” does not have. Correct its heading, or take it out of the mapping.", c.Heading, m.Sheet)
		}
		to := &m.Columns[at]
		to.Field, to.Confidence, to.Why, to.Question = c.Field, 1, "The mapping says so.", c.Question
		if (c.Field == FieldAnswer || c.Field == FieldClosed) && c.Question == "" {
			to.Question = to.Heading
		}
	}
	return m, nil
}

// where finds the column that a saved one means: by its heading, at its letter where several have that
// heading, by its letter alone where it gives no heading.
func (m Mapping) where(c Column) int {
	found := -1
	for i, x := range m.Columns {
		switch {
		case c.Heading == "" && x.Index == c.Index, fold(x.Heading) == fold(c.Heading) && c.Heading != "" && x.Index == c.Index:
			return i
		case fold(x.Heading) == fold(c.Heading) && c.Heading != "" && found < 0:
			found = i
		}
	}
	return found
}
