package report_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/excel"
	"openloop/report/internal/made"
	"openloop/report/internal/readback"
	"openloop/report/page"
	"openloop/report/pdf"
	"openloop/report/pptx"
	"openloop/research"
	"openloop/research/analysis"
)

// full is a study that has everything: recommendations to several themes and a story.
func full(n int, l report.Lang) report.Input {
	in := made.Study(n)
	in.Lang = l
	for i, words := range []string{"", "Keep the two-minute pause after the first question, and teach it to everybody who joins.", "", "Ask three customers of each size for a visit that a buyer may make alone.", "Name the person who will be there on the day of the switch, in the offer.", "", "Nobody sends an offer before the one who signs has been met."} {
		if words != "" {
			in.Themes[i].Recommendation = words
		}
	}
	in.Themes[6].Says = ""
	s := report.Story{Title: safe(in, "They said price. It was a proposal that came too early"), Text: safe(in, "Too expensive: “In the end you were simply too expensive.”\nThan what? Than they had planned for.\nTiming: “The offer was in my inbox before we had agreed among ourselves what we needed.”")}
	for i := range 3 {
		s.Interviews = append(s.Interviews, in.Index.Facts()[i].ID)
	}
	in.Stories = []report.Story{s}
	in.Case = []report.Assumption{{Kind: research.CurrencyKind, Name: safe(in, "EUR")}, {Kind: research.LostValue, Name: safe(in, "2026"), Source: safe(in, "the CRM"), Low: 4_000_000, Likely: 5_200_000, High: 6_000_000}}
	return in
}

// withLogo is a study with a wide logo, an accent, a date and a line on confidentiality.
func withLogo(t *testing.T, in report.Input) report.Input {
	t.Helper()
	img, err := report.NewLogo(logoOf(t, page.RGB(0x224466), 600, 200))
	if err != nil {
		t.Fatal(err)
	}
	in.Layout.Logo, in.Layout.Accent, in.Layout.Confidential = img, page.RGB(0x224466), safe(in, "Confidential: for the board of Tessell Systems")
	return in
}

// threeWaves is a study in three waves: a line of time beside what changed since the last.
func threeWaves(n int, l report.Lang) report.Input {
	in := twoWaves(n, l)
	in.Waves = []research.Wave{{ID: "w0", Name: "2025 H2"}, {ID: "w1", Pos: 1, Name: "2026 H1"}, {ID: "w2", Pos: 2, Name: "2026 H2"}}
	facts := slices.Clone(in.Index.Facts())
	for i := range facts {
		facts[i].Wave = []research.ID{"w0", "w1", "w2"}[i*3/n]
	}
	x := analysis.NewIndex(facts, in.Book)
	x.NameWaves(in.Waves)
	for i := range facts {
		for _, h := range []struct {
			ref   string
			hurt  bool
			every [3]int
		}{{"COM-01", true, [3]int{2, 3, 9}}, {"EVA-07", true, [3]int{3, 3, 4}}, {"DIS-02", false, [3]int{4, 2, 2}}, {"DEC-03", true, [3]int{9, 4, 2}}, {"DEC-04", true, [3]int{5, 5, 4}}} {
			if i%h.every[i*3/n] == 0 {
				p := research.Helped
				if h.hurt {
					p = research.Hurt
				}
				x.Add(analysis.CodingFact{Interview: facts[i].ID, Code: research.ID("code-" + h.ref), Polarity: p, About: research.AboutUs, Weight: research.Decided})
			}
		}
		in.Interviews[i].Wave = facts[i].Wave
	}
	in.Index = x
	return in
}

// longNames gives themes the longest of German words.
func longNames(in report.Input) report.Input {
	for i, name := range []string{"Angebotszeitpunkt vor abgeschlossener Bedarfsklärung im Hause", "Zuhörbereitschaft im Erstgespräch", "Entscheidungsvorbereitungsunterlagen",
		"Referenzkundenbesuchsmöglichkeiten in vergleichbarer Größe", "Lieferverzögerungsbefürchtungen", "Preis-Leistungs-Verhältnis", "Zugang zu tatsächlichen Entscheidungsträgern", "Vorführung"} {
		in.Themes[i].Name = name
	}
	return in
}

// OPENLOOP_LOOK names the beginning of files to write the troublesome packs to, for a person to look at.
func TestLook(t *testing.T) {
	to := os.Getenv("OPENLOOP_LOOK")
	if to == "" {
		t.Skip("OPENLOOP_LOOK is not set")
	}
	all := studies()
	all["6000"], all["full"], all["german"], all["french"], all["spanish"] = made.Study(6000), full(60, report.English), full(60, report.German), full(60, report.French), full(60, report.Spanish)
	all["6-german"] = full(6, report.German)
	all["empty"], all["10000"], all["logo"], all["waves"] = made.Study(0), made.Study(10000), withLogo(t, full(60, report.English)), threeWaves(120, report.English)
	all["two-waves"], all["two-waves-german"], all["waves-french"] = twoWaves(60, report.English), twoWaves(60, report.German), threeWaves(120, report.French)
	all["long-german"] = longNames(full(60, report.German))
	if only := os.Getenv("OPENLOOP_LOOK_ONLY"); only != "" {
		maps.DeleteFunc(all, func(name string, _ report.Input) bool { return !slices.Contains(strings.Fields(only), name) })
	}
	for name, in := range all {
		doc := build(t, in)
		for ending, write := range map[string]readback.Writer{".pdf": pdf.Write, ".xlsx": excel.Write, ".pptx": pptx.Write} {
			if err := os.WriteFile(to+"-"+name+ending, readback.Write(t, write, doc), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
