package views

import (
	"strings"
	"testing"

	"openloop/app/theme"
)

// The findings of the first page are worded in a form, what is too long is refused there, and an emptied field is
// drafted again.
func TestFindingsAreWorded(t *testing.T) {
	r, v := reportRoom(t, sampleStudy(t), theme.LightMode, bodySmall)
	v.list.Focus()
	r.shoot("report-answer")
	if !v.keys().Press("W") || r.win.Canvas().Overlays().Top() == nil {
		t.Fatal("W opens nothing")
	}
	r.shoot("report-findings")
	drafted := v.doc.Findings[0].Title.String()
	f := v.newFindings()
	f.titles[0].SetText(strings.Repeat("long ", 20))
	if f.keep() || !strings.Contains(f.wrong, "does not fit") {
		t.Errorf("too long: %q", f.wrong)
	}
	f.titles[0].SetText("Price is an excuse")
	if !f.keep() {
		t.Fatal(f.wrong)
	}
	v.Show(nil)
	if got := v.doc.Findings[0].Title.String(); got != "Price is an excuse" {
		t.Errorf("the heading is %q", got)
	}
	f = v.newFindings()
	f.titles[0].SetText("")
	f.keep()
	v.Show(nil)
	if got := v.doc.Findings[0].Title.String(); got != drafted {
		t.Errorf("drafted again, the heading is %q", got)
	}
}
