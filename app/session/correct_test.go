package session

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/store"
)

// saidTexts are sentences of several scripts, with characters made of several code points.
var saidTexts = []string{
	"We asked them twice, and twice teh answer was a brochure. That was the moment when we left.",
	"Der Geschäftsführer sagte nur: „Zu größ für uns.“ Danach war Ruhe, für immer.",
	"המחיר היה גבוה מדי, והתשובה הגיעה מאוחר. שָׁלוֹם לכולם.",
	"قال المدير إن السعر مرتفع جدا بالنسبة لنا، ولم يتصل أحد بعد ذلك.",
	"कीमत बहुत ज़्यादा थी और जवाब देर से आया। हमने दूसरा चुना।",
	"見積書は三週間かかりました、とても長かったです。結局やめました。",
	"Naïve, wasn’t it 👍🏽? e\u0301tude 👨‍👩‍👧‍👦 fine 🇩🇪🇫🇷 – “ok”.",
	"ราคาสูงเกินไปสำหรับเรา และคำตอบมาช้า 한국어 대답도 늦었습니다.",
}

// edited is a text after a few random acts of somebody who types: letters, words and characters go, come and
// change places.
func edited(rnd *rand.Rand, text string) string {
	for range 1 + rnd.IntN(3) {
		c := characters(text)
		a := rnd.IntN(len(c) + 1)
		b := min(len(c), a+rnd.IntN(9))
		var typed string
		if rnd.IntN(3) > 0 {
			from := characters(saidTexts[rnd.IntN(len(saidTexts))])
			i := rnd.IntN(len(from))
			typed = strings.Join(from[i:min(len(from), i+rnd.IntN(7))], "")
		}
		text = strings.Join(c[:a], "") + typed + strings.Join(c[b:], "")
	}
	return text
}

// characters are what a reader takes for the characters of a text.
func characters(s string) (out []string) {
	in := []rune(s)
	from := 0
	for i, edge := range edgesOf(s) {
		if edge && i > 0 {
			out, from = append(out, string(in[from:i])), i
		}
	}
	return out
}

// naively carries a span as one would by hand: the text is a row of letters with two signs standing between
// them, and one replacement after the other takes letters away and puts others in their place.
func naively(n, from, to int, reps []research.Replacement) (int, int) {
	type sign struct{ letter, begin, end bool }
	var row []sign
	for i := 0; i <= n; i++ {
		if i == to {
			row = append(row, sign{end: true})
		}
		if i == from {
			row = append(row, sign{begin: true})
		}
		if i < n {
			row = append(row, sign{letter: true})
		}
	}
	place := func(letters int) int { // before the letter with this number
		for i, s := range row {
			if s.letter {
				if letters == 0 {
					return i
				}
				letters--
			}
		}
		return len(row)
	}
	for _, r := range slices.Backward(reps) {
		fresh := slices.Repeat([]sign{{letter: true}}, r.NewLen)
		if r.Start == r.End {
			// Between what ends here and what begins here.
			at := place(r.Start)
			for at > 0 && row[at-1].begin {
				at--
			}
			row = slices.Insert(row, at, fresh...)
			continue
		}
		first, last := place(r.Start), place(r.End-1)
		var before, after []sign
		for _, s := range row[first:last] {
			if s.begin {
				before = append(before, s)
			}
			if s.end {
				after = append(after, s)
			}
		}
		row = slices.Concat(row[:first], before, fresh, after, row[last+1:])
	}
	letters := 0
	for _, s := range row {
		switch {
		case s.begin:
			from = letters
		case s.end:
			to = letters
		default:
			letters++
		}
	}
	return from, max(from, to)
}

