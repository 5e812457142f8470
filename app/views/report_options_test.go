package views

import (
	"strings"
	"testing"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/report"
)

// The pack speaks the language that was chosen, and what is wanted besides goes beside it; a draft takes slides only.
func TestReportOptions(t *testing.T) {
	s := sampleStudy(t)
	r := newRoom(t, s, theme.LightMode, usual, func(h Host) View {
		v := NewReport(h)
		v.off = func(f func()) { f() }
		return v
	}, nil)
	v := r.view.(*Report)
	v.askOptions()
	v.keepOptions(report.German, packOptions{slides: true, quotes: true, charts: true})
	if s.Study().Language != "de" || !strings.Contains(v.doc.Pages[0].Name.String(), "Antwort") {
		t.Errorf("in %q page 1 is %q", s.Study().Language, v.doc.Pages[0].Name)
	}
	var o session.PackOptions
	v.also.into(&o, "here/pack")
	if o.Slides != "here/pack.pptx" || o.Quotes != "here/pack-quotes.csv" || o.Figures != "" || o.Charts != "here/pack-charts" {
		t.Errorf("%+v", o)
	}
	o = session.PackOptions{Draft: true}
	v.also.into(&o, "here/pack")
	if o.Slides == "" || o.Quotes+o.Figures+o.Charts != "" {
		t.Errorf("a draft: %+v", o)
	}
}
