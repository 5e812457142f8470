package session

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"openloop/report/leak"
	"openloop/research"
	"openloop/research/privacy"
)

// leakChecks reads finished files back and looks for everybody in the vault. Where one names somebody, or
// cannot be read whole, the error is a *NamedError. Without the open vault only a draft may be written,
// unchecked.
func (s *Session) leakChecks(ctx context.Context, files []*madeFile, draft bool, p Progress) ([]FileCheck, error) {
	if draft && s.Vault() != VaultOpen {
		return nil, nil
	}
	search, err := s.search(ctx)
	if err != nil {
		return nil, err
	}
	var checks []FileCheck
	for _, f := range files {
		if f.twin {
			continue
		}
		name := filepath.Base(f.path)
		p.say(0, 0, "Looking for names in %s", name)
		c, err := s.lookFor(ctx, name, f.data, search)
		if err != nil {
			return nil, err
		}
		checks = append(checks, c)
	}
	s.mu.Lock()
	s.checks = checks
	s.mu.Unlock()
	return checks, refusal(checks)
}

// LastChecks is what the leak check looked at and found in the latest pack that was made in this session, file
// by file, whether it was written or held back; nothing before the first.
func (s *Session) LastChecks() []FileCheck {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.checks)
}

// refusal says why files may not be written, nil when they may.
func refusal(checks []FileCheck) error {
	for _, c := range checks {
		if len(c.Hits) > 0 {
			return &NamedError{Checks: checks, Problem: research.Problemf(research.Withheld, "The report was not written. %s names somebody from the vault%s. Reword or take back that text, or allow the word if it is an ordinary one, then export again.", c.File, places(c.Hits))}
		}
	}
	for _, c := range checks {
		if len(c.Unread) > 0 {
			return &NamedError{Checks: checks, Problem: research.Problemf(research.Unreadable, "The report was not written: %s could not be checked whole (%s: %s).", c.File, c.Unread[0].Where, c.Unread[0].Why)}
		}
	}
	return nil
}

// CheckFile reads any PDF, workbook, document, slides or text and says where it names somebody from the vault.
// A file that cannot be read whole is an error.
func (s *Session) CheckFile(ctx context.Context, path string) ([]leak.Hit, error) {
	c, err := s.LookInto(ctx, path)
	if err == nil {
		err = c.Problem()
	}
	return c.Hits, err
}

// LookInto reads any file and says where it names somebody from the vault, what was looked at, and what could
// not be read. The error is a *research.Problem where nothing of it could. The vault must be open.
func (s *Session) LookInto(ctx context.Context, path string) (FileCheck, error) {
	search, err := s.search(ctx)
	if err != nil {
		return FileCheck{}, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return FileCheck{}, research.Problemf(research.NotFound, "%s cannot be read: %w. Check that it is there.", filepath.Base(path), plainFileError(err))
	}
	return s.lookFor(ctx, filepath.Base(path), data, search)
}

// lookFor searches a file for identities.
func (s *Session) lookFor(ctx context.Context, name string, data []byte, search *leak.Search) (FileCheck, error) {
	r, err := search.Look(ctx, name, data)
	if err != nil {
		return FileCheck{}, err
	}
	var found []leak.Hit
	for _, h := range r.Hits {
		if !ofMethod(ctx, h) {
			found = append(found, h)
		}
	}
	c := FileCheck{Report: r}
	c.Hits, c.Passed, err = s.passing(ctx, found)
	return c, err
}

// search looks for everybody in the vault.
func (s *Session) search(ctx context.Context) (*leak.Search, error) {
	ids, err := s.identities(ctx)
	if err != nil {
		return nil, err
	}
	also, err := s.scriptSearch(ctx)
	if err != nil {
		return nil, err
	}
	return leak.NewSearch(ids, also...), nil
}

// identities is everybody to look for, less what is on the clear-text list.
func (s *Session) identities(ctx context.Context) ([]leak.Identity, error) {
	entries, names, err := s.named(ctx)
	if err != nil {
		return nil, err
	}
	allowed := map[string]bool{}
	for _, n := range names {
		allowed[fold(n.Text)] = true
	}
	var out []leak.Identity
	for _, id := range privacy.Identities(knownOf(entries)) {
		if allowed[fold(id.Text)] {
			continue
		}
		out = append(out, leak.Identity{Kind: string(id.Kind), Text: id.Text, Pseudonym: id.Pseudonym})
	}
	return out, nil
}

// methods are the pack's own words for its statistics. Somebody in the vault may have the name of a
// statistician; what is said of the method is not about them.
var methods = []string{"Wilson interval", "Wilson score", "Fisher’s exact test", "Holm’s correction", "McNemar’s mid-p", "Benjamini and Hochberg’s correction", "Newcombe’s interval",
	"Wilson-Intervall", "Test nach Fisher", "Holm-Korrektur", "Mid-p-Test nach McNemar", "Korrektur nach Benjamini und Hochberg",
	"ntervalles de Wilson", "test exact de Fisher", "correction de Holm", "mid-p de McNemar", "correction de Benjamini et Hochberg",
	"ntervalos de Wilson", "son de Wilson", "prueba exacta de Fisher", "corrección de Holm", "corrección de Benjamini y Hochberg"}

// ofMethod says whether a hit is nothing but the name of a method: without the methods' names nobody is
// left in the words around it.
func ofMethod(ctx context.Context, h leak.Hit) bool {
	rest := h.Excerpt
	for _, m := range methods {
		rest = strings.ReplaceAll(rest, m, " ")
	}
	if rest == h.Excerpt {
		return false
	}
	hits, err := leak.Check(ctx, "", []byte(rest), []leak.Identity{h.Identity})
	return err == nil && len(hits) == 0
}

// places says where the first few hits stand, without repeating them.
func places(hits []leak.Hit) string {
	var at []string
	for _, h := range hits {
		if len(at) == 3 {
			break
		}
		if h.Where != "" {
			at = append(at, h.Where)
		}
	}
	if len(at) == 0 {
		return ""
	}
	return " (" + strings.Join(at, ", ") + ")"
}
