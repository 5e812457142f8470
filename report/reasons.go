package report

import (
	"sort"
	"strings"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// reasonsMost is how many reasons stand by name beside each other; the rest are counted together.
const reasonsMost = 7

// reasonCounts is what the page of the four reasons is drawn from.
type reasonCounts struct {
	group   privacy.Group                               // the deals it is about
	primary map[research.ReasonKind]map[int]research.ID // by position of the interview
	bases   map[research.ReasonKind]int
	codes   []research.Code // in the order of the rows
	others  bool
	top     research.Code // the reason told most, price if it was told at all
	ok      bool
	verdict analysis.Verdict // of decided against told, for top
	asTold  bool             // the split by what was told is released
}

// countReasons releases the four reasons in the group of lost deals, or in all where there is none.
func (b *builder) countReasons() {
	r := &b.reasons
	r.group = b.total
	if b.lost != nil {
		r.group = *b.lost
	}
	b.primaries()
	if !b.topReason() {
		return
	}
	b.chooseReasons()
	r.bases = map[research.ReasonKind]int{}
	var decided privacy.Table
	for _, k := range research.ReasonKinds() {
		decided = b.countReason(k) // the last of the kinds
	}
	b.hiddenLast()
	b.compareReasons()
	b.countDecidedByTold(decided)
	r.ok = b.figure(OfReason, b.reasonKey(research.Told, r.top.Ref), "").Shown || b.figure(OfReason, b.reasonKey(research.DecidedReason, r.top.Ref), "").Shown
}

// primaries is the first primary reason of each kind per interview in the group.
func (b *builder) primaries() {
	r := &b.reasons
	r.primary = map[research.ReasonKind]map[int]research.ID{}
	for _, k := range research.ReasonKinds() {
		r.primary[k] = map[int]research.ID{}
	}
	for _, x := range b.in.Reasons {
		p := b.in.Index.Position(x.Interview)
		of, known := r.primary[x.Kind]
		if !x.Primary || p < 0 || !known || !r.group.Members.Has(p) {
			continue
		}
		if _, ok := b.in.Book.Code(x.Code); !ok {
			continue
		}
		if _, there := of[p]; !there {
			of[p] = x.Code
		}
	}
}

// having is the interviews whose reason of a kind is among some codes; all that have one when none is given.
func (b *builder) having(k research.ReasonKind, codes ...research.ID) research.Bits {
	has := research.NewBits(b.in.Index.Len())
	for p, c := range b.reasons.primary[k] {
		ok := len(codes) == 0
		for _, want := range codes {
			ok = ok || c == want
		}
		if ok {
			has.Set(p)
		}
	}
	return has
}

// topReason finds the reason that buyers give most: price if it is given at all, since that is the one
// companies believe.
func (b *builder) topReason() bool {
	r := &b.reasons
	n := map[research.ID]int{}
	for _, c := range r.primary[research.Told] {
		n[c]++
	}
	best := -1
	for _, c := range b.in.Book.Codes {
		if b.isPrice(c) && n[c.ID] > 0 {
			r.top = c
			return true
		}
		if n[c.ID] > best && n[c.ID] > 0 {
			best, r.top = n[c.ID], c
		}
	}
	return best > 0
}

// isPrice knows the code on the level of price: the starter codebook's, or one named so.
func (b *builder) isPrice(c research.Code) bool {
	return strings.EqualFold(c.Ref, "NEG-01") || strings.HasPrefix(strings.ToLower(c.Name), "price")
}

// topName is the top reason within a sentence.
func (b *builder) topName() Text {
	if b.isPrice(b.reasons.top) {
		return Label(b.w.Price)
	}
	return b.inside(b.name(b.reasons.top.Name))
}

// chooseReasons takes the top reason and then those that decided or were told in most interviews. Only
// sums over the whole group order them.
func (b *builder) chooseReasons() {
	r := &b.reasons
	weight := map[research.ID]int{}
	for k, f := range map[research.ReasonKind]int{research.DecidedReason: 1000, research.Told: 10, research.Recorded: 3, research.Believed: 1} {
		for _, c := range r.primary[k] {
			weight[c] += f
		}
	}
	var codes []research.Code
	for _, c := range b.in.Book.Codes {
		if weight[c.ID] > 0 && c.ID != r.top.ID {
			codes = append(codes, c)
		}
	}
	sort.SliceStable(codes, func(i, j int) bool { return weight[codes[i].ID] > weight[codes[j].ID] })
	r.others = len(codes) > reasonsMost
	if r.others {
		codes = codes[:reasonsMost-1]
	}
	r.codes = append([]research.Code{r.top}, codes...)
}

func (b *builder) reasonKey(k research.ReasonKind, ref string) string { return string(k) + ":" + ref }

// otherReasons is the key of the line that sums up the rest.
const otherReasons = "other"

// countReason releases one of the four columns.
func (b *builder) countReason(k research.ReasonKind) privacy.Table {
	r := &b.reasons
	base := b.having(k)
	r.bases[k] = base.Count()
	rows := b.reasonRows(k, func(ref string) (Subject, string) { return OfReason, b.reasonKey(k, ref) })
	d := privacy.Dimension{Key: string(k), Total: privacy.Group{Key: string(k) + "|" + r.group.Key, Name: r.group.Name, Members: base}}
	return b.disclosePartition(d, rows, b.groupName)
}

// hiddenLast puts reasons of which a count is withheld behind the others, by name: their place among counts
// would tell how large they are.
func (b *builder) hiddenLast() {
	r := &b.reasons
	hidden := func(c research.Code) bool {
		for _, k := range research.ReasonKinds() {
			if !b.figure(OfReason, b.reasonKey(k, c.Ref), "").Shown {
				return true
			}
		}
		return false
	}
	rest := r.codes[1:]
	sort.SliceStable(rest, func(i, j int) bool {
		x, y := hidden(rest[i]), hidden(rest[j])
		if x != y {
			return y
		}
		return x && rest[i].Name < rest[j].Name
	})
}

// reasonRows is a measure for each code shown, and one for the rest.
func (b *builder) reasonRows(k research.ReasonKind, key func(ref string) (Subject, string)) []measure {
	r := &b.reasons
	var rows []measure
	rest := b.having(k)
	for _, c := range r.codes {
		has := b.having(k, c.ID)
		rest = rest.AndNot(has)
		s, id := key(c.Ref)
		rows = append(rows, measure{subject: s, key: id, name: b.name(c.Title()), stage: c.Stage,
			conduct: c.Stage == research.SalesConductStage, has: has, oneOf: string(k)})
	}
	if r.others {
		s, id := key(otherReasons)
		rows = append(rows, measure{subject: s, key: id, name: Label(b.w.OtherReasons), has: rest, oneOf: string(k)})
	}
	return rows
}

// compareReasons asks whether the top reason decides less often than it is told, in the same interviews.
func (b *builder) compareReasons() {
	r := &b.reasons
	r.verdict = analysis.TooFew
	both := b.having(research.Told).And(b.having(research.DecidedReason))
	told, decided := b.having(research.Told, r.top.ID).And(both), b.having(research.DecidedReason, r.top.ID).And(both)
	x := told.CountAnd(decided)
	c := analysis.ComparePaired(x, decided.Count()-x, told.Count()-x, both.Count()-decided.Count()-told.Count()+x)
	if b.allowed(both) {
		r.verdict = c.Verdict
	}
}

// toldTop is the key of the group of interviews in which the seller was told the top reason.
const toldTop = "top"

// countDecidedByTold releases what decided, where the top reason was told.
func (b *builder) countDecidedByTold(decided privacy.Table) {
	r := &b.reasons
	both := b.having(research.Told).And(b.having(research.DecidedReason))
	top := b.having(research.Told, r.top.ID).And(both)
	if !b.allowed(top) || !b.allowed(both.AndNot(top)) {
		return // the split would be of one group
	}
	d := privacy.Dimension{Key: "told|" + r.group.Key,
		Total: privacy.Group{Key: "told and decided|" + r.group.Key, Name: r.group.Name, Members: both},
		Classes: []privacy.Group{{Key: toldTop, Name: b.topName().s, Members: top},
			{Key: "else", Name: string(b.w.OtherReasons), Members: both.AndNot(top)}},
	}
	rows := b.reasonRows(research.DecidedReason, func(ref string) (Subject, string) { return OfDecided, ref })
	for i := range rows {
		rows[i].row = measure{subject: OfReason, key: b.reasonKey(research.DecidedReason, rows[i].key)}.rowKey()
	}
	b.disclosePartition(d, rows, func(g privacy.Group) Text { return fill(b.w.ToldGroup, b.name(g.Name)) }, decided)
	r.asTold = b.figure(OfDecided, r.top.Ref, toldTop).Shown
}
