package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"openloop/research"
)

// pack is the zip archive a workbook is, read part by part under a common limit.
type pack struct {
	r     *reader
	parts map[string]*zip.File // by lower-case name without a leading slash

	unpacked int64 // bytes so far
	expected int64 // bytes that progress counts up to
}

// bombRatio is how much smaller than its content a file may be. Real workbooks pack 5 to 60 times;
// deflate reaches 1,000 only on repetition.
const bombRatio = 300

var errBomb = errors.New("unpacks to more than is allowed")

// readZip tells what kind of archive this is, and reads workbooks.
func (r *reader) readZip() (*Book, error) {
	z, err := zip.NewReader(bytes.NewReader(r.data), int64(len(r.data)))
	if err != nil {
		return nil, research.Problemf(research.Damaged, "%s is cut off or damaged: the list of contents at its end is missing. Copy or download it again.", r.file)
	}
	p := &pack{r: r, parts: map[string]*zip.File{}}
	for _, f := range z.File {
		p.parts[partName(f.Name)] = f
	}
	if problem := p.foreign(); problem != nil {
		return nil, problem
	}
	readBook := p.readWorkbook
	if p.has("content.xml") {
		readBook = p.readODS
	}
	book, err := readBook()
	if errors.Is(err, errOther) {
		return p.readOther()
	}
	if errors.Is(err, errBomb) {
		return nil, research.Problemf(research.Invalid, "%s unpacks to far more than a workbook of its size would (a “zip bomb”), so it was not read. Check where it comes from, or save it again as .xlsx.", r.file)
	}
	return book, err
}

// partName is the form in which names of parts are compared.
func partName(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, `\`, "/")), "/")
}

// has says whether the archive holds a part, or a folder of that name.
func (p *pack) has(name string) bool {
	for n := range p.parts {
		if n == name || strings.HasSuffix(name, "/") && strings.HasPrefix(n, name) {
			return true
		}
	}
	return false
}

// foreign recognises archives that are other documents.
func (p *pack) foreign() *research.Problem {
	r := p.r
	switch {
	case len(p.parts) == 0:
		return research.Problemf(research.Invalid, "%s is an empty archive. Save or download the spreadsheet again.", r.file)
	case p.has("xl/workbook.bin"):
		return r.not("a binary workbook (.xlsb)", "Open it in Excel and save it as .xlsx.")
	case p.has("word/"):
		return r.not("a Word document", "Import it as a transcript, or copy the table into a spreadsheet.")
	case p.has("ppt/"):
		return r.not("a presentation", "Ask for the spreadsheet behind it.")
	case p.has("index/document.iwa"), p.has("index.zip"):
		return r.not("a Numbers or Pages document", "Open it in Numbers and export it as Excel (.xlsx).")
	case p.has("project.qde"):
		return r.not("a QDA project (.qdpx)", "Import it as a project instead.")
	case p.has("content.xml"):
		if kind := p.small("mimetype"); kind != "" && !strings.HasPrefix(kind, "application/vnd.oasis.opendocument.spreadsheet") {
			return r.not("an OpenDocument text or presentation", "Import it as a transcript, or copy the table into a spreadsheet.")
		}
	case !p.has("xl/") && !p.has("[content_types].xml"):
		return r.not("a zip archive", "Unpack it and import the spreadsheet inside.")
	}
	return nil
}

// open reads one part; nil where there is none.
func (p *pack) open(name string) (io.ReadCloser, error) {
	f, ok := p.parts[partName(name)]
	if !ok {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, research.Problemf(research.Unreadable, "%s is protected with a password. Remove the password, save it and import it again.", p.r.file)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, err
	}
	if f.UncompressedSize64 > worthAhead {
		rc = newAhead(rc)
	}
	return &part{p: p, ReadCloser: rc}, nil
}

// small is the text of a tiny part, "" where there is none.
func (p *pack) small(name string) string {
	rc, err := p.open(name)
	if rc == nil || err != nil {
		return ""
	}
	defer func() { _ = rc.Close() }()
	b, err := io.ReadAll(io.LimitReader(rc, 200))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(b))
}

// part counts what is read of a part.
type part struct {
	p *pack
	io.ReadCloser
}

// Read reads on, unless the limit is passed or the caller has cancelled.
func (x *part) Read(b []byte) (int, error) {
	if err := x.p.r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := x.ReadCloser.Read(b)
	p := x.p
	p.unpacked += int64(n)
	if p.unpacked > p.r.limits.MaxBytes || p.unpacked > 32<<20 && p.unpacked > bombRatio*int64(len(p.r.data)) {
		return n, errBomb
	}
	p.r.tell(int(p.unpacked), int(p.expected))
	return n, err
}

// each calls f with every tag of a part, which may be missing. f stops it by saying false.
func (p *pack) each(name string, f func(m *markup) (bool, error)) error {
	rc, err := p.open(name)
	if rc == nil || err != nil {
		return err
	}
	defer func() { _ = rc.Close() }() // of a reader in memory: nothing to lose
	m := newMarkup(rc)
	for m.next() {
		if m.declare {
			return errOther
		}
		if on, err := f(m); err != nil || !on {
			return err
		}
	}
	if m.err != io.EOF {
		return m.err
	}
	return nil
}

// relations are the targets of a part's relationships by id, and the first of each type by its last word.
func (p *pack) relations(of string) (byID, byType map[string]string, err error) {
	byID, byType = map[string]string{}, map[string]string{}
	dir, base := path.Split(of)
	err = p.each(dir+"_rels/"+base+".rels", func(m *markup) (bool, error) {
		if !m.is("Relationship") {
			return true, nil
		}
		target := strings.ReplaceAll(m.attrText("Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		byID[m.attrText("Id")] = target
		if kind := path.Base(m.attrText("Type")); byType[kind] == "" {
			byType[kind] = target
		}
		return true, nil
	})
	return byID, byType, err
}
