package session

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"openloop/report"
	"openloop/research"
	"openloop/research/privacy"
)

// The sample's pack is written whole, checked, and entered in the ledger.
func TestExport(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	dir := t.TempDir()
	pdf, xlsx := filepath.Join(dir, "a.pdf"), filepath.Join(dir, "a.xlsx")
	w, err := s.Export(ctx, PackOptions{}, pdf, xlsx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(w.Files, []string{pdf, xlsx}) || w.Pages < 8 || w.Figures < 100 || w.Checked < 200 || w.Quotes == 0 {
		t.Errorf("wrote %+v", w)
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("the folder holds %v", left)
	}
	issued, err := s.Issued(ctx)
	if err != nil || len(issued) != 1 || len(issued[0].Groups) == 0 || len(issued[0].Cells) == 0 || len(strings.Fields(issued[0].SHA256)) != 2 || issued[0].File != "a.pdf, a.xlsx" {
		t.Errorf("ledger %+v, %v", issued, err)
	}
	if _, ok := s.CanUndo(); ok {
		if name, _ := s.CanUndo(); name == "Issue the board pack" {
			t.Error("the ledger can be undone")
		}
	}
	for _, f := range w.Files {
		if hits, err := s.CheckFile(ctx, f); err != nil || len(hits) > 0 {
			t.Errorf("%s: %v, %v", f, hits, err)
		}
	}
}

// In every language the pack goes out: the statisticians that its method names are nobody in the vault.
func TestExportLanguages(t *testing.T) {
	s := openSample(t)
	dir := t.TempDir()
	for _, l := range report.Languages() {
		at := filepath.Join(dir, string(l))
		if _, err := s.Export(context.Background(), PackOptions{Lang: l, Slides: at + ".pptx"}, at+".pdf", at+".xlsx", nil); err != nil {
			t.Errorf("%s: %v", l, err)
		}
	}
}

// Slides are made, checked and entered with the rest; a name in them holds everything back.
func TestExportSlides(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	dir := t.TempDir()
	pdf, pptx := filepath.Join(dir, "a.pdf"), filepath.Join(dir, "a.pptx")
	w, err := s.Export(ctx, PackOptions{Slides: pptx}, pdf, "", nil)
	if err != nil || !slices.Equal(w.Files, []string{pdf, pptx}) || len(w.Checks) != 2 {
		t.Fatalf("wrote %+v, %v", w, err)
	}
	if hits, err := s.CheckFile(ctx, pptx); err != nil || len(hits) > 0 {
		t.Errorf("%v, %v", hits, err)
	}
	issued, err := s.Issued(ctx)
	if err != nil || len(issued) != 1 || issued[0].File != "a.pdf, a.pptx" {
		t.Errorf("ledger %+v, %v", issued, err)
	}
}

// Quotes, figures and charts leave like a pack: checked, with what is withheld left out, and in the ledger.
func TestExportData(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	dir := t.TempDir()
	at := func(n string) string { return filepath.Join(dir, n) }
	w, err := s.Export(ctx, PackOptions{Quotes: at("q.csv"), Figures: at("f.json"), Charts: at("charts")}, "", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	charts, err := os.ReadDir(at("charts"))
	if err != nil || len(charts) < 10 || len(w.Files) != 2+len(charts) || len(w.Checks) != 2+len(charts)/2 {
		t.Fatalf("%d charts, %d files, %d checked, %v", len(charts), len(w.Files), len(w.Checks), err)
	}
	_, err = s.Export(ctx, PackOptions{Draft: true, Quotes: at("no.csv")}, "", "", nil)
	wantKind(t, err, research.Invalid)
	svg, err := os.ReadFile(at("charts/2-the-four-reasons-1.svg"))
	if err != nil || !strings.Contains(string(svg), "Price against value") {
		t.Errorf("the chart of the four reasons: %v", err)
	}
	f, err := os.ReadFile(at("f.json"))
	if err != nil || !strings.Contains(string(f), `"withheld": true`) {
		t.Errorf("figures: %v", err)
	}
	q, err := os.ReadFile(at("q.csv"))
	if err != nil || strings.Count(string(q), "\n") < 50 {
		t.Errorf("quotes: %v", err)
	}
	issued, err := s.Issued(ctx)
	if err != nil || len(issued) != 1 || !strings.HasPrefix(issued[0].File, "q.csv, f.json, charts") {
		t.Errorf("ledger %+v, %v", issued, err)
	}
	if keep := os.Getenv("OPENLOOP_KEEP"); keep != "" {
		_ = os.CopyFS(keep, os.DirFS(dir))
	}
}

// A draft needs no vault, says that it is one, and stays off the ledger.
func TestDraft(t *testing.T) {
	path := copyOfSample(t)
	if err := os.Remove(VaultPath(path)); err != nil {
		t.Fatal(err)
	}
	s := open(t, path)
	ctx := context.Background()
	dir := t.TempDir()
	_, err := s.Export(ctx, PackOptions{}, filepath.Join(dir, "a.pdf"), "", nil)
	wantKind(t, err, research.NotFound)
	w, err := s.Export(ctx, PackOptions{Draft: true}, filepath.Join(dir, "a.pdf"), filepath.Join(dir, "a.xlsx"), nil)
	if err != nil || !w.Draft || len(w.Files) != 2 {
		t.Fatalf("%+v, %v", w, err)
	}
	if issued, _ := s.Issued(ctx); len(issued) != 0 {
		t.Error("a draft was entered in the ledger")
	}
}

// A locked vault gives no pack.
func TestExportNeedsTheVault(t *testing.T) {
	s := open(t, copyOfSample(t))
	_, err := s.Export(context.Background(), PackOptions{}, filepath.Join(t.TempDir(), "a.pdf"), "", nil)
	wantKind(t, err, research.Locked)
}

// A name in the finished file stops the export; nothing is written, nothing issued. Here somebody is called
// as the pack's own words say, which no redaction of what was said can help.
func TestLeakStopsExport(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	takeIn(t, s, interviewSheet([]string{"99", "Lars Anonymised", "Kortmann Werke", "won", "2026-04-01", "yes", "RO", "They listened.", "None."}), false)
	for _, file := range []string{"a.pdf", "a.xlsx"} {
		dir := t.TempDir()
		pdf, xlsx := filepath.Join(dir, file), ""
		if strings.HasSuffix(file, "xlsx") {
			pdf, xlsx = "", pdf
		}
		_, err := s.Export(ctx, PackOptions{}, pdf, xlsx, nil)
		wantKind(t, err, research.Withheld)
		if strings.Contains(err.Error(), "Anonymised") || !strings.Contains(err.Error(), file) {
			t.Errorf("the refusal says %v", err)
		}
		if left, _ := os.ReadDir(dir); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
		if issued, _ := s.Issued(ctx); len(issued) != 0 {
			t.Error("it was entered in the ledger")
		}
	}
	// A person who knows the word for what it is allows it.
	if err := s.AddName(ctx, research.CommonWord, "Anonymised"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Export(ctx, PackOptions{}, filepath.Join(t.TempDir(), "a.pdf"), "", nil); err != nil {
		t.Error(err)
	}
}

// What a person types into the study is masked as what was imported is.
func TestTypedNamesAreMasked(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	name := samplePlan(t).Interviews[4].Person.Name
	th, err := s.store.Themes(ctx)
	if err != nil {
		t.Fatal(err)
	}
	was := th[0]
	th[0].SoWhat = "As " + name + " said."
	if _, err := s.SaveTheme(ctx, th[0]); err != nil {
		t.Fatal(err)
	}
	if err := s.SetPackDecision(ctx, "Call "+name+"."); err != nil {
		t.Fatal(err)
	}
	for table, text := range tables(t, s.Path()) {
		if strings.Contains(text, name) {
			t.Errorf("table %s names them", table)
		}
	}
	if _, err := s.SaveTheme(ctx, was); err != nil {
		t.Fatal(err)
	}
	if now, _ := s.store.Themes(ctx); now[0].Name != was.Name || now[0].SoWhat != was.SoWhat || now[0].Recommendation != was.Recommendation {
		t.Errorf("a text that names nobody was changed: %+v", now[0])
	}
}

// What the leak check finds, it finds in any file; the statisticians of the method are nobody's name.
func TestLeakCheck(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	owner := samplePlan(t).Interviews[0].Owner
	for _, test := range []struct {
		text string
		want bool
	}{
		{"a table\nwith " + strings.ToUpper(owner) + " in it", true},
		{"95% Wilson intervals, Fisher’s exact test with Holm’s correction", false},
		{"Fisher’s exact test with Holm’s correction, as Mr Holm wished", true},
		{"nobody here", false},
	} {
		path := filepath.Join(t.TempDir(), "f.csv")
		if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
			t.Fatal(err)
		}
		hits, err := s.CheckFile(ctx, path)
		if err != nil || len(hits) > 0 != test.want {
			t.Errorf("%q: %d hits, %v", test.text, len(hits), err)
		}
	}
	_, err := s.CheckFile(ctx, filepath.Join(t.TempDir(), "none.pdf"))
	wantKind(t, err, research.NotFound)
}

// Where the files cannot be written, nothing is issued and nothing is left.
func TestExportWithoutAPlace(t *testing.T) {
	s := openSample(t)
	dir := t.TempDir()
	_, err := s.Export(context.Background(), PackOptions{}, filepath.Join(dir, "a.pdf"), filepath.Join(dir, "no", "such", "a.xlsx"), nil)
	wantKind(t, err, research.ReadOnly)
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	if issued, _ := s.Issued(context.Background()); len(issued) != 0 {
		t.Error("it was entered in the ledger")
	}
}

// A cancelled export leaves nothing.
func TestCancelledExport(t *testing.T) {
	s := openSample(t)
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	_, err := s.Export(ctx, PackOptions{}, filepath.Join(dir, "a.pdf"), filepath.Join(dir, "a.xlsx"), func(_, _ int, doing string) {
		if strings.HasPrefix(doing, "Looking for names in a.pdf") {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// The second pack respects the first: one interview more must not be told by what changed.
func TestSecondExportKeepsToTheLedger(t *testing.T) {
	s := worked(t)
	ctx := context.Background()
	before, err := s.Released(ctx, "outcome", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Export(ctx, PackOptions{}, filepath.Join(t.TempDir(), "a.pdf"), "", nil); err != nil {
		t.Fatal(err)
	}
	takeIn(t, s, interviewSheet([]string{"13", "Wendeline Kortmann", "Kortmann Werke", "won", "2026-04-01", "yes", "RO", "They listened to us again.", "We saw proof number 13."}), false)
	takeIn(t, s, codingSheet([]string{"13", "Q14", "proof number", "EVA-07", "RO", "us", "helped", "decided", ""}), false)
	after, err := s.Released(ctx, "outcome", "")
	if err != nil {
		t.Fatal(err)
	}
	if got := after.Total.Members.Count(); got != 12 {
		t.Errorf("the second pack counts %d interviews; with 13 the one that came in since could be told", got)
	}
	row := func(t privacy.Table, ref string) privacy.Cell {
		for _, r := range t.Rows {
			if r.Key == ref {
				return r.Total
			}
		}
		return privacy.Cell{}
	}
	if b, a := row(before, "EVA-07"), row(after, "EVA-07"); !b.Shown || a != b {
		t.Errorf("EVA-07 was %+v and is %+v", b, a)
	}
	if f, _ := s.Figures(ctx, ""); f.Base != 13 {
		t.Errorf("the screen counts %d interviews, want all 13", f.Base)
	}
	w, err := s.Export(ctx, PackOptions{}, filepath.Join(t.TempDir(), "b.pdf"), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	issued, _ := s.Issued(ctx)
	for _, e := range issued {
		for _, g := range e.Groups {
			if g.Predicate == "all" && len(g.Members) != 12 {
				t.Errorf("a pack counts %d interviews: %+v", len(g.Members), w)
			}
		}
	}
}

// No quote leaves without its participant's consent, nor with a pseudonym.
func TestClearQuote(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	b, err := s.Behind(ctx, Asked{})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[research.Consent]bool{}
	for _, q := range b.Quotes {
		consent := q.Interview.Participants[0].Consent
		if seen[consent] || q.Cleared {
			continue
		}
		seen[consent] = true
		switch err := s.ClearQuote(ctx, q, true, ""); consent {
		case research.ConsentFree:
			if err != nil {
				t.Errorf("%s: %v", consent, err)
			}
		default:
			wantKind(t, err, research.Withheld)
		}
		err := s.ClearQuote(ctx, q, true, "Ask Margit Oelschlager about it.")
		if consent == research.ConsentReworded || consent == research.ConsentFree {
			if err != nil {
				t.Errorf("%s, reworded: %v", consent, err)
			}
			all, _ := s.clearances(ctx)
			if c := all[q.Placed.Verbatim]; c.Level != research.ClearedReworded || strings.Contains(c.Reworded, "Margit") {
				t.Errorf("%s: clearance %+v", consent, c)
			}
		}
	}
	if len(seen) < 3 {
		t.Errorf("only these consents were met: %v", seen)
	}
	quotes, err := s.Pack(ctx, PackOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range quotes.Quotes {
		if pseudonym.MatchString(q.Words.String()) {
			t.Errorf("a quote leaves with a pseudonym: %s", q.Words)
		}
	}
}
