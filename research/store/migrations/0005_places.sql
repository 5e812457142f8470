-- What stands on one turn is found without looking through all verbatims of its interview: those that begin in it,
-- and the few that reach over several turns. Those that lost their words, which are few, are found by themselves.
DROP INDEX verbatim_interview;
CREATE INDEX verbatim_interview ON verbatim(interview, from_turn);
CREATE INDEX verbatim_across ON verbatim(interview) WHERE from_turn <> to_turn;
CREATE INDEX verbatim_orphan ON verbatim(interview) WHERE orphan = 1;

-- A campaign of the client's, as its CRM has it. name and channel are '' where only an id was seen; dates are local.
CREATE TABLE campaign (
	id TEXT PRIMARY KEY,
	source_key TEXT NOT NULL,
	name TEXT NOT NULL,
	channel TEXT NOT NULL,
	began TEXT NOT NULL,
	ended TEXT NOT NULL
) STRICT;

-- Whether a deal is a lead still: an enquiry before it was an opportunity; and the campaign that it came from.
ALTER TABLE deal ADD COLUMN lead INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deal ADD COLUMN campaign TEXT REFERENCES campaign(id);
CREATE INDEX deal_campaign ON deal(campaign) WHERE campaign IS NOT NULL;
