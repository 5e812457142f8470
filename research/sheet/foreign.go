package sheet

import (
	"bytes"
	"strings"

	"openloop/research"
)

// oleMagic begins the container of old Office files and of encrypted new ones.
var oleMagic = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// foreign recognises files that are no spreadsheet this package reads, and says what to do instead.
func (r *reader) foreign() *research.Problem {
	if bytes.HasPrefix(r.data, oleMagic[:4]) {
		return r.ole()
	}
	if bytes.HasPrefix(r.data, []byte("%PDF")) {
		return r.not("a PDF", "Ask for the spreadsheet it was made from.")
	}
	for _, magic := range []string{"\x89PNG", "\xFF\xD8\xFF", "GIF8"} {
		if bytes.HasPrefix(r.data, []byte(magic)) {
			return r.not("a picture", "Ask for the spreadsheet it shows.")
		}
	}
	for _, magic := range []string{"\x1F\x8B", "7z\xBC\xAF", "Rar!"} {
		if bytes.HasPrefix(r.data, []byte(magic)) {
			return r.not("a compressed archive", "Unpack it and import the spreadsheet inside.")
		}
	}
	return r.markup()
}

// ole tells old files apart by the names of the streams in the container.
func (r *reader) ole() *research.Problem {
	switch {
	case r.hasStream("WordDocument"):
		return r.not("an old Word document (.doc)", "Save it as .docx and import it as a transcript.")
	case r.hasStream("Workbook"), r.hasStream("Book"):
		return r.not("a workbook of the old .xls kind", "Open it in a spreadsheet program and save it as .xlsx.")
	}
	return r.not("an old Office file, or one protected with a password", "Open it in the program it was made with, remove any password and save it as .xlsx.")
}

// hasStream says whether a container has a stream of that name.
func (r *reader) hasStream(name string) bool { return len(r.streams(name)) > 0 }

// encrypted says whether the file is a container with an encrypted workbook in it.
func (r *reader) encrypted() bool {
	return bytes.HasPrefix(r.data, oleMagic[:4]) && (r.hasStream("EncryptedPackage") || r.hasStream("EncryptionInfo"))
}

// markup recognises web pages and XML saved under a spreadsheet's name, as older CRM exports are.
func (r *reader) markup() *research.Problem {
	head := strings.ToLower(strings.TrimLeft(string(r.data[:min(len(r.data), 2048)]), "\ufeff \t\r\n"))
	switch {
	case strings.HasPrefix(head, "<?xml") && strings.Contains(head, "urn:schemas-microsoft-com:office:spreadsheet"):
		return r.not("an XML spreadsheet of 2003", "Open it in a spreadsheet program and save it as .xlsx.")
	case strings.HasPrefix(head, "<!doctype html"), strings.HasPrefix(head, "<html"), strings.HasPrefix(head, "<table"),
		strings.HasPrefix(head, "<?xml") && strings.Contains(head, "<html"), strings.HasPrefix(head, "<meta"):
		return r.not("a web page, though its name may say spreadsheet", "Open it in a spreadsheet program and save it as .xlsx.")
	case strings.HasPrefix(head, `{\rtf`):
		return r.not("a text document (RTF)", "Ask for the spreadsheet, or import it as a transcript.")
	case strings.HasPrefix(head, "<?xml"):
		return r.not("an XML file", "Open it in a spreadsheet program and save it as .xlsx.")
	}
	return nil
}

// not is the Problem of a file of another kind.
func (r *reader) not(kind, remedy string) *research.Problem {
	return research.Problemf(research.Unreadable, "%s is %s, which cannot be read as a spreadsheet. %s", r.file, kind, remedy)
}
