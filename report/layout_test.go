package report_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/report/page"
	"openloop/report/pdf"
	"openloop/research"
	"openloop/research/privacy"
)

// Whatever is chosen, every section is there once, the answer stands first and the method last, and moving one
// keeps the others in their order.
func TestOrderKeepsEverySection(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for range 500 {
		var l report.Layout
		for range r.IntN(12) {
			k := report.Kind("no such section")
			if n := r.IntN(len(report.Kinds()) + 1); n < len(report.Kinds()) {
				k = report.Kinds()[n]
			}
			l.Sections = append(l.Sections, report.Choice{Kind: k, Off: r.IntN(3) == 0})
		}
		if r.IntN(2) == 0 {
			k := report.Kinds()[r.IntN(len(report.Kinds()))]
			before := kindsOf(l.Order(), k)
			l.Sections = l.Moved(k, r.IntN(9)-4)
			if after := kindsOf(l.Order(), k); !slices.Equal(before, after) {
				t.Fatalf("moving %s changed the order of the others: %v, %v", k, before, after)
			}
		}
		o := l.Order()
		all := kindsOf(o, "")
		if all[0] != report.Answer || all[len(all)-1] != report.Method || o[len(o)-1].Off {
			t.Fatalf("%v", o)
		}
		slices.Sort(all)
		want := report.Kinds()
		slices.Sort(want)
		if !slices.Equal(all, want) {
			t.Fatalf("%v", o)
		}
	}
}

func kindsOf(list []report.Choice, but report.Kind) []report.Kind {
	var out []report.Kind
	for _, c := range list {
		if c.Kind != but {
			out = append(out, c.Kind)
		}
	}
	return out
}

func kindsPrinted(d report.Document) []report.Kind {
	var out []report.Kind
	for _, p := range d.Pages {
		out = append(out, p.Kind)
	}
	return slices.Compact(out)
}

// Sections are left out and moved; what points to them follows, and the figures stay in the workbook.
func TestSectionsLeftOutAndMoved(t *testing.T) {
	in := made.Study(60)
	whole := build(t, in)
	in.Layout.Sections = report.Layout{Sections: in.Layout.With(report.Competitors, true)}.Moved(report.Stages, -2)
	in.Layout.Sections = in.Layout.With(report.Heard, true)
	d := build(t, in)
	kinds := kindsPrinted(d)
	if slices.Contains(kinds, report.Competitors) || slices.Contains(kinds, report.Heard) || slices.Index(kinds, report.Stages) > slices.Index(kinds, report.WinLoss) {
		t.Errorf("%v", kinds)
	}
	if len(d.Figures) != len(whole.Figures) {
		t.Errorf("%d figures, %d with every section", len(d.Figures), len(whole.Figures))
	}
	for _, f := range d.Findings {
		if f.Page > 0 && f.Page > len(d.Pages) || f.Page == 0 {
			t.Errorf("%q points to page %d of %d", f.Title, f.Page, len(d.Pages))
		}
	}
	if s := d.Section(report.Heard); !s.Off || s.Page != 0 || s.Name.Empty() {
		t.Errorf("%+v", s)
	}
	if s := d.Section(report.WinLoss); s.Off || s.Page == 0 || s.Drafted.Empty() {
		t.Errorf("%+v", s)
	}
	in.Layout.Sections = report.Layout{}.With(report.Answer, true)
	if d = build(t, in); d.Pages[0].Kind == report.Answer || len(d.Findings) != len(whole.Findings) {
		t.Errorf("without the answer: %v, %d findings", kindsPrinted(d), len(d.Findings))
	}
}

// What a person wrote in place of a drafted message is printed; the drafted one and its figures are still known.
func TestMessagesKnowTheirFigures(t *testing.T) {
	in := made.Study(60)
	drafted := build(t, in).Section(report.WinLoss).Drafted
	own, _ := privacy.Release(in.Dictionary, "They heard us last")
	in.Titles = map[report.Kind]privacy.SafeText{report.WinLoss: own}
	d := build(t, in)
	for _, p := range d.Pages {
		if p.Kind == report.WinLoss && p.Title.String() != "They heard us last" {
			t.Errorf("the message is %q", p.Title)
		}
	}
	if got := d.Section(report.WinLoss).Drafted; got != drafted {
		t.Errorf("drafted %q, was %q", got, drafted)
	}
	for _, k := range []report.Kind{report.Answer, report.FourReasons, report.WinLoss, report.Stages, report.Heard, report.Competitors, report.DecisionMessage} {
		if len(d.Behind(k)) == 0 {
			t.Errorf("no figure is behind %s", k)
		}
	}
	for _, f := range d.Behind(report.WinLoss) {
		if f.Subject != report.OfTheme || !f.Shown {
			t.Errorf("%+v", f)
		}
	}
}

