// # Disclosure control
//
// This is the rule by which a count of interviews may leave the house, in Rule.Disclose, and why it holds. Every
// figure that a board pack, a workbook, `openloop codes` or a mark on the screen shows as releasable passes it.
//
// # Definitions
//
// A row is something that interviews have or have not: a code, a theme, a stage, a competitor, a reason. A group is
// a set of interviews that follows from attributes alone; its figure for a row is x of n. A cell is a set of fewer
// than k interviews. The cells that are guarded:
//
//   - classes that are not released by themselves, and what classes merge into on the way;
//   - what the released groups leave of the total;
//   - atoms: interviews that are in the same of the groups shown now or earlier: by all rows, by this row alone, by it
//     and its relatives; and by all earlier groups with any choice of this table's, since some of these may show nothing;
//   - what no released part of any pack takes in;
//   - the interviews of a region, segment, wave, role, value band, method (Frame.Named) or deal owner;
//   - people: every person, and every organisation. Interviews whose organisation is unknown count as one
//     organisation where a group needs several, and each by itself where people are guarded.
//
// A cell's bounds for a row are the fewest and the most of its interviews that have the row in any world in which
// every figure that the reader has is true. A cell is pinned when low ≥ 1 and high - low < 2: at least one of them
// has it for sure, and how many is known to within one.
//
// # The reader
//
// The reader has the client's contact list: who was interviewed, every attribute of theirs, which organisation, whose
// deal. The reader knows this rule, and k. The reader has every issued pack and every table of this one, and takes the
// codings behind an earlier figure for what they are now, as far as figures do not contradict that; and as well only
// those earlier figures that still hold. Which interviews have a reason of a kind on file at all (coverage) is taken
// for known too: bases of the four reasons are groups.
//
// A reader who was interviewed knows one answer besides. For that reader people are guarded: nobody else, and no other
// organisation, nor the colleagues in one's own, is pinned with that answer known, whichever answer it was. Classes of
// several organisations are guarded against the first reader only: with lost 4 and no decision 2 merged and 3 of
// these 6 shown, one of the two knows that 2 or 3 of the four lost said it, and could not be kept from it but by
// showing nothing of so small a group.
//
// # The rule
//
// In order; what is settled before the last three steps does not look at what was said.
//
//  1. Classes are merged, in an order set beforehand, until each group has k interviews from enough organisations,
//     none over half of it. A remainder of one or two interviews forbids the split, and should not arise: the total
//     is then made without them (report.Covered).
//  2. A group may differ from an earlier one by no interview or by k and more; else it is counted on the earlier
//     members, or, where one of those has been erased, withheld. Interviews that have been erased stay in the groups
//     that they were in, with nothing known of them.
//  3. Sales conduct is split only where three deal owners stand behind each group.
//  4. A split is withheld when a group is unanimous below 2k or a cell would be pinned.
//  5. A total is withheld when a cell would be pinned by it alone.
//  6. Withholding tells: the reader knows what else would have been withheld. Among all splits of the same total, and
//     among all totals, those next to the withheld ones are withheld too until the withheld ones have nothing in
//     common that pins a cell. Which ones depends on bases, cells and (for a split) the total, never on who said it.
//     A row that is split in two ways at once (by outcome in one table, by wave in another of the same pack) is split the
//     second way only where the first shows. Its figures in both are margins of one table of numbers, so that each of the
//     second's groups has one figure that is open; which of its values must go, and which go for their sake, depends on
//     the first table's figures alone (crossed).
//  7. Related rows (a union of others, a part of one, one that lies within others, one of several that exclude each
//     other) narrow each other's figures. A row stays only as long as it is shown to be harmless among its relatives, in
//     the sense below. Else splits of its relatives go first, of unions before their parts, then totals. Mentions of a
//     union go where those of a part are withheld, since mentions add up.
//
// # Related rows, over all packs
//
// A family is a row with what it is made of. Rows that are in families together, by any number of steps, are allies. What
// the reader knows of allies is a system of whole numbers: for row r and atom a a number 0 ≤ y(r,a) ≤ n(a), where atoms are
// cut by the groups of all figures of the allies; for each figure x of r in group g, the sum of y(r,a) over the atoms of g is
// x; for a union u of parts p and every atom, y(p,a) ≤ y(u,a) ≤ Σ y(p,a), with equality on the right where the parts exclude
// each other; for a row within others only the right half; for rows that exclude each other Σ y(r,a) ≤ n(a), and = n(a) within
// the table's total where each interview has one. A solution is a world. For a cell S each number is taken apart into those in
// S and those outside, and all relations hold for both.
//
// A cell is open for a row when worlds were found in which it holds none, or numbers at least two apart. A row is harmless
// when every cell is open, for two readers: by the figures that still hold, all allies together; and, where one of the row or
// a relative does not hold any more or is about somebody erased, by all figures of the row and its relatives ever shown.
//
//   - By the figures that still hold one world is known, the true one. It is of people, so that those of an atom may change
//     places: S may hold any number from Σ max(0, y(r,a)-(n(a)-s(a))) to Σ min(s(a), y(r,a)). That settles most cells. For
//     the others a world is searched for, at most jointSteps long.
//   - By all figures a world must be found first. Figures that contradict each other (narrowing alone says so, without trying
//     any number) tell nothing; then the families of the row are taken one by one. Where neither a world nor a plain
//     contradiction was found, the row is not harmless.
//
// Only worlds that were found, and hold every equation, count. So withholding ends, each step shows less, and what is left is
// safe against any reader who draws whatever conclusion from these equations. What an earlier pack told by itself cannot be
// taken back; then everything new of the row and its relatives is withheld.
//
// A row is what it counts: a theme with other codes, or of the other side, is another row.
//
// Percentages, intervals, bars, dots, ranks, verdicts and which rows stand on a page are made of released figures only.
//
// # Pairs
//
// How many have two rows at once (two themes in the same interview, what hurt and what helped of one) leaves by Rule.Pairs:
// out of one group, never split. Such a count is held against steps 1 to 6 as that of any row, and then as a pair. Of an atom
// of n people, a of whom have one row and b the other, from max(0, a+b-n) to min(a, b) have both; and where s of them have not
// both, from max(0, a+b-n) to min(a, b, n-s) of the others. So for every guarded cell the least and the most are known that
// the count may be while nobody of the cell has both. The count shows where it lies strictly between them for every cell, and
// for people also with one more person of the same atom, who knows not to have both. The a and b of each atom are those that
// the released figures of the two rows leave; where these overlap, those of a world that is looked for by them alone. A pair
// shows only where both rows do. Of an earlier pack's counts of the pair, those of the same people and of a part of them are
// taken along; where there are more, or somebody has been erased, the pair is withheld.
//
// Splits by two dimensions at once, outcome and wave, and pairs are released so that one pack gives nobody away, beside
// those issued before it. Held against the figures of a later pack they could, so a pack that has them is the last that is
// issued of its interviews: report.Kind.Last. TestAttacker issues them third of three. After it the session issues a pack
// only where it has no interview in common with it, nor with any pack that has one in common with those, by any number of
// steps: that of a wave that came later. What the reader knows of the interviews on either side then says nothing of those
// on the other, so the fewest of a cell that have a row are the fewest on the one side plus the fewest on the other, and the
// most likewise. Where that pins the cell, so is its part on one side pinned by the packs of that side alone, and the audit
// guards those parts by themselves (TestAttackerOfALaterWave).
//
// For the same reason packs about all interviews and about one wave are not issued side by side where they have interviews
// in common: of a hundred studies whose packs were of all, of each wave and of all again, two had somebody pinned by five
// packs together. What is proved and tested of several packs is of those about the same choice of interviews.
//
// What withholding tells: only that the count is one of those next to or beyond a bound, and next to the bound the cell may
// hold nobody. For separate groups TestReaderListsWorldsOfPairs lists every world, for counts that show and for those that
// do not.
//
// Periods of time are merged as the classes of any dimension are, neighbours first, and audited as groups beside all others.
// The curve of codes heard after each interview follows single people and never leaves.
//
// # Why it holds
//
// Proved: in separate groups a world is any choice of x of the n interviews in each, so a cell with s of a group's n has
// between max(0, x-(n-s)) and min(s, x) there, independently of the other groups: the bounds are exact (auditBlocks).
// One known answer takes one interview out of n, and that answer out of x. Where groups overlap (several packs, several
// dimensions) the bounds are those of whole numbers 0 ≤ y_a ≤ n_a per atom with given sums; search.harmless passes a
// cell only when it has found worlds that differ enough, so an audit that is not solved in time withholds. The same holds of
// related rows (jointFrame.open).
//
// Tested: for a single row of one pack step 6 makes the promise hold against a reader who lists every world
// (TestAttackerWhoListsWorlds, TestReaderWhoKnowsTheRule, and for two splits at once TestReaderOfTwoSplitsListsWorlds and
// TestAttackerWhoListsWorldsOfTwoWaves: every world of studies of up to 12); for three related rows
// TestAttackerKnowsRelations lists every world of all three. report/attack holds finished files of three packs against a
// reader who solves the equations above: no cell is pinned. With the audit switched off he wins.
//
// # Limits
//
//   - What withholding tells is worked out row by row, for tables whose groups are separate and where no earlier pack
//     showed the row; for two splits at once, where the second has two groups, or each of more against all others. Of a row that earlier packs showed, and of related rows, a missing figure may narrow more.
//   - The equations say of each atom how many have each row. Who lists sets of people may now and then narrow more, where
//     two families share more than one row.
//   - The reader who takes every figure ever shown for true combines a row with its relatives, not with theirs; and one who
//     was interviewed is followed row by row.
//   - Pairs are held against the figures of their two rows and of the pair itself, not against other pairs or the codes that
//     the rows are made of.
//   - Stages count what hurt, or whatever was said where little hurt: the two are one row here.
//   - Whom a later erasure or a later interview sets apart within a group that is out already cannot be helped.
//   - A quote says that somebody in its group has its code; its group is named only where that figure shows. Who is quoted
//     agreed to that, and k and more share the signature.
//   - Medians of dates (the clocks) are about k deals and more, to the half month, by base and ledger alone.
//   - Whether a page is there, whether stages count what hurt, and which side a theme without one counts, are thresholds
//     on counts over all interviews.
package privacy
