package session

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"openloop/report/leak"
	"openloop/research"
)

// leakCheck reads a finished file back and looks for everybody in the vault. Without the open vault only a
// draft may be written, unchecked.
func (s *Session) leakCheck(ctx context.Context, name string, data []byte, draft bool) (int, error) {
	if draft && s.Vault() != VaultOpen {
		return 0, nil
	}
	hits, n, err := s.lookFor(ctx, name, data)
	if err != nil {
		return 0, err
	}
	if len(hits) > 0 {
		return 0, research.Problemf(research.Withheld, "The report was not written. %s names somebody from the vault%s. Reword or take back that text, or allow the word if it is an ordinary one, then export again.", name, places(hits))
	}
	return n, nil
}

// CheckFile reads any PDF, workbook, CSV or text and says where it names somebody from the vault.
func (s *Session) CheckFile(ctx context.Context, path string) ([]leak.Hit, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, research.Problemf(research.NotFound, "%s cannot be read: %w. Check that it is there.", filepath.Base(path), plainFileError(err))
	}
	hits, _, err := s.lookFor(ctx, filepath.Base(path), data)
	return hits, err
}

// lookFor searches a file for everybody in the vault and says how many that are.
func (s *Session) lookFor(ctx context.Context, name string, data []byte) ([]leak.Hit, int, error) {
	ids, err := s.identities(ctx)
	if err != nil {
		return nil, 0, err
	}
	hits, err := leak.Check(ctx, name, data, ids)
	if err != nil {
		return nil, 0, err
	}
	var found []leak.Hit
	for _, h := range hits {
		if !ofMethod(ctx, h) {
			found = append(found, h)
		}
	}
	return found, len(ids), nil
}

// identities is everybody to look for, less what is on the clear-text list.
func (s *Session) identities(ctx context.Context) ([]leak.Identity, error) {
	d, err := s.Dictionary(ctx)
	if err != nil {
		return nil, err
	}
	names, err := s.store.Names(ctx)
	if err != nil {
		return nil, err
	}
	allowed := map[string]bool{}
	for _, n := range names {
		allowed[fold(n.Text)] = true
	}
	var out []leak.Identity
	for _, id := range d.Identities() {
		if allowed[fold(id.Text)] {
			continue
		}
		out = append(out, leak.Identity{Kind: string(id.Kind), Text: id.Text, Pseudonym: id.Pseudonym})
	}
	return out, nil
}

// methods are the pack's own words for its statistics. Somebody in the vault may have the name of a
// statistician; what is said of the method is not about them.
var methods = []string{"Wilson interval", "Wilson score", "Fisher’s exact test", "Holm’s correction", "McNemar’s mid-p", "Benjamini and Hochberg’s correction", "Newcombe’s interval"}

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
