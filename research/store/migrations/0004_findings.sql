-- Version 4: findings a board can act on, and what a team brings: what a person chose and wrote for the pages.

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
