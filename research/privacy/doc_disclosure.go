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
//   - atoms: interviews that are in the same of the groups shown now or earlier, by all rows and by this row alone;
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
//  7. Related rows (a union of others, a part of one, one of several that exclude each other) narrow each other's
//     figures. Where a withheld one could be worked out so far that a cell is pinned, splits go first, then totals, of
//     unions before their parts. Mentions of a union go where those of a part are withheld, since mentions add up.
//
// Percentages, intervals, bars, dots, ranks, verdicts and which rows stand on a page are made of released figures only.
//
// # Why it holds
//
// In separate groups a world is any choice of x of the n interviews in each, so a cell with s of a group's n has
// between max(0, x-(n-s)) and min(s, x) there, independently of the other groups: the bounds are exact (auditBlocks).
// One known answer takes one interview out of n, and that answer out of x. Where groups overlap (several packs, several
// dimensions) the bounds are those of whole numbers 0 ≤ y_a ≤ n_a per atom with given sums; search.harmless passes a
// cell only when it has found worlds that differ enough, so an audit that is not solved in time withholds.
//
// For a single row of one pack step 6 makes the promise hold against a reader who lists every world: by
// TestAttackerWhoListsWorlds and TestReaderWhoKnowsTheRule it does for every world of studies of up to 12.
//
// # Limits
//
//   - What withholding tells is worked out row by row, for tables whose groups are separate and where no earlier pack
//     showed the row. Of a row that earlier packs showed, and of related rows, a missing figure may narrow more.
//   - Related rows are narrowed by single sums and relations, not by solving all of them at once. Within one pack no pin
//     was found that this misses; over several packs, with interviews erased between, report/attack finds some in
//     up to one study of ten, for a reader who takes it that nothing was coded anew.
//   - Groups of earlier packs are held against a row's figures where those packs showed that row or a relative of it.
//     Atoms that only other rows' groups cut out are not guarded for it: about one study in a hundred over three packs.
//   - Whom a later erasure or a later interview sets apart within a group that is out already cannot be helped.
//   - A quote says that somebody in its group has its code; its group is named only where that figure shows. Who is quoted
//     agreed to that, and k and more share the signature.
//   - Medians of dates (the clocks) are about k deals and more, to the half month, by base and ledger alone.
//   - Whether a page is there, whether stages count what hurt, and which side a theme without one counts, are thresholds
//     on counts over all interviews.
package privacy
