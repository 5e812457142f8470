// Package readback makes packs for tests and reads the finished files back, without the code that wrote them.
package readback

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"openloop/assets/fonts"
	"openloop/report"
	"openloop/report/page"
)

// Writer writes a document as a file of some kind, as every package of formats does.
type Writer func(ctx context.Context, w io.Writer, d report.Document, progress func(done, total int)) error

// Build makes the document, or ends the test.
func Build(tb testing.TB, in report.Input) report.Document {
	tb.Helper()
	d, err := report.Build(context.Background(), in)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// Write is the finished file, or the end of the test.
func Write(tb testing.TB, w Writer, d report.Document) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := w(context.Background(), &b, d, nil); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// Fonts are the pack's own.
func Fonts(tb testing.TB) *fonts.Set {
	tb.Helper()
	set, err := fonts.Load()
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

// Measure measures text as the pack does.
func Measure(tb testing.TB) page.Measure {
	tb.Helper()
	return report.Measure(Fonts(tb))
}

// Save puts a file into a folder that goes with the test, and answers its path.
func Save(tb testing.TB, name string, data []byte) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// Run runs a program and answers what it says. Where it is not installed the test is left out.
func Run(tb testing.TB, program string, args ...string) string {
	tb.Helper()
	if _, err := exec.LookPath(program); err != nil {
		tb.Skip(program + " is not installed")
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		tb.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

// Convert has LibreOffice turn a file into another kind, and answers its path. Where LibreOffice is not installed, or
// does not run, the test is left out.
func Convert(tb testing.TB, path, to string) string {
	tb.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		tb.Skip("LibreOffice is not installed")
	}
	dir := tb.TempDir()
	c := exec.Command(program, "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless", "--convert-to", to, "--outdir", dir, path)
	if out, err := c.CombinedOutput(); err != nil {
		tb.Skipf("LibreOffice does not run here: %v\n%s", err, out)
	}
	ext := filepath.Ext(path)
	to, _, _ = strings.Cut(to, ":") // a filter with its options
	return filepath.Join(dir, filepath.Base(path[:len(path)-len(ext)])+"."+to)
}

// Parts reads a zipped package back, by the names of its parts, and complains of a part that is no XML though its name
// says so.
func Parts(tb testing.TB, data []byte) map[string]string {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		tb.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		body := part(tb, f)
		all[f.Name] = body
		if ext := filepath.Ext(f.Name); ext != ".xml" && ext != ".rels" {
			continue
		}
		d := xml.NewDecoder(bytes.NewReader([]byte(body)))
		for err = nil; err == nil; {
			_, err = d.Token()
		}
		if !errors.Is(err, io.EOF) {
			tb.Errorf("%s: %v", f.Name, err)
		}
	}
	return all
}

func part(tb testing.TB, f *zip.File) string {
	tb.Helper()
	r, err := f.Open()
	if err != nil {
		tb.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}
