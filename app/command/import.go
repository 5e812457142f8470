package command

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"openloop/app/session"
	"openloop/research"
	"openloop/research/intake"
)

// importing is what the import command was asked for.
type importing struct {
	kind, mapping string
	dates         string
	reading       int // of a project, from 1; 0 for the one that fits best
	dry, asJSON   bool
	byCompany     bool   // interviews meet deals by company
	saved         []byte // the mapping's text
	passwordFile  string // of a workbook
}

// imports is the import command.
func (e *env) imports() *cobra.Command {
	var o importing
	c := &cobra.Command{
		Use: "import STUDY FILE…", Short: "Take spreadsheets, transcripts and other tools' projects into a study",
		Long: `Takes into a study what a team has:
  sheets       .xlsx, .xlsm, .ods, .csv, .tsv: one row an interview, an answer, a coding, a deal, a lead; surveys and CRM exports as they come,
               with titles above and totals below. Macros are never run; a workbook with a password opens with it.
  transcripts  .vtt, .srt, .docx, .odt, .txt, .md, .pdf, or a folder of them, each matched to its interview by its name or by who speaks
  projects     .qdpx of NVivo, ATLAS.ti, MAXQDA and others, .qdc, .sqlite3 or highlights .csv of Taguette, .qda of QualCoder:
               texts, codes, codings on their words, coders, memos and what cases say
Names go sealed into the vault; what cannot be taken is listed with the reason, everything else of the file goes in.
Each file, or transcripts named one after the other, goes in as one step: all of it, or on an error or Ctrl C nothing of it.
The same file again doubles nothing; an amended one changes what it changed, and codings stay on their words.
Exit codes: 0 all of it is in, 1 something was left out and is listed, 2 wrong use, 3 nothing of the file was taken.`,
		Args: takes(2, -1, "a study and the files to import"),
		RunE: func(_ *cobra.Command, args []string) error { return e.runImport(args[0], args[1:], o) },
	}
	c.Flags().StringVar(&o.kind, "kind", "", "what the files are (sheet, transcript, project); guessed where not given")
	c.Flags().IntVar(&o.reading, "reading", 0, "how a project counts places in its texts, `NUMBER` of the list that is shown\nwhere several ways fit alike")
	c.Flags().StringVar(&o.mapping, "mapping", "", "which column means what, and who speaks in which interview,\nas saved from the window (JSON `FILE`)")
	c.Flags().StringVar(&o.dates, "dates", "", "how to read dates such as 03/04/2026 where no other date tells (day-first, month-first)")
	c.Flags().StringVar(&o.passwordFile, "password-file", "", "read the password of a sealed workbook from the first line of `FILE`\n(else asked at the terminal)")
	c.Flags().BoolVar(&o.byCompany, "by-company", false, "join interviews without the CRM's id to the deal of their company, and\ntranscripts of which only the company is known to its interview, where it has\none of each (else they are listed and stay apart)")
	c.Flags().BoolVar(&o.dry, "dry-run", false, "say what would happen and change nothing")
	c.Flags().BoolVar(&o.asJSON, "json", false, "write the result as JSON to standard output")
	return c
}

func (e *env) runImport(study string, files []string, o importing) error {
	switch o.kind {
	case "", "sheet", "transcript", "project":
	default:
		return usageError{fmt.Errorf("--kind %q is not known; this version reads: sheet, transcript, project", o.kind)}
	}
	if o.mapping != "" {
		var err error
		if o.saved, err = os.ReadFile(o.mapping); err != nil {
			return research.Problemf(research.NotFound, "The mapping %s cannot be read. Check --mapping.", filepath.Base(o.mapping))
		}
	}
	s, err := e.open(study, true)
	if err != nil {
		return err
	}
	defer s.Close()
	var all []fileImport
	for _, group := range o.groups(files) {
		var r fileImport
		switch {
		case group.project:
			r, err = e.importProject(s, group.files[0], o)
		case group.talks:
			r, err = e.importTalks(s, group.files, o)
		default:
			r, err = e.importFile(s, group.files[0], o)
		}
		if err != nil {
			_ = e.sayImports(all, o.dry, o.asJSON) // what went in before stays in
			return err
		}
		all = append(all, r)
	}
	return e.sayImports(all, o.dry, o.asJSON)
}

// group is what goes in as one step: a sheet, a project, or transcripts that follow one another.
type group struct {
	talks, project bool
	files          []string
}

