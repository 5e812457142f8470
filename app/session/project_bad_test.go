package session

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"openloop/research"
)

// Whatever is wrong with a project, it is said of which file, with what to do, and nothing of it is in the study.
func TestHostileProjects(t *testing.T) {
	s := newStudy(t)
	before := strings.Join(saysAll(t, s), "\n")
	good, err := os.ReadFile(amendedProject(t, "Slow."))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	zipped := func(files map[string]string) []byte {
		path := filepath.Join(dir, "made.qdpx")
		zippedProject(t, path, files)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	head := `<Project name="x" origin="NVivo">`
	laughs := `<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>` + head + `<CodeBook><Codes><Code guid="` + guidNo(1) + `" name="&c;"/></Codes></CodeBook></Project>`
	source := head + `<Sources><TextSource guid="` + guidNo(2) + `" name="Margit Oelschlager" plainTextPath="internal://Margit.txt"/></Sources></Project>`
	bad := map[string][]byte{
		"empty.qdpx": nil, "nozip.qdpx": []byte("PK but no zip"), "cut.qdpx": good[:len(good)*2/3], "nothing.qdpx": zipped(map[string]string{"a.txt": "x"}),
		"words.qdpx": zipped(map[string]string{"project.qde": "hello"}), "other.qdpx": zipped(map[string]string{"project.qde": "<a/>"}), "laughs.qdpx": zipped(map[string]string{"project.qde": laughs}),
		"deep.qdpx":    zipped(map[string]string{"project.qde": head + `<CodeBook><Codes>` + strings.Repeat(`<Code guid="`+guidNo(1)+`" name="a">`, 20_000)}),
		"missing.qdpx": zipped(map[string]string{"project.qde": source}),
		"bomb.qdpx":    zipped(map[string]string{"project.qde": source, "sources/margit.txt": strings.Repeat("a", 90<<20)}),
		"marks.qdpx":   zipped(map[string]string{"project.qde": head + "<Sets>" + strings.Repeat("<Set/>", 3<<20) + "</Sets></Project>"}),
		"wide.qdpx":    zipped(map[string]string{"project.qde": head + strings.Repeat(" ", 70<<20) + "</Project>"}),
		"db.sqlite3":   []byte("SQLite format 3\x00 and no more"), "book.qdc": []byte("<CodeBook><Codes><Code name="), "none.qda": []byte("x"),
	}
	for name, data := range bad {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := s.ReadProject(context.Background(), path, nil)
			if err == nil || research.KindOf(err) == "" || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), "Margit") || strings.Contains(err.Error(), dir) {
				t.Errorf("%v", err)
			}
		})
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.Sys > 500<<20 {
		t.Errorf("%d MB were taken", m.Sys>>20)
	}
	if after := strings.Join(saysAll(t, s), "\n"); after != before {
		t.Error("something is in the study")
	}
}

// Names that climb out of the archive write nothing anywhere, and a project of which any byte is wrong is refused or
// taken, and never falls over.
func TestProjectsWithWrongBytes(t *testing.T) {
	s := newStudy(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "slip.qdpx")
	zippedProject(t, path, map[string]string{"project.qde": `<Project name="x"><Sources><TextSource guid="` + guidNo(2) + `" name="a" plainTextPath="internal://../../../b.txt"/></Sources></Project>`, "../../../b.txt": "Q: Why?\nP: Late"})
	p, err := s.ReadProject(context.Background(), path, nil)
	if err != nil || len(p.Talks.Files[0].Talk.Turns) != 2 {
		t.Errorf("%v", err)
	}
	if list, _ := os.ReadDir(dir); len(list) != 1 {
		t.Errorf("%v lie there", list)
	}
	good, err := os.ReadFile(amendedProject(t, "Slow."))
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(9, 10))
	flipped := filepath.Join(dir, "flipped.qdpx")
	for range 300 {
		data := bytes.Clone(good)
		for range 1 + r.IntN(4) {
			data[r.IntN(len(data))] ^= 1 << r.IntN(8)
		}
		if err := os.WriteFile(flipped, data[:len(data)-r.IntN(2)*r.IntN(len(data))], 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := s.ReadProject(context.Background(), flipped, nil)
		if err == nil {
			if err = s.MatchProject(context.Background(), p, nil, nil); err == nil {
				_, err = s.PlanProject(context.Background(), p)
			}
		}
		if err != nil && research.KindOf(err) == "" {
			t.Fatalf("%v", err)
		}
	}
}
