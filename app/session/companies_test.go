package session

import (
	"context"
	"slices"
	"strings"
	"testing"

	"openloop/research/intake"
)

// A file without a column of companies says, before anything is stored, that it releases no figure by itself;
// one that names some says how many do not.
func TestImportSaysThatCompaniesAreMissing(t *testing.T) {
	for name, c := range map[string]struct {
		rows    string
		missing bool
		says    string
	}{
		"none":  {"Interview,Participant,Outcome,Date\n1,Ada Finch,Lost,2026-03-02\n2,Bo Larch,Won,2026-03-03\n", true, "No interview names a company, so all count as one. A figure leaves only when it is about at least 3 companies"},
		"some":  {"Interview,Participant,Company,Outcome,Date\n1,Ada Finch,Orchard Foods,Lost,2026-03-02\n2,Bo Larch,,Won,2026-03-03\n", false, "1 of 2 interviews name no company"},
		"every": {"Interview,Participant,Company,Outcome,Date\n1,Ada Finch,Orchard Foods,Lost,2026-03-02\n2,Bo Larch,Mill Lane,Won,2026-03-03\n", false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStudy(t)
			ctx := context.Background()
			src, err := s.ReadSourceData(ctx, "interviews.csv", []byte(c.rows), nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := src.CompanyMissing(); got != c.missing {
				t.Errorf("the company is missing: %v, want %v", got, c.missing)
			}
			plan, err := s.Plan(ctx, src, nil)
			if err != nil {
				t.Fatal(err)
			}
			would, err := s.Import(ctx, plan, true, nil)
			if err != nil {
				t.Fatal(err)
			}
			said := strings.Join(would.Warnings, "\n")
			if c.says == "" && strings.Contains(said, "company") || !strings.Contains(said, c.says) {
				t.Errorf("says %q, want %q", said, c.says)
			}
			if i := slices.IndexFunc(src.Mappings[0].Columns, func(c intake.Column) bool { return c.Field == intake.FieldOrganisation }); i >= 0 {
				src.Mappings[0].Columns[i].Field = intake.FieldIgnore
				if !src.CompanyMissing() {
					t.Error("a column that is left out counts")
				}
			}
		})
	}
}
