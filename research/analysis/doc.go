// Package analysis counts what was coded and says how sure one may be of it: tallies of interviews and
// mentions, shares with their intervals, comparisons in words, and whether enough interviews were held.
//
// The steps, in order:
//
//	NewIndex, Add      interviews and codings become sets of interviews, one bit each
//	Group, Query       who is in a group; who said what, at which stage, helped or hurt
//	Table, Cube        the counts of the screens: codes, stages of mention, outcomes
//	Wilson, NewShare   how far a count out of a base may be off
//	Compare, Holm      is it more here than there, said in words
//	Saturation         do further interviews still bring new codes
//
// Figures count distinct interviews; mentions stand beside them. Doubt is part of a result: Warnings
// and a Verdict, never an error. The package decides nothing about what may leave the app; package
// privacy does.
package analysis
