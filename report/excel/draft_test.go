package excel

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/research/privacy"
)

// Every sheet of a draft says so, on screen and in print, in every language; no sheet of an issued pack does.
func TestEverySheetOfADraftSaysSo(t *testing.T) {
	for _, lang := range report.Languages() {
		for _, draft := range []bool{true, false} {
			in := made.Study(60)
			in.Lang, in.Draft = lang, draft
			in.Layout.Confidential, _ = privacy.Release(in.Dictionary, "For the board & nobody else")
			d, err := report.Build(context.Background(), in)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := Write(context.Background(), &b, d, nil); err != nil {
				t.Fatal(err)
			}
			f, err := excelize.OpenReader(&b)
			if err != nil {
				t.Fatal(err)
			}
			word := report.WordsOfBook(lang).Draft
			for _, name := range f.GetSheetList() {
				title, err := f.GetCellValue(name, "A1")
				head, err2 := f.GetHeaderFooter(name)
				if err != nil || err2 != nil || head == nil {
					t.Fatal(err, err2)
				}
				if strings.Contains(title, word) != draft || strings.Contains(head.OddHeader, word) != draft || !strings.Contains(head.OddHeader, "For the board && nobody else") {
					t.Errorf("%s, draft %v: sheet %s is titled %q and printed under %q", lang, draft, name, title, head.OddHeader)
				}
			}
			f.Close()
		}
	}
}
