package intake

import (
	"testing"

	"openloop/research/sheet"
)

// The day on which a row was made is that of the interview where nothing says otherwise.
func TestGuessDayOfAnswers(t *testing.T) {
	for _, of := range []struct {
		name, rows string
		day        string // heading of the column with the day
		sure       bool
	}{
		{"survey", "Respondent ID,Collector ID,Date Created,Date Modified,Email Address,Why did you choose another vendor?\n" +
			"11,4,04/25/2026 10:02:11,04/25/2026 10:20:01,ada@mail.example,They rang too late for us to wait any longer\n" +
			"12,4,04/26/2026 10:02:11,04/26/2026 10:20:01,ben@mail.example,Nobody asked what we were waiting for\n", "Date Created", true},
		{"tracker with a day", "Interviewee,Company,Interview date,Created,Outcome,What decided it?\n" +
			"Ada Prell,Nordhaven Foods,2026-04-25,2026-03-01,Lost,They rang too late for us to wait any longer\n" +
			"Ben Ostler,Altfeld Glass,2026-04-26,2026-03-01,Won,The visit to a plant like ours was what did it\n", "Interview date", true},
		{"deals", "Interviewee,Company,Opportunity ID,Deal value,Created,Outcome,What decided it?\n" +
			"Ada Prell,Nordhaven Foods,006A1,40000,2026-03-01,Lost,They rang too late for us to wait any longer\n" +
			"Ben Ostler,Altfeld Glass,006A2,90000,2026-03-01,Won,The visit to a plant like ours was what did it\n", "", false},
	} {
		book, err := sheet.Read(t.Context(), "rows.csv", []byte(of.rows), nil)
		if err != nil {
			t.Fatal(err)
		}
		day, ok := Guess(book, nil)[0].Column(FieldDate)
		if day.Heading != of.day || ok != (of.day != "") || ok && of.sure != (day.Confidence >= 0.8) {
			t.Errorf("%s: the day is %q (%.2f)", of.name, day.Heading, day.Confidence)
		}
	}
}