func (o importing) groups(files []string) []group {
	var out []group
	for _, f := range files {
		project := o.kind == "project" || o.kind == "" && session.IsProject(f)
		talks := !project && (o.kind == "transcript" || o.kind == "" && session.IsTalk(f))
		if last := len(out) - 1; talks && last >= 0 && out[last].talks {
			out[last].files = append(out[last].files, f)
			continue
		}
		out = append(out, group{talks, project, []string{f}})
	}
	return out
}

// fileImport is the outcome of one file, or of transcripts that were imported together, as --json writes it.
type fileImport struct {
	File          string           `json:"file"`
	New           int              `json:"new"`
	Updated       int              `json:"updated"`
	Unchanged     int              `json:"unchanged"`
	Codings       int              `json:"codings"`
	CodingsKnown  int              `json:"codings_unchanged"`
	People        int              `json:"new_people"`
	Organisations int              `json:"new_organisations"`
	Masked        int              `json:"masked"`
	ToReview      int              `json:"to_review"`
	Codes         int              `json:"codes,omitempty"`
	Memos         int              `json:"memos,omitempty"`
	Transcripts   []talkImport     `json:"transcripts,omitempty"`
	Losses        []string         `json:"cannot_hold,omitempty"` // of a project
	Readings      []string         `json:"readings,omitempty"`    // the one that was used first
	CRM           *crmImport       `json:"crm,omitempty"`
	Joins         []joinImport     `json:"joins,omitempty"`
	Questions     []question       `json:"questions,omitempty"`
	Refused       []refusal        `json:"refused"`
	Warnings      []string         `json:"warnings"`
	Mapping       []intake.Mapping `json:"mapping,omitempty"`
	TalkMapping   json.RawMessage  `json:"transcript_mapping,omitempty"`

	ProjectMapping json.RawMessage `json:"project_mapping,omitempty"`
}

// talkImport is what became of one transcript.
type talkImport struct {
	File      string   `json:"file"`
	Interview string   `json:"interview"`
	New       int      `json:"turns_new"`
	Amended   int      `json:"turns_amended"`
	Unchanged int      `json:"turns_unchanged"`
	Gone      int      `json:"turns_gone"`
	Moved     int      `json:"codings_moved"`
	Lost      []string `json:"codings_without_words"`
}

type refusal struct {
	Sheet  string `json:"sheet"`
	Row    int    `json:"row"`
	Column string `json:"column,omitempty"`
	Reason string `json:"reason"`
}

func (e *env) importFile(s *session.Session, path string, o importing) (fileImport, error) {
	src, err := e.readSource(s, path, o.passwordFile)
	if err != nil {
		return fileImport{}, err
	}
	if o.saved != nil && session.MapsSheets(o.saved) {
		if src.Mappings, err = intake.OverrideAll(src.Mappings, o.saved); err != nil {
			return fileImport{}, research.Problemf(research.Invalid, "%s: %w", filepath.Base(o.mapping), err)
		}
	}
	order, err := dateOrder(o.dates)
	if err != nil {
		return fileImport{}, err
	}
	sayDates(src, order)
	plan, err := s.Plan(e.ctx, src, e.progress())
	if err != nil {
		return fileImport{}, err
	}
	if err := askDates(filepath.Base(path), plan); err != nil && !o.dry {
		return fileImport{}, err
	}
	mappings := src.Mappings // and no longer the sheets
	plan.Once = true
	plan.ByCompany = o.byCompany
	r, err := s.Import(e.ctx, plan, o.dry, e.progress())
	if err != nil {
		return fileImport{}, err
	}
	out := o.told(filepath.Base(path), r)
	out.Mapping, out.Questions = mappings, questionsOf(plan)
	return out, nil
}

