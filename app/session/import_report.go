package session

import (
	"fmt"
	"slices"
	"strings"

	"openloop/research/intake"
)

// Where is a refusal's place in words: "crm.xlsx, row 131, Stage".
func Where(f intake.Refusal) string {
	parts := []string{f.Sheet}
	if f.Row > 0 {
		parts = append(parts, fmt.Sprintf("row %d", f.Row))
	}
	if f.Column != "" {
		parts = append(parts, f.Column)
	}
	return strings.Join(parts, ", ")
}

// ImportReport says what an import of a source took, as plain text to be kept: what is new, updated and unchanged,
// what was left out and why, what waits to be looked at. It names files and pseudonyms, and nobody else.
func (s *Session) ImportReport(d Imported, source string) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("Import of %s into %s on %s", source, s.Study().Title, s.opt.Now().Format("2 January 2006"))
	line("")
	line("Interviews: %d new, %d updated in place, %d unchanged", d.New, d.Updated, d.Unchanged)
	s.reportCRM(line, d.CRM)
	if s.CountsUnsaid() {
		line("Codings: how many is not told while %s codes interviews blind", s.opt.Coder)
	} else {
		line("Codings: %d new, %d that were there already", d.Codings, d.CodingsKnown)
	}
	line("Pseudonyms given: %s, %s; their names are in the vault", persons(d.People), count(d.Organisations, "organisation"))
	line("Passages masked in texts: %d, of them %d on suspicion, to be looked at", d.Masked, d.ToReview)
	for _, k := range d.HiddenKinds() {
		line("  %s: %d", k, d.Hidden[k])
	}
	if len(d.Talks) > 0 {
		line("")
		line("Transcripts")
	}
	for _, t := range d.Talks {
		words := fmt.Sprintf("  %s to %s: %s new, %d amended, %d unchanged, %d gone", t.File, t.Interview, count(t.New, "turn"), t.Amended, t.Unchanged, t.Gone)
		if s.CountsUnsaid() { // what others coded there is not told either
			line("%s", words)
			continue
		}
		line("%s, %s found again elsewhere", words, count(t.Moved, "coding"))
		for _, l := range t.Lost {
			line("    %s: its words are no longer in the file. It waits under the transcript to be put on others.", l)
		}
	}
	if d.Codes+d.Memos > 0 {
		line("Brought with them: %s and %s", count(d.Codes, "new code"), count(d.Memos, "memo"))
	}
	if len(d.Losses) > 0 {
		line("")
		line("What the project holds and a study cannot")
	}
	for _, l := range d.Losses {
		line("  %s", l)
	}
	line("")
	if len(d.Refused) == 0 {
		line("Left out: nothing")
	} else {
		line("Left out: %d", len(d.Refused))
	}
	for _, f := range d.Refused {
		line("  %s: %s", Where(f), f.Reason)
	}
	for _, w := range d.Warnings {
		line("Note: %s", w)
	}
	return b.String()
}

// reportCRM says what became of the exports of a CRM.
func (s *Session) reportCRM(line func(string, ...any), c CRMDone) {
	if !c.Any() {
		return
	}
	line("Deals and leads: %d new, %d updated in place, %d unchanged; %s met by the CRM's id", c.New, c.Updated, c.Unchanged, count(c.Joined, "interview"))
	if c.Campaigns+c.Members > 0 {
		line("Campaigns: %d new or amended, %s matched", c.Campaigns, count(c.Members, "member"))
	}
	if c.Notes+c.NotesKnown > 0 {
		line("Notes of the CRM: %d new or amended, %d that were there already", c.Notes, c.NotesKnown)
	}
}

// HiddenKinds lists the kinds of passages that were masked, the commonest first.
func (d Imported) HiddenKinds() []string {
	var out []string
	for k := range d.Hidden {
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b string) int {
		if d.Hidden[a] != d.Hidden[b] {
			return d.Hidden[b] - d.Hidden[a]
		}
		return strings.Compare(a, b)
	})
	return out
}

// Lost is how many coded passages have no words any more.
func (d Imported) Lost() (n int) {
	for _, t := range d.Talks {
		n += len(t.Lost)
	}
	return n
}

func persons(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}
