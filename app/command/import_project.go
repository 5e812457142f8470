package command

import (
	"fmt"
	"path/filepath"
	"strings"

	"openloop/app/session"
	"openloop/research"
)

// importProject takes a project of another tool in, in one step.
func (e *env) importProject(s *session.Session, path string, o importing) (fileImport, error) {
	p, err := s.ReadProject(e.ctx, path, e.progress())
	if err != nil {
		return fileImport{}, err
	}
	readings := readingsOf(p)
	if o.reading != 0 {
		all := p.Readings()
		if o.reading < 1 || o.reading > len(all) {
			return fileImport{}, usageError{fmt.Errorf("--reading %d is not known; %s has %d", o.reading, filepath.Base(path), len(all))}
		}
		if err := s.ReadAs(p, all[o.reading-1].Dialect); err != nil {
			return fileImport{}, err
		}
	}
	if p.Undecided() {
		return fileImport{}, research.Problemf(research.Invalid, "%s: two ways of counting the places in its texts fit alike. Look at the first passages in the window, or choose one with --reading:\n%s", filepath.Base(path), strings.Join(readings, "\n"))
	}
	if err := s.MatchProject(e.ctx, p, nil, e.progress()); err != nil {
		return fileImport{}, err
	}
	if o.saved != nil && session.MapsProject(o.saved) {
		if err := s.OverrideProject(p, o.saved); err != nil {
			return fileImport{}, err
		}
	}
	plan, err := s.PlanProject(e.ctx, p)
	if err != nil {
		return fileImport{}, err
	}
	plan.ByCompany = o.byCompany
	r, err := s.Import(e.ctx, plan, o.dry, e.progress())
	if err != nil {
		return fileImport{}, err
	}
	out := o.told(filepath.Base(path), r)
	out.Readings = readings
	out.ProjectMapping, err = s.SaveProject(p)
	return out, err
}

// readingsOf lists the ways in which the places of a project can be understood, by number.
func readingsOf(p *session.Project) (out []string) {
	for i, r := range p.Readings() {
		out = append(out, fmt.Sprintf("%d  %s: %.0f %% of the passages begin and end between words", i+1, r.Dialect, 100*r.Fits))
	}
	return out
}
