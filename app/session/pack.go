package session

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"

	"openloop/report"
	"openloop/research"
	"openloop/research/privacy"
)

// PackOptions say what goes into a board pack.
type PackOptions struct {
	Wave     research.ID            // "" for all
	Lang     report.Lang            // the study's own when empty
	Draft    bool                   // stamped, and kept off the ledger; needs no vault
	Decision string                 // what the board is asked to decide; what the study has when empty, else drafted
	Titles   map[report.Kind]string // pages' messages, where they are not those that the study has
	// Where else it goes, "" for nowhere: slides, the cleared quotes as .csv, the figures as .json or .csv, and a
	// folder for each chart as a picture. Drafts go into pages and slides only, which can be stamped.
	Slides, Quotes, Figures, Charts string
}

// Pack builds the board pack as the study has it laid out. Without the open vault only a draft can be built.
func (s *Session) Pack(ctx context.Context, o PackOptions) (report.Document, error) {
	in, err := s.packInput(ctx, o)
	if err != nil {
		return report.Document{}, err
	}
	return report.Build(ctx, in)
}

func (s *Session) packInput(ctx context.Context, o PackOptions) (report.Input, error) {
	dict, err := s.Dictionary(ctx)
	if err != nil && !o.Draft {
		return report.Input{}, err
	}
	if err != nil {
		if dict, err = s.bestDictionary(ctx); err != nil {
			return report.Input{}, err
		}
	}
	quotes, err := s.quotes(ctx, dict, o.Wave)
	if err != nil {
		return report.Input{}, err
	}
	stories, err := s.packStories(ctx, dict)
	if err != nil {
		return report.Input{}, err
	}
	themes, err := s.store.Themes(ctx)
	if err != nil {
		return report.Input{}, err
	}
	earlier, err := s.ledger(ctx)
	if err != nil {
		return report.Input{}, err
	}
	st := s.store.Study()
	s.mu.Lock()
	f := s.facts
	in := report.Input{Study: st, Book: f.book, Index: f.index.Clone(), Frame: f.frame(), Rule: s.rule(), Dictionary: dict, Themes: themes, Quotes: quotes, Stories: stories, Waves: f.waves,
		Earlier: f.known(earlier), Signed: f.signed(earlier), Wave: o.Wave, Lang: o.Lang, Draft: o.Draft, Date: s.opt.Now()}
	in.Interviews, in.Reasons, in.Deals = f.told()
	s.mu.Unlock()
	if in.Lang == "" {
		in.Lang = report.Lang(or(st.Language, "en"))
	}
	if in.Layout, err = s.PackLayout(ctx, dict); err != nil {
		return in, err
	}
	if in.Case, err = s.packCase(ctx, dict); err != nil {
		return in, err
	}
	decision, titles, err := s.PackTexts(ctx)
	if err != nil {
		return in, err
	}
	in.Decision, _ = privacy.Release(dict, or(o.Decision, decision))
	in.Titles = map[report.Kind]privacy.SafeText{}
	maps.Copy(titles, o.Titles)
	for k, t := range titles {
		if strings.TrimSpace(t) != "" {
			in.Titles[k], _ = privacy.Release(dict, t)
		}
	}
	return in, nil
}

// pseudonym is one as it stands in redacted text: no quote leaves with one.
var pseudonym = regexp.MustCompile(`\b([POS])\d{2,}\b`)

// withoutPseudonyms says in a quote who was meant, and not who it was.
func withoutPseudonyms(s string) string {
	return pseudonym.ReplaceAllStringFunc(s, func(p string) string {
		switch p[0] {
		case 'O':
			return "[company]"
		case 'S':
			return "[salesperson]"
		}
		return "[name]"
	})
}

// quotes are the cleared verbatims of a wave in the words that may be printed. A clearance whose text has
// changed since is void.
func (s *Session) quotes(ctx context.Context, dict *privacy.Dictionary, wave research.ID) ([]report.Quote, error) {
	clear, err := s.clearances(ctx)
	if err != nil || len(clear) == 0 {
		return nil, err
	}
	in, err := s.quotedIn(ctx, clear)
	if err != nil {
		return nil, err
	}
	var out []report.Quote
	for _, r := range s.InterviewRows(InterviewFilter{Wave: wave}) {
		if !in[r.Interview.ID] {
			continue
		}
		turns, err := s.store.Turns(ctx, r.Interview.ID)
		if err != nil {
			return nil, err
		}
		placed, err := s.counted(ctx, r.Interview.ID)
		if err != nil {
			return nil, err
		}
		for _, p := range placed {
			c, ok := clear[p.Verbatim]
			if !ok || c.Rev != revOf(turns, p.From, p.To) {
				continue
			}
			who := voices(r, turns, p)
			if !quotable(who, c.Level) {
				continue
			}
			words := Quote(turns, p.From, p.To)
			if c.Level == research.ClearedReworded {
				words = c.Reworded // empty words are no quote
			}
			safe, _ := privacy.Release(dict, withoutPseudonyms(words))
			out = append(out, report.Quote{Text: safe, Verbatim: p.Verbatim, Code: p.Coding.Code, Interview: r.Interview.ID, Participant: r.Participants[0].ID, Voices: idsOf(who),
				Outcome: r.Interview.Outcome, RoleBand: r.RoleBand(), Polarity: p.Polarity, Weight: p.Weight, Reworded: c.Level == research.ClearedReworded})
		}
	}
	return out, nil
}

// quotedIn is the interviews that the verbatims of some clearances are of.
func (s *Session) quotedIn(ctx context.Context, clear map[research.ID]research.Clearance) (map[research.ID]bool, error) {
	list, err := s.store.VerbatimsByID(ctx, slices.Collect(maps.Keys(clear)))
	in := map[research.ID]bool{}
	for _, v := range list {
		in[v.Interview] = true
	}
	return in, err
}

// quotable says whether everybody who may have said a quote allows it in this form.
func quotable(people []research.Participant, level research.ClearanceLevel) bool {
	for _, p := range people {
		if p.Withdrawn || !levelAllowed(level, p.Consent) {
			return false
		}
	}
	return len(people) > 0
}

func idsOf(people []research.Participant) []research.ID {
	out := make([]research.ID, len(people))
	for i, p := range people {
		out[i] = p.ID
	}
	return out
}
