package store

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"openloop/research"
)

// applicationID marks a SQLite file as a study: "OpLp" in ASCII.
const applicationID = 0x4f704c70

// header is what the first bytes of a file say about it, read before SQLite may touch it
// (https://sqlite.org/fileformat.html, section 1.3).
type header struct {
	sqlite      bool
	application uint32
	version     int
	size        int64
	pages       int64 // bytes that the pages ought to take; 0 when the header does not know
}

func readHeader(path string) (header, error) {
	name := filepath.Base(path)
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return header{}, research.Problemf(research.NotFound, "There is no file %s. It may have been moved or renamed.", name)
	case err != nil:
		return header{}, research.Problemf(research.Unreadable, "%s cannot be read. Check that you may open files in its folder.", name)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.IsDir() {
		return header{}, research.Problemf(research.Unreadable, "%s is a folder, not a study. Choose a file whose name ends in .openloop.", name)
	}
	var b [100]byte
	if _, err := io.ReadFull(f, b[:]); err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return header{}, damaged(path, err)
	}
	return parseHeader(b, info.Size()), nil
}

func parseHeader(b [100]byte, size int64) header {
	h := header{
		sqlite:      string(b[:16]) == "SQLite format 3\x00",
		version:     int(binary.BigEndian.Uint32(b[60:])),
		application: binary.BigEndian.Uint32(b[68:]),
		size:        size,
	}
	pageSize := int64(binary.BigEndian.Uint16(b[16:]))
	if pageSize == 1 {
		pageSize = 65536
	}
	// The page count holds only if the last writer knew of it.
	if binary.BigEndian.Uint32(b[24:]) == binary.BigEndian.Uint32(b[92:]) {
		h.pages = pageSize * int64(binary.BigEndian.Uint32(b[28:]))
	}
	return h
}

// check says what keeps a file from being opened as a study.
func (h header) check(path string) error {
	name := filepath.Base(path)
	switch {
	case h.size == 0:
		return research.Problemf(research.Damaged, "%s is empty. Open a backup of the study instead.", name)
	case !h.sqlite, h.application != applicationID:
		return research.Problemf(research.Unreadable, "%s is not a study. Choose a file made by Openloop; its name ends in .openloop.", name)
	case h.version > schemaVersion():
		return research.Problemf(research.Unreadable, "%s was saved by a newer version of Openloop (format %d; this version reads up to %d). Update Openloop to open it.", name, h.version, schemaVersion())
	case h.version < 1, h.size < h.pages && !exists(path+"-wal"):
		return damaged(path, nil)
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
