package session

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkLeakCheck reads the sample's pack back, PDF and workbook, and looks for 2,000 people more than it
// knows, each with an address and a number.
func BenchmarkLeakCheck(b *testing.B) {
	s := openSample(b)
	ctx := context.Background()
	dir := b.TempDir()
	w, err := s.Export(ctx, PackOptions{}, filepath.Join(dir, "a.pdf"), filepath.Join(dir, "a.xlsx"), nil)
	if err != nil {
		b.Fatal(err)
	}
	takeIn(b, s, crowd(2000), false)
	ids, err := s.identities(ctx)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d forms of names", len(ids))
	for b.Loop() {
		search, err := s.search(ctx)
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range w.Files {
			data, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			if c, err := s.lookFor(ctx, filepath.Base(f), data, search); err != nil || !c.Clean() {
				b.Fatalf("%s: %+v, %v", f, c.Hits, err)
			}
		}
	}
}

// crowd is a sheet of people nobody else is called like.
func crowd(n int) [][]string {
	rows := [][]string{{"Interview ID", "Interviewee", "Email", "Phone", "Company", "Outcome", "Date", "Consent to quote", "Interviewer", "Q09 Tell me about the first proper meeting."}}
	for i := range n {
		first, last := fmt.Sprintf("Xa%cvo%c", 'a'+i%26, 'a'+i/26%26), fmt.Sprintf("Qu%crb%cnsk%c", 'a'+i%25, 'a'+i/25%25, 'a'+i/625%25)
		rows = append(rows, []string{fmt.Sprint("C", i), first + " " + last, fmt.Sprintf("%s.%s@zq%d.example", first, last, i), fmt.Sprintf("+49 %d %07d", 30+i%60, 1000003*(i+3)%9999999), fmt.Sprintf("%sfold Werke GmbH", last),
			"won", "2026-04-01", "yes", "RO", "They listened."})
	}
	return rows
}
