package session

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"openloop/assets"
	"openloop/research/intake"
)

// A preview shows what an import would store, and stores nothing.
func TestPreview(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	takeIn(t, s, contacts(), false)
	before := tables(t, s.Path())
	p, err := s.NewPreview(ctx)
	if err != nil {
		t.Fatal(err)
	}
	src, err := s.ReadSourceData(ctx, assets.SampleName, assets.Sample(), nil)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := p.Sheet(ctx, src, 0, 8)
	if err != nil || len(rows) != 8 || rows[0].Who != "P04" || rows[0].Company != "O04" || rows[0].Outcome == "" {
		t.Errorf("%d rows, %+v, %v", len(rows), rows, err)
	}
	talks, err := s.ReadTalkData(ctx, "INT-01.vtt", []byte(vttOne))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.MatchTalks(ctx, talks, nil, nil); err != nil {
		t.Fatal(err)
	}
	turns, err := p.Talk(ctx, &talks.Files[0])
	if err != nil || len(turns) != 4 || turns[0].Who != "RO" || !turns[0].Asked || turns[1].Who != "P01" || turns[1].Masks != 2 || strings.Contains(turns[0].Text, "Margit") {
		t.Errorf("%+v, %v", turns, err)
	}
	s.LockVault()
	if p, err = s.NewPreview(ctx); err != nil {
		t.Fatal(err)
	}
	if rows, err = p.Sheet(ctx, src, 0, 3); err != nil || len(rows) != 3 {
		t.Errorf("locked: %+v, %v", rows, err)
	}
	same(t, "previews", tables(t, s.Path()), before)
}

// What a person chose for a layout comes back for the same headings, and preferences hold none of them.
func TestLayoutsAreRemembered(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	read := func() *Source {
		src, err := s.ReadSourceData(ctx, "a.csv", []byte("Interview ID,Interviewee,Company,Outcome,Secret heading\n1,Ada Byron,Brandtkamp,won,x\n2,Eva Lund,Polder,lost,y\n"), nil)
		if err != nil {
			t.Fatal(err)
		}
		return src
	}
	p := LoadPrefs(filepath.Join(t.TempDir(), "settings.json"))
	src := read()
	if p.Recall(src) != 0 {
		t.Error("something is known already")
	}
	src.Mappings[0].Columns[4].Field = intake.FieldSegment
	if err := p.Remember(src); err != nil {
		t.Fatal(err)
	}
	p = LoadPrefs(p.path)
	src = read()
	if p.Recall(src) != 1 || src.Mappings[0].Columns[4].Field != intake.FieldSegment || src.Mappings[0].Columns[4].Confidence != 1 {
		t.Errorf("%+v", src.Mappings[0].Columns[4])
	}
	if b, _ := json.Marshal(p); strings.Contains(string(b), "Secret") || strings.Contains(string(b), "heading\"") {
		t.Errorf("preferences say %s", b)
	}
}

// A saved mapping of transcripts comes back, also by hand.
func TestTalkMapping(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	takeIn(t, s, contacts(), false)
	talks, err := s.ReadTalkData(ctx, "talk.txt", []byte("Speaker 1: How was it?\nSpeaker 2: Late.\nSpeaker 3: I agree.\n"))
	if err == nil {
		err = s.MatchTalks(ctx, talks, map[string]string{"text|speaker 2": "asks"}, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	f := &talks.Files[0]
	if f.Of != "" || !f.Voices[1].Asks || f.Voices[0].Asks {
		t.Errorf("guessed %+v", f)
	}
	if err := s.OverrideTalks(talks, []byte(`{"speakers": {"Speaker 3": "leave"}, "transcripts": [{"file": "talk.txt", "interview": "P02", "speakers": {"Speaker 1": "interviewer", "Speaker 2": "participant"}}]}`)); err != nil {
		t.Fatal(err)
	}
	if s.labelOf(f.Of) != "P02" || f.Voices[0].Role() != "interviewer" || f.Voices[1].Role() != "P02" || f.Voices[2].Role() != "leave" {
		t.Errorf("overridden %+v", f)
	}
	saved, err := s.SaveTalks(talks)
	if err != nil || !MapsTalks(saved) || MapsSheets(saved) {
		t.Fatalf("%s, %v", saved, err)
	}
	f.Voices[2].SetRole("new")
	if err := s.OverrideTalks(talks, saved); err != nil || f.Voices[2].Role() != "leave" {
		t.Errorf("%+v, %v", f.Voices[2], err)
	}
	for _, bad := range []string{"{", `{"transcripts": [{"file": "talk.txt", "interview": "P09"}]}`, `{"speakers": {"Speaker 1": "P03"}}`} {
		if err := s.OverrideTalks(talks, []byte(bad)); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}
