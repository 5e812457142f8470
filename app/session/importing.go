package session

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/privacy"
	"openloop/research/sheet"
	"openloop/research/store"
	"openloop/research/vault"
)

// Source is a file read into memory with the guess of what its columns mean, which a person may correct
// before it is imported. It holds identities and is never written anywhere.
type Source struct {
	File     string // base name
	Book     *sheet.Book
	Mappings []intake.Mapping
}

// maxImport is the largest file that is read: 512 MB, far over any sheet of interviews.
const maxImport = 512 << 20

// ReadSource reads a spreadsheet and guesses its columns.
func (s *Session) ReadSource(ctx context.Context, path string, p Progress) (*Source, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, research.Problemf(research.NotFound, "%s cannot be read: %w. Check that it is there and not open elsewhere.", filepath.Base(path), plainFileError(err))
	}
	if info.IsDir() || info.Size() > maxImport {
		return nil, research.Problemf(research.Invalid, "%s is a folder or larger than 512 MB. Choose a spreadsheet (.xlsx or .csv).", filepath.Base(path))
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, research.Problemf(research.NotFound, "%s cannot be read: %w. Check that it is there and not open elsewhere.", filepath.Base(path), plainFileError(err))
	}
	return s.ReadSourceData(ctx, filepath.Base(path), data, p)
}

// plainFileError drops the path from a file error: the sentence has the name already.
func plainFileError(err error) error {
	if pe, ok := err.(*os.PathError); ok {
		return pe.Err
	}
	return err
}

// ReadSourceData is ReadSource of a file in memory.
func (s *Session) ReadSourceData(ctx context.Context, name string, data []byte, p Progress) (*Source, error) {
	book, err := sheet.Read(ctx, name, data, func(done, total int) { p.say(done, total, "Reading %s", name) })
	if err != nil {
		return nil, err
	}
	guide, err := s.store.Questions(ctx)
	if err != nil {
		return nil, err
	}
	return &Source{File: name, Book: book, Mappings: intake.Guess(book, guide)}, nil
}

// Plan says what the source holds, by its mappings as they now stand. Nothing is written.
func (s *Session) Plan(ctx context.Context, src *Source, p Progress) (*intake.Plan, error) {
	guide, err := s.store.Questions(ctx)
	if err != nil {
		return nil, err
	}
	plan, err := intake.Build(ctx, src.Book, src.Mappings, s.Book(), guide, func(done, total int) { p.say(done, total, "Reading row %d of %d", done, total) })
	if err != nil {
		return nil, err
	}
	if say := withoutCompany(plan, s.Study().MinOrganisations); say != "" {
		plan.Warnings = append([]string{say}, plan.Warnings...)
	}
	return plan, nil
}

// Imported is what an import did, or would do.
type Imported struct {
	New, Updated, Unchanged int // interviews
	Codings, CodingsKnown   int // new ones, and ones that were there already
	People, Organisations   int // new pseudonyms
	Masked                  int // passages replaced in texts
	ToReview                int // of them, masked on suspicion
	Corrected               int // texts that were corrected by hand and were left so
	Refused                 []intake.Refusal
	Warnings                []string
}

// Import takes a plan into the study: identities are sealed into the vault first, then everything else is
// committed to the study in one step. Cancelling or failing leaves the study as it was. With dry it only
// says what would happen.
func (s *Session) Import(ctx context.Context, plan *intake.Plan, dry bool, p Progress) (Imported, error) {
	v, err := s.openVault()
	if err != nil {
		return Imported{}, err
	}
	im, err := s.newImporter(ctx, v, plan)
	if err != nil {
		return Imported{}, err
	}
	return s.takeIn(ctx, im, dry, p)
}

// takeIn seals what an import brings, then commits it.
func (s *Session) takeIn(ctx context.Context, im *importer, dry bool, p Progress) (Imported, error) {
	if err := im.prepare(ctx, p); err != nil {
		return Imported{}, err
	}
	if dry {
		return im.rehearse(ctx, s.store, p)
	}
	batch := ""
	if sealed, ok := im.keys.(*sealedKeys); ok {
		im.originals = append(im.originals, sealed.original())
	}
	if len(im.cast.fresh) > 0 || len(im.originals) > 0 {
		im.originals = append(im.originals, im.looked()...)
		p.say(0, 0, "Sealing names into the vault")
		var err error
		if batch, err = im.vault.Add(vault.Batch{Entries: im.cast.fresh, Originals: im.originals, SourceName: im.plan.Source}); err != nil {
			return Imported{}, err
		}
	}
	_, err := s.store.Edit(ctx, im.title(), func(tx *store.Tx) error { return im.commit(ctx, tx, batch, p) })
	if err != nil {
		return Imported{}, err
	}
	return im.told(), nil
}

