package exchange

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"openloop/research"
)

// FuzzReadDatabase damages a project of QualCoder in one place, and reads a file of anything.
func FuzzReadDatabase(f *testing.F) {
	path := filepath.Join(f.TempDir(), "good.qda")
	madeDatabase(f, path, qualcoder...)
	good, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint32(100), []byte{0xFF, 0, 1})
	f.Add(uint32(4096*3+8), []byte{0x7F, 0xFF})
	f.Add(uint32(0), []byte("SQLite format 3"))
	at := filepath.Join(f.TempDir(), "bad.qda")
	f.Fuzz(func(t *testing.T, where uint32, what []byte) {
		bad := bytes.Clone(good)
		copy(bad[int(where)%len(bad):], what)
		if err := os.WriteFile(at, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := ReadDatabase(context.Background(), at)
		if err != nil {
			if research.KindOf(err) == "" {
				t.Fatalf("not a sentence: %v", err)
			}
			return
		}
		for _, s := range p.Sources {
			n := len([]rune(s.Text))
			for _, m := range s.Selections {
				if m.Start < 0 || m.End < m.Start || m.End > n {
					t.Fatalf("%d to %d of %d", m.Start, m.End, n)
				}
			}
		}
	})
}

// FuzzReadCSV reads a codebook from any table.
func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("ref,name,parent,colour\nA,Price,,#abc\nB,\"Too \"\"dear\"\"\",A,red\n"))
	f.Add([]byte("\xef\xbb\xbfCode;Description\r\n'=x;y\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := ReadCSV(bytes.NewReader(data))
		if err == nil && len(book.Entries) == 0 {
			t.Error("an empty book is no error")
		}
		if err != nil && research.KindOf(err) == "" {
			t.Errorf("not a sentence: %v", err)
		}
	})
}
