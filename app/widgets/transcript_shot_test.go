package widgets

import (
	"image/png"
	"os"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"openloop/app/theme"
	"openloop/research"
)

// sampleTranscript is the interview of the design's picture.
func sampleTranscript() ([]TranscriptTurn, []TranscriptCoding) {
	stages := map[int]string{3: "Evaluate", 5: "Decide"}
	rows := []struct {
		who, at string
		stage   int
		text    string
	}{
		{"RO", "11:42", 3, "You said the shortlist was down to two. What happened in the evaluation?"},
		{"P23", "11:58", 3, "On paper you were ahead. The demonstration was good and my people liked the planners' screen. But then our works manager asked the simple question: who of our size is live with this? And the answer was a bank and a hospital. Nobody could show us a plant like ours that had gone live on time."},
		{"RO", "12:40", 3, "And how did that land in the room?"},
		{"P23", "12:47", 3, "It went quiet. We had a bad experience in 2021, nine months late, so for us a date that slips is not an inconvenience, it is a line that stands still. From that meeting on we were really comparing who would finish, not who was better."},
		{"RO", "13:31", 5, "In the CRM the reason given is price. How much of it was price?"},
		{"P23", "13:39", 5, "You were eighteen per cent above O14. I could have defended that. What I could not defend to the board was paying more and carrying the risk myself. If you had put the people who would run it in the room, and one reference I could telephone, we would have signed."},
		{"RO", "14:26", 5, "Did anyone from our side offer a call with a customer?"},
		{"P23", "14:33", 5, "It was promised, twice. The security questionnaire came back in three days, I give you that, it was the best of all four. The reference call never came."},
		{"RO", "15:02", 5, "Looking back, when was the decision really made?"},
		{"P23", "15:10", 5, "In the evaluation. The negotiation was politeness. By then we had stopped asking you hard questions, and a supplier should notice that."},
	}
	var turns []TranscriptTurn
	for i, r := range rows {
		turns = append(turns, TranscriptTurn{ID: research.ID("t" + strconv.Itoa(i)), Speaker: r.who, Asked: r.who == "RO", Stage: r.stage, StageName: stages[r.stage], Time: r.at, Text: r.text})
	}
	var codings []TranscriptCoding
	add := func(turn int, words, label string, stage int, p research.Polarity, w research.Weight) {
		codings = append(codings, codingOn(turns, turn, words, label, stage, p, w))
	}
	add(1, "my people liked the planners' screen", "Product fit", 2, 1, 1)
	add(1, "Nobody could show us a plant like ours that had gone live on time.", "Reference gap", 3, -1, 2)
	add(1, "a plant like ours that had gone live on time", "Delivery risk", 3, -1, 3)
	add(3, "for us a date that slips is not an inconvenience, it is a line that stands still", "Delivery risk", 3, -1, 3)
	add(5, "You were eighteen per cent above", "Price against value", 5, -1, 1)
	add(5, "What I could not defend to the board was paying more and carrying the risk myself.", "Board veto", 5, -1, 2)
	add(5, "put the people who would run it in the room", "Executive access", 3, -1, 2)
	add(7, "The security questionnaire came back in three days", "Security review", 4, 1, 1)
	return turns, codings
}

func codingOn(turns []TranscriptTurn, turn int, words, label string, stage int, p research.Polarity, w research.Weight) TranscriptCoding {
	a := strings.Index(turns[turn].Text, words)
	if a < 0 {
		panic("no passage " + words)
	}
	from := len([]rune(turns[turn].Text[:a]))
	return TranscriptCoding{ID: research.ID(label + strconv.Itoa(turn)), Code: research.ID(label), Label: label, Stage: stage, Polarity: p, Weight: w,
		From: research.Anchor{Turn: turns[turn].ID, Offset: from}, To: research.Anchor{Turn: turns[turn].ID, Offset: from + len([]rune(words))}}
}

func shoot(t *testing.T, name string, w fyne.Window) {
	dir := os.Getenv("TRANSCRIPT_SHOTS")
	if dir == "" {
		return
	}
	f, err := os.Create(dir + "/" + name + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

func transcriptWindow(t testing.TB, dark bool, width, height float32) (*Transcript, fyne.Window) {
	app := test.NewTempApp(t)
	mode := theme.LightMode
	if dark {
		mode = theme.DarkMode
	}
	app.Settings().SetTheme(theme.New(mode))
	tr := NewTranscript()
	tr.Later = func(func()) {} // slices come where a test has them come
	w := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(theme.Now().Card), tr))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return tr, w
}

