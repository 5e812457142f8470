package command

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"openloop/app/session"
	"openloop/report"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// codes prints the code table as it may leave.
func (e *env) codes() *cobra.Command {
	by, asJSON := "outcome", false
	c := &cobra.Command{
		Use: "codes STUDY", Short: "List every code with its figures, as they may leave",
		Long: "Lists every code with mentions, interviews, base, share and its 95% interval, split by outcome, stage, wave or segment.\nThe rules of an export apply: small groups are merged, and what could identify somebody is withheld.",
		Args: takes(1, 1, "a study"),
		RunE: func(_ *cobra.Command, args []string) error { return e.runCodes(args[0], by, asJSON) },
	}
	c.Flags().StringVar(&by, "by", by, "outcome, stage, wave or segment")
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON to standard output")
	return c
}

// codeLine is one code as --json writes it. What is withheld is null, and withheld says why.
type codeLine struct {
	Code       string      `json:"code"`
	Name       string      `json:"name"`
	Stage      int         `json:"stage"`
	StageName  string      `json:"stage_name"`
	figureLine             // over all interviews
	Groups     []groupLine `json:"groups,omitempty"`
}

type groupLine struct {
	Group string `json:"group"`
	Name  string `json:"name"`
	figureLine
}

type figureLine struct {
	Mentions   *int     `json:"mentions"`
	Interviews *int     `json:"interviews"`
	Base       int      `json:"base"`
	Share      *float64 `json:"share"`
	Low        *float64 `json:"low"`
	High       *float64 `json:"high"`
	Withheld   string   `json:"withheld,omitempty"`
	Warnings   []string `json:"warnings"`
}

func (e *env) runCodes(path, by string, asJSON bool) error {
	switch by {
	case "outcome", "stage", "wave", "segment":
	default:
		return usageError{fmt.Errorf("--by takes outcome, stage, wave or segment, not %q", by)}
	}
	s, err := e.open(path, false)
	if err != nil {
		return err
	}
	defer s.Close()
	table, err := s.Released(e.ctx, by, "")
	if err != nil {
		return err
	}
	lines := codeLines(s.Book(), table)
	if asJSON {
		enc := json.NewEncoder(e.out)
		enc.SetIndent("", "  ")
		return enc.Encode(map[string]any{"by": by, "base": table.Total.Members.Count(), "groups": groupNames(table), "codes": lines, "warnings": append([]string{}, table.Warnings...)})
	}
	e.printCodes(table, lines)
	return nil
}

func groupNames(t privacy.Table) []map[string]any {
	out := []map[string]any{}
	for _, g := range t.Groups {
		out = append(out, map[string]any{"group": g.Key, "name": g.Name, "base": g.Members.Count()})
	}
	return out
}

func codeLines(book *research.Codebook, t privacy.Table) []codeLine {
	var out []codeLine
	for _, row := range t.Rows {
		c, ok := book.ByRef(row.Key)
		if !ok {
			continue
		}
		st, _ := book.Stage(c.Stage)
		l := codeLine{Code: c.Ref, Name: c.Name, Stage: c.Stage, StageName: st.Name, figureLine: figure(row.Total)}
		for i, g := range t.Groups {
			l.Groups = append(l.Groups, groupLine{g.Key, g.Name, figure(row.Cells[i])})
		}
		out = append(out, l)
	}
	return out
}

// withheld is the one reason that is given for every figure that stays in: which rule it was would tell
// something of the figure.
const withheld = "to protect who was heard"

// mentionsOf is how many codings a figure has; nil where they would tell of a withheld one.
func mentionsOf(c privacy.Cell) *int {
	if c.Mentions < 0 {
		return nil
	}
	return &c.Mentions
}

func figure(c privacy.Cell) figureLine {
	if !c.Shown {
		return figureLine{Base: c.N, Withheld: withheld, Warnings: []string{}}
	}
	sh := analysis.NewShare(c.X, c.N)
	v := sh.Value()
	f := figureLine{Mentions: mentionsOf(c), Interviews: &c.X, Base: c.N, Share: &v, Low: &sh.Interval.Low, High: &sh.Interval.High, Warnings: []string{}}
	for _, w := range sh.Warnings {
		f.Warnings = append(f.Warnings, string(w))
	}
	return f
}

