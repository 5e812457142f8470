package session

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// Imported is what an import did, or would do.
type Imported struct {
	New, Updated, Unchanged int // interviews
	Codings, CodingsKnown   int // new ones, and ones that were there already
	People, Organisations   int // new pseudonyms
	Masked                  int // passages replaced in texts
	ToReview                int // of them, masked on suspicion
	Corrected               int // texts that were corrected by hand and were left so
	Talks                   []Talked
	Project                 bool           // it was a project of another program
	Codes, Memos            int            // new ones, of a project
	Losses                  []string       // what a project holds and a study cannot, one sentence each
	Joins                   []DealJoin     // interviews that may be, or were, joined to a deal by company
	CRM                     CRMDone        // what became of the exports of a CRM
	Cast                    []CastRow      // everybody in it
	Hidden                  map[string]int // passages masked in texts, by kind: PERSON, PHONE …
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

// takeIn stores what an import brings. Before that is committed, the vault has sealed and kept whom it names.
func (s *Session) takeIn(ctx context.Context, im *importer, dry bool, p Progress) (Imported, error) {
	defer s.sparing.begin()()
	im.dry = dry
	if err := im.prepare(ctx, p); err != nil {
		return Imported{}, err
	}
	if dry {
		return im.rehearse(ctx, s.store, p)
	}
	looked := im.looked()
	seal := func() (string, error) {
		if sealed, ok := im.keys.(*sealedKeys); ok {
			im.originals = append(im.originals, sealed.original())
		}
		if len(im.cast.fresh)+len(im.cast.also)+len(im.originals) == 0 {
			return "", nil
		}
		p.say(0, 0, "Sealing names into the vault")
		return im.vault.Add(vault.Batch{ID: im.batch, Entries: append(im.cast.fresh, im.cast.also...), Originals: append(im.originals, looked...), SourceName: im.plan.Source})
	}
	_, err := s.store.Edit(ctx, im.title(), func(tx *store.Tx) error { return im.commit(ctx, tx, seal, p) })
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
		if err := im.commit(ctx, tx, nil, p); err != nil {
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
	im.done.Cast = im.castRows()
	if n := im.done.Corrected; n > 0 {
		im.done.Warnings = append(im.done.Warnings, count(n, "text")+" that somebody had corrected here stayed as corrected. Where the source has changed since, change them by hand.")
	}
	im.warnOfScripts()
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

	dry       bool // nothing is kept
	ready     []*readyInterview
	held      held // to be stored
	codings   []readyCoding
	sought    int             // codings
	claimed   map[claim]bool  // what the rows of codings ask for
	names     []research.Name // new competitors
	originals []vault.Original
	batch     string                        // of the vault, "" for one that it names
	seal      []store.Wording               // earlier wordings that hold what is hidden now
	crm       crmImport                     // of the exports of a CRM
	byPerson  map[research.ID]string        // pseudonyms of participants
	telling   int                           // cleared quotes that may give their speakers away
	taken     map[string]bool               // what the transcripts of this import say
	ends      map[research.ID]int           // the place after them, by interview
	brought   *broughtProject               // of a project of another program
	scripts   map[privacy.Script]scriptSeen // texts in writing without capitals
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
	was       research.Interview // in the study; not of a transcript
	isNew     bool
	changed   bool
	talk      *readyTalk // of a transcript
	told      *dealTold  // of its deal, nil where the CRM told nothing
	ofDeal    bool       // its company is known by the deal alone
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
	im := &importer{plan: plan, vault: v, keys: keys, was: was, book: s.Book(), cast: newCast(entries, was.pseudonyms()), taken: map[string]bool{}, ends: map[research.ID]int{}}
	im.done.Refused = append(im.done.Refused, plan.Refused...)
	if plan.Project != nil {
		im.cast.own, im.brought = plan.Project.Own, &broughtProject{store: s.store, study: s.Study().ID}
		im.done.Project, im.done.Losses = true, plan.Project.Losses
	}
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
	if im.plan.Project != nil {
		return im.plan.Project.Title
	}
	if title, ok := im.talkTitle(fresh); ok {
		return title
	}
	if title, ok := im.titleCRM(); ok {
		return title
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
	p.say(0, 0, "Recognising people")
	if err := im.recogniseAll(); err != nil {
		return err
	}
	if err := im.redactCRM(ctx); err != nil {
		return err
	}
	if err := im.prepareProject(ctx); err != nil {
		return err
	}
	im.countFresh()
	if im.streams() {
		im.handOver()
		return nil // the rest is done while it is stored
	}
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
	return im.locateAll(ctx, p)
}

// handOver has the answers held by the interviews that are ready alone, where the plan is not needed again.
func (im *importer) handOver() {
	if !im.plan.Once || im.dry {
		return
	}
	for i := range im.plan.Interviews {
		im.plan.Interviews[i].Answers = nil
	}
}

// recogniseAll gives everybody whom the plan names a pseudonym.
func (im *importer) recogniseAll() error {
	if err := im.tellDeals(); err != nil {
		return err
	}
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
	im.speakers()
	for _, c := range im.plan.Codings {
		im.cast.interviewer(c.Coder)
	}
	im.alsoKnown()
	if err := im.recogniseCRM(); err != nil {
		return err
	}
	im.competitors()
	return nil
}

// countFresh says how many people and organisations are new.
func (im *importer) countFresh() {
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
}

// locateAll finds the words of every coding and memo.
func (im *importer) locateAll(ctx context.Context, p Progress) error {
	if err := im.readyNotes(ctx, im.was.memos); err != nil {
		return err
	}
	im.ready = slices.DeleteFunc(im.ready, func(r *readyInterview) bool { return r.talk != nil && r.talk.again })
	every := make([]int, len(im.plan.Codings))
	for i := range every {
		every[i] = i
	}
	if err := im.locateCodings(ctx, every, p); err != nil {
		return err
	}
	return im.locateMemos()
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
	var known bool
	r.was, known = im.was.interviews[key]
	r.isNew = !known
	if row.Talk != nil {
		if im.beginTalk(r); r.talk.of != "" {
			r.isNew = false
			return im.recogniseTalk(r)
		}
	}
	r.org = im.cast.organisation(row.Organisation)
	r.owner = im.cast.salesperson(row.Owner)
	r.asked = im.cast.interviewer(row.Interviewer)
	for i, person := range append([]intake.Person{row.Person}, row.Others...) {
		if known := im.nameless(key, person, i); known != "" {
			r.people = append(r.people, known)
			continue
		}
		r.people = append(r.people, im.cast.person(person, row.Organisation, fmt.Sprintf("%s/%d", row.Key, i)))
	}
	deal := row.Deal
	if deal == "" && row.Outcome != research.LeadFollowUp && row.Outcome != research.UnqualifiedLead && row.Outcome != "" {
		deal = "of interview " + row.Key
	}
	if deal != "" {
		if r.dealKey, err = im.dealKeyOf(deal); err != nil {
			return err
		}
	}
	if row.Deal == "" {
		r.dealKey = im.joinedDeal(key, r.dealKey)
	}
	if err := im.meetDeal(r); err != nil {
		return err
	}
	im.ready = append(im.ready, r)
	return nil
}

// competitors makes the dictionary, and puts rivals named in their own column on the clear-text list. Whoever the vault
// knows is no rival and stays a pseudonym.
func (im *importer) competitors() {
	im.dict = im.cast.dictionary(clearTexts(im.was.names))
	known, clean := map[string]bool{}, map[string]string{}
	for _, n := range im.was.names {
		known[fold(n.Text)] = true
	}
	for _, r := range im.ready {
		var rivals []string
		for _, c := range r.row.Competitors {
			if c = strings.TrimSpace(c); c == "" {
				continue
			}
			if _, seen := clean[c]; !seen {
				clean[c] = withoutKnown(im.dict, c)
			}
			if clean[c] == c && !known[fold(c)] {
				known[fold(c)] = true
				im.names = append(im.names, research.Name{Kind: research.CompetitorName, Text: c})
			}
			rivals = append(rivals, clean[c])
		}
		r.row.Competitors = rivals
	}
	im.dict.LetStand(clearTexts(im.names)...)
}
