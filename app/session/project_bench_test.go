package session

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"
)

// bigProject writes a project as NVivo would: so many texts of equal length with so many codings in each.
func bigProject(tb testing.TB, texts, codings int) string {
	tb.Helper()
	r := rand.New(rand.NewPCG(7, 8))
	words := strings.Fields("we looked at three of them and the plan was late 🙂 nobody called back für Wochen so the board did what boards do because price is never only price")
	var codes, sources strings.Builder
	for c := range 60 {
		fmt.Fprintf(&codes, `<Code guid="%s" name="Code number %d" isCodable="true" color="#aa3311"/>`, guidNo(1000+c), c)
	}
	files := map[string]string{}
	for s := range texts {
		var text strings.Builder
		var starts []int // of words, in UTF-16 with CR LF
		at := 0
		for turn := range 60 {
			for k := range 60 {
				word := words[r.IntN(len(words))]
				if k == 0 {
					word = []string{"Interviewer: Why?", "Speaker 1: Well,"}[turn%2]
				}
				starts = append(starts, at)
				text.WriteString(word + " ")
				at += len(utf16.Encode([]rune(word))) + 1
			}
			text.WriteString("\r\n\r\n")
			at += 4
		}
		fmt.Fprintf(&sources, `<TextSource guid="%s" name="talk %d" plainTextPath="internal://%d.txt">`, guidNo(2000+s), s, s)
		for k := range codings {
			i := r.IntN(len(starts) - 12)
			n := 2 + r.IntN(9)
			id := guidNo(10_000 + s*codings + k)
			fmt.Fprintf(&sources, `<PlainTextSelection guid="%s" name="x" startPosition="%d" endPosition="%d" creatingUser="%s"><Coding guid="%s" creatingUser="%s"><CodeRef targetGUID="%s"/></Coding></PlainTextSelection>`,
				id, starts[i], starts[i+n]-1, guidNo(1), strings.Replace(id, "1", "3", 1), guidNo(1), guidNo(1000+r.IntN(60)))
		}
		sources.WriteString("</TextSource>")
		files[fmt.Sprintf("Sources/%d.txt", s)] = text.String()
	}
	files["project.qde"] = `<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="big" origin="NVivo 14"><Users><User guid="` + guidNo(1) + `" name="AB"/></Users><CodeBook><Codes>` + codes.String() + `</Codes></CodeBook><Sources>` + sources.String() + `</Sources></Project>`
	path := filepath.Join(tb.TempDir(), "big.qdpx")
	zippedProject(tb, path, files)
	return path
}

// BenchmarkProject reads a project of 10,000 codings, plans it, and goes through all of its import without writing.
func BenchmarkProject(b *testing.B) {
	path := bigProject(b, 40, 250)
	s := newStudy(b)
	ctx := context.Background()
	for _, whole := range []bool{false, true} {
		b.Run(map[bool]string{false: "read and planned", true: "to the dry run"}[whole], func(b *testing.B) {
			var most uint64
			for b.Loop() {
				p, err := s.ReadProject(ctx, path, nil)
				if err == nil {
					err = s.MatchProject(ctx, p, nil, nil)
				}
				if err != nil {
					b.Fatal(err)
				}
				plan, err := s.PlanProject(ctx, p)
				if err != nil || len(plan.Codings) != 10_000 || len(plan.Refused) > 0 {
					b.Fatal(err, len(plan.Codings))
				}
				if whole {
					done, err := s.Import(ctx, plan, true, nil)
					if err != nil || done.Codings+done.CodingsKnown != 10_000 {
						b.Fatal(err, done)
					}
				}
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapSys)
			}
			b.ReportMetric(float64(most)/(1<<20), "MB-heap")
		})
	}
}
