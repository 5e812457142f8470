package session

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"openloop/report"
	"openloop/research"
	"openloop/research/store"
)

func packNow(t *testing.T, s *Session) report.Document {
	t.Helper()
	return must(s.Pack(context.Background(), PackOptions{}))(t)
}

func kindsPrinted(d report.Document) []report.Kind {
	var out []report.Kind
	for _, p := range d.Pages {
		out = append(out, p.Kind)
	}
	return slices.Compact(out)
}

// Sections are left out and moved, one undoable step each, and stay so when the study is opened again.
func TestSectionsAreKept(t *testing.T) {
	path := copyOfSample(t)
	s := open(t, path)
	if err := s.Unlock(SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	usual := kindsPrinted(packNow(t, s))
	for _, act := range []struct {
		do   func() error
		step string
	}{
		{func() error { return s.SetSection(ctx, report.Competitors, "Competitors", false) }, "Leave out “Competitors” of the report"},
		{func() error { return s.MoveSection(ctx, report.Stages, "The buying stages", -3) }, "Move “The buying stages” in the report"},
	} {
		if err := act.do(); err != nil {
			t.Fatal(err)
		}
		if name, _ := s.CanUndo(); name != act.step {
			t.Errorf("the step is called %q", name)
		}
	}
	now := kindsPrinted(packNow(t, s))
	if slices.Contains(now, report.Competitors) || slices.Index(now, report.Stages) != 1 {
		t.Errorf("%v", now)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	if err := s.Unlock(SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	if again := kindsPrinted(packNow(t, s)); !slices.Equal(again, now) {
		t.Errorf("opened again: %v", again)
	}
	for range 2 {
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if back := kindsPrinted(packNow(t, s)); !slices.Equal(back, usual) {
		t.Errorf("taken back: %v", back)
	}
	for _, err := range []error{s.SetSection(ctx, report.Method, "Method", false), s.MoveSection(ctx, report.Answer, "The answer", 2), s.MoveSection(ctx, report.Method, "Method", -2)} {
		wantKind(t, err, research.Invalid)
	}
	if err := s.ResetSections(ctx); err != nil {
		t.Fatal(err)
	}
	if name, _ := s.CanUndo(); strings.Contains(name, "report") {
		t.Errorf("putting back what is in its place was a step: %q", name)
	}
}

// The face of the pack is one step; what is typed there is masked as everything that is typed.
func TestFaceIsMasked(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	name := samplePlan(t).Interviews[4].Person.Name
	if err := s.SetPackFace(ctx, PackFace{Client: "Tessell Systems plc", Confidential: "For " + name + " only", Accent: "5b2a86", Date: "2026-12-01"}); err != nil {
		t.Fatal(err)
	}
	for table, text := range tables(t, s.Path()) {
		if strings.Contains(text, name) {
			t.Errorf("table %s names them", table)
		}
	}
	f := must(s.PackFace(ctx))(t)
	if f.Accent != "#5B2A86" || f.Confidential == "" || strings.Contains(f.Confidential, name) {
		t.Errorf("%+v", f)
	}
	if typed, ok := s.AsTyped(research.PackLayoutID, "confidential", f.Confidential); !ok || typed != "For "+name+" only" {
		t.Errorf("the vault has %q, %v", typed, ok)
	}
	d := packNow(t, s)
	if d.Client.String() != "Tessell Systems plc" || d.Date.Format("2006-01-02") != "2026-12-01" || strings.Contains(d.Confidential.String(), name) || d.Accent.A == 0 {
		t.Errorf("%q, %v, %q", d.Client, d.Date, d.Confidential)
	}
	for _, bad := range []PackFace{{Accent: "#FFD400"}, {Accent: "#BC4434"}, {Accent: "teal"}, {Date: "1.12.2026"}} {
		wantKind(t, s.SetPackFace(ctx, bad), research.Invalid)
	}
	if now := must(s.PackFace(ctx))(t); now != f {
		t.Errorf("what was refused was kept: %+v", now)
	}
}

// A logo is kept in the study, without the file; it goes and comes back by undo.
func TestLogoIsKept(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	m := image.NewNRGBA(image.Rect(0, 0, 400, 120))
	for i := range m.Pix {
		m.Pix[i] = 90
	}
	m.Set(0, 0, color.Black)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "logo.png")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.SetPackLogo(ctx, path); err != nil {
		t.Fatal(err)
	}
	_ = os.Remove(path)
	if d := packNow(t, s); d.Logo == nil || d.Logo.W != 400 {
		t.Fatalf("%+v", d.Logo)
	}
	out := filepath.Join(t.TempDir(), "a")
	if _, err := s.Export(ctx, PackOptions{Slides: out + ".pptx"}, out+".pdf", out+".xlsx", nil); err != nil {
		t.Errorf("with a logo: %v", err)
	}
	if err := s.SetPackLogo(ctx, ""); err != nil || packNow(t, s).Logo != nil {
		t.Error("the logo is still there", err)
	}
	if _, err := s.Undo(ctx); err != nil || packNow(t, s).Logo == nil {
		t.Error("undo does not bring the logo back", err)
	}
	wantKind(t, s.SetPackLogo(ctx, path), research.Unreadable)
}

// A message that a person wrote says when the figures behind it have changed.
func TestMessagesSayWhenTheirFiguresChange(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	d := packNow(t, s)
	const own = "They heard price; it was timing"
	if err := s.SetPackTitle(ctx, report.WinLoss, own, d.Behind(report.WinLoss)...); err != nil {
		t.Fatal(err)
	}
	message := func() PackMessage {
		t.Helper()
		list := must(s.PackMessages(ctx, packNow(t, s)))(t)
		return list[slices.IndexFunc(list, func(m PackMessage) bool { return m.Kind == report.WinLoss })]
	}
	if m := message(); m.Own != own || len(m.Changed) > 0 || m.Drafted == "" || m.Drafted == own {
		t.Fatalf("%+v", m)
	}
	// The themes change places: what was counted stays.
	themes := must(s.store.Themes(ctx))(t)
	if err := s.MoveTheme(ctx, themes[0].ID, 1); err != nil {
		t.Fatal(err)
	}
	if m := message(); len(m.Changed) > 0 {
		t.Errorf("a theme that was moved counts as changed: %v", m.Changed)
	}
	// A coding of a theme behind it goes.
	code := must(s.store.Themes(ctx))(t)
	gone := 0
	_, err := s.store.Edit(ctx, "Take codings out", func(tx *store.Tx) error {
		for _, r := range s.InterviewRows(InterviewFilter{}) {
			if r.Interview.Outcome != research.Lost || gone > 5 {
				continue
			}
			list, err := tx.Codings(ctx, r.Interview.ID)
			if err != nil {
				return err
			}
			for _, c := range list {
				if slices.ContainsFunc(code, func(t research.Theme) bool { return slices.Contains(t.Codes, c.Code) }) {
					if err := tx.DeleteCoding(c.ID); err != nil {
						return err
					}
				}
			}
			gone++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	m := message()
	if len(m.Changed) == 0 || !strings.Contains(m.Changed[0], "written when it was ") || !strings.Contains(m.Changed[0], "; now ") {
		t.Errorf("the codings of %d interviews went, and the message says %v", gone, m.Changed)
	}
	// Kept again, it is about the figures of now.
	if err := s.SetPackTitle(ctx, report.WinLoss, own, packNow(t, s).Behind(report.WinLoss)...); err != nil {
		t.Fatal(err)
	}
	if m := message(); len(m.Changed) > 0 {
		t.Errorf("kept again: %v", m.Changed)
	}
	if err := s.SetPackTitle(ctx, report.WinLoss, ""); err != nil || message().Own != "" {
		t.Error("the drafted one does not come back", err)
	}
}
