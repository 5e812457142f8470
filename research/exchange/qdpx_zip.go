package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// bundle is the zip of a project. Nothing in it is ever written to disk, so names that climb out of a folder harm
// nobody; each entry is read up to a limit, so a small file cannot become a huge one.
type bundle struct {
	project *zip.File
	files   map[string]*zip.File // by the name without folders, lower case
	place   map[*zip.File]int    // from 1: entries are told by it, since their names may be those of people
	left    int64                // bytes of text that may still be read
}

func openBundle(r io.ReaderAt, size int64) (*bundle, error) {
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, unreadable("This file is no REFI-QDA project, or it breaks off: a project (.qdpx) is a zip archive. Export it once more and read that.")
	}
	if len(z.File) > maxSources*3 {
		return nil, unreadable("There are %d files in this project; Openloop reads up to %d. It is probably another kind of archive.", len(z.File), maxSources*3)
	}
	b := &bundle{files: map[string]*zip.File{}, place: map[*zip.File]int{}, left: maxText}
	for i, f := range z.File {
		b.place[f] = i + 1
		name := strings.ToLower(path.Base(strings.ReplaceAll(f.Name, `\`, "/")))
		if strings.HasSuffix(name, ".qde") && (b.project == nil || name == "project.qde") {
			b.project = f
		}
		if _, twice := b.files[name]; !twice {
			b.files[name] = f
		}
	}
	if b.project == nil {
		return nil, unreadable("There is no project description (project.qde) in this archive. In the other program, export the project as REFI-QDA (.qdpx).")
	}
	return b, nil
}

// read gives the bytes of an entry, at most limit.
func (b *bundle) read(f *zip.File, limit int64) ([]byte, error) {
	in, err := f.Open()
	if err != nil {
		return nil, unreadable("Entry %d of this archive cannot be unpacked. Export the project once more and read that.", b.place[f])
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, unreadable("Entry %d of this archive is damaged or breaks off. Export the project once more and read that.", b.place[f])
	}
	if int64(len(data)) > limit {
		return nil, unreadable("Entry %d of this archive unpacks to more than %d MB. It is probably another kind of file.", b.place[f], limit>>20)
	}
	return data, nil
}

// text reads the text that a path of the project names: internal://…, with a scheme or without, in any case.
func (b *bundle) text(where string) (string, error) {
	name := strings.ToLower(path.Base(strings.ReplaceAll(where, `\`, "/")))
	if _, after, ok := strings.Cut(name, "://"); ok {
		name = after
	}
	f, ok := b.files[name]
	if !ok {
		return "", fmt.Errorf("its text is not in the file")
	}
	data, err := b.read(f, b.left)
	if err != nil {
		return "", err
	}
	b.left -= int64(len(data))
	return plainText(data)
}

// plainText reads UTF-8, or UTF-16 with its mark. Anything else is said instead of guessed.
func plainText(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return fromUTF16(data[2:], binary.LittleEndian), nil
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return fromUTF16(data[2:], binary.BigEndian), nil
	case !utf8.Valid(data):
		return "", fmt.Errorf("its text is not in UTF-8")
	}
	return string(data), nil
}

func fromUTF16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}