// errRehearsed ends a rehearsal, so that its transaction is rolled back.
var errRehearsed = errors.New("rehearsed")

// rehearse goes through the whole import and takes it back, so that it tells exactly what one would do.
func (im *importer) rehearse(ctx context.Context, st *store.Store, p Progress) (Imported, error) {
	_, err := st.Edit(ctx, im.title(), func(tx *store.Tx) error {
		if err := im.commit(ctx, tx, "", p); err != nil {
			return err
		}
		return errRehearsed
	})
	if !errors.Is(err, errRehearsed) {
		return Imported{}, err
	}
	return im.told(), nil
}

// told is what the import did, refusals in the order of the file.
func (im *importer) told() Imported {
	if n := im.done.Corrected; n > 0 {
		im.done.Warnings = append(im.done.Warnings, count(n, "text")+" that somebody had corrected here stayed as corrected. Where the source has changed since, change them by hand.")
	}
	slices.SortStableFunc(im.done.Refused, func(a, b intake.Refusal) int {
		return cmp.Or(strings.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row))
	})
	return im.done
}

// importer carries one import from plan to commit.
type importer struct {
	plan  *intake.Plan
	vault *vault.Vault
	keys  keyed
	cast  *cast
	dict  *privacy.Dictionary
	ahead map[string][]privacy.Span // what lookAhead found, by text
	was   *existing
	book  *research.Codebook

	ready     []*readyInterview
	codings   []readyCoding
	earlier   map[research.ID][]readyTurn // turns of earlier imports, by interview
	claimed   map[claim]bool              // what the rows of codings ask for
	names     []research.Name             // new competitors
	originals []vault.Original
	seal      []store.Wording // earlier wordings that hold what is hidden now
	telling   int             // cleared quotes that may give their speakers away
	done      Imported
}

// readyInterview is an interview without identities.
type readyInterview struct {
	row       intake.Interview // of which only harmless fields are used from here on
	key       string           // source key
	people    []string
	org       string
	owner     string
	asked     string // the interviewer's initials
	dealKey   string
	interview research.Interview
	turns     []readyTurn
	isNew     bool
	changed   bool
}

// readyTurn is a redacted answer with how to carry places of the original text into it.
type readyTurn struct {
	turn     research.Turn
	ref      string // question, as codings name it
	original string
	reps     []research.Replacement // from the original to the stored text
	before   []research.Mask
	masks    []research.Mask
}

func (s *Session) newImporter(ctx context.Context, v *vault.Vault, plan *intake.Plan) (*importer, error) {
	entries, err := s.entries(ctx, v)
	if err != nil {
		return nil, err
	}
	return s.importerOf(ctx, v, v, entries, plan)
}

// importerOf is an importer that knows some people, and has its source keys made.
func (s *Session) importerOf(ctx context.Context, v *vault.Vault, keys keyed, entries []vault.Entry, plan *intake.Plan) (*importer, error) {
	was, err := loadExisting(ctx, s.store)
	if err != nil {
		return nil, err
	}
	im := &importer{plan: plan, vault: v, keys: keys, was: was, book: s.Book(), cast: newCast(entries, was.pseudonyms())}
	im.done.Refused = append(im.done.Refused, plan.Refused...)
	im.done.Warnings = append(im.done.Warnings, plan.Warnings...)
	return im, nil
}

func (im *importer) title() string {
	fresh := 0
	for _, r := range im.ready {
		if r.isNew {
			fresh++
		}
	}
	switch {
	case len(im.ready) == 0:
		return "Import " + count(len(im.codings), "coding")
	case fresh == 0:
		return "Bring " + count(len(im.ready), "interview") + " up to date"
	}
	return "Import " + count(fresh, "interview")
}

