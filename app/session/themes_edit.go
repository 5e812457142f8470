package session

import (
	"cmp"
	"context"
	"slices"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/store"
)

// Themes are the study's themes in their order. The first analysis.MaxNamedThemes are tested together, the others
// are exploring.
func (s *Session) Themes(ctx context.Context) ([]research.Theme, error) {
	list, err := s.store.Themes(ctx)
	sortThemes(list)
	return list, err
}

func sortThemes(list []research.Theme) {
	slices.SortStableFunc(list, func(a, b research.Theme) int { return cmp.Compare(a.Pos, b.Pos) })
}

// Tested says whether the theme at a place of the order is tested.
func Tested(place int) bool { return place < analysis.MaxNamedThemes }

// MoveTheme moves a theme by some places, up where by is negative, as one step.
func (s *Session) MoveTheme(ctx context.Context, id research.ID, by int) error {
	list, err := s.Themes(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(t research.Theme) bool { return t.ID == id })
	if i < 0 {
		return noSuchTheme()
	}
	to := min(max(i+by, 0), len(list)-1)
	if to == i {
		return nil
	}
	t := list[i]
	list = slices.Insert(slices.Delete(list, i, i+1), to, t)
	_, err = s.store.Edit(ctx, "Move theme "+t.Name, func(tx *store.Tx) error {
		for pos, x := range list {
			if x.Pos == pos {
				continue
			}
			x.Pos = pos
			if _, err := tx.PutTheme(x); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

func noSuchTheme() error {
	return research.Problemf(research.NotFound, "This theme is no longer in the study.")
}

// changeTheme changes a theme as it stands, as one step; nothing happens where nothing changed.
func (s *Session) changeTheme(ctx context.Context, id research.ID, step string, change func(*research.Theme) bool) error {
	list, err := s.store.Themes(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(t research.Theme) bool { return t.ID == id })
	if i < 0 {
		return noSuchTheme()
	}
	t := list[i]
	t.Codes, t.Quotes = slices.Clone(t.Codes), slices.Clone(t.Quotes)
	if !change(&t) {
		return nil
	}
	_, err = s.store.Edit(ctx, step+" "+t.Name, func(tx *store.Tx) error {
		_, err := tx.PutTheme(t)
		return err
	})
	return err
}

// SetThemeCode puts a code into a theme, or takes it out. The last one stays.
func (s *Session) SetThemeCode(ctx context.Context, theme, code research.ID, in bool) error {
	name := s.codeName(code)
	if !in {
		list, err := s.store.Themes(ctx)
		if err != nil {
			return err
		}
		for _, t := range list {
			if t.ID == theme && len(t.Codes) == 1 && t.Codes[0] == code {
				return research.Problemf(research.Invalid, "“%s” is the only code of this theme. Put another one in first, or delete the theme.", name)
			}
		}
		return s.changeTheme(ctx, theme, "Take "+name+" out of theme", func(t *research.Theme) bool {
			n := len(t.Codes)
			t.Codes = slices.DeleteFunc(t.Codes, func(c research.ID) bool { return c == code })
			return len(t.Codes) < n
		})
	}
	return s.changeTheme(ctx, theme, "Put "+name+" into theme", func(t *research.Theme) bool {
		if slices.Contains(t.Codes, code) {
			return false
		}
		t.Codes = append(t.Codes, code)
		return true
	})
}

// SetThemeSide says which codings of a theme count: every one, those that hurt or those that helped.
func (s *Session) SetThemeSide(ctx context.Context, theme research.ID, side research.Side) error {
	return s.changeTheme(ctx, theme, "Change what counts for theme", func(t *research.Theme) bool {
		changed := t.Says != side
		t.Says = side
		return changed
	})
}

// ThemeText is one of the texts that a person writes about a theme.
type ThemeText string

// The texts of a theme, by the columns of the study.
const (
	ThemeName           ThemeText = "name"
	ThemeSoWhat         ThemeText = "so_what"
	ThemeRecommendation ThemeText = "recommendation"
)

// SetThemeText changes a text of a theme. Whoever is named in it is masked.
func (s *Session) SetThemeText(ctx context.Context, theme research.ID, which ThemeText, text string) error {
	list, err := s.store.Themes(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(t research.Theme) bool { return t.ID == theme })
	if i < 0 {
		return noSuchTheme()
	}
	t := list[i]
	field, step := &t.Name, "Rename theme "+t.Name
	switch which {
	case ThemeSoWhat:
		field, step = &t.SoWhat, "Change the “so what” of theme "+t.Name
	case ThemeRecommendation:
		field, step = &t.Recommendation, "Change the recommendation of theme "+t.Name
	case ThemeName:
		if text == "" {
			return research.Problemf(research.Invalid, "Give the theme a name, such as “They sent the offer too early”.")
		}
	}
	was := *field
	*field = text
	if err := s.typedInto(ctx, typedField{theme, string(which), was, field}); err != nil || *field == was {
		return err
	}
	_, err = s.store.Edit(ctx, step, func(tx *store.Tx) error {
		_, err := tx.PutTheme(t)
		return err
	})
	return err
}

// ChooseQuote puts a quote last among those chosen for a theme, or takes it out of them.
func (s *Session) ChooseQuote(ctx context.Context, theme, verbatim research.ID, chosen bool) error {
	step := "Choose a quote for"
	if !chosen {
		step = "Take a quote out of"
	}
	return s.changeTheme(ctx, theme, step, func(t *research.Theme) bool {
		if slices.Contains(t.Quotes, verbatim) == chosen {
			return false
		}
		if chosen {
			t.Quotes = append(t.Quotes, verbatim)
			return true
		}
		t.Quotes = slices.DeleteFunc(t.Quotes, func(v research.ID) bool { return v == verbatim })
		return true
	})
}

// MoveQuote moves a chosen quote of a theme by some places, up where by is negative. The first go first on the
// pages.
func (s *Session) MoveQuote(ctx context.Context, theme, verbatim research.ID, by int) error {
	return s.changeTheme(ctx, theme, "Move a quote of", func(t *research.Theme) bool {
		i := slices.Index(t.Quotes, verbatim)
		if i < 0 {
			return false
		}
		to := min(max(i+by, 0), len(t.Quotes)-1)
		t.Quotes = slices.Insert(slices.Delete(t.Quotes, i, i+1), to, verbatim)
		return to != i
	})
}
