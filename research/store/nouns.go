package store

import "openloop/research"

// One table per noun. The journal's triggers are built from the schema, not from these.

var studies = &table[research.Study]{
	name:    "study",
	columns: columns("id title client created language min_interviews min_organisations short_book"),
	order:   "id",
	fields: func(v *research.Study) []any {
		return []any{&v.ID, &v.Title, &v.Client, stamp{&v.Created}, &v.Language, &v.MinInterviews, &v.MinOrganisations, &v.ShortBook}
	},
}

var waves = &table[research.Wave]{
	name:    "wave",
	columns: columns("id pos name"),
	order:   "pos, id",
	fields:  func(v *research.Wave) []any { return []any{&v.ID, &v.Pos, &v.Name} },
}

var names = &table[research.Name]{
	name:    "name",
	columns: columns("id kind text"),
	order:   "kind, text, id",
	fields:  func(v *research.Name) []any { return []any{&v.ID, &v.Kind, &v.Text} },
}

var coders = &table[research.Coder]{
	name:    "coder",
	columns: columns("id initials"),
	order:   "initials, id",
	fields:  func(v *research.Coder) []any { return []any{&v.ID, &v.Initials} },
}

var organisations = &table[research.Organisation]{
	name:    "organisation",
	columns: columns("id pseudonym segment region"),
	order:   "id",
	fields: func(v *research.Organisation) []any {
		return []any{&v.ID, &v.Pseudonym, &v.Segment, &v.Region}
	},
}

var participants = &table[research.Participant]{
	name:    "participant",
	columns: columns("id pseudonym organisation role_band consent withdrawn public"),
	order:   "id",
	fields: func(v *research.Participant) []any {
		return []any{&v.ID, &v.Pseudonym, ref{&v.Organisation}, &v.RoleBand, &v.Consent, &v.Withdrawn, &v.Public}
	},
}

var salespeople = &table[research.Salesperson]{
	name:    "salesperson",
	columns: columns("id pseudonym"),
	order:   "id",
	fields:  func(v *research.Salesperson) []any { return []any{&v.ID, &v.Pseudonym} },
}

var deals = &table[research.Deal]{
	name: "deal",
	columns: columns("id source_key organisation owner outcome furthest_stage value_band lead_source competitors " +
		"crm_created crm_closed lead campaign recorded"),
	order: "id",
	fields: func(v *research.Deal) []any {
		return []any{&v.ID, &v.SourceKey, ref{&v.Organisation}, ref{&v.Owner}, &v.Outcome, &v.FurthestStage,
			&v.ValueBand, &v.LeadSource, list[string]{&v.Competitors}, &v.CRMCreated, &v.CRMClosed, &v.Lead, ref{&v.Campaign}, list[research.ID]{&v.Recorded}}
	},
}

var interviews = &table[research.Interview]{
	name: "interview",
	columns: columns("id source_key label wave method date interviewer deal outcome buyer_began buyer_spoke " +
		"buyer_decided note coded"),
	order: "id",
	fields: func(v *research.Interview) []any {
		return []any{&v.ID, &v.SourceKey, &v.Label, ref{&v.Wave}, &v.Method, &v.Date, &v.Interviewer, ref{&v.Deal},
			&v.Outcome, &v.BuyerBegan, &v.BuyerSpoke, &v.BuyerDecided, &v.Note, &v.Coded}
	},
}

var questions = &table[research.Question]{
	name:    "question",
	columns: columns("id pos ref stage section outcomes text purpose ladder codes core"),
	order:   "pos, id",
	fields: func(v *research.Question) []any {
		return []any{&v.ID, &v.Pos, &v.Ref, &v.Stage, &v.Section, list[research.Outcome]{&v.Outcomes}, &v.Text,
			&v.Purpose, list[string]{&v.Ladder}, list[string]{&v.Codes}, &v.Core}
	},
}

