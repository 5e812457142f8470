package sheet

import (
	"bytes"
	"fmt"
	"path"
)

// workbook is what the sheets of a workbook share.
type workbook struct {
	*pack
	shared   sharedTexts
	formats  []format // by cell style
	date1904 bool
	sheets   []sheetRef
}

type sheetRef struct {
	name, part string
	hidden     bool
}

// readWorkbook reads the list of sheets, the styles, the shared strings, then each sheet.
func (p *pack) readWorkbook() (*Book, error) {
	w := &workbook{pack: p}
	if err := w.readIndex(); err != nil {
		return nil, err
	}
	book := &Book{File: p.r.file, Format: "xlsx"}
	for _, ref := range w.sheets {
		s, err := w.readSheet(ref)
		if err != nil {
			return nil, err
		}
		book.Sheets = append(book.Sheets, *s)
	}
	return book, nil
}

// readIndex reads everything but the sheets.
func (w *workbook) readIndex() error {
	_, root, err := w.relations("")
	if err != nil {
		return err
	}
	main := root["officeDocument"]
	if main == "" || !w.has(partName(main)) {
		main = "xl/workbook.xml"
	}
	byID, byType, err := w.relations(main)
	if err != nil {
		return err
	}
	if err := w.readList(main, byID); err != nil {
		return err
	}
	if len(w.sheets) == 0 {
		return errOther
	}
	w.expect(byType["sharedStrings"])
	if err := w.readStyles(byType["styles"]); err != nil {
		return err
	}
	return w.readStrings(byType["sharedStrings"])
}

// readList reads the names of the sheets and where they are. Chart sheets have no cells.
func (w *workbook) readList(main string, byID map[string]string) error {
	return w.each(main, func(m *markup) (bool, error) {
		switch {
		case m.is("workbookPr"):
			w.date1904 = m.attrTrue("date1904")
		case m.is("sheet"):
			target := byID[m.relationID()]
			if f, ok := w.parts[partName(target)]; ok && path.Base(path.Dir(target)) != "chartsheets" {
				w.expected += int64(min(f.UncompressedSize64, 1<<40))
				state := m.attrText("state")
				w.sheets = append(w.sheets, sheetRef{name: cleanText(m.attrText("name")), part: target, hidden: state != "" && state != "visible"})
			}
		}
		return true, nil
	})
}

// relationID is the id that ties a sheet's entry to its part: an attribute "id" whose prefix varies.
func (m *markup) relationID() string {
	for rest := m.attrs; ; {
		at := bytes.Index(rest, []byte(":id"))
		if at < 0 {
			return m.attrText("id")
		}
		from := bytes.LastIndexAny(rest[:at], " \t\r\n\"'") + 1
		if v := m.attr(string(rest[from : at+len(":id")])); v != nil {
			return string(unescape(bytes.Clone(v)))
		}
		rest = rest[at+len(":id"):]
	}
}

// expect adds a part to what progress counts up to.
func (w *workbook) expect(part string) {
	w.expected += w.unpackedSize(part)
}

// unpackedSize is how large a part says that it is, at most so much as could be in the file.
func (w *workbook) unpackedSize(part string) int64 {
	f, ok := w.parts[partName(part)]
	if !ok {
		return 0
	}
	return int64(min(f.UncompressedSize64, bombRatio*uint64(len(w.r.data)), uint64(w.r.limits.MaxBytes)))
}

// readStrings reads the shared strings: plain, or rich text whose runs are joined. Phonetic hints are
// left out.
func (w *workbook) readStrings(part string) error {
	var cur []byte
	inHint := false
	err := w.each(part, func(m *markup) (bool, error) {
		switch {
		case m.ends("t") && !inHint:
			cur = append(cur, unescape(m.text)...)
		case m.is("sst"):
			if n, ok := m.attrInt("uniqueCount"); ok { // what the file says of itself is only believed within reason
				w.shared.at = make([]uint64, 0, min(n, int(w.unpackedSize(part)/int64(len("<si><t/></si>")))))
			}
		case m.is("si"):
			cur = cur[:0]
			if m.empty {
				w.shared.add(nil)
			}
		case m.ends("si"):
			w.addShared(cur)
		case m.is("rPh"):
			inHint = !m.empty
		case m.ends("rPh"):
			inHint = false
		}
		if len(w.shared.at) > w.r.limits.MaxCells {
			return false, fmt.Errorf("%w: shared strings", errBomb)
		}
		return true, nil
	})
	w.shared.flush()
	return err
}

// addShared keeps a shared string as cells show it.
func (w *workbook) addShared(b []byte) {
	if !plainText(b) {
		b = []byte(cellText(b))
	}
	w.shared.add(b)
}
