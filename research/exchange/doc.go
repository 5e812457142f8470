// Package exchange reads and writes files by which studies and programs pass work to each other: REFI-QDA codebooks
// (.qdc) and plain tables (.csv) of codes, REFI-QDA projects (.qdpx) both ways, and the databases of Taguette and
// QualCoder for reading. It knows their formats and nothing of a study: what it reads is plain values for the session
// to match, to show and to take in. It refuses what is none of these, and whatever is larger than any of them.
package exchange
