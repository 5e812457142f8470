package session

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"openloop/report"
	"openloop/report/excel"
	"openloop/report/leak"
	"openloop/report/pdf"
	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
)

// PackOptions say what goes into a board pack.
type PackOptions struct {
	Wave     research.ID // "" for all
	Lang     report.Lang // the study's own when empty
	Draft    bool        // stamped, and kept off the ledger; needs no vault
	Decision string      // what the board is asked to decide; drafted when empty
	Titles   map[report.Kind]string
}

// Pack builds the board pack. Without the open vault only a draft can be built.
func (s *Session) Pack(ctx context.Context, o PackOptions) (report.Document, error) {
	in, err := s.packInput(ctx, o)
	if err != nil {
		return report.Document{}, err
	}
	return report.Build(ctx, in)
}

func (s *Session) packInput(ctx context.Context, o PackOptions) (report.Input, error) {
	dict, err := s.Dictionary(ctx)
	if err != nil && !o.Draft {
		return report.Input{}, err
	}
	if err != nil {
		if dict, err = s.bestDictionary(ctx); err != nil {
			return report.Input{}, err
		}
	}
	quotes, err := s.quotes(ctx, dict, o.Wave)
	if err != nil {
		return report.Input{}, err
	}
	themes, err := s.store.Themes(ctx)
	if err != nil {
		return report.Input{}, err
	}
	earlier, err := s.ledger(ctx)
	if err != nil {
		return report.Input{}, err
	}
	st := s.store.Study()
	s.mu.Lock()
	f := s.facts
	in := report.Input{Study: st, Book: f.book, Index: f.index, Frame: f.frame(), Rule: s.rule(), Dictionary: dict, Themes: themes, Quotes: quotes, Waves: f.waves,
		Earlier: f.known(earlier), Wave: o.Wave, Lang: o.Lang, Draft: o.Draft, Date: s.opt.Now()}
	seen := map[research.ID]bool{}
	for _, r := range f.rows {
		in.Interviews = append(in.Interviews, r.Interview)
		for _, k := range research.ReasonKinds() {
			in.Reasons = append(in.Reasons, r.Reasons[k]...)
		}
		if r.Deal.ID != "" && !seen[r.Deal.ID] {
			seen[r.Deal.ID] = true
			in.Deals = append(in.Deals, r.Deal)
		}
	}
	s.mu.Unlock()
	if in.Lang == "" {
		in.Lang = report.Lang(or(st.Language, "en"))
	}
	in.Decision, _ = privacy.Release(dict, o.Decision)
	in.Titles = map[report.Kind]privacy.SafeText{}
	for k, t := range o.Titles {
		if strings.TrimSpace(t) != "" {
			in.Titles[k], _ = privacy.Release(dict, t)
		}
	}
	return in, nil
}

// bestDictionary is the vault's where it is open, else what the study alone knows: the clear-text names.
func (s *Session) bestDictionary(ctx context.Context) (*privacy.Dictionary, error) {
	if s.Vault() == VaultOpen {
		return s.Dictionary(ctx)
	}
	names, err := s.store.Names(ctx)
	if err != nil {
		return nil, err
	}
	return privacy.NewDictionary(nil, clearTexts(names)), nil
}

// pseudonym is one as it stands in redacted text: no quote leaves with one.
var pseudonym = regexp.MustCompile(`\b([POS])\d{2,}\b`)

// withoutPseudonyms says in a quote who was meant, and not who it was.
func withoutPseudonyms(s string) string {
	return pseudonym.ReplaceAllStringFunc(s, func(p string) string {
		switch p[0] {
		case 'O':
			return "[company]"
		case 'S':
			return "[salesperson]"
		}
		return "[name]"
	})
}

