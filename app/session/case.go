package session

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"openloop/report"
	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
)

// LeversMost is how many levers a business case has at most: so many stand on its page.
const LeversMost = 4

// The longest that the words of an assumption may be, in characters, to stand on the page uncut.
const (
	assumptionNameMost   = 48
	assumptionSourceMost = 64
)

// sumMost is the largest sum that is taken.
const sumMost = 1_000_000_000_000

// Assumptions are the numbers that somebody set beside the figures for the business case: the currency, what all
// deals were worth, what one of the highest band is worth at most, what was spent on levers, what could be won back.
func (s *Session) Assumptions(ctx context.Context) ([]research.Assumption, error) {
	list, err := s.store.Assumptions(ctx)
	rank := []research.AssumptionKind{research.CurrencyKind, research.LostValue, research.TopOfBand, research.Lever, research.WonBack}
	slices.SortStableFunc(list, func(x, y research.Assumption) int { return slices.Index(rank, x.Kind) - slices.Index(rank, y.Kind) })
	return list, err
}

// assumptionWords are what the history calls the kinds.
var assumptionWords = map[research.AssumptionKind]string{research.CurrencyKind: "the currency of the business case", research.LostValue: "the value of all such deals",
	research.TopOfBand: "what a deal of the highest band is worth", research.WonBack: "how much could be won back", research.Lever: "what was spent on a lever"}

// SetAssumption keeps an assumption, new where its ID is "", and notes who set it and when. There is one of each kind
// but of levers; one that says nothing any more goes. One number alone is low, likely and high at once. Names in its
// words are masked. A Problem of kind Invalid says what is wrong with it.
func (s *Session) SetAssumption(ctx context.Context, a research.Assumption) (research.ID, error) {
	a, err := settled(a)
	if err != nil {
		return "", err
	}
	all, err := s.store.Assumptions(ctx)
	if err != nil {
		return "", err
	}
	var was research.Assumption
	levers := 0
	for _, x := range all {
		if x.ID == a.ID || x.Kind == a.Kind && a.Kind != research.Lever {
			was = x
		}
		if x.Kind == research.Lever {
			levers = max(levers+1, x.Pos+1)
		}
	}
	switch {
	case was.ID != "":
		a.ID, a.Pos = was.ID, was.Pos
	case says(a):
		a.Pos = levers
		if a.ID == "" {
			a.ID = store.NewID()
		}
		if a.Kind != research.Lever {
			a.Pos = 0
		} else if n := countLevers(all); n >= LeversMost {
			return "", research.Problemf(research.Invalid, "A business case has %d levers at most, so that they fit on its page. Take one out, or put two together.", LeversMost)
		}
	default:
		return "", nil
	}
	if err := s.typedInto(ctx, typedField{a.ID, "name", was.Name, &a.Name}, typedField{a.ID, "source", was.Source, &a.Source}); err != nil {
		return "", err
	}
	a.Coder, a.UTC = was.Coder, was.UTC
	if a == was {
		return a.ID, nil
	}
	a.Coder, a.UTC = s.Coder(), s.Now().UTC()
	step := "Set "
	if !says(a) {
		step = "Take back "
	}
	_, err = s.store.Edit(ctx, step+assumptionWords[a.Kind], func(tx *store.Tx) error {
		if !says(a) {
			return tx.DeleteAssumption(a.ID)
		}
		_, err := tx.PutAssumption(a)
		return err
	})
	return a.ID, err
}

// DeleteAssumption takes an assumption away.
func (s *Session) DeleteAssumption(ctx context.Context, a research.Assumption) error {
	_, err := s.store.Edit(ctx, "Take back "+assumptionWords[a.Kind], func(tx *store.Tx) error { return tx.DeleteAssumption(a.ID) })
	return err
}

func countLevers(all []research.Assumption) (n int) {
	for _, x := range all {
		if x.Kind == research.Lever {
			n++
		}
	}
	return n
}

// says is whether an assumption says anything.
func says(a research.Assumption) bool {
	if a.Kind == research.CurrencyKind {
		return a.Name != ""
	}
	return a.Likely > 0 || a.Kind == research.Lever && a.Name != ""
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// settled is an assumption put in order, or what is wrong with it.
func settled(a research.Assumption) (research.Assumption, error) {
	a.Name, a.Source = strings.Join(strings.Fields(a.Name), " "), strings.Join(strings.Fields(a.Source), " ")
	bad := func(format string, args ...any) (research.Assumption, error) {
		return a, research.Problemf(research.Invalid, format, args...)
	}
	if _, known := assumptionWords[a.Kind]; !known {
		return bad("“%s” is no number of the business case.", a.Kind)
	}
	if a.Kind == research.CurrencyKind {
		a.Name = strings.ToUpper(strings.NewReplacer("€", "EUR", "£", "GBP", "$", "USD").Replace(a.Name))
		if a.Name != "" && !currencyCode.MatchString(a.Name) {
			return bad("“%s” is no currency. Write its three letters, as in EUR, GBP or CHF.", a.Name)
		}
		return research.Assumption{ID: a.ID, Kind: a.Kind, Name: a.Name}, nil
	}
	if a.Likely > 0 { // an end that is not given is what is likely
		a.Low, a.High = or(a.Low, a.Likely), or(a.High, a.Likely)
	}
	most := sumMost
	if a.Kind == research.WonBack {
		most = 100
	}
	switch {
	case a.Low < 0 || a.Likely < 0 || a.High < 0 || a.High > most || a.Likely > most:
		return bad("A number of the business case is between 0 and %d.", most)
	case a.Low > a.Likely || a.High > 0 && a.Likely > a.High:
		return bad("Low is not above likely, and likely not above high: these are %d, %d and %d.", a.Low, a.Likely, a.High)
	case a.Kind == research.Lever && a.Name == "" && a.Likely > 0:
		return bad("Say what the money was spent on.")
	case utf8.RuneCountInString(a.Name) > assumptionNameMost:
		return bad("“%s” is longer than %d characters and would not fit on the page. Shorten it.", a.Name, assumptionNameMost)
	case utf8.RuneCountInString(a.Source) > assumptionSourceMost:
		return bad("“%s” is longer than %d characters and would not fit on the page. Shorten it.", a.Source, assumptionSourceMost)
	}
	return a, nil
}

// packCase is the assumptions as they may be printed.
func (s *Session) packCase(ctx context.Context, dict *privacy.Dictionary) ([]report.Assumption, error) {
	list, err := s.Assumptions(ctx)
	return released(dict, list), err
}

func released(dict *privacy.Dictionary, list []research.Assumption) []report.Assumption {
	out := make([]report.Assumption, len(list))
	for i, a := range list {
		out[i] = report.Assumption{Kind: a.Kind, Code: a.Code, Low: a.Low, Likely: a.Likely, High: a.High}
		out[i].Name, _ = privacy.Release(dict, withoutPseudonyms(a.Name))
		out[i].Source, _ = privacy.Release(dict, withoutPseudonyms(a.Source))
	}
	return out
}
