package session

import (
	"context"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"openloop/research/intake/intaketest"
)

// workbook writes tabs as a real .xlsx file.
func workbook(tabs []intaketest.Tab) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	for i, t := range tabs {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", t.Name); err != nil {
				return nil, err
			}
		} else if _, err := f.NewSheet(t.Name); err != nil {
			return nil, err
		}
		for r, row := range t.Rows {
			if err := f.SetSheetRow(t.Name, fmt.Sprintf("A%d", r+1), &row); err != nil {
				return nil, err
			}
		}
	}
	b, err := f.WriteToBuffer()
	return b.Bytes(), err
}

// takeFile imports a file.
func takeFile(tb testing.TB, s *Session, name string, data []byte) Imported {
	tb.Helper()
	ctx := context.Background()
	src, err := s.ReadSourceData(ctx, name, data, nil)
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	plan, err := s.Plan(ctx, src, nil)
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	done, err := s.Import(ctx, plan, false, nil)
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	return done
}

// Not one byte of the study says who anybody is, whatever the layout and the script, though every layout went in; and
// each of them, taken once more, changes nothing.
func TestNoIdentityInTheStudyOfAnyLayout(t *testing.T) {
	s := newStudy(t)
	path := s.Path()
	seen := map[string]bool{}
	var identities []string
	rows := 0
	for _, l := range intaketest.All() {
		if l.Kind == "codings" {
			continue // of interviews by number, in whose texts the words are looked for
		}
		data, err := l.Data(workbook)
		if err != nil {
			t.Fatal(err)
		}
		d := takeFile(t, s, l.File, data)
		rows += d.New + d.Updated + d.CRM.New + d.CRM.Updated + d.CRM.Notes + d.CRM.Campaigns
		again := takeFile(t, s, l.File, data)
		if n := again.New + again.Updated + again.People + again.Organisations + again.CRM.New + again.CRM.Updated + again.CRM.Notes + again.CRM.Campaigns; n != 0 {
			t.Errorf("%s once more changes %d records: %d new, %d updated, %d people, %d organisations, %+v", l.Name, n, again.New, again.Updated, again.People, again.Organisations, again.CRM)
		}
		for _, id := range l.Identities {
			if !seen[id] && len(id) > 3 {
				seen[id], identities = true, append(identities, id)
			}
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if rows < 200 || len(identities) < 100 {
		t.Fatalf("only %d records and %d identities", rows, len(identities))
	}
	leaks := leaksOf(t, path, identities)
	for _, leak := range leaks {
		t.Error(leak)
	}
	t.Logf("%d identities of %d layouts in %d records: %d found", len(identities), len(intaketest.All())-1, rows, len(leaks))
}