// quotes are the cleared verbatims of a wave in the words that may be printed. A clearance whose text has
// changed since is void.
func (s *Session) quotes(ctx context.Context, dict *privacy.Dictionary, wave research.ID) ([]report.Quote, error) {
	clear, err := s.clearances(ctx)
	if err != nil || len(clear) == 0 {
		return nil, err
	}
	var out []report.Quote
	for _, r := range s.InterviewRows(InterviewFilter{Wave: wave}) {
		if len(r.Participants) == 0 || !quotable(r.Participants) {
			continue
		}
		turns, err := s.store.Turns(ctx, r.Interview.ID)
		if err != nil {
			return nil, err
		}
		placed, err := s.Placed(ctx, r.Interview.ID)
		if err != nil {
			return nil, err
		}
		for _, p := range placed {
			c, ok := clear[p.Verbatim]
			if !ok || c.Rev != revOf(turns, p.From, p.To) {
				continue
			}
			words := Quote(turns, p.From, p.To)
			if c.Level == research.ClearedReworded && c.Reworded != "" {
				words = c.Reworded
			}
			safe, _ := privacy.Release(dict, withoutPseudonyms(words))
			out = append(out, report.Quote{Text: safe, Verbatim: p.Verbatim, Code: p.Coding.Code, Interview: r.Interview.ID, Participant: r.Participants[0].ID,
				Outcome: r.Interview.Outcome, RoleBand: r.RoleBand(), Polarity: p.Polarity, Weight: p.Weight, Reworded: c.Level == research.ClearedReworded})
		}
	}
	return out, nil
}

func quotable(people []research.Participant) bool {
	for _, p := range people {
		if p.Withdrawn || p.Consent != research.ConsentFree && p.Consent != research.ConsentReworded {
			return false
		}
	}
	return true
}

// ledger is what was issued before.
func (s *Session) ledger(ctx context.Context) ([]store.Export, error) { return s.store.Exports(ctx) }

// known turns issued groups into what the reader has seen already.
func (f *facts) known(exports []store.Export) []privacy.Group {
	var out []privacy.Group
	for _, e := range exports {
		shown := map[research.ID]map[string]int{}
		for _, c := range e.Cells {
			if c.Shown {
				if shown[c.Group] == nil {
					shown[c.Group] = map[string]int{}
				}
				shown[c.Group][c.Measure] = c.X
			}
		}
		for _, g := range e.Groups {
			members := research.NewBits(len(f.rows))
			for _, m := range g.Members {
				if i, ok := f.at[m]; ok {
					members.Set(i)
				}
			}
			rows := shown[g.ID]
			if rows == nil {
				rows = map[string]int{}
			}
			out = append(out, privacy.Group{Name: g.Predicate, Key: g.Predicate, Members: members, Rows: rows})
		}
	}
	return out
}

// Written says what an export did.
type Written struct {
	Files    []string
	Pages    int
	Figures  int
	Withheld int
	Quotes   int
	Checked  int // identities looked for
	Draft    bool
}

// Export writes the pack as PDF and workbook (an empty path leaves one out). Both are made whole in memory,
// read back and searched for every identity in the vault; only then are they written, and what was issued
// is entered in the ledger. On any hit nothing is written.
func (s *Session) Export(ctx context.Context, o PackOptions, pdfPath, xlsxPath string, p Progress) (Written, error) {
	doc, err := s.Pack(ctx, o)
	if err != nil {
		return Written{}, err
	}
	w := Written{Pages: len(doc.Pages), Figures: len(doc.Figures), Withheld: doc.Withheld(), Quotes: len(doc.Quotes), Draft: o.Draft}
	made := []struct {
		path  string
		write func(*bytes.Buffer) error
		data  []byte
	}{
		{pdfPath, func(b *bytes.Buffer) error {
			return pdf.Write(ctx, b, doc, func(done, total int) { p.say(done, total, "Drawing page %d of %d", done, total) })
		}, nil},
		{xlsxPath, func(b *bytes.Buffer) error {
			return excel.Write(ctx, b, doc, func(done, total int) { p.say(done, total, "Writing sheet %d of %d", done, total) })
		}, nil},
	}
	for i, m := range made {
		if m.path == "" {
			continue
		}
		var b bytes.Buffer
		if err := m.write(&b); err != nil {
			return Written{}, err
		}
		made[i].data = b.Bytes()
		p.say(0, 0, "Looking for names in %s", filepath.Base(m.path))
		n, err := s.leakCheck(ctx, filepath.Base(m.path), made[i].data, o.Draft)
		if err != nil {
			return Written{}, err
		}
		w.Checked = n
	}
	for _, m := range made {
		if m.path == "" {
			continue
		}
		if err := writeWhole(m.path, m.data); err != nil {
			return Written{}, err
		}
		w.Files = append(w.Files, m.path)
	}
	if o.Draft {
		return w, nil
	}
	var sums []string
	for _, m := range made {
		if m.path != "" {
			h := sha256.Sum256(m.data)
			sums = append(sums, hex.EncodeToString(h[:]))
		}
	}
	return w, s.issue(ctx, doc, w.Files, strings.Join(sums, " "))
}