// count is "1 coding", "2 codings".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// prepare recognises people, redacts every text and finds every verbatim. It writes nothing.
func (im *importer) prepare(ctx context.Context, p Progress) error {
	seen := map[string]int{}
	for i := range im.plan.Interviews {
		row := im.plan.Interviews[i]
		if first, ok := seen[row.Key]; ok {
			im.refuse(row.Sheet, row.Row, "", fmt.Sprintf("It has the same interview as row %d. Only the first was taken.", first))
			continue
		}
		seen[row.Key] = row.Row
		if err := im.recognise(row); err != nil {
			return err
		}
	}
	for _, c := range im.plan.Codings {
		im.cast.interviewer(c.Coder)
	}
	im.competitors()
	clear := append(clearTexts(im.was.names), clearTexts(im.names)...)
	im.dict = im.cast.dictionary(clear)
	people, orgs := 0, 0
	for _, e := range im.cast.fresh {
		switch e.Kind {
		case kindParticipant:
			people++
		case kindOrganisation:
			orgs++
		}
	}
	im.done.People, im.done.Organisations = people, orgs
	for i, r := range im.ready {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.say(i, len(im.ready), "Replacing names in interview %d of %d", i+1, len(im.ready))
		if err := im.lookAhead(ctx, r); err != nil {
			return err
		}
		if err := im.redact(r); err != nil {
			return err
		}
	}
	return im.locateCodings(ctx, p)
}

func (im *importer) refuse(sheet string, row int, column, why string) {
	im.done.Refused = append(im.done.Refused, intake.Refusal{Sheet: sheet, Row: row, Column: column, Reason: why})
}

// recognise gives the people and the company of one row their pseudonyms.
func (im *importer) recognise(row intake.Interview) error {
	key, err := im.keys.SourceKey("interview", row.Key)
	if err != nil {
		return err
	}
	r := &readyInterview{row: row, key: key}
	r.org = im.cast.organisation(row.Organisation)
	r.owner = im.cast.salesperson(row.Owner)
	r.asked = im.cast.interviewer(row.Interviewer)
	for i, person := range append([]intake.Person{row.Person}, row.Others...) {
		r.people = append(r.people, im.cast.person(person, row.Organisation, fmt.Sprintf("%s/%d", row.Key, i)))
	}
	deal := row.Deal
	if deal == "" && row.Outcome != research.LeadFollowUp && row.Outcome != research.UnqualifiedLead && row.Outcome != "" {
		deal = "of interview " + row.Key
	}
	if deal != "" {
		if r.dealKey, err = im.keys.SourceKey("deal", deal); err != nil {
			return err
		}
	}
	im.ready = append(im.ready, r)
	return nil
}

// competitors puts rivals named in their own column on the clear-text list. Whoever the vault knows is no
// rival and stays a pseudonym.
func (im *importer) competitors() {
	people := im.cast.dictionary(clearTexts(im.was.names))
	known := map[string]bool{}
	for _, n := range im.was.names {
		known[fold(n.Text)] = true
	}
	for _, r := range im.ready {
		var rivals []string
		for _, c := range r.row.Competitors {
			if c = strings.TrimSpace(c); c == "" {
				continue
			}
			if clean := withoutKnown(people, c); clean != c {
				c = clean
			} else if !known[fold(c)] {
				known[fold(c)] = true
				im.names = append(im.names, research.Name{Kind: research.CompetitorName, Text: c})
			}
			rivals = append(rivals, c)
		}
		r.row.Competitors = rivals
	}
}

// redact makes the interview and its turns out of a row.
func (im *importer) redact(r *readyInterview) error {
	row := r.row
	for _, field := range []*string{&r.row.RoleBand, &r.row.Segment, &r.row.Region, &r.row.LeadSource, &r.row.Wave} {
		*field = withoutNames(im.dict, *field)
	}
	old, known := im.was.interviews[r.key]
	iv := research.Interview{SourceKey: r.key, Label: r.people[0], Method: row.Method, Date: row.Date, Outcome: row.Outcome, Interviewer: r.asked,
		BuyerBegan: row.Began, BuyerSpoke: row.Spoke, BuyerDecided: row.Bought}
	if known {
		iv.ID, iv.Coded = old.ID, old.Coded
	} else {
		iv.ID = store.NewID()
	}
	iv.Note = im.note(iv.ID, row.Note)
	r.interview, r.isNew = iv, !known
	pos := 0
	for _, a := range row.Answers {
		if strings.TrimSpace(a.Text) == "" {
			continue
		}
		if err := im.redactAnswer(r, a, &pos); err != nil {
			return err
		}
	}
	return nil
}

