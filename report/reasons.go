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
	verdict analysis.Verdict                                     // of decided against told, for top
	tried   map[research.ReasonKind]map[research.ID]privacy.Cell // what could be shown of every reason
	asTold  bool                                                 // the split by what was told is released
	decided research.Bits                                        // who has a root cause on file
}

// countReasons releases the four reasons in the group of lost deals, or in all where there is none.
func (b *builder) countReasons() {
	r := &b.reasons
	r.group = b.total
	if b.lost != nil {
		r.group = *b.lost
	}
	b.primaries()
	b.sameBase()
	b.tryReasons()
	if !b.topReason() {
		return
	}
	b.chooseReasons()
	r.bases = map[research.ReasonKind]int{}
	var decided privacy.Table
	for _, k := range research.ReasonKinds() {
		decided = b.countReason(k) // the last of the kinds
	}
	r.decided = decided.Total.Members
	b.hiddenLast()
	b.countDecidedByTold(decided)
	b.compareReasons()
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

// sameBase leaves told and decided with the interviews that have both, where that may be shown: then the two columns
// are about the same interviews, and nobody is in the difference.
func (b *builder) sameBase() {
	told, decided := b.reasons.primary[research.Told], b.reasons.primary[research.DecidedReason]
	if !b.allowed(b.having(research.Told).And(b.having(research.DecidedReason))) {
		return
	}
	for p := range told {
		if _, ok := decided[p]; !ok {
			delete(told, p)
		}
	}
	for p := range decided {
		if _, ok := told[p]; !ok {
			delete(decided, p)
		}
	}
}

// tryReasons asks what could be shown of every reason by itself. Which reasons stand by name, and in which order,
// goes by nothing else, or it would tell how large the withheld ones are.
func (b *builder) tryReasons() {
	r := &b.reasons
	r.tried = map[research.ReasonKind]map[research.ID]privacy.Cell{}
	for _, k := range research.ReasonKinds() {
		r.tried[k] = map[research.ID]privacy.Cell{}
		var rows []measure
		var codes []research.ID
		for _, c := range b.in.Book.Codes {
			if has := b.having(k, c.ID); has.Count() > 0 {
				codes = append(codes, c.ID)
				rows = append(rows, measure{subject: OfReason, key: b.reasonKey(k, c.Ref), has: has, oneOf: string(k)})
			}
		}
		t := b.release(b.reasonDimension(k), rows, nil)
		for i, row := range t.Rows {
			r.tried[k][codes[i]] = row.Total
		}
	}
}

// tells says whether a reason's figure could be shown, and how many it is. What nobody named shows as none.
func (b *builder) tells(k research.ReasonKind, code research.ID) (x int, shown bool) {
	c, named := b.reasons.tried[k][code]
	return c.X, c.Shown || !named
}

// topReason finds the reason that buyers give most: price if it is given at all, since that is the one
// companies believe.
func (b *builder) topReason() bool {
	r := &b.reasons
	best := 0
	for _, c := range b.in.Book.Codes {
		n, shown := b.tells(research.Told, c.ID)
		if b.isPrice(c) && (n > 0 || !shown) {
			r.top = c
			return true
		}
		if shown && n > best {
			best, r.top = n, c
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

// chooseReasons takes the top reason and then those that decided or were told in most interviews, of those that
// could be shown.
func (b *builder) chooseReasons() {
	r := &b.reasons
	weight, hidden := map[research.ID]int{}, map[research.ID]bool{}
	for k, f := range map[research.ReasonKind]int{research.DecidedReason: 1000, research.Told: 10, research.Recorded: 3, research.Believed: 1} {
		for id := range r.tried[k] {
			x, shown := b.tells(k, id)
			weight[id], hidden[id] = weight[id]+f*x, hidden[id] || !shown
		}
	}
	var codes []research.Code
	named, levers := 0, b.leverCodes()
	for _, c := range b.in.Book.Codes {
		if c.ID != r.top.ID && (weight[c.ID] > 0 || hidden[c.ID] || levers[c.ID]) {
			if named++; !hidden[c.ID] {
				codes = append(codes, c)
			}
		}
	}
	sort.SliceStable(codes, func(i, j int) bool { return weight[codes[i].ID] > weight[codes[j].ID] })
	sort.SliceStable(codes, func(i, j int) bool { return levers[codes[i].ID] && !levers[codes[j].ID] })
	codes = codes[:min(len(codes), reasonsMost)]
	if r.others = named > len(codes); r.others {
		codes = codes[:min(len(codes), reasonsMost-1)]
	}
	r.codes = append([]research.Code{r.top}, codes...)
}

func (b *builder) reasonKey(k research.ReasonKind, ref string) string { return string(k) + ":" + ref }

// otherReasons is the key of the line that sums up the rest.
const otherReasons = "other"

// countReason releases one of the four columns.
func (b *builder) countReason(k research.ReasonKind) privacy.Table {
	r := &b.reasons
	r.bases[k] = b.having(k).Count()
	rows := b.reasonRows(k, func(ref string) (Subject, string) { return OfReason, b.reasonKey(k, ref) })
	return b.disclosePartition(b.reasonDimension(k), rows, b.groupName)
}

// reasonDimension is the interviews that have a reason of a kind, not split.
func (b *builder) reasonDimension(k research.ReasonKind) privacy.Dimension {
	g := b.reasons.group
	return privacy.Dimension{Key: string(k), Total: privacy.Group{Key: string(k) + "|" + g.Key, Name: g.Name, Members: b.having(k)}}
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

// compareReasons asks whether the top reason decides less often than it is told, in the same interviews. It goes by
// what is shown: where in how many it was both is withheld, by the fewest that it can be, which is furthest from
// a difference that holds.
func (b *builder) compareReasons() {
	r := &b.reasons
	r.verdict = analysis.TooFew
	told, decided := b.figure(OfReason, b.reasonKey(research.Told, r.top.Ref), ""), b.figure(OfReason, b.reasonKey(research.DecidedReason, r.top.Ref), "")
	if !told.Shown || !decided.Shown || !b.having(research.Told).Equal(b.having(research.DecidedReason)) {
		return
	}
	x := max(0, told.X+decided.X-told.N)
	if both := b.figure(OfDecided, r.top.Ref, toldTop); both.Shown {
		x = both.X
	}
	r.verdict = analysis.ComparePaired(x, decided.X-x, told.X-x, told.N-decided.X-told.X+x).Verdict
}

// toldTop is the key of the group of interviews in which the seller was told the top reason.
const toldTop = "top"

// countDecidedByTold releases what decided, where the top reason was told.
func (b *builder) countDecidedByTold(decided privacy.Table) {
	r := &b.reasons
	both := b.having(research.Told).And(b.having(research.DecidedReason))
	top := b.having(research.Told, r.top.ID).And(both)
	if !b.figure(OfReason, b.reasonKey(research.Told, r.top.Ref), "").Shown || !both.Equal(b.having(research.Told)) || !both.Equal(b.having(research.DecidedReason)) {
		return // how many were told it is the base here
	}
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
