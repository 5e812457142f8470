// Package research holds the nouns of a win-loss study and the rules they keep: the study, its
// participants, organisations, deals, interviews, turns, verbatims, codes, codings, reasons and themes.
//
// It knows no database, no window and no file format, and imports the standard library only. Identity
// never appears in it: people and organisations are pseudonyms (P07, O03, S02) everywhere.
package research