func logoOf(t *testing.T, c color.NRGBA, w, h int) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			if (x/8+y/8)%2 == 0 {
				m.SetNRGBA(x, y, c)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The client's face is on every page: logo, colour, day and line; colours that mean something stay.
func TestClientsFace(t *testing.T) {
	in := made.Study(60)
	img, err := report.NewLogo(logoOf(t, page.RGB(0x224466), 600, 200))
	if err != nil {
		t.Fatal(err)
	}
	in.Layout.Logo = img
	if in.Layout.Accent, err = report.ParseAccent("#5B2A86"); err != nil {
		t.Fatal(err)
	}
	in.Layout.Client, _ = privacy.Release(in.Dictionary, "Tessell Systems plc")
	in.Layout.Confidential, _ = privacy.Release(in.Dictionary, "For the board only")
	in.Layout.Date = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	in.Draft = true
	d := build(t, in)
	if d.Client.String() != "Tessell Systems plc" {
		t.Errorf("the client is %q", d.Client)
	}
	m := measure(t)
	for i := range d.Pages {
		s := d.Scene(i, m)
		words := strings.Join(s.Words(), "\n")
		for _, w := range []string{"For the board only", "1 December 2026", "DRAFT"} {
			if !strings.Contains(words, w) {
				t.Errorf("page %d does not say %q", i+1, w)
			}
		}
		logos, brand := 0, 0
		for _, mark := range s.Marks {
			switch x := mark.(type) {
			case page.Picture:
				logos++
				if x.X < 0 || x.X+x.W > page.Width || x.Y < 0 || x.H > 30 {
					t.Errorf("page %d: the logo stands at %+v", i+1, x)
				}
			case page.Rect:
				if x.Fill == page.RGB(0x5B2A86) {
					brand++
				}
			}
		}
		if logos != 1 || brand == 0 {
			t.Errorf("page %d has %d logos and %d rules in the client's colour", i+1, logos, brand)
		}
	}
	p := d.Palette()
	if p.Accent != page.Light().Accent || p.Loss != page.Light().Loss {
		t.Error("a colour that means something was changed")
	}
	var a, b bytes.Buffer
	if err := pdf.Write(context.Background(), &a, d, nil); err != nil {
		t.Fatal(err)
	}
	if err := pdf.Write(context.Background(), &b, build(t, in), nil); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two PDFs of one study differ")
	}
	if n := bytes.Count(a.Bytes(), []byte("/Subtype /Image")); n > 2 { // the picture and its transparency
		t.Errorf("the logo is in the file %d times", n)
	}
}

func TestAccents(t *testing.T) {
	for _, test := range []struct {
		code string
		ok   bool
	}{{"", true}, {"#5B2A86", true}, {"1c6b78", true}, {"#0050A0", true}, {"#333333", true},
		{"#BC4434", false}, {"#C0392B", false}, {"#7F5200", false}, {"#FFD400", false}, {"#FFFFFF", false}, {"#12345", false}, {"teal", false}} {
		c, err := report.ParseAccent(test.code)
		if (err == nil) != test.ok || err != nil && research.KindOf(err) != research.Invalid {
			t.Errorf("%q: %v, %v", test.code, c, err)
		}
		if err == nil && test.code != "" && !strings.EqualFold(strings.TrimPrefix(test.code, "#"), strings.TrimPrefix(report.AccentCode(c), "#")) {
			t.Errorf("%q is read as %s", test.code, report.AccentCode(c))
		}
	}
}

// What is kept of a logo is small and says nothing of who made it; what cannot be printed is refused.
func TestLogos(t *testing.T) {
	big := logoOf(t, page.RGB(0x224466), 3000, 900)
	img, err := report.NewLogo(big)
	if err != nil || img.W > 900 || img.H > 300 || len(img.PNG) > 512<<10 {
		t.Fatalf("%+v, %v", img, err)
	}
	again, err := report.OpenLogo(img.PNG)
	if err != nil || again.W != img.W || again.H != img.H {
		t.Errorf("%+v, %v", again, err)
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 300, 100)), nil); err != nil {
		t.Fatal(err)
	}
	withName := slices.Concat(photo.Bytes()[:2], []byte{0xff, 0xfe, 0, 14}, []byte("Ann Example "), photo.Bytes()[2:])
	if img, err = report.NewLogo(withName); err != nil || bytes.Contains(img.PNG, []byte("Ann Example")) {
		t.Errorf("a comment was kept, or %v", err)
	}
	for name, b := range map[string][]byte{"white": logoOf(t, page.RGB(0xFDFDFD), 200, 80), "tiny": logoOf(t, page.RGB(0), 10, 80), "text": []byte("no picture"),
		"cut": big[:len(big)/2], "vectors": []byte("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "nothing": nil} {
		if _, err := report.NewLogo(b); research.KindOf(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
