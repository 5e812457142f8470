-- Version 3: what a day at the workbench leaves behind: colours and examples of codes, versions of the
-- codebook, ladders, second coding and what became of the differences.

-- '' is the colour of the code's stage; otherwise "#rrggbb".
ALTER TABLE code ADD COLUMN colour TEXT NOT NULL DEFAULT '';
ALTER TABLE code ADD COLUMN example TEXT NOT NULL DEFAULT '';

-- A text that was corrected by hand is not made as it was by importing its source again.
ALTER TABLE turn ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0;

-- The codebook as it stood when somebody kept it: body is its stages and codes as JSON.
CREATE TABLE codebook_version (
	id TEXT PRIMARY KEY,
	number INTEGER NOT NULL UNIQUE,
	name TEXT NOT NULL,
	coder TEXT NOT NULL,
	utc TEXT NOT NULL,
	body TEXT NOT NULL
) STRICT;

-- The chain of whys of an interview, from what was told (pos 0) down to what decided. price_test is what the
-- buyer would have done had every price been the same: 'same', 'other', 'unsure', '' not asked.
CREATE TABLE ladder (
	id TEXT PRIMARY KEY,
	interview TEXT NOT NULL UNIQUE REFERENCES interview(id),
	price_test TEXT NOT NULL,
	price_verbatim TEXT REFERENCES verbatim(id)
) STRICT;
CREATE INDEX ladder_price_verbatim ON ladder(price_verbatim) WHERE price_verbatim IS NOT NULL;

CREATE TABLE rung (
	id TEXT PRIMARY KEY,
	interview TEXT NOT NULL REFERENCES interview(id),
	pos INTEGER NOT NULL,
	verbatim TEXT NOT NULL REFERENCES verbatim(id),
	code TEXT REFERENCES code(id)
) STRICT;
CREATE INDEX rung_interview ON rung(interview, pos);
CREATE INDEX rung_verbatim ON rung(verbatim);
CREATE INDEX rung_code ON rung(code) WHERE code IS NOT NULL;

-- An interview that a second coder codes without seeing the first one's codings. sample says how it was drawn.
CREATE TABLE assignment (
	id TEXT PRIMARY KEY,
	interview TEXT NOT NULL REFERENCES interview(id),
	coder TEXT NOT NULL,
	done INTEGER NOT NULL,
	sample TEXT NOT NULL
) STRICT;
CREATE INDEX assignment_interview ON assignment(interview);

-- What two coders settled about a place where they differed: whether the code stands there, and which of them
-- had put it. What the first coder had put and does not stand stays as a coding of round 3, which counts nowhere,
-- so that how far they agreed before can still be told.
CREATE TABLE verdict (
	id TEXT PRIMARY KEY,
	verbatim TEXT NOT NULL REFERENCES verbatim(id),
	code TEXT NOT NULL REFERENCES code(id),
	stands INTEGER NOT NULL,
	coder TEXT NOT NULL,
	utc TEXT NOT NULL,
	note TEXT NOT NULL,
	first_had INTEGER NOT NULL,
	second_had INTEGER NOT NULL
) STRICT;
CREATE INDEX verdict_verbatim ON verdict(verbatim);
CREATE INDEX verdict_code ON verdict(code);

-- Two pseudonyms turned out to be one person, company or salesperson: pseudonym is no longer used and never
-- given again, survivor stands in its place. The vault still has the entries of both.
CREATE TABLE retired (
	id TEXT PRIMARY KEY,
	pseudonym TEXT NOT NULL UNIQUE,
	survivor TEXT NOT NULL,
	utc TEXT NOT NULL
) STRICT;

-- A copy of the study that was joined: steps are those of the other copy's history that were taken over, so that
-- a later join begins after them.
CREATE TABLE joined (
	id TEXT PRIMARY KEY,
	coder TEXT NOT NULL,
	utc TEXT NOT NULL,
	steps TEXT NOT NULL
) STRICT;

-- The words of the search index, so that the beginning of a word can be looked up among them. It keeps nothing
-- of its own.
CREATE VIRTUAL TABLE turn_text_words USING fts5vocab(turn_text, instance);

-- As in version 2, without a list in between, which is made anew for each of ten thousand codings.
DROP TRIGGER counted_coding_update;
CREATE TRIGGER counted_coding_update AFTER UPDATE ON coding BEGIN
	DELETE FROM counted WHERE interview = (SELECT interview FROM verbatim WHERE k = old.verbatim);
	DELETE FROM counted WHERE interview = (SELECT interview FROM verbatim WHERE k = new.verbatim);
END;

-- What the leak check looked at in a file of an issued pack: how many forms of names it looked for, what in
-- ("11 pages"), and at which places a word that also is a name was let pass. coder issued the pack.
CREATE TABLE export_check (
	export TEXT NOT NULL REFERENCES export(id),
	pos INTEGER NOT NULL,
	file TEXT NOT NULL,
	identities INTEGER NOT NULL,
	looked TEXT NOT NULL,
	passed TEXT NOT NULL,
	coder TEXT NOT NULL,
	PRIMARY KEY (export, pos)
) STRICT, WITHOUT ROWID;
