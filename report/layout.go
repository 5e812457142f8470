package report

import (
	"image/color"
	"slices"
	"time"

	"openloop/report/page"
	"openloop/research/privacy"
)

// Sections that stand beside those of Kind: the numbers of the case, leads and hand-offs, what to keep, reverse and
// start, and what changed since the wave before.
const (
	LeadsAndHandOffs Kind = "leads"
	BusinessCase     Kind = "case"
	KeepReverse      Kind = "actions"
	SinceLast        Kind = "since"
	DealReviews      Kind = "reviews"
)

// Layout is what a person chose for the pack. The zero value is every section in its usual place, the client by
// the study's name for it, no logo, our own colour, the day on which it is made, and no line on confidentiality.
type Layout struct {
	Sections     []Choice // in order; a section that is not named stands in its usual place
	Client       privacy.SafeText
	Confidential privacy.SafeText // a line at the foot of every page
	Logo         *page.Image      // see NewLogo
	Accent       color.NRGBA      // see CheckAccent; A is 0 for our own
	Date         time.Time        // zero: Input.Date
}

// Choice is a section of the pack that was placed or left out.
type Choice struct {
	Kind Kind
	Off  bool
}

// Kinds are the sections of a pack in their usual order.
func Kinds() []Kind {
	return []Kind{Answer, FourReasons, OneStory, WinLoss, Stages, LeadsAndHandOffs, BusinessCase, KeepReverse, SinceLast,
		Heard, Importance, Together, Timeline, ThemeQuotes, Competitors, HeadToHead, DealReviews, Method}
}

// Fixed says whether a section can neither be left out nor be moved: figures go out with how they were made.
func (k Kind) Fixed() bool { return k == Method }

// Last says whether a section may only stand in the last pack that is issued of its interviews, and is left out until a person
// takes it in: themes by wave, and pairs of them, are released so that nobody can be worked out from one pack. Whoever
// holds them against the figures of a later pack could.
func (k Kind) Last() bool { return k == SinceLast || k == Timeline || k == Together }

// First says whether a section always stands first: the answer is also the list of contents.
func (k Kind) First() bool { return k == Answer }

// Order is every section of a pack once, in the order in which they are printed. Whatever the choices say, the
// answer stands first and the method last.
func (l Layout) Order() []Choice {
	var out []Choice
	for _, c := range l.Sections {
		if slices.Contains(Kinds(), c.Kind) && at(out, c.Kind) < 0 && !c.Kind.Fixed() && !c.Kind.First() {
			out = append(out, c)
		}
	}
	usual := Kinds()
	for i, k := range usual {
		if k.First() || k.Fixed() || at(out, k) >= 0 {
			continue
		}
		place := 0
		for j := i - 1; j >= 0 && place == 0; j-- { // after the nearest one before it
			place = at(out, usual[j]) + 1
		}
		out = slices.Insert(out, place, Choice{Kind: k, Off: k.Last()})
	}
	first := Choice{Kind: Answer}
	if i := slices.IndexFunc(l.Sections, func(c Choice) bool { return c.Kind == Answer }); i >= 0 {
		first.Off = l.Sections[i].Off
	}
	return append(append([]Choice{first}, out...), Choice{Kind: Method})
}

func at(list []Choice, k Kind) int {
	return slices.IndexFunc(list, func(c Choice) bool { return c.Kind == k })
}

// With is the order with a section left out or taken in again.
func (l Layout) With(k Kind, off bool) []Choice {
	out := l.Order()
	if i := at(out, k); i >= 0 && !k.Fixed() {
		out[i].Off = off
	}
	return out
}

// Moved is the order with a section moved by some places, as far as it goes: the answer stays first and the
// method last.
func (l Layout) Moved(k Kind, by int) []Choice {
	out := l.Order()
	i := at(out, k)
	if i < 0 || k.Fixed() || k.First() {
		return out
	}
	c := out[i]
	out = slices.Delete(out, i, i+1)
	return slices.Insert(out, min(max(i+by, 1), len(out)-1), c)
}

// SectionLine is what became of a section of the pack.
type SectionLine struct {
	Kind  Kind
	Name  Text
	Off   bool
	Page  int // its first one, 0 where it has none
	Pages int
	// Drafted is the message that the figures give its first page, whatever a person wrote in its place.
	Drafted Text
}

// Section is what became of a section.
func (d Document) Section(k Kind) SectionLine {
	i := slices.IndexFunc(d.Sections, func(s SectionLine) bool { return s.Kind == k })
	if i < 0 {
		return SectionLine{Kind: k}
	}
	return d.Sections[i]
}

// settleLayout takes over what does not need the figures.
func (b *builder) settleLayout() {
	l, d := b.in.Layout, b.doc
	if l.Client.String() != "" {
		d.Client = Words(l.Client)
	}
	if !l.Date.IsZero() {
		d.Date = l.Date
	}
	d.Confidential, d.Logo, d.Accent = Words(l.Confidential), l.Logo, l.Accent
}

// listSections says what became of each section, now that there are pages.
func (b *builder) listSections() {
	d, makers := b.doc, b.makers()
	for _, c := range b.in.Layout.Order() {
		if makers[c.Kind] == nil { // a section that this version cannot make
			continue
		}
		s := SectionLine{Kind: c.Kind, Name: b.sectionName(c.Kind), Off: c.Off, Drafted: b.drafted[c.Kind]}
		for _, p := range d.Pages {
			if p.Kind == c.Kind {
				if s.Pages == 0 {
					s.Page = p.Number
				}
				s.Pages++
			}
		}
		d.Sections = append(d.Sections, s)
	}
}

// Palette is the colours of the document: ours, with the client's where a colour means nothing.
func (d Document) Palette() page.Palette {
	p := page.Light()
	if d.Accent.A > 0 {
		p.Brand = d.Accent
	}
	return p
}
