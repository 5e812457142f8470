package command

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"openloop/app/session"
)

// pack writes a study into one file to send, and takes back what was done on a copy.
func (e *env) pack() *cobra.Command {
	var to, from string
	var bare, dry, asJSON bool
	c := &cobra.Command{
		Use: "pack STUDY", Short: "Pack a study into one file to send, or join the copy that comes back",
		Long: "--to F writes a copy of the study for a colleague: one .zip with the study, checked and tidy, and its vault\nbeside it, sealed as it is; or, where F ends in .openloop, the two files themselves.\n\n" +
			"--from F joins such a copy after somebody worked on it: what was done on either side since they parted\nstands; where both changed the same thing, both are kept or else this study's, and it is listed (exit code 1).\nThe whole is one step that undo takes back. Names that come with the copy need the vault's passphrase.",
		Args: takes(1, 1, "a study"),
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case (to == "") == (from == ""):
				return usageError{fmt.Errorf("give either --to or --from")}
			case to != "" && dry:
				return usageError{fmt.Errorf("--dry-run goes with --from")}
			case to != "":
				return e.packTo(args[0], to, !bare, asJSON)
			}
			return e.packFrom(args[0], from, dry, asJSON)
		},
	}
	c.Flags().StringVar(&to, "to", "", "write the packed study to `FILE` (.zip, or .openloop for plain copies)")
	c.Flags().StringVar(&from, "from", "", "join the copy in `FILE` (.zip or .openloop)")
	c.Flags().BoolVar(&bare, "without-vault", false, "leave the vault out: enough to code, and nobody can be named")
	c.Flags().BoolVar(&dry, "dry-run", false, "say what would come and change nothing")
	c.Flags().BoolVar(&asJSON, "json", false, "write the result as JSON to standard output")
	return c
}

func (e *env) packTo(path, to string, withVault, asJSON bool) error {
	s, err := e.open(path, false)
	if err != nil {
		return err
	}
	defer s.Close()
	done, err := s.PackStudy(e.ctx, to, withVault, e.progress())
	if err != nil {
		return err
	}
	if asJSON {
		files := []map[string]any{}
		for _, f := range done.Files {
			files = append(files, map[string]any{"name": f.Name, "bytes": f.Bytes})
		}
		return e.writeJSON(map[string]any{"file": to, "holds": files, "interviews": done.Interviews, "vault": !done.NoVault})
	}
	fmt.Fprintf(e.out, "Wrote %s. It holds:\n", to)
	for _, f := range done.Files {
		fmt.Fprintf(e.out, "  %-40s %s\n", f.Name, kilobytes(f.Bytes))
	}
	fmt.Fprintf(e.out, "%s, under pseudonyms.\n", many(done.Interviews, "interview"))
	if done.NoVault {
		fmt.Fprintln(e.out, "No vault is in it: it can be coded, and nobody in it can be named.")
	} else {
		fmt.Fprintln(e.out, "The vault is in it, sealed: who has its passphrase can name everybody. Send that another way, or pack --without-vault.")
	}
	return nil
}

func kilobytes(n int64) string {
	if n > 10<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d KB", (n+1023)>>10)
}

func (e *env) writeJSON(v any) error {
	enc := json.NewEncoder(e.out)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func (e *env) packFrom(path, from string, dry, asJSON bool) error {
	s, err := e.open(path, false)
	if err != nil {
		return err
	}
	defer s.Close()
	done, err := s.PreviewJoin(e.ctx, from, nil, e.progress())
	if err != nil {
		return err
	}
	if done.Imports > 0 && !dry {
		pass, err := e.passphrase("Passphrase of the vault, for the names that come with the copy: ")
		if err == nil {
			err = s.Unlock(pass)
		}
		if err != nil {
			return err
		}
	}
	if !dry {
		if done, err = s.Join(e.ctx, from, nil, e.progress()); err != nil {
			return err
		}
	}
	if asJSON {
		err = e.joinedJSON(done, dry)
	} else {
		e.sayJoined(done, dry)
	}
	if err == nil && done.ToDecide() > 0 {
		err = errFindings
	}
	return err
}

func (e *env) joinedJSON(j session.Joining, dry bool) error {
	clashes := []map[string]any{}
	for _, a := range j.Asks {
		clashes = append(clashes, map[string]any{"where": a.Where, "says": a.Says, "kept": a.Choice, "key": a.Key})
	}
	steps := []string{}
	for _, st := range j.Steps {
		steps = append(steps, st.Name)
	}
	return e.writeJSON(map[string]any{"file": j.File, "coder": j.Coder, "dry_run": dry, "steps": steps, "new": j.New, "changed": j.Changed, "deleted": j.Deleted,
		"renamed": j.Renamed, "packs": j.Packs, "names_taken": j.VaultTaken, "names_missing": j.NoVault, "conflicts": clashes})
}

func (e *env) sayJoined(j session.Joining, dry bool) {
	who, did := or(j.Coder, "nobody"), "Joined"
	if dry {
		did = "Nothing written; joining would take over"
	}
	if j.Nothing() {
		fmt.Fprintf(e.out, "%s has nothing that this study lacks.\n", j.File)
	} else {
		fmt.Fprintf(e.out, "%s %s: %s by %s; %s.\n", did, j.File, many(len(j.Steps), "step"), who, counts(j))
	}
	if j.VaultTaken > 0 {
		fmt.Fprintf(e.out, "%s of names went into the vault.\n", many(j.VaultTaken, "batch", "batches"))
	}
	if j.NoVault {
		fmt.Fprintln(e.out, "The copy's vault is not beside it: who some of its pseudonyms are is not known here. Join again once it is.")
	}
	if j.Packs > 0 {
		fmt.Fprintf(e.out, "%s in the ledger now, for good.\n", many(j.Packs, "pack that was issued from the copy is", "packs that were issued from the copy are"))
	}
	for _, a := range j.Asks {
		kept := ""
		for _, o := range a.Options {
			if len(a.Options) > 1 && o.Choice == a.Choice {
				kept = " Done: " + strings.ToLower(o.Label[:1]) + o.Label[1:] + "."
			}
		}
		fmt.Fprintf(e.out, "  %s: %s%s\n", a.Where, a.Says, kept)
	}
}

// counts is what came, in a few words: "12 codings new, 3 changed, 1 deleted".
func counts(j session.Joining) string {
	var parts []string
	sum := func(m map[string]int, one, other string) {
		n := 0
		for _, k := range slices.Collect(maps.Keys(m)) {
			n += m[k]
		}
		if n > 0 {
			parts = append(parts, many(n, one, other))
		}
	}
	for _, t := range []string{"interview", "coding", "memo", "theme", "code"} {
		if n := j.New[t]; n > 0 {
			parts = append(parts, many(n, t)+" new")
		}
	}
	sum(j.Changed, "record changed", "records changed")
	sum(j.Deleted, "deleted", "deleted")
	if len(parts) == 0 {
		return "nothing that shows"
	}
	return strings.Join(parts, ", ")
}
