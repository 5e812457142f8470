package sheet

import "strings"

// parser cuts a text into records and fields by the rules of RFC 4180, but takes what people and
// programs write: bare quotation marks, text after a closing one, line ends of any system.
type parser struct {
	text  string
	delim byte
	pos   int

	records  int
	fields   []string
	unclosed int // first record in which a quotation mark is opened and not closed
	strays   int // how many such marks
}

// record is the next record; it is valid until the next call.
func (p *parser) record() ([]string, bool) {
	if p.pos >= len(p.text) {
		return nil, false
	}
	p.records++
	p.fields = p.fields[:0]
	for {
		p.fields = append(p.fields, p.field())
		if p.pos >= len(p.text) {
			return p.fields, true
		}
		c := p.text[p.pos]
		p.pos++
		if c == p.delim {
			if p.pos >= len(p.text) {
				p.fields = append(p.fields, "")
				return p.fields, true
			}
			continue
		}
		if c == '\r' && p.pos < len(p.text) && p.text[p.pos] == '\n' {
			p.pos++
		}
		return p.fields, true
	}
}

// field reads up to the delimiter or line end after it.
func (p *parser) field() string {
	start := p.pos
	if p.strays < maxStrays && p.text[p.pos] == '"' {
		if f, ok := p.quoted(); ok {
			return f
		}
		if p.strays++; p.unclosed == 0 {
			p.unclosed = p.records
		}
		p.pos = start
	}
	for p.pos < len(p.text) && !p.stops(p.text[p.pos]) {
		p.pos++
	}
	return p.text[start:p.pos]
}

func (p *parser) stops(c byte) bool { return c == p.delim || c == '\n' || c == '\r' }

// maxStrays is after how many marks that nothing closes all others count as ordinary characters:
// each may cost a look at the rest of the file.
const maxStrays = 32

// quoted reads a field in quotation marks; false when nothing closes it: the file ends, or a line ends
// and then another field opens.
func (p *parser) quoted() (string, bool) {
	p.pos++
	first, start := p.pos, p.pos
	var b strings.Builder
	for {
		i := strings.IndexByte(p.text[p.pos:], '"')
		if i < 0 {
			return "", false
		}
		p.pos += i + 1
		rest := p.text[p.pos:]
		switch trimmed := strings.TrimLeft(rest, " "); {
		case rest != "" && rest[0] == '"':
			b.WriteString(p.text[start:p.pos])
			p.pos++
		case trimmed == "" || p.stops(trimmed[0]):
			b.WriteString(p.text[start : p.pos-1])
			p.pos = len(p.text) - len(trimmed)
			return b.String(), true
		case p.opens(first):
			return "", false
		default: // a bare quotation mark inside
			b.WriteString(p.text[start:p.pos])
		}
		start = p.pos
	}
}

// opens says whether the quotation mark just passed looks like one that opens a field on a later line
// than the field read now.
func (p *parser) opens(first int) bool {
	mark := p.pos - 1
	return mark > first && p.stops(p.text[mark-1]) && strings.ContainsAny(p.text[first:mark], "\n\r")
}
