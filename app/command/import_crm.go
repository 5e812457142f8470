package command

import (
	"fmt"
	"io"
	"strings"

	"openloop/app/session"
	"openloop/research"
	"openloop/research/intake"
)

// dateOrder is what --dates says.
func dateOrder(flag string) (intake.DateOrder, error) {
	switch flag {
	case "":
		return "", nil
	case "day-first":
		return intake.DayFirst, nil
	case "month-first":
		return intake.MonthFirst, nil
	}
	return "", usageError{fmt.Errorf("--dates %q is not known; it is day-first or month-first", flag)}
}

// sayDates gives the dates of a source that can be read two ways the order that was said for all of them. What a
// mapping says of its sheet counts before.
func sayDates(src *session.Source, order intake.DateOrder) {
	for i := range src.Mappings {
		if order != "" && src.Mappings[i].Dates == "" {
			src.Mappings[i].Dates = order
		}
	}
}

// question is one about dates, as --json writes it.
type question struct {
	Sheet      string `json:"sheet"`
	Column     string `json:"column"`
	Sample     string `json:"sample"`
	DayFirst   string `json:"day_first"`
	MonthFirst string `json:"month_first"`
}

func questionsOf(plan *intake.Plan) []question {
	var out []question
	for _, d := range plan.Doubts {
		out = append(out, question{d.Sheet, d.Column, d.Sample, d.Day, d.Month})
	}
	return out
}

// askDates is the Problem of dates that nobody has said how to read: nothing is taken in on a guess.
func askDates(file string, plan *intake.Plan) error {
	if len(plan.Doubts) == 0 {
		return nil
	}
	var asks []string
	for _, d := range plan.Doubts {
		day, month := d.Readings()
		asks = append(asks, fmt.Sprintf("“%s” in column “%s” is %s or %s", d.Sample, d.Column, day, month))
	}
	return research.Problemf(research.Invalid, "%s holds dates that can be read two ways: %s. Nothing was imported. Say which with --dates day-first or --dates month-first, or as “dates” in a mapping.", file, strings.Join(asks, "; "))
}

// crmImport is what became of a CRM's exports.
type crmImport struct {
	New        int `json:"new"`
	Leads      int `json:"leads"`
	Updated    int `json:"updated"`
	Unchanged  int `json:"unchanged"`
	Joined     int `json:"interviews_joined"`
	Campaigns  int `json:"campaigns"`
	Members    int `json:"campaign_members"`
	Notes      int `json:"notes"`
	NotesKnown int `json:"notes_unchanged"`
}

func crmOf(d session.CRMDone) *crmImport {
	if !d.Any() {
		return nil
	}
	return &crmImport{d.New, d.Leads, d.Updated, d.Unchanged, d.Joined, d.Campaigns, d.Members, d.Notes, d.NotesKnown}
}

func sayCRM(w io.Writer, d *crmImport) {
	if d != nil {
		fmt.Fprintf(w, "  CRM: %s new (%s), %d updated, %d unchanged; %s joined; %s, %s; %s, %d known.\n", many(d.New, "deal or lead", "deals and leads"), many(d.Leads, "lead"), d.Updated, d.Unchanged,
			many(d.Joined, "interview"), many(d.Campaigns, "campaign"), many(d.Members, "member"), many(d.Notes, "note"), d.NotesKnown)
	}
}
