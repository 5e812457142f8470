package report_test

import (
	"os"
	"testing"

	"openloop/report"
	"openloop/report/excel"
	"openloop/report/internal/made"
	"openloop/report/internal/readback"
	"openloop/report/pdf"
	"openloop/report/pptx"
	"openloop/research"
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

// OPENLOOP_LOOK names the beginning of files to write the troublesome packs to, for a person to look at.
func TestLook(t *testing.T) {
	to := os.Getenv("OPENLOOP_LOOK")
	if to == "" {
		t.Skip("OPENLOOP_LOOK is not set")
	}
	all := studies()
	all["6000"], all["full"], all["german"], all["french"], all["spanish"] = made.Study(6000), full(60, report.English), full(60, report.German), full(60, report.French), full(60, report.Spanish)
	all["6-german"] = full(6, report.German)
	for name, in := range all {
		doc := build(t, in)
		for ending, write := range map[string]readback.Writer{".pdf": pdf.Write, ".xlsx": excel.Write, ".pptx": pptx.Write} {
			if err := os.WriteFile(to+"-"+name+ending, readback.Write(t, write, doc), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
