package command

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A fault anywhere under the command line or the window ends with a sentence and a report, and neither quotes
// what was worked on.
func TestCrash(t *testing.T) {
	home := t.TempDir()
	for _, v := range []string{"HOME", "XDG_CONFIG_HOME", "AppData"} {
		t.Setenv(v, home)
	}
	var out, errs bytes.Buffer
	code := Main(context.Background(), nil, strings.NewReader(""), &out, &errs, os.Getenv, func(string) int { panic("no place for Margit Oelschlager") })
	if code != Failed || out.Len() > 0 || !strings.Contains(errs.String(), "crash-report.txt") {
		t.Errorf("exit %d, said %q and %q", code, out.String(), errs.String())
	}
	reports := 0
	err := filepath.WalkDir(home, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		reports++
		if said := string(b) + errs.String(); strings.Contains(said, "Margit") || !strings.Contains(said, "TestCrash") {
			t.Errorf("%s says %s", filepath.Base(path), said)
		}
		return err
	})
	if err != nil || reports != 1 {
		t.Errorf("%d reports, %v", reports, err)
	}
}