// turns counts changes of the text itself, so that a caller who forgets cannot keep a clearance alive.
var turns = &table[research.Turn]{
	name:    "turn",
	columns: columns("id interview pos speaker asked stage question text rev source_key t0 t1 corrected"),
	order:   "pos, id",
	fields: func(v *research.Turn) []any {
		return []any{&v.ID, &v.Interview, &v.Pos, &v.Speaker, &v.Asked, &v.Stage, &v.Question, &v.Text, &v.Rev,
			&v.SourceKey, &v.T0, &v.T1, &v.Corrected}
	},
	onConflict: map[string]string{
		"rev": "max(excluded.rev, turn.rev + (turn.text IS NOT excluded.text))",
	},
}

var stages = &table[research.Stage]{
	name:    "stage",
	columns: columns("id number name"),
	order:   "number, id",
	fields:  func(v *research.Stage) []any { return []any{&v.ID, &v.Number, &v.Name} },
}

var codes = &table[research.Code]{
	name:    "code",
	columns: columns("id ref name stage parent pos definition include exclude short retired merged_into in_vivo colour example"),
	order:   "pos, id",
	fields: func(v *research.Code) []any {
		return []any{&v.ID, &v.Ref, &v.Name, &v.Stage, ref{&v.Parent}, &v.Pos, &v.Definition, &v.Include, &v.Exclude,
			&v.Short, &v.Retired, ref{&v.MergedInto}, &v.InVivo, &v.Colour, &v.Example}
	},
}

// Both turns of a verbatim have to be of its interview.
var verbatims = &table[research.Verbatim]{
	name:    "verbatim",
	columns: columns("id interview from_turn from_offset to_turn to_offset checksum orphan"),
	order:   "id",
	fields: func(v *research.Verbatim) []any {
		return []any{&v.ID, &v.Interview, &v.From.Turn, &v.From.Offset, &v.To.Turn, &v.To.Offset, &v.Checksum, &v.Orphan}
	},
	also: map[string]string{"from_turn": "interview = r1.k", "to_turn": "interview = r1.k"},
}

var codings = &table[research.Coding]{
	name:    "coding",
	columns: columns("id verbatim code coder round about polarity weight"),
	order:   "id",
	fields: func(v *research.Coding) []any {
		return []any{&v.ID, &v.Verbatim, &v.Code, &v.Coder, &v.Round, &v.About, &v.Polarity, &v.Weight}
	},
}

var reasons = &table[research.Reason]{
	name:    "reason",
	columns: columns("id interview kind code is_primary"),
	order:   "interview, kind, is_primary DESC, id",
	fields: func(v *research.Reason) []any {
		return []any{&v.ID, &v.Interview, &v.Kind, &v.Code, &v.Primary}
	},
}

var clearances = &table[research.Clearance]{
	name:    "clearance",
	columns: columns("id verbatim rev level reworded"),
	order:   "id",
	fields: func(v *research.Clearance) []any {
		return []any{&v.ID, &v.Verbatim, &v.Rev, &v.Level, &v.Reworded}
	},
}

var themes = &table[research.Theme]{
	name:    "theme",
	columns: columns("id pos name says so_what recommendation"),
	order:   "pos, id",
	fields: func(v *research.Theme) []any {
		return []any{&v.ID, &v.Pos, &v.Name, &v.Says, &v.SoWhat, &v.Recommendation}
	},
}

var memos = &table[research.Memo]{
	name:    "memo",
	columns: columns("id subject text coder utc"),
	order:   "id",
	fields:  func(v *research.Memo) []any { return []any{&v.ID, &v.On, &v.Text, &v.Coder, stamp{&v.At}} },
}

var batches = &table[Batch]{
	name:    "batch",
	columns: columns("id vault_batch source utc"),
	order:   "utc, id",
	fields:  func(v *Batch) []any { return []any{&v.ID, &v.VaultBatch, &v.Source, stamp{&v.UTC}} },
}
