-- What stands on one turn is found in the index alone, without the rows of all verbatims of its interview; and those
-- that lost their words, which are few, without any of the others.
DROP INDEX verbatim_interview;
CREATE INDEX verbatim_interview ON verbatim(interview, from_turn, to_turn);
CREATE INDEX verbatim_orphan ON verbatim(interview) WHERE orphan = 1;
