package session

import (
	"bytes"
	"io"
	"os"
)

// writeWhole writes a file, whole or not at all.
func writeWhole(path string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	f := &madeFile{path: path, data: b.Bytes()}
	if err := f.store(); err != nil {
		return err
	}
	if err := os.Rename(f.part, path); err != nil {
		_ = os.Remove(f.part)
		return f.cannot(err)
	}
	return nil
}
