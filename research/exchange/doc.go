// Package exchange reads and writes files by which studies and programs pass codebooks to each other: REFI-QDA
// codebooks (.qdc) and plain tables (.csv). It knows their formats and nothing of a study; what it reads is a list of
// entries for the session to match, to show and to take in. It refuses what is no codebook, and whatever is larger
// than any codebook.
package exchange