// For random edits in every script: what is found to have changed makes the new text of the old one, cuts no
// character in two, and carries every span to where a person would carry it by hand.
func TestCorrectionsAgreeWithANaiveModel(t *testing.T) {
	for seed := range uint64(6000) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		old := saidTexts[rnd.IntN(len(saidTexts))]
		now := edited(rnd, old)
		reps := amended(old, now)
		in, out := []rune(old), []rune(now)
		inOld, inNow := edgesOf(old), edgesOf(now)
		at, shift := 0, 0
		var made []rune
		for _, r := range reps {
			if r.Start < at || r.End < r.Start || r.End > len(in) {
				t.Fatalf("seed %d: %v are not in order", seed, reps)
			}
			made = append(made, in[at:r.Start]...)
			if !inOld[r.Start] || !inOld[r.End] || !inNow[len(made)] || !inNow[len(made)+r.NewLen] {
				t.Fatalf("seed %d: %v cuts a character of %q or %q", seed, r, old, now)
			}
			made = append(made, out[r.Start+shift:r.Start+shift+r.NewLen]...)
			shift += r.NewLen - (r.End - r.Start)
			at = r.End
		}
		if made = append(made, in[at:]...); string(made) != now {
			t.Fatalf("seed %d: %q with %v is %q, not %q", seed, old, reps, string(made), now)
		}
		for range 20 {
			from := rnd.IntN(len(in))
			to := from + 1 + rnd.IntN(len(in)-from)
			f, e := research.Moved(from, to, reps)
			if wf, we := naively(len(in), from, to, reps); f != wf || e != we {
				t.Fatalf("seed %d: [%d, %d) over %v is [%d, %d), by hand [%d, %d)", seed, from, to, reps, f, e, wf, we)
			}
		}
	}
}

