package sheet_test

import (
	"strings"
	"testing"

	"openloop/research/sheet"
)

// ods makes an OpenDocument spreadsheet of one sheet, as LibreOffice writes it.
func ods(tb testing.TB, rows string) []byte {
	tb.Helper()
	return zipped(tb, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml",
		`<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet><table:table table:name="Gespräche">`+rows+
			`<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`)
}

func TestODS(t *testing.T) {
	b := mustRead(t, "gespraeche.ods", ods(t, `
	<table:table-column table:number-columns-repeated="4"/>
	<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>Titel &amp; mehr</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
	<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
	<table:table-row>
		<table:table-cell office:value-type="float" office:value="12.5"><text:p>12,50 €</text:p></table:table-cell>
		<table:table-cell office:value-type="date" office:date-value="2026-03-12"><text:p>12.03.26</text:p></table:table-cell>
		<table:table-cell office:value-type="string"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>two <text:span>runs</text:span><text:s text:c="2"/>here</text:p><text:p>line two</text:p></table:table-cell>
		<table:table-cell office:value-type="boolean" office:boolean-value="true"/>
		<table:table-cell office:value-type="time" office:time-value="PT08H30M00S"><text:p>08:30</text:p></table:table-cell>
	</table:table-row>
	<table:table-row table:visibility="filter" table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>same</text:p></table:table-cell></table:table-row>`))
	s := &b.Sheets[0]
	wantRows(t, s, [][]string{{"Titel & mehr", "Titel & mehr"}, {}, {}, {"12.5", "2026-03-12", "two runs  here\nline two", "TRUE", "08:30:00"}, {"same", "same"}, {"same", "same"}})
	if b.Format != "ods" || s.Name != "Gespräche" || !s.Cell(3, 1).Date || !s.Cell(3, 0).Number || s.Cell(0, 1).Merged != sheet.MergedRight || !s.HiddenRows[4] {
		t.Errorf("%q %q %+v %v", b.Format, s.Name, s.Rows[3], s.HiddenRows)
	}
	if len(s.Warnings) != 1 || !strings.Contains(s.Warnings[0], "2 rows are hidden") {
		t.Errorf("%q", s.Warnings)
	}
}

// Repetitions are how a small file could ask for more cells than memory holds.
func TestODSBomb(t *testing.T) {
	cell := `<table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>x</text:p></table:table-cell>`
	if say := mustRefuse(t, "bomb.ods", ods(t, `<table:table-row table:number-rows-repeated="1000000">`+cell+`</table:table-row>`)); !strings.Contains(say, "cells") {
		t.Errorf("%q", say)
	}
	if say := mustRefuse(t, "rows.ods", ods(t, `<table:table-row table:number-rows-repeated="2000000"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>`)); !strings.Contains(say, "rows") {
		t.Errorf("%q", say)
	}
}
