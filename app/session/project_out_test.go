package session

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"openloop/research"
	"openloop/research/exchange"
)

// The whole sample goes out as a project, and every passage in it is what is coded here.
func TestExportProject(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "out.qdpx")
	done, err := s.ExportProject(ctx, path, nil)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := exchange.ReadQDPX(bytes.NewReader(data), int64(len(data)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Lost) > 0 || len(p.Readings) == 0 || p.Readings[0].Dialect != (exchange.Dialect{Unit: exchange.CodePoints}) {
		t.Errorf("lost %q, read as %+v", p.Lost, p.Readings)
	}
	want, found := map[string]string{}, 0
	interviews, err := s.store.Interviews(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, iv := range interviews {
		turns, err := s.store.Turns(ctx, iv.ID)
		if err != nil {
			t.Fatal(err)
		}
		text := map[research.ID][]rune{}
		for _, turn := range turns {
			text[turn.ID] = []rune(turn.Text)
		}
		verbatims, err := s.store.Verbatims(ctx, iv.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range verbatims {
			if !v.Orphan && v.From.Turn == v.To.Turn {
				want[string(v.ID)] = string(text[v.From.Turn][v.From.Offset:v.To.Offset])
			}
		}
	}
	for _, src := range p.Sources {
		text := []rune(src.Text)
		for _, m := range src.Selections {
			if w, ok := want[m.GUID]; ok {
				found++
				if got := string(text[m.Start:m.End]); got != w {
					t.Errorf("%s: %q instead of %q", src.Name, got, w)
				}
			}
		}
	}
	counts, err := s.store.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if done.Texts != len(interviews) || found < 400 || done.Codings != counts.Codings || len(p.Cases) == 0 || len(p.Sets) == 0 {
		t.Errorf("%+v of %+v; %d passages compared, %d cases, %d sets", done, counts, found, len(p.Cases), len(p.Sets))
	}
	if xmllint, err := exec.LookPath("xmllint"); err == nil {
		validates(t, xmllint, path)
	}
}

// validates holds the description in a project against the standard's own schema.
func validates(t *testing.T, xmllint, path string) {
	schema, err := filepath.Abs("../../../shared/refi/Project-mrt2019.xsd")
	if _, there := os.Stat(schema); err != nil || there != nil {
		t.Log("the standard's schema is not beside the project; not validated")
		return
	}
	unzip, err := exec.LookPath("unzip")
	if err != nil {
		t.Log("unzip is not installed here; not validated")
		return
	}
	qde, err := exec.Command(unzip, "-p", path, "project.qde").Output()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(xmllint, "--noout", "--schema", schema, "-")
	cmd.Stdin = bytes.NewReader(qde)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// A project that names somebody is not written, and without the vault nobody can tell.
func TestExportProjectNamesNobody(t *testing.T) {
	s := openSample(t)
	s.LockVault()
	path := filepath.Join(t.TempDir(), "out.qdpx")
	if _, err := s.ExportProject(context.Background(), path, nil); err == nil {
		t.Error("written without looking for names")
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("there is a file all the same")
	}
}
