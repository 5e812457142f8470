package views

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/report"
)

func reportRoom(t *testing.T, s *session.Session, mode theme.Mode, size fyne.Size) (*room, *Report) {
	t.Helper()
	r := newRoom(t, s, mode, size, func(h Host) View {
		v := NewReport(h)
		v.off = func(f func()) { f() }
		return v
	}, nil)
	return r, r.view.(*Report)
}

func (v *Report) press(k fyne.KeyName) { v.list.TypedKey(&fyne.KeyEvent{Name: k}) }

// By keys alone: go through the pages, leave a section out, move it, write its message, take the drafted one back.
func TestReportByKeys(t *testing.T) {
	s := sampleStudy(t)
	r, v := reportRoom(t, s, theme.LightMode, bodyLarge)
	v.list.Focus()
	usual := len(v.doc.Pages)
	for range 3 {
		v.press(fyne.KeyDown)
	}
	k, _ := v.chosen()
	if k != v.rows[3].section.Kind || v.page != v.rows[3].page {
		t.Fatalf("on %s", k)
	}
	was := slices.IndexFunc(v.rows, func(r reportRow) bool { return r.section.Kind == k })
	if !v.keys().Press("Alt+Up") {
		t.Fatal("Alt Up does nothing")
	}
	if now, _ := v.chosen(); now != k || slices.IndexFunc(v.rows, func(r reportRow) bool { return r.section.Kind == k }) >= was {
		t.Errorf("moved to %d from %d, chosen is %s", v.list.Chosen(), was, now)
	}
	v.list.TypedRune('x')
	if sec, _ := v.section(); sec.Kind != k || !sec.Off || len(v.doc.Pages) >= usual || v.page != -1 {
		t.Errorf("left out: %+v, %d pages", sec, len(v.doc.Pages))
	}
	r.shoot("report-left-out")
	v.list.TypedRune('x')
	if len(v.doc.Pages) != usual || v.page < 0 {
		t.Errorf("taken in again: %d pages of %d", len(v.doc.Pages), usual)
	}
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // to the message
	if !v.title.Focused() {
		t.Fatal("Enter does not go to the message")
	}
	v.title.SetText("Price is an excuse")
	v.title.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := v.doc.Pages[v.page].Title.String(); got != "Price is an excuse" || !v.list.Focused() {
		t.Errorf("the page says %q", got)
	}
	v.list.TypedRune('d')
	if got := v.doc.Pages[v.page].Title.String(); got == "Price is an excuse" || v.messages[k].Own != "" {
		t.Errorf("the drafted message does not come back: %q", got)
	}
	for range 5 {
		if _, err := s.Undo(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	if len(v.doc.Pages) != usual || len(r.fails) != 0 {
		t.Errorf("%d pages, %v", len(v.doc.Pages), r.fails)
	}
}

// The page in view is the one of the PDF, drawn off the window's goroutine; what is drawn meanwhile is not shown.
func TestReportDrawsPagesElsewhere(t *testing.T) {
	s := sampleStudy(t)
	var waiting []func()
	r := newRoom(t, s, theme.LightMode, usual, func(h Host) View {
		v := NewReport(h)
		v.off = func(f func()) { waiting = append(waiting, f) }
		return v
	}, nil)
	v := r.view.(*Report)
	for n := 0; len(waiting) > 0 && n < 20; n++ {
		f := waiting[0]
		waiting = waiting[1:]
		f()
		r.win.Canvas().Capture()
	}
	if v.sheet.Pending() || !v.ready {
		t.Fatal("the page is not drawn")
	}
	v.list.Choose(1)
	r.win.Canvas().Capture()
	if len(waiting) != 1 || !v.sheet.Pending() {
		t.Fatalf("%d pictures are being made", len(waiting))
	}
	v.list.Choose(2)
	r.win.Canvas().Capture()
	for _, f := range waiting {
		f()
	}
	if v.sheet.Pending() {
		t.Error("the page that was wanted last is not shown")
	}
}

// The client's name, logo, colour, date and line are asked for in one card and undone in one step; what cannot be
// taken is said there.
func TestReportFace(t *testing.T) {
	s := sampleStudy(t)
	r, v := reportRoom(t, s, theme.DarkMode, bodyLarge)
	m := image.NewNRGBA(image.Rect(0, 0, 360, 100))
	for i := range 360 * 100 {
		if x := i % 360; (x/20)%2 == 0 {
			m.Set(x, i/360, color.NRGBA{60, 30, 110, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	logo := filepath.Join(t.TempDir(), "logo.png")
	if err := os.WriteFile(logo, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	v.list.Focus()
	v.list.TypedRune('f')
	f := newFaceForm(v)
	f.client.SetText("Tessell Systems plc")
	f.confidential.SetText("Confidential. For the board only.")
	f.accent.SetText("#FFD400")
	f.date.SetText("2026-12-01")
	f.logo = logo
	if f.keep() || !strings.Contains(f.wrong, "too light") {
		t.Errorf("a colour that cannot be read was taken: %q", f.wrong)
	}
	if v.doc.Logo != nil || v.face.Date != "" {
		t.Error("half of it was kept")
	}
	f.accent.SetText("#5B2A86")
	if !f.keep() {
		t.Fatal(f.wrong)
	}
	if v.doc.Logo == nil || v.doc.Client.String() != "Tessell Systems plc" || v.doc.Accent.A == 0 || v.doc.Confidential.Empty() || v.doc.Date.Format("2006-01-02") != "2026-12-01" {
		t.Errorf("%+v", v.face)
	}
	r.win.Canvas().Overlays().Remove(r.win.Canvas().Overlays().Top())
	r.shoot("report-face")
	if _, err := s.Undo(context.Background()); err != nil || v.doc.Logo != nil || v.face != (session.PackFace{}) {
		t.Errorf("one undo leaves %+v, %v", v.face, err)
	}
}

// An issued pack is listed and saved again by keys, to the byte.
func TestReportSavesAgain(t *testing.T) {
	s := sampleStudy(t)
	if err := s.Unlock(session.SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := s.Export(context.Background(), session.PackOptions{}, filepath.Join(dir, "a.pdf"), filepath.Join(dir, "a.xlsx"), nil); err != nil {
		t.Fatal(err)
	}
	r, v := reportRoom(t, s, theme.LightMode, bodySmall)
	if len(v.issued) != 1 {
		t.Fatalf("%d packs are listed", len(v.issued))
	}
	l := v.listIssued()
	r.shoot("report-issued")
	if !l.saveable() {
		t.Fatal("the pack cannot be saved again")
	}
	l.rows.Mark(0)
	r.saveTo = filepath.Join(dir, "b.pdf")
	l.rows.TypedRune('s')
	for _, ext := range []string{".pdf", ".xlsx"} {
		was, err := os.ReadFile(filepath.Join(dir, "a"+ext))
		now, err2 := os.ReadFile(filepath.Join(dir, "b"+ext))
		if err != nil || err2 != nil || !bytes.Equal(was, now) {
			t.Errorf("%s: %v %v, the same: %v", ext, err, err2, bytes.Equal(was, now))
		}
	}
}

// When the figures behind a message change, the list and the card say so.
func TestReportSaysWhatChanged(t *testing.T) {
	s := sampleStudy(t)
	for i, size := range []fyne.Size{bodyLarge, bodySmall} {
		for j, mode := range []theme.Mode{theme.LightMode, theme.DarkMode} {
			r, v := reportRoom(t, s, mode, size)
			v.list.Choose(v.rowOf(report.Answer, 0))
			r.shoot(fmt.Sprintf("report-%d-%d-answer", i, j))
			if i+j == 0 {
				fig := v.doc.Behind(report.WinLoss)[0]
				fig.X--
				if err := s.SetPackTitle(context.Background(), report.WinLoss, "They heard price; it was timing", fig); err != nil {
					t.Fatal(err)
				}
			}
			v.list.Choose(v.rowOf(report.WinLoss, 0))
			if c := v.changes(report.WinLoss); !strings.Contains(c, "written when it was") {
				t.Errorf("the card says %q", c)
			}
			r.shoot(fmt.Sprintf("report-%d-%d", i, j))
			v.list.Choose(v.rowOf(report.BusinessCase, 0))
			r.shoot(fmt.Sprintf("report-%d-%d-nothing", i, j))
		}
	}
}