// redactAnswer adds the question and the answer as turns.
func (im *importer) redactAnswer(r *readyInterview, a intake.Answer, pos *int) error {
	name := a.Ref
	if name == "" {
		name = fold(a.Question)
	}
	ask := research.Turn{Interview: r.interview.ID, Pos: *pos, Speaker: r.interview.Interviewer, Asked: true, Stage: a.Stage, Question: a.Ref}
	say := research.Turn{Interview: r.interview.ID, Pos: *pos + 1, Speaker: r.people[0], Stage: a.Stage, Question: a.Ref}
	*pos += 2
	if ask.Speaker == "" {
		ask.Speaker = "Q"
	}
	for _, t := range []*research.Turn{&ask, &say} {
		part := "answer"
		if t.Asked {
			part = "question"
		}
		key, err := im.keys.SourceKey("turn", r.row.Key+"\x00"+name+"\x00"+part)
		if err != nil {
			return err
		}
		t.SourceKey = key
		if old, ok := im.was.turns[key]; ok {
			t.ID, t.Rev, t.Corrected = old.ID, old.Rev, old.Corrected
		} else {
			t.ID = store.NewID()
		}
	}
	asked, err := im.mask(ask, im.questionText(a), im.was.questions[a.Ref] != "")
	if err != nil {
		return err
	}
	said, err := im.mask(say, a.Text, false)
	if err != nil {
		return err
	}
	asked.ref, said.ref, said.original = "ask "+name, name, a.Text
	r.turns = append(r.turns, asked, said)
	return nil
}

// questionText is the guide's wording, else the heading.
func (im *importer) questionText(a intake.Answer) string {
	if q, ok := im.was.questions[a.Ref]; ok {
		return q
	}
	return a.Question
}

// mask hides who is named in a turn; of one that is in the study already, on top of what is hidden and decided
// there. Words of the guide stand as they are. What is hidden goes to the vault with the rest.
func (im *importer) mask(t research.Turn, text string, asIs bool) (readyTurn, error) {
	before := im.was.masks[t.ID]
	if t.Corrected {
		was := im.was.turnText[t.ID]
		im.done.Corrected++
		t.Text = was
		return readyTurn{turn: t, reps: amended(text, was), before: before, masks: before}, nil
	}
	m := newMasked(text)
	if was, ok := im.was.turnText[t.ID]; ok && len(before) > 0 {
		old, err := unmasked(im.vault, was, before)
		if err != nil {
			return readyTurn{}, err
		}
		if m = old; string(old.original) != text {
			m = old.amend(text)
		}
	}
	if !asIs {
		m, _ = m.look(looked{find: im.namesIn})
	}
	r := readyTurn{turn: t, reps: m.replacements(), before: before}
	r.turn.Text, r.masks = m.text(t.ID)
	im.originals = append(im.originals, m.kept()...)
	im.sealEarlier(t.ID, m.kept())
	for _, k := range r.masks {
		if k.State != research.MaskLet {
			im.done.Masked++
		}
		if k.State == research.MaskOpen {
			im.done.ToReview++
		}
	}
	return r, nil
}

// sealEarlier has the journal lose a turn's wording of before where words stand in it that are hidden now.
func (im *importer) sealEarlier(turn research.ID, hidden []vault.Original) {
	was := im.was.turnText[turn]
	if was == "" || !slices.ContainsFunc(hidden, func(o vault.Original) bool { return strings.Contains(was, o.Text) }) {
		return
	}
	w := store.Wording{Table: "turn", ID: turn, Column: "text", Text: was, Ref: string(store.NewID())}
	im.seal, im.originals = append(im.seal, w), append(im.originals, vault.Original{Ref: w.Ref, Text: was})
}

// note is an interviewer's note without names. The vault keeps it as it was.
func (im *importer) note(interview research.ID, text string) string {
	red, spans := im.dict.Redact(text)
	im.done.Masked += len(spans)
	for _, sp := range spans {
		if sp.Review {
			im.done.ToReview++
		}
	}
	if red != text && im.was.turnText[interview] != red {
		im.originals = append(im.originals, vault.Original{Ref: string(interview), Text: text})
	}
	return red
}

// checksum notices a text that moved under a verbatim.
func checksum(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:8])
}