func TestTranscriptPictures(t *testing.T) {
	for _, dark := range []bool{false, true} {
		tr, w := transcriptWindow(t, dark, 828, 600)
		turns, codings := sampleTranscript()
		tr.SetContent(turns, codings)
		tr.Select(codings[1].From, codings[1].To)
		name := "light"
		if dark {
			name = "dark"
		}
		shoot(t, "sample-"+name, w)
		w.Resize(fyne.NewSize(1180, 700))
		tr.Focus()
		shoot(t, "wide-"+name, w)
	}
}

// deepTranscript is unkind: five codings on one passage, many on one turn, other scripts, long turns.
func deepTranscript() ([]TranscriptTurn, []TranscriptCoding) {
	turns := []TranscriptTurn{
		{ID: "a", Speaker: "RO", Asked: true, Time: "00:12", Stage: 1, StageName: "Trigger and need", Text: "What did [name] at [company] say, and what was decided?"},
		{ID: "b", Speaker: "P07", Time: "00:31", Stage: 1, StageName: "Trigger and need", Text: "Honestly, O03 and S02's team never showed us who would run it. We asked P12 for one reference, twice, and the answer was a brochure. That was the moment when the works council, the plant manager and I agreed that the risk was ours alone, and nobody upstairs pays for that.\nThen came the second quote.\n\nIt was higher."},
		{ID: "c", Speaker: "P07", Time: "02:10", Stage: 2, StageName: "Shortlist", Text: "قال المدير إن السعر مرتفع جدا بالنسبة لنا."},
		{ID: "d", Speaker: "P07", Time: "02:40", Stage: 2, StageName: "Shortlist", Text: "My boss said שלום עולם to the vendor, and O14 answered in 2026 with 日本語の見積書は三週間かかりました、とても長かったです。 Naïve, wasn’t it 👍🏽? e\u0301tude – “fine”."},
		{ID: "e", Speaker: "Facilitator", Asked: true, Stage: 9, StageName: "Renewal and exit", Text: "Thank you."},
	}
	var codings []TranscriptCoding
	for i, words := range []string{
		"never showed us who would run it. We asked P12 for one reference, twice, and the answer was a brochure.",
		"We asked P12 for one reference, twice, and the answer was a brochure.", "P12 for one reference, twice", "one reference, twice", "reference",
		"the works council, the plant manager and I agreed that the risk was ours alone", "the risk was ours alone", "nobody upstairs pays for that", "second quote", "higher",
	} {
		codings = append(codings, codingOn(turns, 1, words, []string{"Executive access", "Reference gap", "Delivery risk that nobody had named before", "Responsiveness", "Proof", "Buying committee", "Risk", "Board veto", "Price", "Price against value"}[i], 1+i, research.Polarity(i%3-1), research.Weight(1+i%3)))
	}
	codings = append(codings, codingOn(turns, 2, "السعر مرتفع جدا", "Price", 2, -1, 3), codingOn(turns, 3, "שלום עולם", "Rapport", 4, 1, 1), codingOn(turns, 3, "三週間かかりました", "Response speed", 6, -1, 2))
	across := codingOn(turns, 3, "Naïve", "Across turns", 7, 0, 1)
	across.To = research.Anchor{Turn: "e", Offset: 5}
	return turns, append(codings, across)
}

func TestTranscriptDeepPictures(t *testing.T) {
	for _, dark := range []bool{false, true} {
		tr, w := transcriptWindow(t, dark, 900, 640)
		turns, codings := deepTranscript()
		tr.SetContent(turns, codings)
		name := "light"
		if dark {
			name = "dark"
		}
		tr.Focus()
		tr.body.setHover(5)
		tr.Find("the")
		shoot(t, "deep-"+name, w)
		tr.Find("")
		tr.body.setHover(-1)
		w.Resize(fyne.NewSize(520, 600))
		tr.Select(research.Anchor{Turn: "b", Offset: 60}, research.Anchor{Turn: "d", Offset: 20})
		shoot(t, "narrow-"+name, w)

		big, marks := bigTranscript(40_000, 160)
		w.Resize(fyne.NewSize(1000, 640))
		tr.SetContent(big, marks)
		tr.body.scrollTo(float32(tr.body.lines.all[tr.body.lines.turns[5]].y) + 150)
		tr.Select(research.Anchor{Turn: big[5].ID, Offset: 1200}, research.Anchor{Turn: big[5].ID, Offset: 1300})
		shoot(t, "big-"+name, w)
	}
}
