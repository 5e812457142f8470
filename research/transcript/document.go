package transcript

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"openloop/research"
)

// maxText is how much a document may unpack to, in bytes: far more than anybody says.
const maxText = 48 << 20

var errLarge = errors.New("unpacks to far more than a transcript")

// document reads a Word or OpenDocument text.
func (r *reader) document(data []byte) (*Talk, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, r.problem(research.Damaged, "is cut off or damaged: the list of contents at its end is missing. Copy or download it again.")
	}
	parts := map[string]*zip.File{}
	for _, f := range z.File {
		parts[strings.TrimPrefix(strings.ToLower(f.Name), "/")] = f
	}
	kind, part := "Word", parts["word/document.xml"]
	if part == nil {
		kind, part = "OpenDocument", parts["content.xml"]
	}
	switch {
	case parts["xl/workbook.xml"] != nil || parts["xl/workbook.bin"] != nil:
		return nil, r.problem(research.Invalid, "is a workbook. Import it as a spreadsheet.")
	case parts["ppt/presentation.xml"] != nil:
		return nil, r.problem(research.Invalid, "is a presentation, not a transcript.")
	case part == nil:
		return nil, r.problem(research.Invalid, "is an archive without a transcript. Unpack it and import the file inside.")
	case part.Flags&1 != 0:
		return nil, r.problem(research.Unreadable, "is protected with a password. Save it without one.")
	}
	rows, err := r.paragraphs(part)
	switch {
	case errors.Is(err, errLarge):
		return nil, r.problem(research.Invalid, "unpacks to far more than a transcript would (a “zip bomb”), so it was not read. Check where it comes from.")
	case r.ctx.Err() != nil:
		return nil, r.ctx.Err()
	case err != nil:
		return nil, r.problem(research.Damaged, "is damaged inside. Open it, save it again, and import that.")
	}
	t := plain(strings.Join(rows, "\n"))
	t.Kind = kind
	return t, nil
}

// paragraphs are the lines of a document: a paragraph each, a row of a table with tabs between its cells.
func (r *reader) paragraphs(part *zip.File) ([]string, error) {
	rc, err := part.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rc.Close() }() // of a reader in memory: nothing to lose
	d := xml.NewDecoder(&limited{r: rc, left: maxText})
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	p := &paragraphReader{}
	for n := 0; ; n++ {
		if n%4096 == 0 && r.ctx.Err() != nil {
			return nil, r.ctx.Err()
		}
		tok, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			p.start(tok)
		case xml.EndElement:
			p.stop(tok.Name.Local)
		case xml.CharData:
			p.words(string(tok))
		}
	}
	return p.rows, nil
}

// paragraphReader follows where one is in a document of either kind: their names for things differ in nothing that
// matters here.
type paragraphReader struct {
	rows  []string
	line  strings.Builder
	cells []string
	deep  int // rows of tables around this place
	mute  int // deleted words, notes and fields around this place
	inRun bool
	odt   bool
}

func (p *paragraphReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "text", "document-content":
		p.odt = p.odt || e.Name.Local == "document-content"
		p.inRun = p.inRun || e.Name.Local == "text" && e.Name.Space == "office"
	case "t":
		p.inRun = true
	case "tab":
		p.say("\t")
	case "br", "cr", "line-break":
		p.say("\n")
	case "s":
		p.say(" ")
	case "tr", "table-row":
		p.deep++
		if p.deep == 1 {
			p.cells = nil
		}
	case "delText", "instrText", "note", "annotation", "tracked-changes", "del":
		p.mute++
	}
}

func (p *paragraphReader) say(s string) {
	if p.mute == 0 {
		p.line.WriteString(s)
	}
}

func (p *paragraphReader) words(s string) {
	if p.odt && p.inRun || !p.odt && p.inRun {
		p.say(strings.ReplaceAll(s, "\r", ""))
	}
}

func (p *paragraphReader) stop(name string) {
	switch name {
	case "t":
		p.inRun = false
	case "p", "h":
		p.paragraph()
	case "tc", "table-cell":
		if p.deep > 0 {
			p.cells = append(p.cells, strings.TrimSpace(p.line.String()))
			p.line.Reset()
		}
	case "tr", "table-row":
		if p.deep--; p.deep <= 0 {
			p.deep = 0
			p.row()
		}
	case "delText", "instrText", "note", "annotation", "tracked-changes", "del":
		p.mute = max(0, p.mute-1)
	}
}

func (p *paragraphReader) paragraph() {
	if p.deep > 0 { // the paragraphs of a cell are one
		if p.line.Len() > 0 {
			p.line.WriteString(" ")
		}
		return
	}
	p.rows = append(p.rows, p.line.String())
	p.line.Reset()
}

// row ends a row of a table: "who, when, what" with tabs, or "who: what" where it has two cells.
func (p *paragraphReader) row() {
	var full []string
	for _, c := range p.cells {
		if c = strings.TrimSpace(c); c != "" {
			full = append(full, strings.ReplaceAll(c, "\t", " "))
		}
	}
	if _, timed := clock(first(full)); len(full) == 2 && !timed && nameLike(full[0]) {
		p.rows = append(p.rows, strings.TrimRight(full[0], ": ")+": "+full[1])
	} else if len(full) > 0 {
		p.rows = append(p.rows, strings.Join(full, "\t"))
	}
	p.cells = nil
}

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

// limited stops a part that never ends.
type limited struct {
	r    io.Reader
	left int64
}

// Read reads on, up to the limit.
func (l *limited) Read(b []byte) (int, error) {
	n, err := l.r.Read(b)
	if l.left -= int64(n); l.left < 0 {
		return 0, errLarge
	}
	return n, err
}
