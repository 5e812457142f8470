package views

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
)

// doubledStudy is the sample with twelve interviews of which CD has coded six: much the same, and some otherwise.
func doubledStudy(t *testing.T) *session.Session {
	t.Helper()
	s, ctx := sampleStudy(t), context.Background()
	d, err := s.DrawSample(ctx, "CD", .2, 4711)
	if err == nil {
		err = s.Assign(ctx, d)
	}
	if err != nil {
		t.Fatal(err)
	}
	was := s.Coder()
	for n, id := range d.Interviews[:6] {
		s.SetCoder(was)
		first, err := s.Placed(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		s.SetCoder("CD")
		for i, p := range first {
			code, to := p.Coding.Code, p.To
			switch (i + n) % 7 {
			case 2:
				continue
			case 4:
				code = s.Book().Codes[(s.Book().Index(code)+1)%len(s.Book().Codes)].ID
			case 5:
				to.Offset = max(p.From.Offset+1, to.Offset-9)
			}
			if _, err := s.ApplyCode(ctx, id, p.From, to, code); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.FinishSecond(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	s.SetCoder(was)
	return s
}

// Before there is a second coder the screen says how to begin; the dialog draws a sample and gives it.
func TestCodersBegin(t *testing.T) {
	s := sampleStudy(t)
	r := newRoom(t, s, theme.LightMode, usual, func(h Host) View { return NewCoders(h) }, nil)
	v := r.view.(*Coders)
	if !v.empty.Visible() || v.rows.Visible() || v.Rune('1') {
		t.Error("a study of one coder shows more than how to begin")
	}
	r.shoot("coders-empty")
	v.askSecond()
	r.shoot("coders-dialog")
	draw, err := s.DrawSample(context.Background(), "CD", .2, 1)
	if err == nil {
		err = s.Assign(context.Background(), draw)
	}
	if err != nil || v.empty.Visible() || len(v.seconds) != 1 {
		t.Errorf("after twelve were given the screen still begins, %v", err)
	}
}

// Differences are settled by their keys, one after the other, and leave the list; undo brings one back.
func TestCodersSettleByKeys(t *testing.T) {
	s := doubledStudy(t)
	r := newRoom(t, s, theme.LightMode, usual, func(h Host) View { return NewCoders(h) }, nil)
	v := r.view.(*Coders)
	n := len(v.list)
	if n < 4 || v.empty.Visible() {
		t.Fatalf("%d differences", n)
	}
	r.shoot("coders-differences")
	for i, key := range "1234" {
		d, _ := v.item()
		v.note.SetText("Looked at again.")
		if !v.Rune(key) || len(v.list) != n-i-1 {
			t.Fatalf("%c leaves %d of %d", key, len(v.list), n)
		}
		all, err := s.Differences(context.Background(), v.unit, true)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range all {
			if x.Settled && x.Code.ID == d.Code.ID && x.Interview.Interview.ID == d.Interview.Interview.ID && x.From == d.From && x.Note != "Looked at again." {
				t.Errorf("the note is %q", x.Note)
			}
		}
	}
	if _, err := s.Undo(context.Background()); err != nil || len(v.list) != n-3 {
		t.Errorf("undo leaves %d of %d, %v", len(v.list), n, err)
	}
	if !v.Rune('s') || len(v.list) != n {
		t.Errorf("%d of %d with those that are settled", len(v.list), n)
	}
	r.shoot("coders-settled")
	if !v.Key(&fyne.KeyEvent{Name: fyne.KeyReturn}) || r.went[len(r.went)-1] != "coding" {
		t.Errorf("Enter leads to %v", r.went)
	}
	for _, unit := range []string{"interview", "character", "turn"} {
		if v.Rune('u'); v.unit.String() != unit || v.agreed.Unit != v.unit {
			t.Errorf("the unit is %s, want %s", v.unit, unit)
		}
	}
}

// The second tab tells how far they agree; the screen stands in every size, light and dark.
func TestCodersAgreement(t *testing.T) {
	s := doubledStudy(t)
	for _, c := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"light-1440", theme.LightMode, usual}, {"dark-1440", theme.DarkMode, usual}, {"light-1280", theme.LightMode, fyne.NewSize(1224, 632)}, {"dark-1280", theme.DarkMode, fyne.NewSize(1224, 632)}, {"wide", theme.LightMode, fyne.NewSize(2352, 1352)}} {
		r := newRoom(t, s, c.mode, c.size, func(h Host) View { return NewCoders(h) }, nil)
		v := r.view.(*Coders)
		r.shoot("coders-" + c.name + "-differences")
		v.Rune('a')
		if !v.table.Visible() || v.rows.Visible() || len(v.agreed.Codes) < 10 || !v.agreed.Overall.Kappa.Defined() {
			t.Errorf("%s: the table shows %d codes", c.name, len(v.agreed.Codes))
		}
		r.shoot("coders-" + c.name + "-agreement")
		v.Rune('u')
		r.shoot("coders-" + c.name + "-interview")
	}
}
