package sheet

import (
	"fmt"
	"path"

	"openloop/research"
)

// workbook is what the sheets of a workbook share.
type workbook struct {
	*pack
	strings  []string // the shared ones
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
		return research.Problemf(research.Damaged, "%s holds no sheet that can be read. Open it in a spreadsheet program and save it again as .xlsx.", w.r.file)
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

// relationID is the id that ties a sheet's entry to its part: an attribute whose prefix varies.
func (m *markup) relationID() string {
	for _, prefix := range []string{"r:id", "rel:id", "d3p1:id", "ns1:id"} {
		if v := m.attr(prefix); v != nil {
			return string(v)
		}
	}
	return m.attrText("id")
}

// expect adds a part to what progress counts up to.
func (w *workbook) expect(part string) {
	if f, ok := w.parts[partName(part)]; ok {
		w.expected += int64(min(f.UncompressedSize64, 1<<40))
	}
}

// readStrings reads the shared strings: plain, or rich text whose runs are joined. Phonetic hints are
// left out.
func (w *workbook) readStrings(part string) error {
	var cur []byte
	inHint := false
	return w.each(part, func(m *markup) (bool, error) {
		switch {
		case m.is("si"):
			cur = cur[:0]
			if m.empty {
				w.strings = append(w.strings, "")
			}
		case m.ends("si"):
			w.strings = append(w.strings, cellText(cur))
		case m.is("rPh"):
			inHint = !m.empty
		case m.ends("rPh"):
			inHint = false
		case m.ends("t") && !inHint:
			cur = append(cur, unescape(m.text)...)
		}
		if len(w.strings) > w.r.limits.MaxCells {
			return false, fmt.Errorf("%w: shared strings", errBomb)
		}
		return true, nil
	})
}
