package session

import (
	"cmp"
	"slices"

	"openloop/research"
	"openloop/research/vault"
)

// CastRow is somebody in what is imported: a person, a company, a salesperson or an interviewer.
type CastRow struct {
	Pseudonym  string
	Kind       string // "participant", "organisation", "salesperson", "interviewer"
	Name       string // for the screen, when somebody asks to see it; "" where the source has none
	New        bool   // gets the pseudonym by this import
	Interviews int    // in which they are
}

// castRows lists everybody in the import, the new ones first.
func (im *importer) castRows() []CastRow {
	at := map[string]int{}
	var out []CastRow
	count := func(pseudonym, kind string) {
		if pseudonym == "" || pseudonym == "Q" {
			return
		}
		i, ok := at[kind+pseudonym]
		if !ok {
			i = len(out)
			at[kind+pseudonym] = i
			out = append(out, CastRow{Pseudonym: pseudonym, Kind: kind})
		}
		out[i].Interviews++
	}
	for _, r := range im.ready {
		for _, p := range r.people {
			count(p, kindParticipant)
		}
		count(r.org, kindOrganisation)
		count(r.owner, kindSalesperson)
		count(or(r.asked, r.interview.Interviewer), "interviewer")
	}
	name := func(list []vault.Entry, fresh bool) {
		for _, e := range list {
			kind := e.Kind
			if kind == kindInterviewer {
				kind = "interviewer"
			}
			if i, ok := at[kind+e.Pseudonym]; ok {
				out[i].Name, out[i].New = or(out[i].Name, e.Fields["name"]), out[i].New || fresh
			}
		}
	}
	name(im.cast.fresh, true)
	name(im.cast.entries, false)
	order := []string{kindParticipant, kindOrganisation, kindSalesperson, "interviewer"}
	slices.SortStableFunc(out, func(a, b CastRow) int {
		if a.New != b.New {
			return map[bool]int{true: -1, false: 1}[a.New]
		}
		return cmp.Or(slices.Index(order, a.Kind)-slices.Index(order, b.Kind), cmp.Compare(len(a.Pseudonym), len(b.Pseudonym)), cmp.Compare(a.Pseudonym, b.Pseudonym))
	})
	return out
}

// hides counts what kinds of words a redacted turn hides.
func (im *importer) hides(masks []research.Mask) {
	if im.done.Hidden == nil {
		im.done.Hidden = map[string]int{}
	}
	for _, k := range masks {
		if k.State != research.MaskLet {
			im.done.Hidden[k.Kind]++
		}
	}
}
