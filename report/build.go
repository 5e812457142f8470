package report

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"openloop/assets/fonts"
	"openloop/report/page"
	"openloop/research"
	"openloop/research/privacy"
)

// Build makes the board pack. Doubt is no error: a study too small to compare, or to show at all, gives
// a pack that says so.
func Build(ctx context.Context, in Input) (Document, error) {
	if in.Book == nil || in.Index == nil {
		return Document{}, research.Problemf(research.Invalid, "The report needs a codebook and interviews. Import interviews first.")
	}
	b, err := newBuilder(in)
	if err != nil {
		return Document{}, err
	}
	for _, step := range []func(){b.countOutcomes, b.countReasons, b.countClocks, b.countCompetitors, b.countHeard,
		b.compareThemes, b.countSince, b.countExplored, b.sign, b.chooseQuotes, b.tellStories, b.reckon, b.find, b.findBehind, b.lines, b.pages, b.listSections, b.warn} {
		if err := ctx.Err(); err != nil {
			return Document{}, err
		}
		step()
	}
	return *b.doc, nil
}

// builder is a document in the making.
type builder struct {
	in      Input
	w       phrases
	dict    *privacy.Dictionary
	fonts   *fonts.Set
	measure page.Measure
	names   map[string]Text // released names, by what was released
	byID    map[research.ID]research.Interview

	scope      research.Bits   // the interviews that the pack is about
	total      privacy.Group   // the same, as a group
	groups     []privacy.Group // released groups of outcome
	lost       *privacy.Group  // the group with lost in it, and with won; nil where not released or the same
	won        *privacy.Group
	themes     []themeRow
	reasons    reasonCounts
	clocks     clockCounts
	heard      []heardSplit
	rivals     rivalCounts
	more       explored
	since      sinceCounts
	tables     []privacy.Table // released so far
	quotes     []chosenQuote
	signatures []signed        // who is signed alike
	several    research.Bits   // see meetings
	onLeads    map[string]bool // codes and groups on the page of leads
	hurt       bool            // stages count what hurt, not what was said
	merged     []privacy.Note
	found      []candidate
	lead       *chosenQuote         // the quote of the first page
	notes      []Text               // for the method and the warnings
	entered    map[string]bool      // groups in the ledger
	taken      map[research.ID]bool // quotes that stand on a page already
	clash      map[research.ID]bool // quotes that an earlier pack signed otherwise

	doc   *Document
	table map[figureKey]int // where a figure is in doc.Figures
	// drafted is, by section, the message that the figures give it.
	drafted map[Kind]Text
}

func newBuilder(in Input) (*builder, error) {
	set, err := fonts.Load()
	if err != nil {
		return nil, err
	}
	b := &builder{in: in, w: wordsOf(in.Lang), dict: in.Dictionary, fonts: set, measure: Measure(set),
		names: map[string]Text{}, entered: map[string]bool{}, taken: map[research.ID]bool{}, clash: map[research.ID]bool{}, byID: map[research.ID]research.Interview{}, table: map[figureKey]int{}, drafted: map[Kind]Text{}}
	if b.dict == nil {
		b.dict = privacy.NewDictionary(nil, nil)
	}
	for _, i := range in.Interviews {
		b.byID[i.ID] = i
	}
	b.scope = in.Index.All()
	b.total = privacy.Group{Key: "all", Name: string(b.w.AllInterviews), Members: b.scope}
	wave := Text{}
	if in.Wave != "" {
		b.scope = waveMembers(in)
		b.total.Key, b.total.Members = "wave="+string(in.Wave), b.scope
		for _, v := range in.Waves {
			if v.ID == in.Wave {
				wave = b.name(v.Name)
			}
		}
	}
	rule := in.Rule
	if rule.K <= 0 {
		rule.K = research.DefaultMinInterviews
	}
	if rule.MinOrganisations <= 0 {
		rule.MinOrganisations = research.DefaultMinOrganisations
	}
	b.in.Rule = rule
	b.leaveOut()
	b.settleScope(max(rule.K, research.FloorMinInterviews))
	b.in.Frame.Named = Named(in.Index)
	b.doc = &Document{Title: b.name(in.Study.Title), Client: b.name(in.Study.Client), Wave: wave, Lang: in.Lang, Date: in.Date,
		Draft: in.Draft || in.Dictionary == nil, Base: b.scope.Count(), K: max(rule.K, research.FloorMinInterviews), MinOrgs: rule.MinOrganisations}
	if b.doc.Lang == "" {
		b.doc.Lang = English
	}
	b.settleLayout()
	return b, nil
}

