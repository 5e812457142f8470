package session

import (
	"context"
	"slices"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/analysis"
)

// secondOf gives a third of the sample's interviews to CD and answers them.
func secondOf(t *testing.T, s *Session) Draw {
	t.Helper()
	d, err := s.DrawSample(context.Background(), "CD", 1./3, 4711)
	if err == nil {
		err = s.Assign(context.Background(), d)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A sample is drawn by outcome, again the same with the same seed, and leaves out what the coder has coded.
func TestDrawSample(t *testing.T) {
	s, ctx := open(t, copyOfSample(t)), context.Background()
	if s.SeveralCoders() {
		t.Fatal("the sample study has a second coder")
	}
	all := map[research.Outcome]int{}
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		all[r.Interview.Outcome]++
	}
	for _, share := range []float64{.1, .2, 1. / 3, .5, 1} {
		d, err := s.DrawSample(ctx, "cd", share, 7)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := s.DrawSample(ctx, "CD", share, 7)
		if !slices.Equal(d.Interviews, again.Interviews) || d.Coder != "CD" {
			t.Errorf("the same seed drew other interviews")
		}
		got := map[research.Outcome]int{}
		for _, id := range d.Interviews {
			r, _ := s.InterviewRow(id)
			got[r.Interview.Outcome]++
		}
		for o, n := range all {
			if x := share * float64(n); float64(got[o]) < x-1 || float64(got[o]) > x+1 {
				t.Errorf("%.0f%% of %d %s is %d", 100*share, n, o, got[o])
			}
		}
	}
	a, _ := s.DrawSample(ctx, "CD", .3, 1)
	b, _ := s.DrawSample(ctx, "CD", .3, 2)
	if slices.Equal(a.Interviews, b.Interviews) {
		t.Error("another seed drew the same interviews")
	}
	first := secondOf(t, s)
	rest, err := s.DrawSample(ctx, "CD", 1, 1)
	if err != nil || rest.Of != first.Of-len(first.Interviews) {
		t.Errorf("a second sample is of %d, %v", rest.Of, err)
	}
	if n, err := s.TakeBack(ctx, "CD"); n != len(first.Interviews) || err != nil || s.SeveralCoders() {
		t.Errorf("took back %d of %d, %v", n, len(first.Interviews), err)
	}
	for _, bad := range []string{"", "Christa Dohm", "12345"} {
		if _, err := s.DrawSample(ctx, bad, .2, 1); research.KindOf(err) != research.Invalid {
			t.Errorf("%q are initials: %v", bad, err)
		}
	}
}

// A second coder sees nothing of the first coding of an interview, by no way, until they are done; what they put
// counts nowhere, before and after.
func TestBlindSecondCoding(t *testing.T) {
	s, ctx := openSample(t), context.Background()
	d := secondOf(t, s)
	id := d.Interviews[0]
	before := allCounts(s)
	first, err := s.Placed(ctx, id)
	if err != nil || len(first) == 0 {
		t.Fatalf("%d codings, %v", len(first), err)
	}
	if err := s.AddRung(ctx, id, first[0].From, first[0].To); err != nil {
		t.Fatal(err)
	}
	s.SetCoder("CD")
	if !s.Blind(id) || s.BlindLeft() != len(d.Interviews) {
		t.Fatal("CD is not blind")
	}
	if next, ok := s.NextToCode(""); !ok || !s.Blind(next) {
		t.Error("CD is led to an interview that is not theirs")
	}
	tr, err := s.Transcript(ctx, id)
	if err != nil || len(tr.Codings) != 0 || len(tr.Reasons[research.DecidedReason]) != 0 || tr.Row.Codings != 0 || tr.Row.Decided != "" {
		t.Errorf("CD sees %d codings, %d counted, decided %q, %v", len(tr.Codings), tr.Row.Codings, tr.Row.Decided, err)
	}
	assigned := map[research.ID]bool{}
	for _, x := range d.Interviews {
		assigned[x] = true
	}
	has := s.Index().CodeOr(idsOfCodes(s.Book())...).Has
	for i, f := range s.Index().Facts() {
		if assigned[f.ID] && has.Has(i) {
			t.Errorf("counts tell CD of %s", f.ID)
		}
	}
	wantKind(t, s.SetReason(ctx, id, research.DecidedReason, first[0].Coding.Code), research.Invalid)
	wantKind(t, s.AddRung(ctx, id, first[0].From, first[0].To), research.Invalid)
	if l, err := s.Ladder(ctx, id); err != nil || len(l.Rungs) != 0 {
		t.Errorf("CD sees a ladder of %d rungs, %v", len(l.Rungs), err)
	}
	if _, err := s.Export(ctx, PackOptions{Draft: true}, t.TempDir()+"/x.pdf", "", nil); research.KindOf(err) != research.Withheld {
		t.Errorf("a pack left without %d interviews: %v", len(d.Interviews), err)
	}

	// CD codes the same place with the same code, and another.
	c, err := s.ApplyCode(ctx, id, first[0].From, first[0].To, first[0].Coding.Code)
	if err != nil || c.Round != research.SecondRound || c.ID == first[0].ID {
		t.Fatalf("CD's coding is %+v, %v", c, err)
	}
	if mine, _ := s.Placed(ctx, id); len(mine) != 1 || mine[0].ID != c.ID {
		t.Errorf("CD sees %d codings of their own", len(mine))
	}
	if again, err := s.ApplyCode(ctx, id, first[0].From, first[0].To, first[0].Coding.Code); err != nil || again.ID != c.ID {
		t.Errorf("coded twice: %v", err)
	}
	s.SetCoder("RO")
	if now := allCounts(s); now != before {
		t.Error("a blind second coding counts")
	}
	if seen, _ := s.Placed(ctx, id); len(seen) != len(first) {
		t.Errorf("the first coder sees %d codings instead of %d", len(seen), len(first))
	}

	s.SetCoder("CD")
	if err := s.MarkCoded(ctx, id, true); err != nil {
		t.Fatal(err)
	}
	if s.Blind(id) {
		t.Error("CD is blind after they were done")
	}
	if seen, _ := s.Placed(ctx, id); len(seen) != len(first) {
		t.Errorf("CD sees %d codings afterwards instead of %d", len(seen), len(first))
	}
	s.SetCoder("RO")
	if now := allCounts(s); now != before {
		t.Error("a finished second coding counts")
	}
	if err := s.store.Close(); err != nil { // counts kept in the file
		t.Fatal(err)
	}
	if now := allCounts(open(t, s.Path())); now != before {
		t.Error("a second coding counts after a restart")
	}
}

// allCounts is every figure of the codebook, with the codings of every interview, as text.
func allCounts(s *Session) string {
	var b strings.Builder
	for _, c := range s.Book().Codes {
		t := s.Index().Code(c.ID)
		b.WriteString(strings.Join([]string{c.Ref, num(t.Has.Count()), num(t.Hurt.Count()), num(t.Helped.Count()), num(t.Mentions)}, " ") + "\n")
	}
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		b.WriteString(r.Who() + " " + num(r.Codings) + r.Decided + "\n")
	}
	return b.String()
}

