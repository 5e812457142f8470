package sheet

import "bytes"

// usualCells reads cells as nearly all programs write nearly all of them, <c r="A1" s="3" t="s"><v>12</v></c>, with no
// look at anything twice. It stops before whatever is written otherwise, which is then read tag by tag, with the
// same result.
func (r *sheetReader) usualCells(m *markup) error {
	if r.r.slowly {
		return nil
	}
	var c usualCell
	for r.open {
		n := c.read(m.window[m.pos:m.end])
		if n == torn && m.end-m.pos <= maxToken && m.more() {
			continue
		}
		if n <= 0 {
			return nil
		}
		m.pos += n
		r.inCell = false
		if c.col >= 0 {
			r.col = c.col
		}
		if r.col >= r.r.limits.MaxCols {
			return r.tooWide()
		}
		if err := r.put(r.cell(kindOf(c.kind), c.style, unescape(c.value))); err != nil {
			return err
		}
	}
	return nil
}

// usualCell is one cell, in the window.
type usualCell struct {
	col   int // -1 where the cell does not say
	style int
	kind  []byte
	value []byte // still escaped
}

// What read answers beside the length of a cell.
const (
	unusual = 0
	torn    = -1 // the window ends within the cell
)

// read reads the cell that b begins with.
func (c *usualCell) read(b []byte) int {
	if len(b) < len(`<c r="A1"/>`) {
		return torn
	}
	if b[0] != '<' || b[1] != 'c' || b[2] != ' ' && b[2] != '>' {
		return unusual
	}
	c.col, c.style, c.kind, c.value = -1, 0, nil, nil
	i, empty := c.attributes(b, 2)
	if i <= 0 || empty {
		return i
	}
	open, shut := "<v>", "</v></c>"
	switch {
	case len(b)-i < len(`<is><t xml:space="preserve">`):
		return torn
	case hasAt(b, i, "</c>"):
		return i + len("</c>")
	case hasAt(b, i, "<v>"):
	case hasAt(b, i, "<is><t>"):
		open, shut = "<is><t>", "</t></is></c>"
	case hasAt(b, i, `<is><t xml:space="preserve">`):
		open, shut = `<is><t xml:space="preserve">`, "</t></is></c>"
	default:
		return unusual
	}
	if (open == "<v>") == (string(c.kind) == "inlineStr") {
		return unusual
	}
	i += len(open)
	n := bytes.IndexByte(b[i:], '<')
	if n < 0 || len(b)-i-n < len(shut) {
		return torn
	}
	if !hasAt(b, i+n, shut) {
		return unusual
	}
	c.value = b[i : i+n]
	return i + n + len(shut)
}

// attributes reads r, s and t from i on, to after the ">" or "/>".
func (c *usualCell) attributes(b []byte, i int) (end int, empty bool) {
	for {
		if i+4 > len(b) {
			return torn, false
		}
		switch {
		case b[i] == '>':
			return i + 1, false
		case b[i] == '/' && b[i+1] == '>':
			return i + 2, true
		case b[i] != ' ' || b[i+2] != '=' || b[i+3] != '"':
			return unusual, false
		}
		n := bytes.IndexByte(b[i+4:], '"')
		if n < 0 {
			return torn, false
		}
		if !c.attribute(b[i+1], b[i+4:i+4+n]) {
			return unusual, false
		}
		i += 4 + n + 1
	}
}

// attribute takes one, unless it is none of the usual.
func (c *usualCell) attribute(name byte, value []byte) bool {
	ok := true
	switch name {
	case 'r':
		c.col, ok = usualColumn(value)
	case 's':
		c.style, ok = number(value)
	case 't':
		c.kind = value
	default:
		ok = false
	}
	return ok
}

// usualColumn is the column of a reference such as "AB12", counted from 0.
func usualColumn(ref []byte) (col int, ok bool) {
	i := 0
	for ; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		if col = col*26 + int(ref[i]-'A') + 1; col > 1<<20 {
			return 0, false
		}
	}
	n, ok := number(ref[i:])
	return col - 1, ok && n > 0 && i > 0
}

func hasAt(b []byte, i int, s string) bool { return len(b)-i >= len(s) && string(b[i:i+len(s)]) == s }
