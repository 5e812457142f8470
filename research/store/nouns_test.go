package store

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"openloop/research"
)

// sample is a small study with at least one record of everything.
type sample struct {
	wave         research.Wave
	name         research.Name
	coder        research.Coder
	organisation research.Organisation
	people       []research.Participant
	salesperson  research.Salesperson
	deal         research.Deal
	campaign     research.Campaign
	interview    research.Interview
	question     research.Question
	turns        []research.Turn
	stages       []research.Stage
	codes        []research.Code
	verbatims    []research.Verbatim
	codings      []research.Coding
	reason       research.Reason
	clearance    research.Clearance
	theme        research.Theme
	memo         research.Memo
	batch        Batch
	mask         research.Mask
	story        research.Story
	version      research.CodebookVersion
	ladder       research.Ladder
	rung         research.Rung
	assignment   research.Assignment
	verdict      research.Verdict
	retired      research.Retired
	assumption   research.Assumption
	layout       research.PackLayout
	written      research.PackWritten
	view         research.SavedView
}

// newSample makes one whose ids are all known beforehand.
func newSample() *sample {
	id := NewID
	s := &sample{
		wave:         research.Wave{ID: id(), Pos: 1, Name: "2026 H1"},
		name:         research.Name{ID: id(), Kind: research.CompetitorName, Text: "Norvik"},
		coder:        research.Coder{ID: id(), Initials: "AB"},
		organisation: research.Organisation{ID: id(), Pseudonym: "O03", Segment: "Banking", Region: "North"},
		salesperson:  research.Salesperson{ID: id(), Pseudonym: "S02"},
		question: research.Question{ID: id(), Pos: 11, Ref: "Q11", Stage: 4, Section: "Discovery", Text: "How did they listen?",
			Purpose: "To hear", Outcomes: []research.Outcome{research.Won, research.Lost}, Ladder: []string{"Why?", "And \"then\"?"},
			Codes: []string{"DIS-02"}, Core: true},
		stages: []research.Stage{{ID: id(), Number: 4, Name: "Discovery"}, {ID: id(), Number: 7, Name: "Contract"}},
		batch:  Batch{ID: id(), VaultBatch: "b1", Source: "xlsx, 60 rows", UTC: time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)},
	}
	s.people = []research.Participant{
		{ID: id(), Pseudonym: "P07", Organisation: s.organisation.ID, RoleBand: "Executive", Consent: research.ConsentFree},
		{ID: id(), Pseudonym: "P08", Consent: research.ConsentNone, Withdrawn: true, Public: true},
	}
	s.campaign = research.Campaign{ID: id(), SourceKey: "hmac-campaign", Name: "Fair 2026", Channel: "Trade show", Began: "2026-01-02", Ended: "2026-01-04"}
	s.deal = research.Deal{Lead: true, Campaign: s.campaign.ID, ID: id(), SourceKey: "hmac-deal", Organisation: s.organisation.ID, Owner: s.salesperson.ID, Outcome: research.Lost,
		FurthestStage: 7, ValueBand: "250k to 1m", LeadSource: "Referral", Competitors: []string{"Norvik", "Halden"}, CRMCreated: "2026-01-02", CRMClosed: "2026-03-04"}
	s.interview = research.Interview{ID: id(), SourceKey: "hmac-interview", Label: "P07", Wave: s.wave.ID, Method: research.Telephone, Date: "2026-03-12",
		Interviewer: "AB", Participants: []research.ID{s.people[1].ID, s.people[0].ID}, Deal: s.deal.ID, Outcome: research.Lost,
		BuyerBegan: "2025-12-01", BuyerSpoke: "2026-01-15", BuyerDecided: "2026-03-01", Note: "Calm.", Coded: true}
	s.turns = []research.Turn{
		{ID: id(), Interview: s.interview.ID, Pos: 0, Speaker: "AB", Asked: true, Stage: 4, Question: "Q11", Text: "How did they listen?", T0: 0, T1: 900},
		{ID: id(), Interview: s.interview.ID, Pos: 1, Speaker: "P07", Text: "Well 👂 they did not.\nThe contract was late.", Rev: 2, SourceKey: "hmac-turn", T0: 900, T1: 4000, Corrected: true},
		{ID: id(), Interview: s.interview.ID, Pos: 2, Speaker: "P08", Stage: 7, Text: "The legal terms took weeks."},
	}
	parent := research.Code{ID: id(), Ref: "DIS", Name: "Discovery", Stage: 4, Pos: 1}
	s.codes = []research.Code{parent,
		{ID: id(), Ref: "DIS-02", Name: "Listening", Stage: 4, Parent: parent.ID, Pos: 2, Definition: "Whether", Include: "a", Exclude: "b", Short: true, Colour: "#2a6f97", Example: "They interrupted."},
		{ID: id(), Ref: "CON-01", Name: "It took weeks", Stage: 7, Pos: 3, Retired: true, InVivo: true, MergedInto: parent.ID},
	}
	s.deal.Recorded = []research.ID{s.codes[2].ID, s.codes[1].ID}
	s.verbatims = []research.Verbatim{
		{ID: id(), Interview: s.interview.ID, From: research.Anchor{Turn: s.turns[1].ID, Offset: 7}, To: research.Anchor{Turn: s.turns[1].ID, Offset: 19}, Checksum: "c1"},
		{ID: id(), Interview: s.interview.ID, From: research.Anchor{Turn: s.turns[1].ID, Offset: 21}, To: research.Anchor{Turn: s.turns[2].ID, Offset: 27}, Orphan: true},
	}
	s.codings = []research.Coding{
		{ID: id(), Verbatim: s.verbatims[0].ID, Code: s.codes[1].ID, Coder: "AB", Round: 1, About: research.AboutUs, Polarity: research.Hurt, Weight: research.Decided},
		{ID: id(), Verbatim: s.verbatims[1].ID, Code: s.codes[2].ID, Coder: "CD", Round: 2, About: research.AboutBuyer, Polarity: research.Helped, Weight: research.Mentioned},
		{ID: id(), Verbatim: s.verbatims[1].ID, Code: s.codes[0].ID, Coder: "AB", Round: 1, About: research.AboutRival, Weight: research.Contributed},
	}
	s.reason = research.Reason{ID: id(), Interview: s.interview.ID, Kind: research.Told, Code: s.codes[1].ID, Primary: true}
	s.clearance = research.Clearance{ID: id(), Verbatim: s.verbatims[0].ID, Rev: 2, Level: research.ClearedReworded, Reworded: "They did not listen."}
	s.theme = research.Theme{ID: id(), Pos: 1, Name: "Not heard", SoWhat: "They leave", Recommendation: "Listen",
		Codes: []research.ID{s.codes[1].ID, s.codes[0].ID}, Quotes: []research.ID{s.verbatims[1].ID, s.verbatims[0].ID}}
	s.mask = research.Mask{ID: id(), Turn: s.turns[1].ID, From: 0, To: 4, Kind: "PERSON", Pseudonym: "P08", Original: "ref", State: research.MaskOpen}
	s.story = research.Story{ID: id(), Pos: 2, Title: "Not heard", Text: "They called twice.", Interviews: []research.ID{s.interview.ID}, Consented: "2026-03-12"}
	s.version = research.CodebookVersion{ID: id(), Number: 1, Name: "As begun", Coder: "AB", UTC: time.Date(2026, 3, 13, 9, 0, 0, 0, time.UTC), Body: "{}"}
	s.ladder = research.Ladder{ID: id(), Interview: s.interview.ID, PriceTest: research.SameChoice, PriceVerbatim: s.verbatims[1].ID}
	s.rung = research.Rung{ID: id(), Interview: s.interview.ID, Pos: 1, Verbatim: s.verbatims[0].ID, Code: s.codes[1].ID}
	s.assignment = research.Assignment{ID: id(), Interview: s.interview.ID, Coder: "CD", Done: true}
	s.verdict = research.Verdict{ID: id(), Verbatim: s.verbatims[0].ID, Code: s.codes[1].ID, Stands: true, Coder: "AB", UTC: time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC), Note: "Agreed."}
	s.retired = research.Retired{ID: id(), Pseudonym: "P12", Survivor: "P07", UTC: time.Date(2026, 3, 15, 9, 0, 0, 0, time.UTC)}
	s.assumption = research.Assumption{ID: id(), Kind: research.Lever, Pos: 1, Name: "Discounts", Code: s.codes[1].ID, Low: 200_000, Likely: 300_000, High: 450_000, Source: "Finance", Coder: "AB",
		UTC: time.Date(2026, 3, 16, 9, 0, 0, 0, time.UTC)}
	s.layout = research.PackLayout{ID: research.PackLayoutID, Sections: []string{"stages", "-heard"}, Client: "Tessell", Confidential: "For the board", Accent: "#5B2A86", Date: "2026-12-01", Logo: "aGVsbG8="}
	s.written = research.PackWritten{ID: id(), Figures: `[{"x":7,"n":12}]`}
	s.view = research.SavedView{ID: id(), Pos: 1, Name: "What hurt, by region", Rows: "codes", Side: "hurt", By: "region", Chart: "table", Order: "size"}
	s.memo = research.Memo{ID: id(), On: s.codings[0].ID, Text: "Ask again."}
	return s
}