func num(n int) string { return strings.TrimSpace(strings.Repeat("|", n)) }

func idsOfCodes(b *research.Codebook) (ids []research.ID) {
	for _, c := range b.Codes {
		ids = append(ids, c.ID)
	}
	return ids
}

// doubled has CD code two interviews: the first like the first coder but for one place and one more, the second
// with nothing at all.
func doubled(t *testing.T, s *Session) (Draw, []Placed) {
	t.Helper()
	ctx := context.Background()
	d := secondOf(t, s)
	first, err := s.Placed(ctx, d.Interviews[0])
	if err != nil || len(first) < 3 {
		t.Fatalf("%d codings, %v", len(first), err)
	}
	s.SetCoder("CD")
	for _, p := range first[1:] {
		if _, err := s.ApplyCode(ctx, d.Interviews[0], p.From, p.To, p.Coding.Code); err != nil {
			t.Fatal(err)
		}
	}
	var other research.ID
	for _, c := range s.Book().Codes {
		if !slices.ContainsFunc(first, func(p Placed) bool { return p.Coding.Code == c.ID }) {
			other = c.ID
		}
	}
	if _, err := s.ApplyCode(ctx, d.Interviews[0], first[0].From, first[0].To, other); err != nil {
		t.Fatal(err)
	}
	for _, id := range d.Interviews[:2] {
		if err := s.FinishSecond(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	s.SetCoder("RO")
	return d, first
}

// What was settled makes the first coding say so, leaves the list, is one step, and changes nothing about how far
// the coders had agreed.
func TestSettle(t *testing.T) {
	s, ctx := openSample(t), context.Background()
	doubled(t, s)
	for _, unit := range []analysis.Unit{analysis.ByTurn, analysis.ByInterview, analysis.ByCharacter} {
		before, err := s.Agreement(ctx, unit)
		if err != nil || before.Interviews != 2 || before.Differences == 0 || !before.Blind {
			t.Fatalf("%+v, %v", before, err)
		}
		for _, ruling := range []Ruling{FirstStands, SecondStands, BothStand, NeitherStands} {
			list, err := s.Differences(ctx, unit, false)
			if err != nil || len(list) != before.Differences {
				t.Fatalf("%d differences of %d, %v", len(list), before.Differences, err)
			}
			was := tables(t, s.Path())
			for n, p := range list {
				if err := s.Settle(ctx, p, ruling, "We looked again."); err != nil {
					t.Fatal(err)
				}
				left, err := s.Differences(ctx, unit, false)
				if err != nil || len(left) != len(list)-n-1 {
					t.Fatalf("%s, %v: %d differences are left of %d after %d, %v", unit, ruling, len(left), len(list), n+1, err)
				}
				standing := codesAt(t, s, p)
				for _, put := range p.First {
					if want := ruling == FirstStands || ruling == BothStand; standing[put.Coding.Verbatim] != want && !has(p.Second, put) {
						t.Errorf("%s, %v: the first coder's stands: %v", unit, ruling, !want)
					}
				}
				for _, put := range p.Second {
					if want := ruling == SecondStands || ruling == BothStand; standing[put.Coding.Verbatim] != want && !has(p.First, put) {
						t.Errorf("%s, %v: the second coder's stands: %v", unit, ruling, !want)
					}
				}
			}
			now, err := s.Agreement(ctx, unit)
			if err != nil || now.Settled != before.Differences || now.Differences != before.Differences || sayAgreed(now) != sayAgreed(before) {
				t.Errorf("%s: settling changed how far they had agreed, %v:\n%s%s", unit, err, sayAgreed(before), sayAgreed(now))
			}
			if all, _ := s.Differences(ctx, unit, true); len(all) != len(list) || all[0].Note != "We looked again." {
				t.Error("what was settled is not listed with its note")
			}
			for range list {
				if _, err := s.Undo(ctx); err != nil {
					t.Fatal(err)
				}
			}
			same(t, "after undo", tables(t, s.Path()), was)
		}
	}
}

func has(puts []Put, p Put) bool {
	return slices.ContainsFunc(puts, func(x Put) bool { return x.Coding.Verbatim == p.Coding.Verbatim })
}

// codesAt is the verbatims of a place on which its code stands now.
func codesAt(t *testing.T, s *Session, p Difference) map[research.ID]bool {
	t.Helper()
	now, err := s.Placed(context.Background(), p.Interview.Interview.ID)
	if err != nil {
		t.Fatal(err)
	}
	out := map[research.ID]bool{}
	for _, c := range now {
		if c.Code.ID == p.Code.ID {
			out[c.Verbatim] = true
		}
	}
	return out
}

func sayAgreed(a Agreed) string {
	var b strings.Builder
	say := func(name string, g analysis.Agreement) {
		b.WriteString(strings.Join([]string{name, EstimateWords(g.Percent), EstimateWords(g.Kappa), EstimateWords(g.Alpha), EstimateWords(g.AC1)}, " · ") + "\n")
	}
	say("all", a.Overall)
	for _, c := range a.Codes {
		say(c.Code.Ref, c.Agree)
	}
	return b.String()
}

// A settling that is thought better of is made anew: the last one counts, and what each had put stays known.
func TestSettleAgain(t *testing.T) {
	s, ctx := openSample(t), context.Background()
	doubled(t, s)
	before, _ := s.Agreement(ctx, analysis.ByTurn)
	for _, ruling := range []Ruling{NeitherStands, BothStand, SecondStands, FirstStands} {
		all, err := s.Differences(ctx, analysis.ByTurn, true)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range all {
			if err := s.Settle(ctx, p, ruling, ""); err != nil {
				t.Fatal(err)
			}
		}
		now, err := s.Agreement(ctx, analysis.ByTurn)
		if err != nil || sayAgreed(now) != sayAgreed(before) || now.Settled != before.Differences {
			t.Errorf("after %v the agreement is another, %v", ruling, err)
		}
		all, _ = s.Differences(ctx, analysis.ByTurn, true)
		for _, p := range all {
			if len(p.First) > 0 && len(p.Second) == 0 && (p.Ruling == NeitherStands) != (ruling == NeitherStands || ruling == SecondStands) {
				t.Errorf("what only the first had put was settled as %v, and reads %v", ruling, p.Ruling)
			}
		}
	}
	stale, _ := s.Differences(ctx, analysis.ByTurn, true)
	for _, put := range stale[0].First {
		if err := s.RemoveCoding(ctx, put.Coding); err != nil {
			t.Fatal(err)
		}
	}
	if len(stale[0].First) > 0 {
		wantKind(t, s.Settle(ctx, stale[0], BothStand, ""), research.Conflict)
	}
}

// Coders of the same interviews whose codings were imported are compared too, and it is said that they were not
// blind.
func TestAgreementOfImportedCoders(t *testing.T) {
	s, ctx := newStudy(t), context.Background()
	takeIn(t, s, [][]string{{"Participant", "Company", "Outcome", "Why did you decide so?"}, {"Ada Quill", "Brontel", "Lost", strings.Repeat("The price was too high for us. ", 20)}}, false)
	row := s.InterviewRows(InterviewFilter{})[0]
	turns, err := s.store.Turns(ctx, row.Interview.ID)
	if err != nil || len(turns) == 0 {
		t.Fatal(err)
	}
	answer := turns[len(turns)-1]
	code := s.Book().Codes[5].ID
	at := func(n int) research.Anchor { return research.Anchor{Turn: answer.ID, Offset: n} }
	apply := func(coder string, from, to int) {
		s.SetCoder(coder)
		if _, err := s.ApplyCode(ctx, row.Interview.ID, at(from), at(to), code); err != nil {
			t.Fatal(err)
		}
	}
	apply("AB", 0, 60)
	apply("AB", 40, 100)
	apply("CD", 0, 100)
	a, err := s.Agreement(ctx, analysis.ByCharacter)
	if err != nil || a.Blind || len(a.Codes) != 1 || a.Codes[0].Agree.Kappa.Value != 1 || !slices.Equal(a.Codes[0].Used, []int{1, 1}) {
		t.Fatalf("%+v, %v", a, err)
	}
	if len(a.Warnings) != 2 || !strings.Contains(a.Warnings[1], "not made blind") {
		t.Errorf("warnings %q", a.Warnings)
	}
	if EstimateWords(analysis.Estimate{Why: "No unit was looked at by two coders."}) != "undefined: no unit was looked at by two coders" {
		t.Error("what is not defined is not said in words")
	}
}