// importTalks takes transcripts in, in one step.
func (e *env) importTalks(s *session.Session, paths []string, o importing) (fileImport, error) {
	t, err := s.ReadTalks(e.ctx, paths, e.progress())
	if err != nil {
		return fileImport{}, err
	}
	if len(paths) == 1 && len(t.Files) == 1 && t.Files[0].Err != nil {
		return fileImport{}, t.Files[0].Err
	}
	if err := s.MatchTalks(e.ctx, t, nil, e.progress()); err != nil {
		return fileImport{}, err
	}
	var apart []string
	if !o.byCompany {
		if apart, err = s.ApartByCompany(t); err != nil {
			return fileImport{}, err
		}
	}
	if o.saved != nil && session.MapsTalks(o.saved) {
		if err := s.OverrideTalks(t, o.saved); err != nil {
			return fileImport{}, err
		}
	}
	plan, err := s.PlanTalks(e.ctx, t)
	if err != nil {
		return fileImport{}, err
	}
	for _, say := range apart {
		plan.Warnings = append(plan.Warnings, say+" --by-company takes it so.")
	}
	plan.ByCompany = o.byCompany
	r, err := s.Import(e.ctx, plan, o.dry, e.progress())
	if err != nil {
		return fileImport{}, err
	}
	name := filepath.Base(paths[0])
	if len(paths) > 1 {
		name = many(len(t.Files), "transcript")
	}
	out := o.told(name, r)
	out.TalkMapping, err = s.SaveTalks(t)
	return out, err
}

func (o importing) told(name string, r session.Imported) fileImport {
	out := fileImport{File: name, New: r.New, Updated: r.Updated, Unchanged: r.Unchanged, Codings: r.Codings, CodingsKnown: r.CodingsKnown, People: r.People,
		Organisations: r.Organisations, Codes: r.Codes, Memos: r.Memos, Losses: r.Losses, Masked: r.Masked, ToReview: r.ToReview, CRM: crmOf(r.CRM), Joins: o.joinsOf(r.Joins), Refused: []refusal{}, Warnings: append([]string{}, r.Warnings...)}
	for _, x := range r.Refused {
		out.Refused = append(out.Refused, refusal{x.Sheet, x.Row, x.Column, x.Reason})
	}
	for _, x := range r.Talks {
		out.Transcripts = append(out.Transcripts, talkImport{x.File, x.Interview, x.New, x.Amended, x.Unchanged, x.Gone, x.Moved, append([]string{}, x.Lost...)})
	}
	return out
}

func (e *env) sayImports(all []fileImport, dry, asJSON bool) error {
	findings := 0
	for _, r := range all {
		findings += len(r.Refused)
		for _, t := range r.Transcripts {
			findings += len(t.Lost)
		}
	}
	if asJSON {
		enc := json.NewEncoder(e.out)
		enc.SetIndent("", "  ")
		if all == nil {
			all = []fileImport{}
		}
		if err := enc.Encode(all); err != nil {
			return err
		}
	} else {
		for _, r := range all {
			sayImport(e.out, r, dry)
		}
	}
	if findings > 0 {
		return errFindings
	}
	return nil
}

func sayImport(w io.Writer, r fileImport, dry bool) {
	verb := ""
	if dry {
		verb = " (nothing written)"
	}
	fmt.Fprintf(w, "%s%s: %s new, %d updated, %d unchanged; %s new, %d known.\n", r.File, verb, many(r.New, "interview"), r.Updated, r.Unchanged, many(r.Codings, "coding"), r.CodingsKnown)
	fmt.Fprintf(w, "  %s and %s got pseudonyms; %s masked, %d of them to review.\n", many(r.People, "person", "people"), many(r.Organisations, "organisation"), many(r.Masked, "passage"), r.ToReview)
	sayCRM(w, r.CRM)
	sayJoins(w, r.Joins, dry)
	for _, t := range r.Transcripts {
		fmt.Fprintf(w, "  %s to %s: %s new, %d amended, %d unchanged, %d gone; %s moved.\n", t.File, t.Interview, many(t.New, "turn"), t.Amended, t.Unchanged, t.Gone, many(t.Moved, "coding"))
		for _, l := range t.Lost {
			fmt.Fprintf(w, "    %s: its words are no longer in the file; the passage waits to be looked at.\n", l)
		}
	}
	if r.Codes+r.Memos > 0 {
		fmt.Fprintf(w, "  %s and %s came with them.\n", many(r.Codes, "code"), many(r.Memos, "memo"))
	}
	for _, l := range r.Losses {
		fmt.Fprintf(w, "  Cannot be held: %s\n", l)
	}
	for _, x := range r.Refused {
		where := x.Sheet
		if x.Row > 0 {
			where += fmt.Sprintf(" row %d", x.Row)
		}
		if x.Column != "" {
			where += ", column " + x.Column
		}
		fmt.Fprintf(w, "  %s: %s\n", where, x.Reason)
	}
	for _, x := range r.Warnings {
		fmt.Fprintf(w, "  Note: %s\n", x)
	}
}
