package excel

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// The colours of the pack on paper.
const (
	ink     = "162032"
	mute    = "5B6679"
	line    = "E0E4EA"
	accent  = "1C6B78"
	loss    = "BC4434"
	slate   = "4F5B6E"
	soft    = "E2EFF1"
	warn    = "7F5200"
	hatch   = "B4BDCA"
	heatLow = "#E6F1F2"
	heatMid = "#7AB2BA"
	heatTop = "#2F7681"
)

// stageColours tick the nine buying stages.
var stageColours = [...]string{"2A67AE", "7150A6", "935A00", "AD3F79", "4F7116", "4C5BC0", "7A5C3A", "2F7340", "8A3F9E"}

// styleSet is the styles that cells use, by number.
type styleSet struct {
	title, note, head, text, wrap, strong, whole, percent, decimal, points, date, withheld, draft, ask, label, message int
	stage                                                                                                              [len(stageColours)]int
}

func (b *book) styles() {
	edge := []excelize.Border{{Type: "bottom", Color: line, Style: 1}}
	top := &excelize.Alignment{Vertical: "top"}
	words := &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1}
	wrap := &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1, WrapText: true}
	font := func(size float64, bold bool, colour string) *excelize.Font {
		return &excelize.Font{Size: size, Bold: bold, Color: colour, Family: "Calibri"}
	}
	format := func(s string) *string { return &s }
	fill := func(c string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c}}
	}
	add := func(to *int, s excelize.Style) {
		n, err := b.f.NewStyle(&s)
		b.do(err)
		*to = n
	}
	body := font(11, false, ink)
	add(&b.s.title, excelize.Style{Font: font(16, true, ink)})
	add(&b.s.note, excelize.Style{Font: font(10, false, mute), Alignment: top})
	add(&b.s.label, excelize.Style{Font: font(11, true, accent)})
	add(&b.s.head, excelize.Style{Font: font(10, true, "FFFFFF"), Fill: fill(accent), Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "left", Indent: 1, WrapText: true}})
	add(&b.s.text, excelize.Style{Font: body, Border: edge, Alignment: words})
	add(&b.s.wrap, excelize.Style{Font: body, Border: edge, Alignment: wrap})
	add(&b.s.strong, excelize.Style{Font: font(11, true, ink), Border: edge, Alignment: wrap})
	add(&b.s.whole, excelize.Style{Font: body, Border: edge, Alignment: top, NumFmt: 1})
	add(&b.s.percent, excelize.Style{Font: body, Border: edge, Alignment: top, NumFmt: 9})
	add(&b.s.points, excelize.Style{Font: body, Border: edge, Alignment: top, CustomNumFmt: format(`+0%;-0%;0%`)})
	add(&b.s.decimal, excelize.Style{Font: body, Border: edge, Alignment: top, CustomNumFmt: format("0.0")})
	add(&b.s.date, excelize.Style{Font: body, Border: edge, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}, CustomNumFmt: format("d mmmm yyyy")})
	add(&b.s.withheld, excelize.Style{Font: &excelize.Font{Size: 10, Italic: true, Color: mute, Family: "Calibri"}, Border: edge,
		Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right"}, Fill: excelize.Fill{Type: "pattern", Pattern: 14, Color: []string{hatch}}})
	add(&b.s.message, excelize.Style{Font: font(11, true, ink), Border: edge, Alignment: wrap})
	add(&b.s.draft, excelize.Style{Font: font(12, true, warn)})
	add(&b.s.ask, excelize.Style{Font: font(12, true, ink), Fill: fill(soft), Alignment: wrap})
	for i, c := range stageColours {
		add(&b.s.stage[i], excelize.Style{Font: font(11, true, c), Border: edge, Alignment: top, NumFmt: 1})
	}
}

// stageStyle is the style of a stage's number.
func (b *book) stageStyle(n int) int {
	if n < 1 {
		return b.s.whole
	}
	return b.s.stage[(n-1)%len(stageColours)]
}

// heat colours a range of counts from none to all of a base.
func (s *sheet) heat(col, from, to, base int) {
	if to < from || base <= 0 {
		return
	}
	s.b.do(s.b.f.SetConditionalFormat(s.name, cell(col, from)+":"+cell(col, to), []excelize.ConditionalFormatOptions{{
		Type: "3_color_scale", Criteria: "=", MinType: "num", MidType: "num", MaxType: "num",
		MinValue: "0", MidValue: fmt.Sprintf("%g", float64(base)/2), MaxValue: fmt.Sprint(base), MinColor: heatLow, MidColor: heatMid, MaxColor: heatTop}}))
}