// saidStudy is a study with one interview that says those turns.
func saidStudy(t testing.TB, texts ...string) (*Session, research.Interview, []research.Turn) {
	t.Helper()
	s := newStudy(t)
	iv := research.Interview{Label: "P07", Outcome: research.Lost, Date: "2026-03-01"}
	var turns []research.Turn
	_, err := s.store.Edit(context.Background(), "Take in", func(tx *store.Tx) error {
		var err error
		if iv.ID, err = tx.PutInterview(iv); err != nil {
			return err
		}
		for i, text := range texts {
			turn := research.Turn{Interview: iv.ID, Pos: i, Speaker: "P07", Text: text}
			if turn.ID, err = tx.PutTurn(turn); err != nil {
				return err
			}
			turns = append(turns, turn)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, iv, turns
}

// coding puts a code on words of a study's turns; words in one turn may be given alone.
func coding(t testing.TB, s *Session, from, to research.Anchor) research.Coding {
	t.Helper()
	turn, err := s.store.Turn(context.Background(), from.Turn)
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.ApplyCode(context.Background(), turn.Interview, from, to, s.Book().Codes[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// on is where words stand in a turn.
func on(t testing.TB, turn research.Turn, words string) (from, to research.Anchor) {
	t.Helper()
	before, _, ok := strings.Cut(turn.Text, words)
	if !ok {
		t.Fatalf("%q is not in %q", words, turn.Text)
	}
	at := len([]rune(before))
	return research.Anchor{Turn: turn.ID, Offset: at}, research.Anchor{Turn: turn.ID, Offset: at + len([]rune(words))}
}

// A typo under, beside and between codings, in every script: the codings stay on their words.
func TestCorrectedTyposLeaveCodingsOnTheirWords(t *testing.T) {
	for _, c := range []struct{ name, text, wrong, right, coded, then string }{
		{"within", saidTexts[0], "teh", "the", "twice teh answer", "twice the answer"},
		{"before", saidTexts[0], "We asked", "We really asked", "a brochure", "a brochure"},
		{"behind", saidTexts[0], "moment when", "moment that", "a brochure", "a brochure"},
		{"at its beginning", saidTexts[0], "teh answer", "no answer", "teh answer", "no answer"},
		{"put in before it", saidTexts[0], "a brochure", "only a brochure", "a brochure", "a brochure"},
		{"put in behind it", saidTexts[0], "brochure.", "brochure, no more.", "a brochure", "a brochure"},
		{"half of it replaced", saidTexts[0], "was a brochure. That", "came late. That", "brochure", "came late"},
		{"German", saidTexts[1], "größ", "groß", "Zu größ für uns", "Zu groß für uns"},
		{"Hebrew, a vowel sign", saidTexts[2], "שָׁלוֹם", "שָׁלֹום", "שָׁלוֹם לכולם", "שָׁלֹום לכולם"},
		{"Hebrew beside", saidTexts[2], "מאוחר", "מאוחר מאוד", "המחיר היה גבוה מדי", "המחיר היה גבוה מדי"},
		{"Arabic", saidTexts[3], "مرتفع", "مرتفعا", "إن السعر مرتفع جدا", "إن السعر مرتفعا جدا"},
		{"Devanagari, a vowel sign", saidTexts[4], "देर", "दूर", "जवाब देर से", "जवाब दूर से"},
		{"Japanese, two in one sentence", saidTexts[5], "三週間かかりました、とても長", "四週間かかりました、かなり長", "かかりました", "かかりました"},
		{"an accent", saidTexts[6], "e\u0301tude", "e\u0300tude", "e\u0301tude", "e\u0300tude"},
		{"a skin", saidTexts[6], "👍🏽", "👍🏿", "👍🏽", "👍🏿"},
		{"one of a family", saidTexts[6], "👨‍👩‍👧‍👦", "👨‍👩‍👧", "👨‍👩‍👧‍👦 fine", "👨‍👩‍👧 fine"},
		{"a flag", saidTexts[6], "🇩🇪🇫🇷", "🇩🇪🇮🇹", "🇩🇪", "🇩🇪"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, iv, turns := saidStudy(t, "Why?", c.text)
			ctx := context.Background()
			from, to := on(t, turns[1], c.coded)
			coding(t, s, from, to)
			before := tables(t, s.Path())
			done, err := s.CorrectText(ctx, turns[1].ID, c.text, strings.Replace(c.text, c.wrong, c.right, 1))
			if err != nil {
				t.Fatal(err)
			}
			placed, err := s.Placed(ctx, iv.ID)
			if err != nil || len(placed) != 1 {
				t.Fatalf("%d codings, %v", len(placed), err)
			}
			if got := Quote([]research.Turn{done.Turn}, placed[0].From, placed[0].To); got != c.then {
				t.Errorf("coded is %q, want %q", got, c.then)
			}
			checkWords(t, s)
			if name, _ := s.CanUndo(); name != "Correct the text of P07" {
				t.Errorf("the step is called %q", name)
			}
			if _, err := s.Undo(ctx); err != nil {
				t.Fatal(err)
			}
			same(t, "after undo", tables(t, s.Path()), before)
		})
	}
}

// Many random corrections of a coded interview, with passages that span turns, undone and done again between:
// no passage is lost, each is where it is carried by hand, and each knows its words.
func TestCorrectionsOfACodedInterview(t *testing.T) {
	s, iv, turns := saidStudy(t, saidTexts...)
	ctx, rnd := context.Background(), rand.New(rand.NewPCG(7, 7))
	for i := range 60 {
		turn := turns[rnd.IntN(len(turns))]
		n := len([]rune(turn.Text))
		from, to := research.Anchor{Turn: turn.ID, Offset: rnd.IntN(n)}, research.Anchor{Turn: turn.ID}
		to.Offset = from.Offset + 1 + rnd.IntN(n-from.Offset)
		if next := turn.Pos + 1 + rnd.IntN(2); i%4 == 0 && next < len(turns) {
			to = research.Anchor{Turn: turns[next].ID, Offset: rnd.IntN(len([]rune(turns[next].Text)))}
		}
		coding(t, s, from, to)
	}
	verbatims := func() map[research.ID]research.Verbatim {
		vs, err := s.store.Verbatims(ctx, iv.ID)
		if err != nil {
			t.Fatal(err)
		}
		out := map[research.ID]research.Verbatim{}
		for _, v := range vs {
			out[v.ID] = v
		}
		return out
	}
	orphans := 0
	for range 120 {
		i := rnd.IntN(len(turns))
		was := turns[i].Text
		before := verbatims()
		done, err := s.CorrectText(ctx, turns[i].ID, was, edited(rnd, was))
		if err != nil && research.KindOf(err) != research.Invalid {
			t.Fatal(err)
		}
		turns[i] = done.Turn
		reps := amended(was, done.Turn.Text)
		after := verbatims()
		if len(after) != len(before) {
			t.Fatalf("%d passages of %d", len(after), len(before))
		}
		for id, v := range before {
			now := after[id]
			if now.Orphan && !v.Orphan {
				orphans++
			}
			if v.Orphan && !now.Orphan {
				t.Errorf("an orphan came to words that nobody gave it")
			}
			if !v.Orphan && v.From.Turn == turns[i].ID && v.To.Turn == turns[i].ID {
				if f, e := naively(len([]rune(was)), v.From.Offset, v.To.Offset, reps); now.From.Offset != f || now.To.Offset != e || now.Orphan != (f == e) {
					t.Errorf("%+v became %+v, by hand [%d, %d)", v, now, f, e)
				}
			}
		}
		checkWords(t, s)
		if rnd.IntN(4) == 0 && done.Turn.Text != was {
			now := tables(t, s.Path())
			if err := second(s.Undo(ctx)); err != nil {
				t.Fatal(err)
			}
			if err := second(s.Redo(ctx)); err != nil {
				t.Fatal(err)
			}
			same(t, "done again", tables(t, s.Path()), now)
		}
	}
	lost, err := s.Orphans(ctx, iv.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(lost) != orphans {
		t.Errorf("%d orphans to look at, %d passages lost their words", len(lost), orphans)
	}
	t.Logf("%d of 60 passages lost their words", orphans)
}

// Whoever is named in what is typed is hidden before anything is stored, with the words in the vault; a mask
// cannot be typed over, and moves with what stands before it.
func TestCorrectedTextNamesNobody(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	takeIn(t, s, interviewSheet([]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "Ruth Oakden", "They talked. Margit Oelschlager said no, and nobody called.", "None."}), false)
	iv := s.InterviewRows(InterviewFilter{})[0].Interview.ID
	turns, _ := s.store.Turns(ctx, iv)
	i := slices.IndexFunc(turns, func(t research.Turn) bool { return strings.Contains(t.Text, "nobody called") })
	turn := turns[i]
	from, to := on(t, turn, "nobody called")
	coding(t, s, from, to)
	before, err := s.store.Masks(ctx, iv)
	if err != nil || len(before) != 1 {
		t.Fatalf("%d masks, %v", len(before), err)
	}
	now := strings.Replace(strings.Replace(turn.Text, "They talked", "At Brandtkamp Verpackungen they talked", 1), "nobody called", "nobody called m.oelschlager@brandtkamp.example", 1)
	done, err := s.CorrectText(ctx, turn.ID, turn.Text, now)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(done.Turn.Text, "Brandtkamp") || strings.Contains(done.Turn.Text, "@") || done.Hidden != 2 {
		t.Errorf("stored is %q, %d hidden", done.Turn.Text, done.Hidden)
	}
	masks, _ := s.store.Masks(ctx, iv)
	if len(masks) != 3 {
		t.Fatalf("%d masks", len(masks))
	}
	m, err := unmasked(s.vault, done.Turn.Text, masks)
	if err != nil || string(m.original) != strings.Replace(now, "P01", "Margit Oelschlager", 1) {
		t.Errorf("behind the masks is %q, %v", string(m.original), err)
	}
	all := fmt.Sprint(tables(t, s.Path()))
	for _, name := range []string{"Brandtkamp", "oelschlager@", "Margit"} {
		if strings.Contains(all, name) {
			t.Errorf("the study holds %q", name)
		}
	}
	checkWords(t, s)

	_, err = s.CorrectText(ctx, turn.ID, done.Turn.Text, strings.Replace(done.Turn.Text, "P01", "Peter", 1))
	wantKind(t, err, research.Invalid)
	_, err = s.CorrectText(ctx, turn.ID, turn.Text, "Something else.")
	wantKind(t, err, research.Conflict)
	_, err = s.CorrectText(ctx, turn.ID, done.Turn.Text, " \n")
	wantKind(t, err, research.Invalid)
}

// A cleared quote stays cleared where its own words stayed, and only there.
func TestCorrectionVoidsClearances(t *testing.T) {
	s, iv, turns := saidStudy(t, saidTexts[0])
	ctx := context.Background()
	f1, t1 := on(t, turns[0], "twice teh answer")
	f2, t2 := on(t, turns[0], "we left")
	one, two := coding(t, s, f1, t1), coding(t, s, f2, t2)
	_, err := s.store.Edit(ctx, "Clear", func(tx *store.Tx) error {
		for _, v := range []research.ID{one.Verbatim, two.Verbatim} {
			if _, err := tx.PutClearance(research.Clearance{Verbatim: v, Rev: turns[0].Rev, Level: research.ClearedAsSaid}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	done, err := s.CorrectText(ctx, turns[0].ID, saidTexts[0], strings.Replace(saidTexts[0], "teh", "the", 1))
	if err != nil || done.Voided != 1 {
		t.Fatalf("%d voided, %v", done.Voided, err)
	}
	after, _ := s.store.Turns(ctx, iv.ID)
	vs, _ := s.store.Verbatims(ctx, iv.ID)
	cleared, _ := s.clearances(ctx)
	for _, v := range vs {
		holds := cleared[v.ID].Rev == revOf(after, v.From, v.To)
		if holds != (v.ID == two.Verbatim) {
			t.Errorf("%q is cleared: %v", Quote(after, v.From, v.To), holds)
		}
	}
}

// A passage that lost its words waits to be looked at: it can be put on other words, or taken away.
func TestOrphansArePlacedAgain(t *testing.T) {
	s, iv, turns := saidStudy(t, saidTexts[0])
	ctx := context.Background()
	f, e := on(t, turns[0], "a brochure")
	coding(t, s, f, e)
	text := strings.Replace(saidTexts[0], " a brochure", "", 1)
	done, err := s.CorrectText(ctx, turns[0].ID, saidTexts[0], text)
	if err != nil || done.Orphans != 1 {
		t.Fatalf("%d orphans, %v", done.Orphans, err)
	}
	lost, err := s.Orphans(ctx, iv.ID)
	if err != nil || len(lost) != 1 || len(lost[0].Codings) != 1 {
		t.Fatalf("%+v, %v", lost, err)
	}
	if placed, _ := s.Placed(ctx, iv.ID); len(placed) != 0 {
		t.Errorf("%d codings without words are counted", len(placed))
	}
	f, e = on(t, done.Turn, "the moment")
	if err := s.PlaceOrphan(ctx, lost[0].Verbatim, f, e); err != nil {
		t.Fatal(err)
	}
	placed, _ := s.Placed(ctx, iv.ID)
	if len(placed) != 1 || Quote([]research.Turn{done.Turn}, placed[0].From, placed[0].To) != "the moment" {
		t.Fatalf("placed is %+v", placed)
	}
	checkWords(t, s)
	if err := second(s.Undo(ctx)); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveOrphan(ctx, lost[0].Verbatim); err != nil {
		t.Fatal(err)
	}
	if lost, _ := s.Orphans(ctx, iv.ID); len(lost) != 0 {
		t.Errorf("still %d", len(lost))
	}
	if vs, _ := s.store.Verbatims(ctx, iv.ID); len(vs) != 0 {
		t.Errorf("%d passages are left", len(vs))
	}
	if err := second(s.Undo(ctx)); err != nil {
		t.Fatal(err)
	}
	if lost, _ := s.Orphans(ctx, iv.ID); len(lost) != 1 {
		t.Errorf("undo brings %d back", len(lost))
	}
}
