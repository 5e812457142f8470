-- Version 2: what stands masked and who may look at it again, stories, people who spoke in public, who was
-- erased, and names that were let pass at one place of a finished file.

-- Codings as counting reads them, by interview, so that a big study opens without reading a million rows:
-- eight bytes a coding, of which counted.go says what they mean. It is kept by nobody but made anew when it is
-- missing: whatever touches an interview's codings takes its row away, so that a row is exact or not there.
CREATE TABLE counted (
	interview INTEGER PRIMARY KEY,
	codings BLOB NOT NULL
) STRICT;

CREATE TRIGGER counted_coding_insert AFTER INSERT ON coding BEGIN
	DELETE FROM counted WHERE interview = (SELECT interview FROM verbatim WHERE k = new.verbatim);
END;
CREATE TRIGGER counted_coding_update AFTER UPDATE ON coding BEGIN
	DELETE FROM counted WHERE interview IN (SELECT interview FROM verbatim WHERE k IN (old.verbatim, new.verbatim));
END;
CREATE TRIGGER counted_coding_delete AFTER DELETE ON coding BEGIN
	DELETE FROM counted WHERE interview = (SELECT interview FROM verbatim WHERE k = old.verbatim);
END;
CREATE TRIGGER counted_verbatim_update AFTER UPDATE ON verbatim BEGIN
	DELETE FROM counted WHERE interview IN (old.interview, new.interview);
END;
CREATE TRIGGER counted_verbatim_delete AFTER DELETE ON verbatim BEGIN
	DELETE FROM counted WHERE interview = old.interview;
END;
CREATE TRIGGER counted_turn_update AFTER UPDATE OF stage ON turn BEGIN
	DELETE FROM counted WHERE interview = old.interview;
END;
CREATE TRIGGER counted_interview_insert AFTER INSERT ON interview BEGIN
	DELETE FROM counted WHERE interview = new.k;
END;
CREATE TRIGGER counted_interview_delete AFTER DELETE ON interview BEGIN
	DELETE FROM counted WHERE interview = old.k;
END;

-- A passage of a turn in whose place a pseudonym or [name] stands: [from_offset, to_offset) in code points are
-- the words that stand there now. What was said is in the vault, under original. state is 'open' while
-- somebody has to look at it, 'kept' once they have or where nothing was in doubt.
CREATE TABLE mask (
	id TEXT PRIMARY KEY,
	turn TEXT NOT NULL REFERENCES turn(id),
	from_offset INTEGER NOT NULL,
	to_offset INTEGER NOT NULL,
	kind TEXT NOT NULL,
	pseudonym TEXT NOT NULL,
	original TEXT NOT NULL,
	state TEXT NOT NULL
) STRICT;
CREATE INDEX mask_turn ON mask(turn, from_offset);
CREATE INDEX mask_open ON mask(state) WHERE state = 'open';

-- Somebody who speaks of the subject in public is recognised by their opinions.
ALTER TABLE participant ADD COLUMN public INTEGER NOT NULL DEFAULT 0;

-- A story follows one buyer, who allowed it and heard it read back, or is put together from several interviews.
CREATE TABLE story (
	id TEXT PRIMARY KEY,
	pos INTEGER NOT NULL,
	title TEXT NOT NULL,
	text TEXT NOT NULL,
	interviews TEXT NOT NULL,
	consented TEXT NOT NULL,
	read_back TEXT NOT NULL,
	cleared INTEGER NOT NULL
) STRICT;

-- Pseudonyms of people who were erased: never given again.
CREATE TABLE erased (
	id TEXT PRIMARY KEY,
	pseudonym TEXT NOT NULL UNIQUE,
	utc TEXT NOT NULL
) STRICT;

-- Words that also are somebody's name, let pass at one place of a finished file: word is a keyed hash made by
-- the vault, place says where ("xlsx Themes!B7").
CREATE TABLE passed (
	id TEXT PRIMARY KEY,
	word TEXT NOT NULL,
	place TEXT NOT NULL,
	coder TEXT NOT NULL,
	utc TEXT NOT NULL
) STRICT;