// leakCheck reads a finished file back and looks for everybody in the vault. Without the open vault only a
// draft may be written, unchecked.
func (s *Session) leakCheck(ctx context.Context, name string, data []byte, draft bool) (int, error) {
	ids, err := s.identities(ctx)
	if research.KindOf(err) == research.Locked || research.KindOf(err) == research.NotFound {
		if draft {
			return 0, nil
		}
	}
	if err != nil {
		return 0, err
	}
	hits, err := leak.Check(ctx, name, data, ids)
	if err != nil {
		return 0, err
	}
	if len(hits) > 0 {
		return 0, research.Problemf(research.Withheld, "The report was not written. %s names somebody from the vault%s. Reword or take back that text, then export again.", name, places(hits))
	}
	return len(ids), nil
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

// identities is everybody to look for, less what is on the clear-text list.
func (s *Session) identities(ctx context.Context) ([]leak.Identity, error) {
	d, err := s.Dictionary(ctx)
	if err != nil {
		return nil, err
	}
	var out []leak.Identity
	for _, id := range d.Identities() {
		out = append(out, leak.Identity{Kind: string(id.Kind), Text: id.Text, Pseudonym: id.Pseudonym})
	}
	return out, nil
}

// CheckFile reads any PDF, workbook, CSV or text and says where it names somebody from the vault.
func (s *Session) CheckFile(ctx context.Context, path string) ([]leak.Hit, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, research.Problemf(research.NotFound, "%s cannot be read: %w. Check that it is there.", filepath.Base(path), plainFileError(err))
	}
	ids, err := s.identities(ctx)
	if err != nil {
		return nil, err
	}
	return leak.Check(ctx, filepath.Base(path), data, ids)
}

// writeWhole writes a file under a new name beside its place and moves it there, so that no reader ever
// sees half of it.
func writeWhole(path string, data []byte) error {
	tmp := path + ".part"
	say := func(err error) error {
		_ = os.Remove(tmp)
		return research.Problemf(research.ReadOnly, "%s could not be written: %w. Choose another place, or close the program that has it open.", filepath.Base(path), plainFileError(err))
	}
	if err := os.WriteFile(tmp, data, 0o600); err != nil {
		return say(err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return say(err)
	}
	return nil
}

// issue enters a pack in the ledger: its groups with their members and every count.
func (s *Session) issue(ctx context.Context, doc report.Document, files []string, sum string) error {
	e := store.Export{UTC: s.opt.Now().UTC(), K: doc.K, SHA256: sum}
	for i, f := range files {
		if i > 0 {
			e.File += ", "
		}
		e.File += filepath.Base(f)
	}
	ids := map[string]research.ID{}
	for _, g := range doc.Ledger.Groups {
		ids[g.Key] = store.NewID()
		e.Groups = append(e.Groups, store.ExportGroup{ID: ids[g.Key], Predicate: g.Key, Members: g.Members})
	}
	for _, c := range doc.Ledger.Cells {
		e.Cells = append(e.Cells, store.ExportCell{Group: ids[c.Group], Measure: c.Measure, X: c.X, N: c.N, Shown: c.Shown})
	}
	_, err := s.store.Edit(ctx, "Issue the board pack", func(tx *store.Tx) error { return tx.PutExport(e) })
	return err
}

// Issued lists the packs that have left, newest first.
func (s *Session) Issued(ctx context.Context) ([]store.Export, error) { return s.store.Exports(ctx) }

// PackName is the name a pack's file gets when nobody chose one.
func (s *Session) PackName(ext string) string {
	name := strings.TrimSuffix(filepath.Base(s.store.Path()), StudyExt)
	return fmt.Sprintf("%s-board-pack-%s%s", name, s.opt.Now().Format(time.DateOnly), ext)
}
