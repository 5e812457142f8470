-- Version 4: findings a board can act on, and what a team brings: what a person chose and wrote for the pages.

-- Of every turn and coding what a search filters by, so that half a million turns are read in a tenth of a second:
-- bytes of which places.go says what they mean. A row is true only while counted has the interview, too: whatever
-- touches an interview's turns or codings takes it away there.
CREATE TABLE searched (
	interview INTEGER PRIMARY KEY,
	turns BLOB NOT NULL,
	codings BLOB NOT NULL,
	coders TEXT NOT NULL
) STRICT;

DROP TRIGGER counted_turn_update;
CREATE TRIGGER counted_turn_update AFTER UPDATE OF interview, pos, asked, stage ON turn BEGIN
	DELETE FROM counted WHERE interview IN (old.interview, new.interview);
END;
CREATE TRIGGER counted_turn_insert AFTER INSERT ON turn BEGIN
	DELETE FROM counted WHERE interview = new.interview;
END;
CREATE TRIGGER counted_turn_delete AFTER DELETE ON turn BEGIN
	DELETE FROM counted WHERE interview = old.interview;
END;

-- A number that a person set beside the figures for the business case: kind is 'currency', 'lost_value', 'band_top',
-- 'won_back' or 'lever'. low, likely and high are whole units of the currency, of 'won_back' per cent. code is that of a
-- lever, '' for none; it is no reference, so that a code may go without what was spent on it.
CREATE TABLE assumption (
	id TEXT PRIMARY KEY,
	kind TEXT NOT NULL,
	pos INTEGER NOT NULL,
	name TEXT NOT NULL,
	code TEXT NOT NULL,
	low INTEGER NOT NULL,
	likely INTEGER NOT NULL,
	high INTEGER NOT NULL,
	source TEXT NOT NULL,
	coder TEXT NOT NULL,
	utc TEXT NOT NULL
) STRICT;

-- What a person chose for the board pack: one row. sections are the keys of its sections in order, with a minus
-- before those left out; client, confidential are lines as typed; accent is "#rrggbb", date "2026-11-22", logo a PNG in
-- base64; '' is what stands there by itself.
CREATE TABLE pack_layout (
	id TEXT PRIMARY KEY,
	sections TEXT NOT NULL,
	client TEXT NOT NULL,
	confidential TEXT NOT NULL,
	accent TEXT NOT NULL,
	date TEXT NOT NULL,
	logo TEXT NOT NULL
) STRICT;

-- The figures that a message of the pack was written about, as they were then: id is that of the memo, figures are
-- keys and counts as JSON, without a word of anybody.
CREATE TABLE pack_written (
	id TEXT PRIMARY KEY,
	figures TEXT NOT NULL
) STRICT;

-- The files of an issued pack as they went out, so that they can be made again to the byte: body is the file, deflated
-- and in base64; '' once it had to go, and gone says why. Then only name and sum stay.
CREATE TABLE export_file (
	export TEXT NOT NULL REFERENCES export(id),
	pos INTEGER NOT NULL,
	name TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	bytes INTEGER NOT NULL,
	gone TEXT NOT NULL,
	body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX export_file_place ON export_file(export, pos);

-- The verbatims that stood in an issued pack as quotes. They may be gone since.
CREATE TABLE export_quote (
	export TEXT NOT NULL REFERENCES export(id),
	verbatim TEXT NOT NULL,
	PRIMARY KEY (export, verbatim)
) STRICT, WITHOUT ROWID;

-- A way of looking at the figures that somebody wants to come back to: name as typed; the rest are keys of the Explore
-- screen: what is counted and on which side, by which classes, as which chart, in which order.
CREATE TABLE saved_view (
	id TEXT PRIMARY KEY,
	pos INTEGER NOT NULL,
	name TEXT NOT NULL,
	counted TEXT NOT NULL,
	side TEXT NOT NULL,
	by_class TEXT NOT NULL,
	chart TEXT NOT NULL,
	sorted TEXT NOT NULL
) STRICT;

-- Who wrote a note last, and when: a second coder who codes blind reads their own only.
ALTER TABLE memo ADD COLUMN coder TEXT NOT NULL DEFAULT '';
ALTER TABLE memo ADD COLUMN utc TEXT NOT NULL DEFAULT '0001-01-01T00:00:00Z';

-- As in version 3, with one look where a coding stays on its words, as ten thousand do in a merge of codes.
DROP TRIGGER counted_coding_update;
CREATE TRIGGER counted_coding_update AFTER UPDATE ON coding BEGIN
	DELETE FROM counted WHERE interview = (SELECT interview FROM verbatim WHERE k = new.verbatim);
END;
CREATE TRIGGER counted_coding_moved AFTER UPDATE OF verbatim ON coding WHEN old.verbatim <> new.verbatim BEGIN
	DELETE FROM counted WHERE interview = (SELECT interview FROM verbatim WHERE k = old.verbatim);
END;