// leaveOut takes interviews out of the pack that would be what is left when the groups are taken from the total.
func (b *builder) leaveOut() {
	covered := Covered(b.in.Rule, b.in.Frame, b.classes("outcome"), b.total)
	if n := b.scope.AndNot(covered.Members).Count(); n > 0 {
		b.scope, b.total = covered.Members, covered
		b.notes = append(b.notes, fill(b.w.WarnLeftOut, b.w.interviews(n)))
	}
}

// settleScope keeps a pack on the interviews of an earlier one where fewer than k have been added or taken
// away since: otherwise the difference of the two packs would speak of those few.
func (b *builder) settleScope(k int) {
	for i := len(b.in.Earlier) - 1; i >= 0; i-- {
		e := b.in.Earlier[i]
		diff := b.scope.AndNot(e.Members).Count() + e.Members.AndNot(b.scope).Count()
		if e.Key == b.total.Key && e.Erased == 0 && diff > 0 && diff < k {
			b.scope, b.total.Members = e.Members, e.Members
			b.notes = append(b.notes, fill(b.w.WarnLedger, b.w.interviews(e.Members.Count())))
			return
		}
	}
}

func waveMembers(in Input) research.Bits {
	for _, c := range in.Index.Group("wave") {
		if c.Key == string(in.Wave) {
			return c.Members
		}
	}
	return research.NewBits(in.Index.Len())
}

// name releases a name that somebody typed: of a code, a theme, a segment.
func (b *builder) name(s string) Text {
	if t, ok := b.names[s]; ok {
		return t
	}
	safe, _ := privacy.Release(b.dict, s)
	b.names[s] = Words(safe)
	return b.names[s]
}

// inside is a name as it stands within a sentence: its first letter small, unless the word is a proper
// name or an abbreviation.
func (b *builder) inside(t Text) Text {
	if b.in.Lang == German && !b.w.adjective(t) { // nouns keep their capital
		return t
	}
	first, size := utf8.DecodeRuneInString(t.s)
	second, _ := utf8.DecodeRuneInString(t.s[size:])
	if !unicode.IsUpper(first) || unicode.IsUpper(second) || b.proper(t.s) {
		return t
	}
	return Text{string(unicode.ToLower(first)) + t.s[size:]}
}

// proper says whether a text begins with the client's or a competitor's name.
func (b *builder) proper(s string) bool {
	names := []string{b.in.Study.Client}
	for _, c := range b.in.Index.Group("competitor") {
		if c.Key == "" {
			continue
		}
		names = append(names, c.Name)
	}
	for _, n := range names {
		first, _, _ := strings.Cut(n, " ")
		if len(first) > 2 && strings.HasPrefix(s, first) {
			return true
		}
	}
	return false
}

// capital is a text at the beginning of a sentence.
func capital(t Text) Text {
	first, size := utf8.DecodeRuneInString(t.s)
	if size == 0 {
		return t
	}
	return Text{string(unicode.ToUpper(first)) + t.s[size:]}
}

// warn collects what a person should know before sending the pack.
func (b *builder) warn() {
	d := b.doc
	if d.Draft {
		d.Warnings = append(d.Warnings, Label(b.w.WarnDraft))
	}
	d.Warnings = append(d.Warnings, b.notes...)
	d.Warnings = append(d.Warnings, b.noted()...)
	if len(d.Quotes) == 0 {
		d.Warnings = append(d.Warnings, Label(b.w.WarnQuotes))
	}
	for i := range d.Pages {
		scene := d.Scene(i, b.measure)
		for _, s := range scene.Words() {
			if _, lost := b.fonts.Clean(fonts.Regular, s); lost {
				d.Warnings = append(d.Warnings, Label(b.w.WarnScript))
				return
			}
		}
	}
}
