-- Version 6: what a large import needs.

-- Up to which turn the search index has been brought. A large import is committed before its turns are in the index;
-- those numbered past this one are taken in afterwards, a few at a time.
CREATE TABLE indexed (
	k INTEGER NOT NULL
) STRICT;
INSERT INTO indexed SELECT coalesce(max(k), 0) FROM turn;

-- An import knows the turns of an interview by reading them: nobody looks one up by its key.
DROP INDEX turn_source_key;

-- Why a deal was lost as the CRM records it: ids of codes, in order, for the interviews that are yet to come.
ALTER TABLE deal ADD COLUMN recorded TEXT NOT NULL DEFAULT '[]';
