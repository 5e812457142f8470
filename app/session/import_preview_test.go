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

// An export of a CRM is previewed as it would be stored: deals by the interviews that they meet, campaigns by name,
// notes with whoever they name masked. Nothing is written.
func TestPreviewOfACRM(t *testing.T) {
	s, ctx := newStudy(t), context.Background()
	takeFile(t, s, "interviews.csv", []byte(crmInterviews))
	look := func(name, text string) []PreviewRow {
		t.Helper()
		src, err := s.ReadSourceData(ctx, name, []byte(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		p, err := s.NewPreview(ctx)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := p.Sheet(ctx, src, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if len(r.Cells) != len(PreviewHeads(src.Mappings[0].Layout)) {
				t.Fatalf("%s: %d cells in %+v", name, len(r.Cells), r)
			}
			for _, c := range r.Cells {
				if strings.Contains(c, "Oelschlager") || strings.Contains(c, "Riisgaard") || strings.Contains(c, "Brandtkamp") {
					t.Errorf("%s: a name is shown", name)
				}
			}
		}
		return rows
	}
	deals := look("deals.csv", "Opportunity ID,Account Name,Opportunity Name,Opportunity Owner,Stage,Amount,Close Date\n"+
		"0065g00000QxAWc,Brandtkamp Verpackungen,Brandtkamp rollout,Torben Riisgaard,Closed – Lost to Competitor,$342.09K,2026-02-03\n"+
		"0065g00000QxZZz,Zwolle Staal,Zwolle try,Dagny Holmquist,Closed Won,\"$12,500.00\",2026-02-04\n")
	if len(deals) != 2 || deals[0].Cells[0] != "P01" || deals[1].Cells[0] != nobodyMet || deals[0].Cells[1] != "S01" || deals[0].Cells[3] != "Rival did it better" || deals[0].Cells[4] != "2026-02-03" {
		t.Errorf("deals %+v", deals)
	}
	notes := look("chatter.csv", "Feed Item ID,Parent ID,Type,Body,Created Date,Created By\n0D5A,0065g00000QxAWc,TextPost,<p>Margit Oelschlager waited three weeks.</p>,2026-01-20,Torben Riisgaard\n")
	if len(notes) != 1 || notes[0].Cells[0] != "P01" || !strings.HasPrefix(notes[0].Cells[3], "P01 waited") || notes[0].Masks != 1 {
		t.Errorf("notes %+v", notes)
	}
	campaigns := look("campaigns.csv", "Campaign Name,Campaign ID,Type,Status,Start Date,End Date,Budgeted Cost\nFair 2026,7015g00000QxAWc,Trade Show,Completed,2026-01-01,2026-01-04,9\n")
	if len(campaigns) != 1 || strings.Join(campaigns[0].Cells, "|") != "Fair 2026|Trade Show|2026-01-01|2026-01-04" {
		t.Errorf("campaigns %+v", campaigns)
	}
	members := look("members.csv", "Campaign Name,Member Status,First Name,Last Name,Company,Lead or Contact ID\nWebinar spring,Responded,Henk,Vandersteen,Polderman Logistiek,00Q1\nWebinar spring,Sent,Nobody,Known,Nowhere,00Q2\n")
	if len(members) != 2 || members[0].Cells[0] != "P02" || members[1].Cells[0] != nobodyMet {
		t.Errorf("members %+v", members)
	}
	if got, err := s.store.Salespeople(ctx); err != nil || len(got) != 0 {
		t.Errorf("a preview wrote %d salespeople, %v", len(got), err)
	}
}
