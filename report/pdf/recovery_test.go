package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

func sheetOf(t *testing.T, vault string) (Recovery, []byte) {
	t.Helper()
	r := Recovery{Vault: vault, Key: "AGE-SECRET-KEY-1" + strings.Repeat("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 2)[:58], Made: time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)}
	var b bytes.Buffer
	if err := WriteRecovery(&b, r); err != nil {
		t.Fatal(err)
	}
	return r, b.Bytes()
}

// The rows hold the whole key, which is as long as a row allows, and nothing else.
func TestRecoveryRows(t *testing.T) {
	r, _ := sheetOf(t, "study.vault")
	rows := r.Rows()
	if got := strings.Join(strings.Fields(strings.Join(rows, " ")), ""); got != r.Key || len(rows) != 4 {
		t.Errorf("%d rows give another key", len(rows))
	}
}

// The sheet is one page, can be read off it, and names the file, the day and three commands.
func TestRecoverySheet(t *testing.T) {
	r, b := sheetOf(t, "Müller's study.vault")
	if n := bytes.Count(b, []byte("/Type /Page\n")); n != 1 {
		t.Errorf("%d pages", n)
	}
	if dir := os.Getenv("OPENLOOP_LOOK"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "recovery.pdf"), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	path := filepath.Join(t.TempDir(), "sheet.pdf")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := string(out)
	for _, want := range append(append(r.Rows(), r.Commands()...), "Müller's study.vault", "2 November 2026", "shred it") {
		if !strings.Contains(regexp.MustCompile(` +`).ReplaceAllString(text, " "), regexp.MustCompile(` +`).ReplaceAllString(want, " ")) {
			t.Errorf("%q is not on the sheet:\n%s", want, text)
		}
	}
}

// A name in letters that no typewriter has is printed all the same.
func TestRecoverySheetOfAnyName(t *testing.T) {
	for _, name := range []string{"Ελπίδα.vault", "日本.vault", "a\u0001b😀.vault", ""} {
		if _, b := sheetOf(t, name); len(b) < 5000 {
			t.Errorf("%q: %d bytes", name, len(b))
		}
	}
}
