package session

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/store"
	"openloop/research/vault"
)

// codeOf finds a code of the sample.
func codeOf(tb testing.TB, s *Session, ref string) research.Code {
	tb.Helper()
	c, ok := s.Book().ByRef(ref)
	if !ok {
		tb.Fatalf("there is no code %s", ref)
	}
	return c
}

// used are codes of the sample with codings, the most first, none of them a stage's own.
func used(tb testing.TB, s *Session) []BookRow {
	tb.Helper()
	rows := slices.DeleteFunc(s.BookRows(false, true), func(r BookRow) bool { return r.Code.Parent == "" || r.Mentions == 0 })
	slices.SortStableFunc(rows, func(a, b BookRow) int { return b.Mentions - a.Mentions })
	if len(rows) < 4 {
		tb.Fatal("the sample uses too few codes")
	}
	return rows
}

func codingsOf(tb testing.TB, s *Session, code research.ID) []research.Coding {
	tb.Helper()
	list, err := s.store.CodingsOf(tb.Context(), code)
	if err != nil {
		tb.Fatal(err)
	}
	return list
}

// Everything that hangs on two codes hangs on the third after they are merged into it, nothing is said twice, and one
// undo brings all of it back.
func TestMergeTakesEverythingAlong(t *testing.T) {
	s := openSample(t)
	ctx := t.Context()
	rows := used(t, s)
	into, a, b := rows[0].Code, rows[1].Code, rows[2].Code
	base := codingsOf(t, s, into.ID)
	twin := base[0]
	twin.ID, twin.Code, twin.Weight, twin.About = "", a.ID, research.Decided, research.AboutRival
	other := base[1]
	other.ID, other.Code, other.Coder = "", a.ID, "XY" // another coder's stays beside it
	var reason research.Reason
	_, err := s.store.Edit(ctx, "Prepare", func(tx *store.Tx) error {
		base[0].Weight = research.Mentioned
		ids, err := tx.PutCodings([]research.Coding{base[0], twin, other})
		if err != nil {
			return err
		}
		twin.ID, other.ID = ids[1], ids[2]
		if _, err := tx.PutMemo(research.Memo{On: twin.ID, Text: "Look here."}); err != nil {
			return err
		}
		v, err := tx.Verbatim(ctx, twin.Verbatim)
		if err != nil {
			return err
		}
		all, err := tx.Reasons(ctx)
		if err != nil {
			return err
		}
		for _, r := range all {
			if r.Interview == v.Interview && r.Kind == research.Believed {
				if err := tx.DeleteReason(r.ID); err != nil {
					return err
				}
			}
		}
		for _, c := range []research.ID{into.ID, a.ID} {
			reason = research.Reason{Interview: v.Interview, Kind: research.Believed, Code: c, Primary: c == a.ID}
			if reason.ID, err = tx.PutReason(reason); err != nil {
				return err
			}
			if _, err := tx.PutVerdict(research.Verdict{Verbatim: v.ID, Code: c, Stands: c == a.ID, Coder: "RO", UTC: s.Now()}); err != nil {
				return err
			}
		}
		if _, err := tx.PutTheme(research.Theme{Name: "Twins", Codes: []research.ID{a.ID, into.ID, b.ID}}); err != nil {
			return err
		}
		if _, err := tx.PutDeal(research.Deal{SourceKey: "nobody asked", Recorded: []research.ID{b.ID, rows[3].Code.ID, a.ID}}); err != nil {
			return err
		}
		_, err = tx.PutRung(research.Rung{Interview: v.Interview, Verbatim: v.ID, Code: b.ID})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	before := tables(t, s.Path())
	want := len(codingsOf(t, s, into.ID)) + len(codingsOf(t, s, a.ID)) + len(codingsOf(t, s, b.ID))
	did, err := s.MergeCodes(ctx, []research.ID{a.ID, b.ID}, into.ID)
	if err != nil {
		t.Fatal(err)
	}
	if name, _ := s.CanUndo(); name != "Merge 2 codes into "+into.Name {
		t.Errorf("the step is %q", name)
	}
	now := codingsOf(t, s, into.ID)
	if len(now)+did.Same != want || did.Same < 1 || len(codingsOf(t, s, a.ID))+len(codingsOf(t, s, b.ID)) != 0 {
		t.Errorf("%d codings of %d, %+v", len(now), want, did)
	}
	kept := now[slices.IndexFunc(now, func(c research.Coding) bool { return c.ID == base[0].ID })]
	if kept.Weight != research.Decided || kept.About != research.AboutRival {
		t.Errorf("the coding that stays is %+v", kept)
	}
	if !slices.ContainsFunc(now, func(c research.Coding) bool { return c.ID == other.ID }) {
		t.Error("another coder's coding is gone")
	}
	onlyOnce(t, s, into.ID)
	memos, _ := s.store.Memos(ctx)
	if !slices.ContainsFunc(memos, func(m research.Memo) bool { return m.On == base[0].ID && m.Text == "Look here." }) {
		t.Error("the note on the coding that went is lost")
	}
	reasons, _ := s.store.Reasons(ctx)
	n := 0
	for _, r := range reasons {
		if r.Code == a.ID || r.Code == b.ID {
			t.Errorf("a reason still names a merged code: %+v", r)
		}
		if r.Interview == reason.Interview && r.Kind == research.Believed && r.Code == into.ID {
			if n++; !r.Primary {
				t.Error("the reason is no longer the first")
			}
		}
	}
	verdicts, _ := s.store.Verdicts(ctx)
	themes, _ := s.store.Themes(ctx)
	rungs, _ := s.store.AllRungs(ctx)
	if n != 1 || len(verdicts) != 1 || verdicts[0].Code != into.ID || !verdicts[0].Stands || len(rungs) != 1 || rungs[0].Code != into.ID {
		t.Errorf("%d reasons, verdicts %+v, rungs %+v", n, verdicts, rungs)
	}
	last := themes[slices.IndexFunc(themes, func(x research.Theme) bool { return x.Name == "Twins" })]
	if !slices.Equal(last.Codes, []research.ID{into.ID}) {
		t.Errorf("the theme names %v", last.Codes)
	}
	deals, _ := s.store.Deals(ctx)
	deal := deals[slices.IndexFunc(deals, func(d research.Deal) bool { return d.SourceKey == "nobody asked" })]
	if !slices.Equal(deal.Recorded, []research.ID{into.ID, rows[3].Code.ID}) {
		t.Errorf("the deal ended for %v", deal.Recorded)
	}
	if c, _ := s.Book().Code(a.ID); c.MergedInto != into.ID {
		t.Error("the code is not marked as merged")
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	same(t, "after undo", tables(t, s.Path()), before)
}

// onlyOnce says that no passage has a code twice by one coder.
func onlyOnce(t *testing.T, s *Session, code research.ID) {
	t.Helper()
	seen := map[string]bool{}
	for _, c := range codingsOf(t, s, code) {
		v, err := s.store.Verbatim(t.Context(), c.Verbatim)
		if err != nil {
			t.Fatal(err)
		}
		key := fmt.Sprint(v.Interview, v.From, v.To, c.Coder, c.Round)
		if seen[key] {
			t.Errorf("%s codes the same passage twice", c.Coder)
		}
		seen[key] = true
	}
}

func TestMergeRefuses(t *testing.T) {
	s := openSample(t)
	stage, a := codeOf(t, s, "DIS"), codeOf(t, s, "DIS-02")
	for what, c := range map[string]struct {
		from []research.ID
		into research.ID
	}{"itself": {[]research.ID{a.ID}, a.ID}, "a stage": {[]research.ID{stage.ID}, a.ID}, "nothing": {nil, a.ID}, "gone": {[]research.ID{"x"}, a.ID}} {
		if _, err := s.MergeCodes(t.Context(), c.from, c.into); err == nil || research.KindOf(err) == "" {
			t.Errorf("%s: %v", what, err)
		}
	}
	if name, _ := s.CanUndo(); strings.HasPrefix(name, "Merge") {
		t.Error("something was merged")
	}
}

// Of a split code some passages go to a new one, and one step takes them back.
func TestSplitByPassage(t *testing.T) {
	s := openSample(t)
	ctx := t.Context()
	from := used(t, s)[0]
	before := tables(t, s.Path())
	list, err := s.CodePassages(ctx, from.Code.ID)
	if err != nil || len(list) != from.Mentions {
		t.Fatalf("%d passages of %d, %v", len(list), from.Mentions, err)
	}
	words, err := s.PassageText(ctx, list[0].Verbatim)
	if err != nil || words == "" {
		t.Errorf("the first passage says %q, %v", words, err)
	}
	sp := Split{Code: from.Code.ID, New: research.Code{Name: "Half of it"}, Move: []research.ID{list[0].Coding.ID, list[2].Coding.ID}}
	did, id, err := s.SplitCode(ctx, sp)
	if err != nil || did.Codings != 2 {
		t.Fatalf("%+v, %v", did, err)
	}
	c, ok := s.Book().Code(id)
	if !ok || c.Stage != from.Code.Stage || c.Parent != from.Code.Parent || c.Ref == "" || len(codingsOf(t, s, id)) != 2 || len(codingsOf(t, s, from.Code.ID)) != from.Mentions-2 {
		t.Errorf("the new code is %+v", c)
	}
	if name, _ := s.CanUndo(); name != "Split "+from.Code.Name+": 2 codings into Half of it" {
		t.Errorf("the step is %q", name)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	same(t, "after undo", tables(t, s.Path()), before)
	if _, _, err := s.SplitCode(ctx, Split{Code: from.Code.ID, Other: from.Code.ID, Move: sp.Move}); research.KindOf(err) != research.NotFound {
		t.Errorf("into itself: %v", err)
	}
}

// Reasons and rungs go with the half that a person sends them to, themes count both, and the rest stays.
func TestSplitUses(t *testing.T) {
	s := openSample(t)
	ctx := t.Context()
	from := codeOf(t, s, "DIS-02")
	list, err := s.CodePassages(ctx, from.ID)
	if err != nil || len(list) < 3 {
		t.Fatalf("%d passages, %v", len(list), err)
	}
	iv := list[0].Interview.ID
	if err := s.AddRung(ctx, iv, list[0].Verbatim.From, list[0].Verbatim.To); err != nil {
		t.Fatal(err)
	}
	before := tables(t, s.Path())
	uses, err := s.CodeUses(ctx, from.ID)
	if err != nil {
		t.Fatal(err)
	}
	sp := Split{Code: from.ID, New: research.Code{Name: "Half of it"}, Move: []research.ID{list[0].Coding.ID}}
	want := map[string]int{}
	for i, u := range uses {
		if i%2 == 0 || u.Theme {
			sp.Uses = append(sp.Uses, u.ID)
			want[u.Where+" "+u.Says]++
		}
	}
	did, id, err := s.SplitCode(ctx, sp)
	if err != nil || did.Reasons+did.Rungs+did.Themes != len(sp.Uses) || did.Themes == 0 || did.Reasons == 0 {
		t.Fatalf("%+v of %d, %v", did, len(sp.Uses), err)
	}
	got := map[string]int{}
	now, err := s.CodeUses(ctx, id)
	for _, u := range now {
		got[u.Where+" "+u.Says]++
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || err != nil {
		t.Errorf("the new code has %v, want %v, %v", got, want, err)
	}
	if left, _ := s.CodeUses(ctx, from.ID); len(left) != len(uses)-did.Reasons-did.Rungs {
		t.Errorf("%d of %d uses are left", len(left), len(uses))
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	same(t, "after undo", tables(t, s.Path()), before)
}

// Words of a file that are masked in the codebook are in the vault, as those are that are typed.
func TestBookFromAFileIsSealed(t *testing.T) {
	s := openSample(t)
	ctx := t.Context()
	p, err := s.planBook(ctx, strings.NewReader("ref,name,definition\nDIS-02,Listening,Ask q.zylber@tannhof.example what was meant\n"), "book.csv", 4)
	if err == nil {
		err = s.TakeBook(ctx, p)
	}
	if err != nil {
		t.Fatal(err)
	}
	c := codeOf(t, s, "DIS-02")
	if strings.Contains(c.Definition, "tannhof") {
		t.Fatalf("the definition is %q", c.Definition)
	}
	if typed, ok := s.AsTyped(c.ID, "definition", c.Definition); !ok || !strings.Contains(typed, "q.zylber@tannhof.example") {
		t.Errorf("the vault has %q, %v", typed, ok)
	}
}

// order is the tree as lists show it.
func order(s *Session) string {
	var out []string
	for _, r := range s.BookRows(false, false) {
		out = append(out, fmt.Sprintf("%d %s", r.Depth, r.Code.Ref))
	}
	return strings.Join(out, ", ")
}

func TestMoveAndShiftCodes(t *testing.T) {
	s := openSample(t)
	ctx := t.Context()
	was := order(s)
	two := codeOf(t, s, "DIS-02")
	if ok, err := s.ShiftCode(ctx, two.ID, -1); err != nil || !ok || !strings.Contains(order(s), "0 DIS, 1 DIS-02, 1 DIS-01") {
		t.Errorf("up: %v %v %s", ok, err, order(s))
	}
	if ok, _ := s.ShiftCode(ctx, two.ID, -1); ok {
		t.Error("it moved above its stage")
	}
	if ok, err := s.ShiftCode(ctx, two.ID, 1); err != nil || !ok || order(s) != was {
		t.Errorf("down again: %s", order(s))
	}
	one, neg := codeOf(t, s, "DIS-01"), codeOf(t, s, "NEG")
	if err := s.MoveCode(ctx, two.ID, 0, one.ID); err != nil || !strings.Contains(order(s), "1 DIS-01, 2 DIS-02, 1 DIS-03") {
		t.Errorf("below another: %v %s", err, order(s))
	}
	if err := s.MoveCode(ctx, one.ID, neg.Stage, ""); err != nil {
		t.Fatal(err)
	}
	now := order(s)
	if c := codeOf(t, s, "DIS-02"); c.Stage != neg.Stage || strings.Index(now, "1 DIS-01, 2 DIS-02") < strings.Index(now, "0 NEG,") {
		t.Errorf("into another stage: %+v %s", c, now)
	}
	if name, _ := s.CanUndo(); name != "Move "+one.Name+" to "+neg.Name {
		t.Errorf("the step is %q", name)
	}
	for what, to := range map[string]research.ID{"itself": one.ID, "its own child": two.ID, "nowhere": "x"} {
		if err := s.MoveCode(ctx, one.ID, 0, to); err == nil {
			t.Errorf("moved below %s", what)
		}
	}
	if err := s.MoveCode(ctx, neg.ID, 1, ""); research.KindOf(err) != research.Invalid {
		t.Errorf("a stage moved: %v", err)
	}
	for range 4 {
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if order(s) != was {
		t.Errorf("after undo %s", order(s))
	}
}

// A code keeps its reference when it is moved, and no other code is ever given it.
func TestMovedReferenceIsItsOwn(t *testing.T) {
	s := openSample(t)
	ctx := t.Context()
	last := ""
	for _, c := range s.Book().Codes {
		if strings.HasPrefix(c.Ref, "DIS-") && c.Ref > last {
			last = c.Ref
		}
	}
	if err := s.MoveCode(ctx, codeOf(t, s, last).ID, codeOf(t, s, "NEG").Stage, ""); err != nil {
		t.Fatal(err)
	}
	id, err := s.SaveCode(ctx, research.Code{Name: "New here", Stage: codeOf(t, s, "DIS").Stage})
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.planBook(ctx, strings.NewReader("name,stage\nAnother,4\n"), "book.csv", 4)
	if err == nil {
		err = s.TakeBook(ctx, p)
	}
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, c := range s.Book().Codes {
		if seen[c.Ref] {
			t.Errorf("two codes are called %s", c.Ref)
		}
		seen[c.Ref] = true
	}
	if c, _ := s.Book().Code(id); c.Ref <= last || c.Parent != codeOf(t, s, "DIS").ID {
		t.Errorf("the new code is %s after %s", c.Ref, last)
	}
}

// What is renamed, moved, added, retired, redefined or merged after a version was kept is told, and restoring the
// version takes all of it back in one step, without touching a coding.
func TestVersionsCompareAndRestore(t *testing.T) {
	s := openSample(t)
	ctx := t.Context()
	v, err := s.KeepVersion(ctx, " After the pilot ")
	if err != nil || v.Number != 1 || v.Name != "After the pilot" {
		t.Fatalf("%+v %v", v, err)
	}
	if list, err := s.CompareVersions(ctx, v.ID, ""); err != nil || len(list) != 0 {
		t.Errorf("nothing has changed, and %v %v", list, err)
	}
	kept := tables(t, s.Path())["code"]
	a, b, c := codeOf(t, s, "DIS-02"), codeOf(t, s, "DIS-03"), codeOf(t, s, "NEG-01")
	save := func(c research.Code) research.ID {
		t.Helper()
		id, err := s.SaveCode(ctx, c)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	a.Name, a.Colour = "Hearing", "#2a67ae"
	save(a)
	b.Definition = "Said otherwise."
	save(b)
	b.Retired = true
	save(b)
	fresh := save(research.Code{Name: "Parking", Stage: 4})
	inUse := save(research.Code{Name: "Canteen", Stage: 4})
	passage := codingsOf(t, s, used(t, s)[0].Code.ID)[0]
	v2, err := s.KeepVersion(ctx, "")
	if err != nil || v2.Number != 2 {
		t.Fatal(v2.Number, err)
	}
	if err := s.MoveCode(ctx, c.ID, 1, ""); err != nil {
		t.Fatal(err)
	}
	gone := used(t, s)[3].Code
	if _, err := s.MergeCodes(ctx, []research.ID{gone.ID}, a.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.store.Edit(ctx, "Code", func(tx *store.Tx) error {
		return second(tx.PutCoding(research.Coding{Verbatim: passage.Verbatim, Code: inUse, Coder: "RO", Round: 1}))
	}); err != nil {
		t.Fatal(err)
	}
	list, err := s.CompareVersions(ctx, v.ID, "")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, x := range list {
		got[string(x.Kind)+" "+x.Code.Ref] = true
	}
	for _, want := range []string{"renamed DIS-02", "marked otherwise DIS-02", "definition changed DIS-03", "retired DIS-03", "moved NEG-01", "merged into " + gone.Ref} {
		if !got[want] {
			t.Errorf("the comparison does not say %q: %v", want, got)
		}
	}
	if n := len(list); n != 8 {
		t.Errorf("%d changes: %+v", n, list)
	}
	if back, err := s.CompareVersions(ctx, v2.ID, v.ID); err != nil || len(back) != 6 || !slices.ContainsFunc(back, func(x BookChange) bool { return x.Kind == BookRemoved && x.Code.ID == fresh }) {
		t.Errorf("backwards: %+v %v", back, err)
	}
	was := tables(t, s.Path())
	did, err := s.RestoreVersion(ctx, v)
	if err != nil || did.Deleted != 1 || did.Retired != 1 {
		t.Fatalf("%+v %v", did, err)
	}
	now := tables(t, s.Path())
	if c, _ := s.Book().Code(inUse); !c.Retired {
		t.Error("a code in use that came since is still offered")
	}
	if now["coding"] != was["coding"] || now["reason"] != was["reason"] {
		t.Error("restoring changed what is coded")
	}
	left := slices.DeleteFunc(strings.Split(now["code"], "\n"), func(l string) bool { return strings.Contains(l, "id="+string(inUse)) })
	if strings.Join(left, "\n") != kept {
		t.Errorf("restored codes differ: %s", firstDifference(strings.Join(left, "\n"), kept))
	}
	if name, _ := s.CanUndo(); name != "Restore version 1 (After the pilot) of the codebook" {
		t.Errorf("the step is %q", name)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	same(t, "after undo", tables(t, s.Path()), was)
}

// A look for names reaches what a version kept, also in the journal.
func TestVersionsAreLookedThrough(t *testing.T) {
	s := openSample(t)
	ctx := t.Context()
	c := codeOf(t, s, "DIS-02")
	entries, err := s.vault.Entries()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(entries, func(e vault.Entry) bool { return e.Kind == "participant" && strings.Contains(e.Fields["name"], " ") })
	name := entries[i].Fields["name"]
	c.Definition = "As " + name + " put it."
	if _, err := s.store.Edit(ctx, "Put a name", func(tx *store.Tx) error { return second(tx.PutCode(c)) }); err != nil {
		t.Fatal(err)
	}
	v, err := s.KeepVersion(ctx, "Named")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.LookAgain(ctx, nil); err != nil {
		t.Fatal(err)
	}
	book, err := s.VersionBook(ctx, v.ID)
	if err != nil {
		t.Fatal(err)
	}
	if now, _ := book.Code(c.ID); strings.Contains(now.Definition, name) || now.Definition == "" || now.ID != c.ID {
		t.Error("the version still names somebody, or lost its code")
	}
	for _, f := range []string{s.Path(), s.Path() + "-wal"} {
		if data, err := os.ReadFile(f); err == nil && bytes.Contains(data, []byte(name)) {
			t.Error("the study's file still names somebody")
		}
	}
}

// A codebook goes out and comes in again, by either format, unchanged; changes of the file are told before they are
// made, and made in one step.
func TestBookFiles(t *testing.T) {
	s := openSample(t)
	ctx := t.Context()
	c := codeOf(t, s, "DIS-02")
	c.Example, c.Colour = "They never asked what we needed.", "#ad3f79"
	if _, err := s.SaveCode(ctx, c); err != nil {
		t.Fatal(err)
	}
	for _, ending := range BookEndings() {
		path := filepath.Join(t.TempDir(), "book"+ending)
		if err := s.ExportBook(ctx, path); err != nil {
			t.Fatal(err)
		}
		p, err := s.PlanBook(ctx, path, 1)
		if err != nil || len(p.Changes) != 0 || p.Same != len(s.Book().Codes) || p.Missing != 0 || len(p.Warnings) != 0 {
			t.Errorf("%s unchanged: %+v %v", ending, p, err)
		}
		other := newStudy(t)
		p, err = other.PlanBook(ctx, path, 1)
		if err != nil {
			t.Fatal(err)
		}
		if err := other.TakeBook(ctx, p); err != nil {
			t.Fatal(err)
		}
		if got := codeOf(t, other, "DIS-02"); got.Example != c.Example || got.Colour != c.Colour || order(other) != order(s) {
			t.Errorf("%s in another study: %+v\n%s\n%s", ending, got, order(other), order(s))
		}
		if name, _ := other.CanUndo(); name != "Import 1 code of a codebook" {
			t.Errorf("the step is %q", name)
		}
	}
}

func TestBookFileOfOthers(t *testing.T) {
	s := openSample(t)
	ctx := t.Context()
	before := order(s)
	table := "ref,name,stage,parent,definition,colour\n,Canteen,,,Where lunch was,#abc\n,Soup,,Canteen,,\nDIS-02,Hearing,,,,\n,Parking,9,,,\n,Tower,,nowhere,,\n"
	p, err := s.planBook(ctx, strings.NewReader(table), "book.csv", 4)
	if err != nil {
		t.Fatal(err)
	}
	if p.Codes != 5 || p.Same != 0 || p.NoStage != 2 || len(p.Changes) != 5 || p.Missing != len(s.Book().Codes)-1 {
		t.Errorf("the plan is %+v", p)
	}
	if order(s) != before {
		t.Error("the plan alone changed the codebook")
	}
	if err := s.TakeBook(ctx, p); err != nil {
		t.Fatal(err)
	}
	canteen, _ := s.Book().Find("Canteen")
	soup, _ := s.Book().Find("Soup")
	parking, _ := s.Book().Find("Parking")
	tower, _ := s.Book().Find("Tower")
	hearing := codeOf(t, s, "DIS-02")
	if canteen.Stage != 4 || canteen.Colour != "#aabbcc" || soup.Parent != canteen.ID || soup.Stage != 4 || parking.Stage != 9 || tower.Stage != 4 || hearing.Name != "Hearing" || hearing.Definition == "" {
		t.Errorf("taken in:\n%+v\n%+v\n%+v\n%+v\n%+v", canteen, soup, parking, tower, hearing)
	}
	refs := map[string]bool{}
	for _, c := range s.Book().Codes {
		if refs[c.Ref] || c.Ref == "" {
			t.Errorf("the reference %q is there twice", c.Ref)
		}
		refs[c.Ref] = true
	}
	if !strings.Contains(order(s), "1 "+canteen.Ref+", 2 "+soup.Ref) {
		t.Errorf("the tree is %s", order(s))
	}
	if _, err := s.Undo(ctx); err != nil || order(s) != before {
		t.Errorf("undo: %v %s", err, order(s))
	}
}

// The trail says who did what, when and where, the oldest first, and names nobody of the vault.
func TestTrail(t *testing.T) {
	s := openSample(t)
	ctx := t.Context()
	row := s.InterviewRows(InterviewFilter{})[0]
	if err := s.MarkCoded(ctx, row.Interview.ID, !row.Interview.Coded); err != nil {
		t.Fatal(err)
	}
	if _, err := s.KeepVersion(ctx, "=1+1"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "trail.csv")
	if err := s.ExportTrail(ctx, path, nil); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(lines) < 4 || lines[0][2] != "what" || lines[1][2] != "Create the study" {
		t.Fatalf("%v %v", lines, err)
	}
	mark, version := lines[len(lines)-2], lines[len(lines)-1]
	if mark[0] != "2026-11-02T09:00:00Z" || mark[1] != "RO" || !strings.Contains(mark[2], row.Interview.Label) || mark[3] != row.Interview.Label || mark[4] != "done" {
		t.Errorf("marking is told as %q", mark)
	}
	if version[4] != "undone" || version[3] != "" {
		t.Errorf("what was undone is told as %q", version)
	}
	steps, err := s.Trail(ctx)
	if err != nil {
		t.Fatal(err)
	}
	back := steps[2].ID
	if w, err := s.WayTo(ctx, back); err != nil || w.Steps != 1 || !w.Undo {
		t.Errorf("the way is %+v %v", w, err)
	}
	if ch, err := s.StepTo(ctx, back, nil); err != nil || !ch.Undone {
		t.Errorf("stepped back: %+v %v", ch, err)
	}
	if now, _ := s.InterviewRow(row.Interview.ID); now.Interview.Coded != row.Interview.Coded {
		t.Error("the interview is still marked")
	}
}

// bigMerge is a study in which two codes have n codings each on passages of their own.
func bigMerge(tb testing.TB, n int) (s *Session, from, into research.Code) {
	tb.Helper()
	s = openSample(tb)
	rows := used(tb, s)
	from, into = rows[0].Code, rows[1].Code
	iv := s.InterviewRows(InterviewFilter{})[0].Interview.ID
	turns, err := s.store.Turns(context.Background(), iv)
	if err != nil {
		tb.Fatal(err)
	}
	_, err = s.store.Edit(context.Background(), "Code much", func(tx *store.Tx) error {
		var vs []research.Verbatim
		for i := range n {
			t := turns[i%len(turns)]
			vs = append(vs, research.Verbatim{Interview: iv, From: research.Anchor{Turn: t.ID, Offset: i / len(turns)}, To: research.Anchor{Turn: t.ID, Offset: i/len(turns) + 5}})
		}
		ids, err := tx.PutVerbatims(vs)
		if err != nil {
			return err
		}
		cs := make([]research.Coding, n)
		for i := range cs {
			cs[i] = research.Coding{Verbatim: ids[i], Code: from.ID, Coder: "RO", Round: 1, Weight: research.Mentioned}
		}
		return second(tx.PutCodings(cs))
	})
	if err != nil {
		tb.Fatal(err)
	}
	return s, from, into
}

// A merge of 12,000 codings, and its undo, the figures counted again.
func BenchmarkUndoMerge12000(b *testing.B) {
	s, from, into := bigMerge(b, 12_000)
	ctx := context.Background()
	for b.Loop() {
		b.StopTimer()
		if did, err := s.MergeCodes(ctx, []research.ID{from.ID}, into.ID); err != nil || did.Codings < 12_000 {
			b.Fatal(did, err)
		}
		b.StartTimer()
		if _, err := s.Undo(ctx); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMerge12000(b *testing.B) {
	s, from, into := bigMerge(b, 12_000)
	ctx := context.Background()
	for b.Loop() {
		if _, err := s.MergeCodes(ctx, []research.ID{from.ID}, into.ID); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if _, err := s.Undo(ctx); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
