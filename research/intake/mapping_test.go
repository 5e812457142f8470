package intake_test

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"openloop/assets"
	"openloop/research"
	"openloop/research/intake"
)

// A saved mapping reads back as it was, without any value of the sheet in it.
func TestMappingRoundTrip(t *testing.T) {
	_, guide := starter(t)
	book := read(t, assets.SampleName, assets.Sample())
	maps := intake.Guess(book, guide)
	saved, err := intake.SaveMappings(maps)
	must(t, err)
	var back struct{ Mappings []intake.Mapping }
	must(t, json.Unmarshal(saved, &back))
	for i, m := range maps {
		for j := range m.Columns {
			if s := m.Columns[j].Sample; s != "" && len(s) > 12 && strings.Contains(string(saved), s) {
				t.Errorf("the saved mapping holds a value of column %q", m.Columns[j].Heading)
			}
			m.Columns[j].Sample = ""
			m.Columns[j].Confidence = back.Mappings[i].Columns[j].Confidence // rounded
		}
		if !reflect.DeepEqual(m, back.Mappings[i]) {
			t.Errorf("sheet %s differs after saving", m.Sheet)
		}
	}
	again, err := intake.OverrideAll(maps, saved)
	must(t, err)
	for i := range maps {
		for j, c := range again[i].Columns {
			if c.Field != maps[i].Columns[j].Field || c.Question != maps[i].Columns[j].Question {
				t.Errorf("%s, %q: %s", maps[i].Sheet, c.Heading, c.Field)
			}
		}
	}
}

// A person's mapping wins over the guess, by heading or by letter, and drives the build.
func TestOverride(t *testing.T) {
	cb, guide := starter(t)
	book := headed(t, "Ref | Who | Where | How it ended | Said", "1 | Anna Berg | Brandt | Lost | Nobody ever rang us back at all.", "2 | Jan Smit | Kessel | Won | They listened and came with a plan.")
	saved := `{"layout": "per_interview", "header_row": 1, "columns": [
		{"heading": "ref", "field": "interview"}, {"column": "B", "field": "name"}, {"column": "C", "heading": "Where", "field": "organisation"},
		{"heading": "How it ended", "field": "outcome"}, {"heading": "Said", "field": "answer", "question": "Q21"}, {"heading": "Not there", "field": "ignore"}]}`
	for _, form := range []string{saved, "[" + saved + "]", `{"mappings": [` + saved + `]}`, "\xEF\xBB\xBF" + saved} {
		maps, err := intake.OverrideAll(intake.Guess(book, guide), []byte(form))
		must(t, err)
		p, err := intake.Build(context.Background(), book, maps, cb, guide, nil)
		must(t, err)
		if len(p.Interviews) != 2 || p.Interviews[0].Person.Name != "Anna Berg" || p.Interviews[1].Outcome != research.Won || p.Interviews[0].Answers[0].Ref != "Q21" || p.Interviews[0].Key != "1" {
			t.Fatalf("%+v", p.Interviews)
		}
	}
	m, err := intake.Guess(book, guide)[0].Override([]byte(saved))
	must(t, err)
	if c, ok := m.Column(intake.FieldOutcome); !ok || c.Confidence != 1 || c.Why != "The mapping says so." {
		t.Errorf("%+v", c)
	}
}

func TestOverrideRefuses(t *testing.T) {
	_, guide := starter(t)
	maps := intake.Guess(headed(t, "Ref | Who", "1 | Anna"), guide)
	for saved, say := range map[string]string{
		`not json`: "must be JSON",
		`{"columns": [{"heading": "Ref", "field": "nonsense"}]}`:               "“nonsense”",
		`{"columns": [{"heading": "Gone", "field": "name"}]}`:                  "“Gone”",
		`{"columns": [{"column": "7", "field": "name"}]}`:                      "letters",
		`{"layout": "sideways", "columns": []}`:                                "layout “sideways”",
		`[{"sheet": "Else", "columns": []}, {"sheet": "book", "columns": []}]`: "“Else”",
		`{"colums": []}`: "must be JSON",
		`[1, 2]`:         "must be JSON",
	} {
		_, err := intake.OverrideAll(maps, []byte(saved))
		if research.KindOf(err) != research.Invalid || !strings.Contains(err.Error(), say) {
			t.Errorf("%s: %v does not say %s", saved, err, say)
		}
	}
}
