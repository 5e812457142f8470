package leak

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"openloop/research"
)

func talkPDF(tb testing.TB) []byte {
	return pack(tb, func(p *gofpdf.Fpdf) {
		p.SetFont("Helvetica", "", 12)
		p.Text(40, 60, "Ada: What was going on")
		p.Text(40, 76, "when this came up?")
		p.AddPage()
		p.Text(40, 60, "Buyer: We said price.")
	})
}

// The text layer comes out line by line.
func TestPages(t *testing.T) {
	pages, err := Pages(context.Background(), "talk.pdf", talkPDF(t))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(pages, "\f")
	if !strings.Contains(text, "Ada: What was going on\nwhen this came up?") || !strings.Contains(text, "\fBuyer: We said price.") {
		t.Errorf("%q", text)
	}
}

// A PDF that is cut off, turned over or made to be read forever is read as far as it goes, or said to be damaged;
// it never takes the program with it.
func TestBadPages(t *testing.T) {
	good := talkPDF(t)
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range 400 {
		bad := append([]byte(nil), good...)
		if i%2 == 0 {
			bad = bad[:rnd.IntN(len(bad))]
		} else {
			for range 1 + rnd.IntN(20) {
				bad[rnd.IntN(len(bad))] ^= 1 << rnd.IntN(8)
			}
		}
		readsPages(t, bad)
	}
	for _, bad := range []string{
		"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R 1 0 R]>>endobj trailer<</Root 1 0 R>>",
		"%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Kids[" + strings.Repeat("3 0 R ", 9000) + "]>>endobj trailer<</Root 1 0 R>>",
		"%PDF-1.4\n1 0 obj" + strings.Repeat("[", 1<<20) + " trailer<</Root 1 0 R>>",
		"%PDF-1.4\n1 0 obj<</Pages 1 0 R/Contents 2 0 R/Resources<</XObject<</A 2 0 R>>>>>>endobj 2 0 obj<</Subtype/Form/Length 12>>stream\n/A Do /A Do \nendstream endobj trailer<</Root 1 0 R>>",
		"%PDF-1.4\nencrypted trailer<</Encrypt 5 0 R/Root 1 0 R>>",
	} {
		readsPages(t, []byte(bad))
	}
}

func readsPages(t *testing.T, data []byte) {
	t.Helper()
	if _, err := Pages(context.Background(), "bad.pdf", data); err != nil && (research.KindOf(err) == "" || !strings.HasPrefix(err.Error(), "bad.pdf")) {
		t.Errorf("%v", err)
	}
}

func FuzzPages(f *testing.F) {
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Contents 3 0 R>>endobj 3 0 obj<</Length 20>>stream\nBT (Ada: Hello) Tj ET\nendstream endobj trailer<</Root 1 0 R>>"))
	f.Fuzz(func(t *testing.T, data []byte) { readsPages(t, data) })
}
