-- The study file, version 1.
--
-- Every record has a UUID (version 7, text form) as its id, and records refer to each other by it. Only
-- the tables with a million rows, turn, verbatim and coding, refer by row number, k, which takes a third
-- of the room and time; k belongs to this copy alone and is never written to the journal. Nothing
-- cascades: what goes with a record is deleted before it, so that the journal can still name it.
-- Order columns are called pos. Lists of plain words are JSON arrays. Dates are local dates
-- (2026-03-12) or ''.

CREATE TABLE study (
	id TEXT PRIMARY KEY,
	title TEXT NOT NULL,
	client TEXT NOT NULL,
	created TEXT NOT NULL,
	language TEXT NOT NULL,
	min_interviews INTEGER NOT NULL,
	min_organisations INTEGER NOT NULL,
	short_book INTEGER NOT NULL
) STRICT;

CREATE TABLE wave (
	id TEXT PRIMARY KEY,
	pos INTEGER NOT NULL,
	name TEXT NOT NULL
) STRICT;

CREATE TABLE name (
	id TEXT PRIMARY KEY,
	kind TEXT NOT NULL,
	text TEXT NOT NULL
) STRICT;

CREATE TABLE coder (
	id TEXT PRIMARY KEY,
	initials TEXT NOT NULL
) STRICT;

CREATE TABLE organisation (
	id TEXT PRIMARY KEY,
	pseudonym TEXT NOT NULL UNIQUE,
	segment TEXT NOT NULL,
	region TEXT NOT NULL
) STRICT;

CREATE TABLE participant (
	id TEXT PRIMARY KEY,
	pseudonym TEXT NOT NULL UNIQUE,
	organisation TEXT REFERENCES organisation(id),
	role_band TEXT NOT NULL,
	consent TEXT NOT NULL,
	withdrawn INTEGER NOT NULL
) STRICT;
CREATE INDEX participant_organisation ON participant(organisation) WHERE organisation IS NOT NULL;

