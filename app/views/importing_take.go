package views

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"openloop/app/session"
	"openloop/research"
	"openloop/research/intake"
)

// goOn does what the filled button says.
func (v *Import) goOn() {
	switch v.step {
	case stepChoose:
		v.ask()
	case stepMatch:
		if v.talks != nil || v.project != nil || v.ofCRM() { // they are matched to who is there already
			v.sealed = false
			v.host.Unlock(v.makePlan)
			return
		}
		askKnown(v.host, func(sealed bool) { v.sealed = sealed; v.makePlan() })
	case stepNames:
		v.step = stepPlan
		v.rows.SetCount(0)
		v.show()
	case stepPlan:
		v.take()
	case stepDone:
		if v.fate != stands {
			v.again()
			return
		}
		v.reset()
		v.host.Go("interviews", nil)
	}
}

// ofCRM says whether a sheet that is taken holds rows of a CRM.
func (v *Import) ofCRM() bool {
	return v.source != nil && slices.ContainsFunc(v.source.Mappings, func(m intake.Mapping) bool { return len(session.PreviewHeads(m.Layout)) > 0 })
}

// importer takes a plan in, with the vault open or sealed.
func (v *Import) importer() func(context.Context, *intake.Plan, bool, session.Progress) (session.Imported, error) {
	if v.sealed && v.host.Session().Vault() == session.VaultLocked {
		return v.host.Session().ImportNew
	}
	return v.host.Session().Import
}

// makePlan says what would happen; nothing is written.
func (v *Import) makePlan() {
	v.host.Run("Planning the import", func(ctx context.Context, p session.Progress) error {
		var err error
		if v.project != nil {
			v.plan, err = v.host.Session().PlanProject(ctx, v.project)
		} else if v.talks != nil {
			v.plan, err = v.host.Session().PlanTalks(ctx, v.talks)
		} else {
			v.plan, err = v.host.Session().Plan(ctx, v.source, p)
		}
		if err != nil {
			return err
		}
		v.plan.ByCompany = v.joins
		if v.met = 0; v.source != nil {
			v.met = v.source.Completed()
		}
		v.would, err = v.importer()(ctx, v.plan, true, rehearsed(p))
		return err
	}, func(err error) {
		if err != nil {
			v.host.Fail(err)
			return
		}
		if len(v.plan.Doubts) > 0 && v.source != nil {
			v.askDates()
			return
		}
		v.step = stepNames
		v.rows.SetCount(0)
		v.show()
		v.focusRows()
		v.askJoins()
	})
}

// rehearsed tells of work that stores nothing without the word that would say so.
func rehearsed(p session.Progress) session.Progress {
	if p == nil {
		return nil
	}
	return func(done, total int, doing string) {
		if rest, ok := strings.CutPrefix(doing, "Storing "); ok {
			doing = "Looking at " + rest
		}
		p(done, total, doing)
	}
}

func (v *Import) focusRows() {
	if v.rows.Count() > 0 {
		v.rows.Focus()
	}
}

// named is what is imported, in a word or two.
func (v *Import) named() string {
	switch {
	case v.project != nil:
		return v.project.File
	case v.source != nil:
		return v.source.File
	case v.talks != nil && len(v.talks.Files) == 1:
		return v.talks.Files[0].File
	case v.talks != nil:
		return plural(len(v.talks.Files), "transcript")
	}
	return ""
}

func (v *Import) take() {
	v.host.Run("Importing "+v.named(), func(ctx context.Context, p session.Progress) error {
		var err error
		v.did, err = v.importer()(ctx, v.plan, false, p)
		return err
	}, func(err error) {
		if err != nil {
			v.host.Fail(err)
			return
		}
		v.step = stepDone
		v.noteStep()
		v.remember()
		v.show()
		if unchanged(v.did) {
			v.host.Say("All of it was there already: nothing was changed.")
			return
		}
		if crmOnly(v.did) {
			v.host.Say(fmt.Sprintf("Imported the CRM's rows: %d new, %d updated, %s met. Ctrl Z undoes it.", v.did.CRM.New, v.did.CRM.Updated, plural(v.did.CRM.Joined, "interview")))
			return
		}
		v.host.Say(fmt.Sprintf("Imported %s: %d new, %d updated. Ctrl Z undoes it.", plural(v.did.New+v.did.Updated, "interview"), v.did.New, v.did.Updated))
	})
}

// unchanged says whether an import finds all that it holds in the study.
func unchanged(r session.Imported) bool {
	turns := 0
	for _, t := range r.Talks {
		turns += t.New + t.Amended + t.Gone + t.Moved
	}
	return r.New+r.Updated+r.Codings+r.Codes+r.Memos+r.People+r.Organisations+turns == 0 && len(r.Refused) == 0 &&
		r.CRM.New+r.CRM.Updated+r.CRM.Campaigns+r.CRM.Notes == 0 && r.Unchanged+r.CodingsKnown+r.CRM.Unchanged+r.CRM.NotesKnown > 0
}

// remember keeps the matching for the next source of the same kind. That it cannot be kept is no reason to say
// that the import failed.
func (v *Import) remember() {
	var err error
	if v.project != nil {
		err = v.host.Prefs().RememberSpeakers(v.project.Talks)
	} else if v.talks != nil {
		err = v.host.Prefs().RememberSpeakers(v.talks)
	} else {
		err = v.host.Prefs().Remember(v.source)
	}
	v.host.Fail(err)
}

// saveAside keeps the matching as a file, to be used from the command line or by somebody else, or the report.
func (v *Import) saveAside() {
	if v.step == stepDone {
		named := v.named()
		if v.project != nil {
			named = "a project of " + v.project.Program() // its file may be called like a person
		}
		words := v.host.Session().ImportReport(v.did, named)
		v.saveAs("Save this report", "-import.txt", func() ([]byte, error) { return []byte(words), nil })
		return
	}
	v.saveAs("Save this matching", "-matching.json", func() ([]byte, error) {
		if v.project != nil {
			return v.host.Session().SaveProject(v.project)
		}
		if v.talks != nil {
			return v.host.Session().SaveTalks(v.talks)
		}
		return json.MarshalIndent(v.source.Mappings, "", "  ")
	})
}

func (v *Import) saveAs(title, end string, text func() ([]byte, error)) {
	b, err := text()
	if err != nil {
		v.host.Fail(err)
		return
	}
	name := "transcripts"
	if v.project != nil {
		name = "project"
	} else if v.source != nil {
		name = strings.TrimSuffix(v.source.File, filepath.Ext(v.source.File))
	}
	v.host.AskSave(title, name+end, func(path string) {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			v.host.Fail(research.Problemf(research.ReadOnly, "%s could not be written. Choose another place.", filepath.Base(path)))
			return
		}
		v.host.Say("Saved " + filepath.Base(path) + ".")
	})
}
