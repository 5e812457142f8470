package session

import (
	"context"
	"slices"
	"strings"
	"testing"

	"openloop/research"
)

// Everything that is done to a theme is one step that undo takes back.
func TestThemesAreEditedStepByStep(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	was := must(s.Themes(ctx))(t)
	th := was[1]
	extra := s.Book().Codes[len(s.Book().Codes)-1].ID
	name := samplePlan(t).Interviews[4].Person.Name
	var cleared research.ID
	for _, q := range must(s.QuotesForTheme(ctx, th.ID, ""))(t) {
		if q.Place == 0 {
			cleared = q.Verbatim
			break
		}
	}
	if cleared == "" {
		t.Fatal("no quote is proposed for the theme")
	}
	for _, act := range []struct {
		step string
		do   func() error
		is   func(research.Theme) bool
	}{
		{"Put ", func() error { return s.SetThemeCode(ctx, th.ID, extra, true) }, func(t research.Theme) bool { return slices.Contains(t.Codes, extra) }},
		{"Change what counts", func() error { return s.SetThemeSide(ctx, th.ID, research.HurtSide) }, func(t research.Theme) bool { return t.Says == research.HurtSide }},
		{"Rename theme", func() error { return s.SetThemeText(ctx, th.ID, ThemeName, "They heard us") }, func(t research.Theme) bool { return t.Name == "They heard us" }},
		{"Change the “so what”", func() error { return s.SetThemeText(ctx, th.ID, ThemeSoWhat, "As "+name+" says.") }, func(t research.Theme) bool { return t.SoWhat != "" && !strings.Contains(t.SoWhat, name) }},
		{"Change the recommendation", func() error { return s.SetThemeText(ctx, th.ID, ThemeRecommendation, "Listen.") }, func(t research.Theme) bool { return t.Recommendation == "Listen." }},
		{"Choose a quote", func() error { return s.ChooseQuote(ctx, th.ID, cleared, true) }, func(t research.Theme) bool { return t.Quotes[len(t.Quotes)-1] == cleared }},
		{"Move theme", func() error { return s.MoveTheme(ctx, th.ID, -1) }, func(t research.Theme) bool { return t.Pos == 0 }},
	} {
		before := must(s.Themes(ctx))(t)
		mustBe(t, act.do())
		now := must(s.Themes(ctx))(t)
		i := slices.IndexFunc(now, func(x research.Theme) bool { return x.ID == th.ID })
		if step, _ := s.CanUndo(); !strings.HasPrefix(step, act.step) || !act.is(now[i]) {
			t.Errorf("%s: step %q, theme %+v", act.step, step, now[i])
		}
		must(s.Undo(ctx))(t)
		back := must(s.Themes(ctx))(t)
		for j := range back {
			if back[j].ID != before[j].ID || back[j].Name != before[j].Name || back[j].SoWhat != before[j].SoWhat || back[j].Says != before[j].Says ||
				!slices.Equal(back[j].Codes, before[j].Codes) || !slices.Equal(back[j].Quotes, before[j].Quotes) {
				t.Errorf("%s: undo leaves %+v", act.step, back[j])
			}
		}
		must(s.Redo(ctx))(t)
	}
	for _, c := range th.Codes {
		mustBe(t, s.SetThemeCode(ctx, th.ID, c, false))
	}
	wantKind(t, s.SetThemeCode(ctx, th.ID, extra, false), research.Invalid)
	wantKind(t, s.SetThemeText(ctx, th.ID, ThemeName, ""), research.Invalid)
	wantKind(t, s.MoveTheme(ctx, "nothing", 1), research.NotFound)
	for table, text := range tables(t, s.Path()) {
		if strings.Contains(text, name) {
			t.Errorf("table %s names them", table)
		}
	}
}