CREATE TABLE salesperson (
	id TEXT PRIMARY KEY,
	pseudonym TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE deal (
	id TEXT PRIMARY KEY,
	source_key TEXT NOT NULL,
	organisation TEXT REFERENCES organisation(id),
	owner TEXT REFERENCES salesperson(id),
	outcome TEXT NOT NULL,
	furthest_stage INTEGER NOT NULL,
	value_band TEXT NOT NULL,
	lead_source TEXT NOT NULL,
	competitors TEXT NOT NULL,
	crm_created TEXT NOT NULL,
	crm_closed TEXT NOT NULL
) STRICT;
CREATE INDEX deal_source_key ON deal(source_key) WHERE source_key <> '';
CREATE INDEX deal_organisation ON deal(organisation) WHERE organisation IS NOT NULL;
CREATE INDEX deal_owner ON deal(owner) WHERE owner IS NOT NULL;

CREATE TABLE interview (
	k INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	source_key TEXT NOT NULL,
	label TEXT NOT NULL,
	wave TEXT REFERENCES wave(id),
	method TEXT NOT NULL,
	date TEXT NOT NULL,
	interviewer TEXT NOT NULL,
	deal TEXT REFERENCES deal(id),
	outcome TEXT NOT NULL,
	buyer_began TEXT NOT NULL,
	buyer_spoke TEXT NOT NULL,
	buyer_decided TEXT NOT NULL,
	note TEXT NOT NULL,
	coded INTEGER NOT NULL
) STRICT;
CREATE INDEX interview_source_key ON interview(source_key) WHERE source_key <> '';
CREATE INDEX interview_wave ON interview(wave) WHERE wave IS NOT NULL;
CREATE INDEX interview_deal ON interview(deal) WHERE deal IS NOT NULL;

CREATE TABLE interview_participant (
	id TEXT PRIMARY KEY,
	interview TEXT NOT NULL REFERENCES interview(id),
	participant TEXT NOT NULL REFERENCES participant(id),
	pos INTEGER NOT NULL
) STRICT;
CREATE INDEX interview_participant_interview ON interview_participant(interview, pos);
CREATE INDEX interview_participant_participant ON interview_participant(participant);

CREATE TABLE question (
	id TEXT PRIMARY KEY,
	pos INTEGER NOT NULL,
	ref TEXT NOT NULL,
	stage INTEGER NOT NULL,
	section TEXT NOT NULL,
	outcomes TEXT NOT NULL,
	text TEXT NOT NULL,
	purpose TEXT NOT NULL,
	ladder TEXT NOT NULL,
	codes TEXT NOT NULL,
	core INTEGER NOT NULL
) STRICT;

-- A k is never used twice here: the search index goes by it.
CREATE TABLE turn (
	k INTEGER PRIMARY KEY AUTOINCREMENT,
	id TEXT NOT NULL UNIQUE,
	interview INTEGER NOT NULL REFERENCES interview(k),
	pos INTEGER NOT NULL,
	speaker TEXT NOT NULL,
	asked INTEGER NOT NULL,
	stage INTEGER NOT NULL,
	question TEXT NOT NULL,
	text TEXT NOT NULL,
	rev INTEGER NOT NULL,
	source_key TEXT NOT NULL,
	t0 INTEGER NOT NULL,
	t1 INTEGER NOT NULL
) STRICT;
CREATE INDEX turn_interview ON turn(interview, pos, stage);
CREATE INDEX turn_source_key ON turn(source_key) WHERE source_key <> '';

CREATE TABLE stage (
	id TEXT PRIMARY KEY,
	number INTEGER NOT NULL,
	name TEXT NOT NULL
) STRICT;

CREATE TABLE code (
	k INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	ref TEXT NOT NULL,
	name TEXT NOT NULL,
	stage INTEGER NOT NULL,
	parent TEXT REFERENCES code(id) DEFERRABLE INITIALLY DEFERRED,
	pos INTEGER NOT NULL,
	definition TEXT NOT NULL,
	include TEXT NOT NULL,
	exclude TEXT NOT NULL,
	short INTEGER NOT NULL,
	retired INTEGER NOT NULL,
	merged_into TEXT REFERENCES code(id) DEFERRABLE INITIALLY DEFERRED,
	in_vivo INTEGER NOT NULL
) STRICT;
CREATE INDEX code_parent ON code(parent) WHERE parent IS NOT NULL;
CREATE INDEX code_merged_into ON code(merged_into) WHERE merged_into IS NOT NULL;

-- Both turns are of the interview, which is made sure of where they are written: as foreign keys they
-- would need two more indexes.
CREATE TABLE verbatim (
	k INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	interview INTEGER NOT NULL REFERENCES interview(k),
	from_turn INTEGER NOT NULL,
	from_offset INTEGER NOT NULL,
	to_turn INTEGER NOT NULL,
	to_offset INTEGER NOT NULL,
	checksum TEXT NOT NULL,
	orphan INTEGER NOT NULL
) STRICT;
CREATE INDEX verbatim_interview ON verbatim(interview);

-- packed is what counting a million codings reads instead of six columns: 32 bits for the verbatim, 20 for
-- the code, two each for polarity and weight, four for the round, and the last for whom it is about.
CREATE TABLE coding (
	k INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	packed INTEGER GENERATED ALWAYS AS (
		(verbatim << 32) | (code << 12) | (polarity + 1 << 10) | (weight << 8) | (round << 4)
		| (CASE about WHEN 'us' THEN 1 WHEN 'rival' THEN 2 WHEN 'buyer' THEN 3 ELSE 0 END)
	) STORED,
	verbatim INTEGER NOT NULL REFERENCES verbatim(k),
	code INTEGER NOT NULL REFERENCES code(k),
	coder TEXT NOT NULL,
	round INTEGER NOT NULL,
	about TEXT NOT NULL,
	polarity INTEGER NOT NULL,
	weight INTEGER NOT NULL
) STRICT;
CREATE INDEX coding_verbatim ON coding(verbatim);
CREATE INDEX coding_code ON coding(code);

CREATE TABLE reason (
	id TEXT PRIMARY KEY,
	interview TEXT NOT NULL REFERENCES interview(id),
	kind TEXT NOT NULL,
	code TEXT NOT NULL REFERENCES code(id),
	is_primary INTEGER NOT NULL
) STRICT;
CREATE INDEX reason_interview ON reason(interview);
CREATE INDEX reason_code ON reason(code);

CREATE TABLE clearance (
	id TEXT PRIMARY KEY,
	verbatim TEXT NOT NULL REFERENCES verbatim(id),
	rev INTEGER NOT NULL,
	level TEXT NOT NULL,
	reworded TEXT NOT NULL
) STRICT;
CREATE INDEX clearance_verbatim ON clearance(verbatim);

CREATE TABLE theme (
	id TEXT PRIMARY KEY,
	pos INTEGER NOT NULL,
	name TEXT NOT NULL,
	says TEXT NOT NULL,
	so_what TEXT NOT NULL,
	recommendation TEXT NOT NULL
) STRICT;

CREATE TABLE theme_code (
	id TEXT PRIMARY KEY,
	theme TEXT NOT NULL REFERENCES theme(id),
	code TEXT NOT NULL REFERENCES code(id),
	pos INTEGER NOT NULL
) STRICT;
CREATE INDEX theme_code_theme ON theme_code(theme, pos);
CREATE INDEX theme_code_code ON theme_code(code);

CREATE TABLE theme_quote (
	id TEXT PRIMARY KEY,
	theme TEXT NOT NULL REFERENCES theme(id),
	verbatim TEXT NOT NULL REFERENCES verbatim(id),
	pos INTEGER NOT NULL
) STRICT;
CREATE INDEX theme_quote_theme ON theme_quote(theme, pos);
CREATE INDEX theme_quote_verbatim ON theme_quote(verbatim);

-- A memo is a note on any record, so subject refers to no table in particular.
CREATE TABLE memo (
	id TEXT PRIMARY KEY,
	subject TEXT NOT NULL,
	text TEXT NOT NULL
) STRICT;
CREATE INDEX memo_subject ON memo(subject);

CREATE TABLE batch (
	id TEXT PRIMARY KEY,
	vault_batch TEXT NOT NULL,
	source TEXT NOT NULL,
	utc TEXT NOT NULL
) STRICT;

-- The ledger of issued packs. A pack that has gone out cannot be called back, so the ledger is no part
-- of undo and its members outlive the interviews they name.
CREATE TABLE export (
	id TEXT PRIMARY KEY,
	utc TEXT NOT NULL,
	k INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	file TEXT NOT NULL
) STRICT;

CREATE TABLE export_group (
	id TEXT PRIMARY KEY,
	export TEXT NOT NULL REFERENCES export(id),
	pos INTEGER NOT NULL,
	predicate TEXT NOT NULL,
	members TEXT NOT NULL
) STRICT;
CREATE INDEX export_group_export ON export_group(export, pos);

CREATE TABLE export_cell (
	export_group TEXT NOT NULL REFERENCES export_group(id),
	pos INTEGER NOT NULL,
	measure TEXT NOT NULL,
	x INTEGER NOT NULL,
	n INTEGER NOT NULL,
	shown INTEGER NOT NULL,
	PRIMARY KEY (export_group, pos)
) STRICT, WITHOUT ROWID;

-- The journal: one step per edit a person made, one change per row it touched. state is 'done',
-- 'undone', or 'dropped' (undone, then overtaken by another edit: kept as a record, its changes gone).
-- The changes of a step are those numbered first to first+rows-1. counter counts a coder's steps.
CREATE TABLE step (
	id INTEGER PRIMARY KEY,
	uuid TEXT NOT NULL UNIQUE,
	coder TEXT NOT NULL,
	counter INTEGER NOT NULL,
	utc TEXT NOT NULL,
	name TEXT NOT NULL,
	schema INTEGER NOT NULL,
	state TEXT NOT NULL,
	first INTEGER NOT NULL,
	rows INTEGER NOT NULL
) STRICT;

CREATE INDEX step_counter ON step(coder, counter);
CREATE INDEX step_undone ON step(id) WHERE state = 'undone';

-- before and after are JSON: the whole row where it was deleted or inserted, the changed columns where
-- it was updated. The after of an insert is filled in when the step is undone: until then it is the
-- row itself, or the before of the next change to it, and writing it twice would double a big import.
CREATE TABLE change (
	seq INTEGER PRIMARY KEY,
	step INTEGER NOT NULL,
	tbl TEXT NOT NULL,
	id TEXT NOT NULL,
	op TEXT NOT NULL,
	before TEXT,
	after TEXT
) STRICT;

-- For finding what the journal says of a record; a big import's inserts, which say nothing, stay out.
CREATE INDEX change_id ON change(id) WHERE coalesce(before, after) IS NOT NULL;

-- Search over the transcripts. The index keeps no text of its own, and secure-delete leaves none of a
-- deleted text's words in it.
CREATE VIRTUAL TABLE turn_text USING fts5(
	text, content='turn', content_rowid='k', columnsize=0, tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO turn_text(turn_text, rank) VALUES ('secure-delete', 1);
