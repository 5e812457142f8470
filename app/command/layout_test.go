package command

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"openloop/app/session"
	"openloop/report"
)

// What a person chose for the pack in the window is what the command line writes, draft or not, in any language.
func TestReportUsesTheLayout(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	ctx := context.Background()
	study := filepath.Join(t.TempDir(), "sample.openloop")
	s, _, err := session.Sample(ctx, study, session.Options{WorkFactor: 10, Coder: "RO"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		s.SetSection(ctx, report.Competitors, "Competitors", false), s.MoveSection(ctx, report.Stages, "The buying stages", -3),
		s.SetPackFace(ctx, session.PackFace{Confidential: "For the board of Tessell", Date: "2026-12-01"}),
		s.SetPackTitle(ctx, report.WinLoss, "Heard late, decided early"), s.Close(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		args []string
		has  []string
	}{
		{nil, []string{"1 December 2026"}},
		{[]string{"--draft"}, []string{"DRAFT", "1 December 2026"}},
		{[]string{"--draft", "--lang", "de"}, []string{"ENTWURF", "1. Dezember 2026"}},
	} {
		pdf := filepath.Join(t.TempDir(), "pack.pdf")
		var out, wrong bytes.Buffer
		env := func(k string) string {
			if k == "OPENLOOP_PASSPHRASE" {
				return session.SamplePassphrase
			}
			return ""
		}
		if code := Main(ctx, append([]string{"report", study, "--pdf", pdf}, test.args...), os.Stdin, &out, &wrong, env, nil); code != Done {
			t.Fatalf("%v: exit %d, %s", test.args, code, wrong.String())
		}
		text, err := exec.Command("pdftotext", "-layout", pdf, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		pages := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
		for i, p := range pages {
			for _, want := range append(test.has, "For the board of Tessell") {
				if !strings.Contains(p, want) {
					t.Errorf("%v: page %d does not say %q", test.args, i+1, want)
				}
			}
		}
		if all := string(text); !strings.Contains(all, "Heard late, decided early") || strings.Contains(all, "Competitors named") {
			t.Errorf("%v: the pages are not as they were laid out", test.args)
		}
	}
}
