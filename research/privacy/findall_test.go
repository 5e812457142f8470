package privacy

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// Many texts at once come out as one by one, in their order; a cancelled call gives nothing.
func TestFindAll(t *testing.T) {
	var texts []string
	for _, name := range []string{"passages.json", "passages_blind.json"} {
		for _, p := range passageSet(t, name) {
			texts = append(texts, p.Text, "", strings.ToLower(p.Text))
		}
	}
	texts = append(texts, strings.Repeat(spokenText, 3*pieceSize/len(spokenText)))
	d := bigDictionary()
	for _, some := range [][]string{nil, texts[:1], texts[:9], texts} {
		all, err := d.FindAll(context.Background(), some)
		if err != nil || len(all) != len(some) {
			t.Fatalf("%d answers of %d, %v", len(all), len(some), err)
		}
		for i, text := range some {
			if !slices.Equal(all[i], d.Find(text)) {
				t.Errorf("%.60q: %+v", text, all[i])
			}
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if all, err := d.FindAll(ctx, texts); err == nil || all != nil {
		t.Errorf("cancelled: %d answers, %v", len(all), err)
	}
}

// BenchmarkFindAll looks through the answers of a hundred interviews, on every processor.
func BenchmarkFindAll(b *testing.B) {
	var texts []string
	for len(texts) < 4000 {
		for line := range strings.Lines(spokenText) {
			texts = append(texts, line)
		}
	}
	bytes := len(strings.Join(texts, ""))
	d := bigDictionary()
	b.SetBytes(int64(bytes))
	onProcessor(b, bytes, func() {
		if _, err := d.FindAll(context.Background(), texts); err != nil {
			b.Fatal(err)
		}
	})
}
