package leak

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"openloop/research"
)

// readZip reads a workbook, a document, slides, or an archive of any files, and says which it was.
func (t *taken) readZip(name string, data []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "zip", research.Problemf(research.Damaged, "%s is damaged and cannot be checked. Write it again.", name)
	}
	parts := map[string][]byte{}
	t.say("remarks of the archive", z.Comment)
	for _, f := range z.File {
		if err := t.ctx.Err(); err != nil {
			return "zip", err
		}
		if strings.HasSuffix(f.Name, "/") {
			t.say("the name of a folder", f.Name)
			continue
		}
		b, err := t.unzip(f)
		if err != nil {
			return "zip", research.Problemf(research.Damaged, "%s is damaged, encrypted or too large and cannot be checked: part %s.", name, path.Base(f.Name))
		}
		key := f.Name
		for n := 2; parts[key] != nil; n++ {
			key = fmt.Sprintf("%s (%d)", f.Name, n)
		}
		parts[key] = b
		t.say("remarks of the archive", f.Comment)
	}
	kind := officeKind(parts)
	switch {
	case kind == "odf" && bytes.Contains(parts["META-INF/manifest.xml"], []byte("encryption-data")):
		return kind, research.Problemf(research.Unreadable, "%s is encrypted and cannot be checked. Save it without a password.", name)
	case kind == "odf":
		return t.readODF(parts), nil
	case kind == "zip":
		t.members(parts)
		return kind, nil
	}
	t.readOffice(parts)
	return kind, nil
}

func (t *taken) unzip(f *zip.File) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, fmt.Errorf("encrypted")
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := t.all(r)
	if b == nil {
		b = []byte{}
	}
	return b, err
}

// officeKind says what a zipped file is by its parts.
func officeKind(parts map[string][]byte) string {
	switch {
	case parts["xl/workbook.xml"] != nil:
		return "xlsx"
	case parts["word/document.xml"] != nil:
		return "docx"
	case parts["ppt/presentation.xml"] != nil:
		return "pptx"
	case parts["[Content_Types].xml"] != nil:
		return "office"
	case parts["mimetype"] != nil && parts["content.xml"] != nil:
		return "odf"
	}
	return "zip"
}

// members reads the files of an archive one by one.
func (t *taken) members(parts map[string][]byte) {
	for _, n := range slices.Sorted(maps.Keys(parts)) {
		t.say("the name of a file", n)
		t.count("files", 1)
		b := parts[n]
		switch {
		case len(b) == 0:
		case isPicture(b):
			t.picture(path.Base(n), b)
			t.miss(path.Base(n), "what a picture shows cannot be read")
		default:
			t.inside(path.Base(n), n, b)
		}
	}
}

// other reads a part of a document that is not markup: a picture, a file within, settings.
func (t *taken) other(where, name string, b []byte) {
	switch ext := strings.ToLower(path.Ext(name)); {
	case len(b) == 0:
	case ext == ".ttf" || ext == ".otf" || ext == ".odttf" || ext == ".fntdata":
	case isPicture(b):
		t.picture(where, b)
	case strings.Contains(name, "printerSettings") || ext == ".wmf" || ext == ".emf":
		for _, w := range wordsIn(b) {
			t.say(where, w)
		}
	default:
		t.inside(where, name, b)
	}
}
