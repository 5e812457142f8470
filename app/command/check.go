package command

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"openloop/app/session"
	"openloop/report/leak"
	"openloop/research"
)

// check looks a study over and finished files for names.
func (e *env) check() *cobra.Command {
	asJSON, show := false, false
	c := &cobra.Command{
		Use: "check STUDY [FILE…]", Short: "Check a study for damage, and any file for names from its vault",
		Long: "Without files it checks the study file for damage. With files it opens the vault and says where a PDF, workbook, document, slides, web page,\n" +
			"text or archive of such names anybody in it, also after it was edited elsewhere: comments, hidden sheets, deleted passages and properties\n" +
			"included. It prints pseudonyms and places; --show prints the words too. What cannot be read is said, and is not clean.\n" +
			"Exit 1 when somebody was found or a part could not be read, 3 when a file could not be read at all.",
		Args: takes(1, -1, "a study and the files to check"),
		RunE: func(_ *cobra.Command, args []string) error { return e.runCheck(args[0], args[1:], asJSON, show) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "write the findings as JSON to standard output")
	c.Flags().BoolVar(&show, "show", false, "print the words that were found, names and all")
	return c
}

// finding is a place where a file names somebody, as --json writes it; the name only where it is asked for.
type finding struct {
	File      string `json:"file"`
	Where     string `json:"where"`
	Kind      string `json:"kind"`
	Pseudonym string `json:"pseudonym"`
	Words     string `json:"words,omitempty"`
	Passed    bool   `json:"passed,omitempty"` // let pass there as an ordinary word
}

// checked is how far the check of a file reached, as --json writes it.
type checked struct {
	File       string        `json:"file"`
	Kind       string        `json:"kind,omitempty"`
	Clean      bool          `json:"clean"`
	Identities int           `json:"identities"`
	Looked     []leak.Looked `json:"looked"`
	Unread     []leak.Unread `json:"unread"`
	Problem    string        `json:"problem,omitempty"` // why nothing of it could be read

	err error
}

func (e *env) runCheck(path string, files []string, asJSON, show bool) error {
	s, err := e.open(path, len(files) > 0)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Check(e.ctx, e.progress()); err != nil {
		return err
	}
	found, reports := []finding{}, []checked{}
	for _, f := range files {
		c, err := s.LookInto(e.ctx, f)
		if e.ctx.Err() != nil || research.KindOf(err) == research.Locked {
			return err
		}
		reports = append(reports, reportOf(filepath.Base(f), c, err))
		found = append(found, findings(filepath.Base(f), c, show)...)
	}
	if asJSON {
		enc := json.NewEncoder(e.out)
		enc.SetIndent("", "  ")
		if err := enc.Encode(map[string]any{"study": "sound", "findings": found, "files": reports}); err != nil {
			return err
		}
	} else {
		e.sayChecked(filepath.Base(s.Path()), found, reports)
	}
	return endOf(found, reports)
}

// reportOf is what is said of a file's check.
func reportOf(name string, c session.FileCheck, err error) checked {
	if err != nil {
		return checked{File: name, Looked: []leak.Looked{}, Unread: []leak.Unread{}, Problem: sentence(err), err: err}
	}
	return checked{File: name, Kind: c.Kind, Clean: c.Clean(), Identities: c.Identities, Looked: append([]leak.Looked{}, c.Looked...), Unread: append([]leak.Unread{}, c.Unread...)}
}

// findings are a file's hits as they are said; the same person at the same place once.
func findings(name string, c session.FileCheck, show bool) []finding {
	var out []finding
	seen := map[finding]bool{}
	add := func(hits []leak.Hit, passed bool) {
		for _, h := range hits {
			f := finding{File: name, Where: h.Where, Kind: h.Identity.Kind, Pseudonym: h.Identity.Pseudonym, Passed: passed}
			if show {
				f.Words = h.Found
			}
			if !seen[f] {
				seen[f] = true
				out = append(out, f)
			}
		}
	}
	add(c.Hits, false)
	add(c.Passed, true)
	return out
}

// sayChecked says the same in words.
func (e *env) sayChecked(study string, found []finding, reports []checked) {
	fmt.Fprintf(e.out, "%s is sound.\n", study)
	clean := 0
	told := false // the first file that cannot be read is what the command ends with
	for _, r := range reports {
		if r.err != nil && told {
			fmt.Fprintln(e.err, r.Problem)
		}
		told = told || r.err != nil
		for _, u := range r.Unread {
			fmt.Fprintf(e.out, "%s, %s: could not be checked, since %s.\n", r.File, u.Where, u.Why)
		}
		if r.Clean {
			clean++
		}
	}
	for _, f := range found {
		words, verb := "", "names"
		if f.Words != "" {
			words = " (“" + f.Words + "”)"
		}
		if f.Passed {
			verb = "was let pass as an ordinary word although it names"
		}
		fmt.Fprintf(e.out, "%s, %s: %s %s%s.\n", f.File, f.Where, verb, or(f.Pseudonym, "somebody from the vault"), words)
	}
	if clean > 0 && clean == len(reports) {
		fmt.Fprintf(e.out, "%s nobody from the vault; %s looked for.\n", many(clean, "file names", "files name"), many(reports[0].Identities, "form of names was", "forms of names were"))
	}
}

// endOf is how the command ends: well, with findings, or failed where a file could not be read at all.
func endOf(found []finding, reports []checked) error {
	var end error
	for _, f := range found {
		if !f.Passed {
			end = errFindings
		}
	}
	for _, r := range reports {
		if len(r.Unread) > 0 {
			end = errFindings
		}
	}
	for _, r := range reports {
		if r.err != nil {
			return r.err
		}
	}
	return end
}