// Quotes keep the order that a person gives them, and the pack prints them in it.
func TestChosenQuotesKeepTheirOrder(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	for _, th := range must(s.Themes(ctx))(t) {
		for _, v := range th.Quotes {
			mustBe(t, s.ChooseQuote(ctx, th.ID, v, false))
		}
	}
	th := must(s.Themes(ctx))(t)[0]
	var ids []research.ID
	for _, q := range must(s.QuotesForTheme(ctx, th.ID, ""))(t) {
		if q.State.Cleared() && q.InPack && len(ids) < 3 {
			ids = append(ids, q.Verbatim)
			mustBe(t, s.ChooseQuote(ctx, th.ID, q.Verbatim, true))
		}
	}
	if len(ids) < 3 {
		t.Fatalf("only %d cleared quotes", len(ids))
	}
	mustBe(t, s.MoveQuote(ctx, th.ID, ids[2], -2))
	want := []research.ID{ids[2], ids[0], ids[1]}
	var got []research.ID
	words := map[research.ID]string{}
	for _, q := range must(s.QuotesForTheme(ctx, th.ID, ""))(t) {
		if q.Place > 0 {
			got = append(got, q.Verbatim)
			words[q.Verbatim] = q.printed()
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	at := -1
	quotes := packNow(t, s).Quotes
	for _, id := range want {
		i := 0
		for i < len(quotes) && quotes[i].Words.String() != words[id] {
			i++
		}
		if i == len(quotes) || i < at {
			t.Errorf("the pack has it at %d, after %d", i, at)
		}
		at = i
	}
}

// The strongest quotes are proposed first, each with its reason, from as many people as there are, and none that
// may not leave.
func TestStrongestQuotes(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	for _, th := range must(s.Themes(ctx))(t) {
		list := must(s.QuotesForTheme(ctx, th.ID, ""))(t)
		people := map[research.ID]int{}
		rows := map[research.ID]bool{}
		for _, q := range list {
			for _, p := range q.Voices {
				rows[p.ID] = true
			}
			if q.Place > 0 {
				continue
			}
			if q.Why == "" || q.State == QuoteRefused || q.State == QuoteNotAllowed {
				t.Errorf("%s proposes a quote that is %s because %q", th.Name, q.State, q.Why)
			}
			for _, p := range q.Voices {
				people[p.ID]++
			}
		}
		if len(list) > 3 && len(people) < 2 {
			t.Errorf("%s: all proposals are of one person", th.Name)
		}
	}
	decided := ThemeQuote{Candidate: Candidate{QuoteRow: QuoteRow{Text: "Nobody could show us a plant like ours.", Placed: Placed{}}, State: QuoteAsSaid}}
	decided.Placed.Weight = research.Decided
	decided.Voices = []research.Participant{{ID: "a"}}
	other := decided
	other.Placed.Weight, other.Voices = research.Contributed, []research.Participant{{ID: "b"}}
	again := decided
	again.Text = "And nobody called us back in the end."
	out := strongest(nil, []ThemeQuote{other, again, decided})
	if len(out) != 3 || out[0].Voices[0].ID != "a" || out[1].Voices[0].ID != "b" || !strings.Contains(out[2].Why, "the same person again") || !strings.HasPrefix(out[0].Why, "It decided · clear by itself · short") {
		t.Errorf("%q, %q, %q", out[0].Why, out[1].Why, out[2].Why)
	}
}

// Codes that come together are proposed as a theme, and none that a theme has; who won makes no difference.
func TestThemesAreProposed(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	for _, th := range must(s.Themes(ctx))(t) {
		mustBe(t, s.DeleteTheme(ctx, th))
	}
	list := must(s.ProposeThemes(ctx, ""))(t)
	if len(list) == 0 {
		t.Fatal("nothing is proposed for a coded study without themes")
	}
	seen := map[research.ID]bool{}
	for _, p := range list {
		if p.Why == "" || p.Interviews < proposeLeast || p.Interviews > p.Base || len(p.Codes) == 0 || len(p.Codes) > proposeGroup {
			t.Errorf("%+v", p)
		}
		for _, c := range p.Codes {
			if seen[c.ID] {
				t.Errorf("%s is proposed twice", c.Name)
			}
			seen[c.ID] = true
		}
	}
	var ids []research.ID
	for _, c := range list[0].Codes {
		ids = append(ids, c.ID)
	}
	must(s.SaveTheme(ctx, research.Theme{Name: "Named", Codes: ids, Says: list[0].Says}))(t)
	for _, p := range must(s.ProposeThemes(ctx, ""))(t) {
		for _, c := range p.Codes {
			if slices.Contains(ids, c.ID) {
				t.Errorf("%s is in a theme and proposed", c.Name)
			}
		}
	}
}