// steps are the edits that store the sample, a table or two each.
func (v *sample) steps() []step {
	each := func(fns ...func(tx *Tx) error) func(tx *Tx) error {
		return func(tx *Tx) error {
			for _, fn := range fns {
				if err := fn(tx); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return []step{
		{"wave", func(tx *Tx) error { return second(tx.PutWave(v.wave)) }},
		{"name", func(tx *Tx) error { return second(tx.PutName(v.name)) }},
		{"coder", func(tx *Tx) error { return second(tx.PutCoder(v.coder)) }},
		{"organisation", func(tx *Tx) error { return second(tx.PutOrganisation(v.organisation)) }},
		{"people", each(func(tx *Tx) error { return second(tx.PutParticipant(v.people[0])) }, func(tx *Tx) error { return second(tx.PutParticipant(v.people[1])) })},
		{"salesperson", func(tx *Tx) error { return second(tx.PutSalesperson(v.salesperson)) }},
		{"campaign", func(tx *Tx) error { return second(tx.PutCampaign(v.campaign)) }},
		{"deal", func(tx *Tx) error { return second(tx.PutDeal(v.deal)) }},
		{"interview", func(tx *Tx) error { return second(tx.PutInterview(v.interview)) }},
		{"question", func(tx *Tx) error { return second(tx.PutQuestion(v.question)) }},
		{"turns", func(tx *Tx) error { return second(tx.PutTurns(v.turns)) }},
		{"stages", each(func(tx *Tx) error { return second(tx.PutStage(v.stages[1])) }, func(tx *Tx) error { return second(tx.PutStage(v.stages[0])) })},
		// A child before its parent.
		{"codes", each(func(tx *Tx) error { return second(tx.PutCode(v.codes[2])) }, func(tx *Tx) error { return second(tx.PutCode(v.codes[1])) },
			func(tx *Tx) error { return second(tx.PutCode(v.codes[0])) })},
		{"verbatims", func(tx *Tx) error { return second(tx.PutVerbatims(v.verbatims)) }},
		{"codings", func(tx *Tx) error { return second(tx.PutCodings(v.codings)) }},
		{"reason", func(tx *Tx) error { return second(tx.PutReason(v.reason)) }},
		{"clearance", func(tx *Tx) error { return second(tx.PutClearance(v.clearance)) }},
		{"theme", func(tx *Tx) error { return second(tx.PutTheme(v.theme)) }},
		{"memo", func(tx *Tx) error { return second(tx.PutMemo(v.memo)) }},
		{"batch", func(tx *Tx) error { return second(tx.PutBatch(v.batch)) }},
		{"mask", func(tx *Tx) error { return second(tx.PutMasks([]research.Mask{v.mask})) }},
		{"story", func(tx *Tx) error { return second(tx.PutStory(v.story)) }},
		{"codebook_version", func(tx *Tx) error { return second(tx.PutCodebookVersion(v.version)) }},
		{"ladder", func(tx *Tx) error { return second(tx.PutLadder(v.ladder)) }},
		{"rung", func(tx *Tx) error { return second(tx.PutRung(v.rung)) }},
		{"assignment", func(tx *Tx) error { return second(tx.PutAssignment(v.assignment)) }},
		{"verdict", func(tx *Tx) error { return second(tx.PutVerdict(v.verdict)) }},
		{"assumption", func(tx *Tx) error { return second(tx.PutAssumption(v.assumption)) }},
		{"pack layout", func(tx *Tx) error { return tx.PutPackLayout(v.layout) }},
		{"pack written", func(tx *Tx) error { return tx.PutPackWritten(v.written) }},
		{"saved view", func(tx *Tx) error { return second(tx.PutSavedView(v.view)) }},
		{"retired", func(tx *Tx) error { return second(tx.PutRetired(v.retired)) }},
	}
}

type step struct {
	name string
	fn   func(tx *Tx) error
}

func second[T any](_ T, err error) error { return err }

// fill stores a new sample.
func fill(tb testing.TB, s *Store) *sample {
	tb.Helper()
	v := newSample()
	for _, st := range v.steps() {
		MustEdit(tb, s, "Put "+st.name, st.fn)
	}
	return v
}

// What is put is read, also within the edit, and also after another Open.
func TestNounsRoundTrip(t *testing.T) {
	s := MustOpen(t)
	v := newSample()
	MustEdit(t, s, "Put all", func(tx *Tx) error {
		for _, st := range v.steps() {
			if err := st.fn(tx); err != nil {
				return err
			}
		}
		checkSample(t, "within the edit", tx.reader, v)
		return nil
	})
	checkSample(t, "after the edit", s.reader, v)
	checkSample(t, "reopened", Reopen(t, s).reader, v)
}

func checkSample(t *testing.T, when string, r reader, v *sample) {
	t.Helper()
	ctx := t.Context()
	is := func(what string, got any, err error, want any) {
		t.Helper()
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s, %s: %+v (%v), want %+v", when, what, got, err, want)
		}
	}
	waves, err := r.Waves(ctx)
	is("waves", waves, err, []research.Wave{v.wave})
	names, err := r.Names(ctx)
	is("names", names, err, []research.Name{v.name})
	coders, err := r.Coders(ctx)
	is("coders", coders, err, []research.Coder{v.coder})
	organisations, err := r.Organisations(ctx)
	is("organisations", organisations, err, []research.Organisation{v.organisation})
	people, err := r.Participants(ctx)
	is("participants", people, err, v.people)
	sellers, err := r.Salespeople(ctx)
	is("salespeople", sellers, err, []research.Salesperson{v.salesperson})
	campaigns, err := r.Campaigns(ctx)
	is("campaigns", campaigns, err, []research.Campaign{v.campaign})
	deals, err := r.Deals(ctx)
	is("deals", deals, err, []research.Deal{v.deal})
	interviews, err := r.Interviews(ctx)
	is("interviews", interviews, err, []research.Interview{v.interview})
	interview, err := r.Interview(ctx, v.interview.ID)
	is("interview", interview, err, v.interview)
	questions, err := r.Questions(ctx)
	is("questions", questions, err, []research.Question{v.question})
	turns, err := r.Turns(ctx, v.interview.ID)
	is("turns", turns, err, v.turns)
	turn, err := r.Turn(ctx, v.turns[1].ID)
	is("turn", turn, err, v.turns[1])
	stages, err := r.Stages(ctx)
	is("stages", stages, err, v.stages)
	codes, err := r.Codes(ctx)
	is("codes", codes, err, v.codes)
	book, err := r.Codebook(ctx)
	is("codebook", book, err, research.NewCodebook(v.stages, v.codes))
	verbatims, err := r.Verbatims(ctx, v.interview.ID)
	is("verbatims", verbatims, err, v.verbatims)
	verbatim, err := r.Verbatim(ctx, v.verbatims[1].ID)
	is("verbatim", verbatim, err, v.verbatims[1])
	some, err := r.VerbatimsByID(ctx, []research.ID{v.verbatims[1].ID, NewID(), v.verbatims[0].ID})
	is("verbatims by id", some, err, []research.Verbatim{v.verbatims[1], v.verbatims[0]})
	codings, err := r.Codings(ctx, v.interview.ID)
	is("codings", codings, err, v.codings)
	reasons, err := r.Reasons(ctx)
	is("reasons", reasons, err, []research.Reason{v.reason})
	clearances, err := r.Clearances(ctx)
	is("clearances", clearances, err, []research.Clearance{v.clearance})
	themes, err := r.Themes(ctx)
	is("themes", themes, err, []research.Theme{v.theme})
	memos, err := r.Memos(ctx)
	is("memos", memos, err, []research.Memo{v.memo})
	versions, err := r.CodebookVersions(ctx)
	is("versions of the codebook", versions, err, []research.CodebookVersion{v.version})
	ladders, err := r.Ladders(ctx)
	is("ladders", ladders, err, []research.Ladder{v.ladder})
	rungs, err := r.Rungs(ctx, v.interview.ID)
	is("rungs", rungs, err, []research.Rung{v.rung})
	every, err := r.AllRungs(ctx)
	is("all rungs", every, err, []research.Rung{v.rung})
	assignments, err := r.Assignments(ctx)
	is("assignments", assignments, err, []research.Assignment{v.assignment})
	verdicts, err := r.Verdicts(ctx)
	is("verdicts", verdicts, err, []research.Verdict{v.verdict})
	retired, err := r.Retired(ctx)
	is("retired pseudonyms", retired, err, []research.Retired{v.retired})
	masks, err := r.Masks(ctx, v.interview.ID)
	is("masks", masks, err, []research.Mask{v.mask})
	open, err := r.OpenMasks(ctx)
	is("open masks", open, err, []research.Mask{v.mask})
	n, err := r.CountOpenMasks(ctx)
	is("number of open masks", n, err, 1)
	stories, err := r.Stories(ctx)
	is("stories", stories, err, []research.Story{v.story})
	given, err := r.Assumptions(ctx)
	is("assumptions", given, err, []research.Assumption{v.assumption})
	layout, err := r.PackLayout(ctx)
	is("pack layout", layout, err, v.layout)
	written, err := r.PackWritten(ctx)
	is("pack written", written, err, []research.PackWritten{v.written})
	views, err := r.SavedViews(ctx)
	is("saved views", views, err, []research.SavedView{v.view})
	batches, err := r.Batches(ctx)
	is("batches", batches, err, []Batch{v.batch})
	counts, err := r.Counts(ctx)
	is("counts", counts, err, Counts{Waves: 1, Organisations: 1, Participants: 2, Deals: 1, Interviews: 1, Coded: 1, Turns: 3, Verbatims: 2, Codings: 3,
		Codes: 3, Themes: 1, Clearances: 1})
	for table, key := range map[string]string{"interview": "hmac-interview", "deal": "hmac-deal"} {
		id, ok, err := r.FindBySource(ctx, table, key)
		want := map[string]research.ID{"interview": v.interview.ID, "deal": v.deal.ID}[table]
		is("by source: "+table, id, err, want)
		if _, missing, _ := r.FindBySource(ctx, table, "other"); !ok || missing {
			t.Errorf("%s: by source %v, by a wrong key %v", table, ok, missing)
		}
	}
}

// Reading what is not there says so, and a key of no source finds nothing.
func TestNotThere(t *testing.T) {
	s := MustOpen(t)
	fill(t, s)
	_, err := s.Turn(t.Context(), NewID())
	wantKind(t, err, research.NotFound)
	_, err = s.Verbatim(t.Context(), NewID())
	wantKind(t, err, research.NotFound)
	if _, ok, err := s.FindBySource(t.Context(), "deal", ""); ok || err != nil {
		t.Errorf("the empty key found a deal: %v, %v", ok, err)
	}
	_, _, err = s.FindBySource(t.Context(), "turn", "x")
	wantKind(t, err, research.Invalid)
	if turns, err := s.Turns(t.Context(), NewID()); err != nil || len(turns) != 0 {
		t.Errorf("an unknown interview has turns %v, %v", turns, err)
	}
}

// A record that refers to nothing is refused, and so are values that counting could not tell apart.
func TestPutRefusals(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	before := dump(t, s)
	for name, c := range map[string]struct {
		kind research.Kind
		fn   func(tx *Tx) error
	}{
		"turn of no interview": {research.Invalid, func(tx *Tx) error { return second(tx.PutTurn(research.Turn{Interview: NewID()})) }},
		"coding of no verbatim": {research.Invalid, func(tx *Tx) error {
			return second(tx.PutCoding(research.Coding{Verbatim: NewID(), Code: v.codes[0].ID}))
		}},
		"coding of no code": {research.Invalid, func(tx *Tx) error {
			return second(tx.PutCoding(research.Coding{Verbatim: v.verbatims[0].ID, Code: NewID()}))
		}},
		"coding of odd weight": {research.Invalid, func(tx *Tx) error {
			return second(tx.PutCoding(research.Coding{Verbatim: v.verbatims[0].ID, Code: v.codes[0].ID, Weight: 9}))
		}},
		"empty verbatim": {research.Invalid, func(tx *Tx) error { e := v.verbatims[0]; e.To = e.From; return second(tx.PutVerbatim(e)) }},
		"verbatim across interviews": {research.Invalid, func(tx *Tx) error {
			other, err := tx.PutInterview(research.Interview{Label: "P09"})
			e := v.verbatims[0]
			e.ID, e.Interview = NewID(), other
			return errors.Join(err, second(tx.PutVerbatim(e)))
		}},
		"interview of no wave": {research.Conflict, func(tx *Tx) error { return second(tx.PutInterview(research.Interview{Wave: NewID()})) }},
		"participant unknown": {research.Conflict, func(tx *Tx) error {
			return second(tx.PutInterview(research.Interview{Participants: []research.ID{NewID()}}))
		}},
		"pseudonym used twice":  {research.Conflict, func(tx *Tx) error { return second(tx.PutParticipant(research.Participant{Pseudonym: "P07"})) }},
		"too few for anonymity": {research.Invalid, func(tx *Tx) error { st := s.Study(); st.MinInterviews = 2; return tx.PutStudy(st) }},
		"code of no parent":     {research.Conflict, func(tx *Tx) error { return second(tx.PutCode(research.Code{Ref: "X", Parent: NewID()})) }},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.Edit(t.Context(), name, c.fn)
			wantKind(t, err, c.kind)
			sameDump(t, name, dump(t, s), before)
		})
	}
}

// The turn counts changes of its text itself, and keeps what a careful caller counted.
func TestRevisions(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	turn := v.turns[1] // Rev 2
	for _, c := range []struct {
		name, text string
		rev, want  int
	}{
		{"text changed, not counted", "One.", 2, 3},
		{"same text", "One.", 2, 3},
		{"text changed, counted", "Two.", 4, 4},
		{"text changed by somebody far behind", "Three.", 0, 5},
	} {
		turn.Text, turn.Rev = c.text, c.rev
		MustEdit(t, s, c.name, func(tx *Tx) error { return second(tx.PutTurn(turn)) })
		if got := must(s.Turn(t.Context(), turn.ID))(t); got.Rev != c.want || got.Text != c.text {
			t.Errorf("%s: revision %d, want %d", c.name, got.Rev, c.want)
		}
	}
}