func (e *env) printCodes(t privacy.Table, lines []codeLine) {
	fmt.Fprintf(e.out, "%-34s %8s  %-22s", "code", "mentions", "interviews")
	for _, g := range t.Groups {
		fmt.Fprintf(e.out, "  %-22s", fmt.Sprintf("%s (%d)", g.Name, g.Members.Count()))
	}
	fmt.Fprintln(e.out)
	for _, l := range lines {
		mentions := "withheld"
		if l.Mentions != nil {
			mentions = fmt.Sprint(*l.Mentions)
		}
		fmt.Fprintf(e.out, "%-34s %8s  %-22s", cut(l.Code+" "+l.Name, 34), mentions, l.figureLine)
		for _, g := range l.Groups {
			fmt.Fprintf(e.out, "  %-22s", g.figureLine)
		}
		fmt.Fprintln(e.out)
	}
	for _, w := range t.Warnings {
		fmt.Fprintf(e.err, "Note: %s\n", w)
	}
}

// String is the figure as a table shows it: "7 of 12 (32–81%)".
func (f figureLine) String() string {
	if f.Interviews == nil {
		return "withheld"
	}
	return analysis.NewShare(*f.Interviews, f.Base).String()
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// report writes the board pack.
func (e *env) report() *cobra.Command {
	var pdf, xlsx, pptx, lang, wave string
	var draft bool
	c := &cobra.Command{
		Use: "report STUDY", Short: "Write the board pack as PDF, workbook and slides",
		Long: "Writes the board pack. The finished files are read back and searched for everybody in the vault before they are put in place;\nwhat was issued is entered in the ledger. A draft needs no passphrase, is stamped, and stays off the ledger.",
		Args: takes(1, 1, "a study"),
		RunE: func(_ *cobra.Command, args []string) error {
			return e.runReport(args[0], pdf, xlsx, session.PackOptions{Lang: report.Lang(lang), Draft: draft, Slides: pptx}, wave)
		},
	}
	c.Flags().StringVar(&pdf, "pdf", "", "write the PDF to `FILE`")
	c.Flags().StringVar(&xlsx, "xlsx", "", "write the workbook to `FILE`")
	c.Flags().StringVar(&pptx, "pptx", "", "write slides that can be edited to `FILE`")
	c.Flags().StringVar(&lang, "lang", "", "language of the fixed texts: en, de, fr or es")
	c.Flags().StringVar(&wave, "wave", "", "one wave only, by its name")
	c.Flags().BoolVar(&draft, "draft", false, "a stamped draft; needs no passphrase")
	return c
}

func (e *env) runReport(path, pdf, xlsx string, o session.PackOptions, wave string) error {
	if o.Lang != "" && !slices.Contains(report.Languages(), o.Lang) {
		return usageError{fmt.Errorf("--lang takes en, de, fr or es, not %q", o.Lang)}
	}
	s, err := e.open(path, !o.Draft)
	if err != nil {
		return err
	}
	defer s.Close()
	if pdf == "" && xlsx == "" && o.Slides+o.Quotes+o.Figures+o.Charts == "" {
		pdf = filepath.Join(filepath.Dir(s.Path()), s.PackName(".pdf"))
		xlsx = filepath.Join(filepath.Dir(s.Path()), s.PackName(".xlsx"))
	}
	if o.Wave, err = waveID(s, wave); err != nil {
		return err
	}
	w, err := s.Export(e.ctx, o, pdf, xlsx, e.progress())
	if err != nil {
		return err
	}
	for _, f := range w.Files {
		fmt.Fprintf(e.out, "Wrote %s\n", f)
	}
	fmt.Fprintf(e.out, "%s, %s (%d withheld), %s; ", many(w.Pages, "page"), many(w.Figures, "figure"), w.Withheld, many(w.Quotes, "quote"))
	switch {
	case o.Draft && w.Checked == 0:
		fmt.Fprintln(e.out, "a draft, not checked for names and not to be passed on.")
	case o.Draft:
		fmt.Fprintf(e.out, "a draft; %s looked for and not found.\n", identities(w.Checked))
	default:
		fmt.Fprintf(e.out, "%s looked for and not found.\n", identities(w.Checked))
	}
	return nil
}

func waveID(s *session.Session, name string) (research.ID, error) {
	if name == "" {
		return "", nil
	}
	var have []string
	for _, w := range s.Waves() {
		if strings.EqualFold(w.Name, name) {
			return w.ID, nil
		}
		have = append(have, w.Name)
	}
	return "", usageError{fmt.Errorf("the study has no wave %q; it has %s", name, strings.Join(have, ", "))}
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
