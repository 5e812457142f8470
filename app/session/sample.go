package session

import (
	"context"

	"openloop/assets"
	"openloop/research"
	"openloop/research/store"
)

// SamplePassphrase seals the sample study's vault. Everybody in the sample is invented, so it is no secret.
const SamplePassphrase = "an open loop brings outside evidence in"

// Sample makes the sample study at path: a new study that takes the sample spreadsheet through the same
// intake as everyone's, with eight themes named, a story told and a business case.
func Sample(ctx context.Context, path string, opt Options, p Progress) (*Session, Imported, error) {
	s, done, err := codedSample(ctx, path, opt, p)
	if err != nil {
		return nil, done, err
	}
	if err := s.sampleStory(ctx); err != nil {
		s.abandon()
		return nil, done, err
	}
	return s, done, nil
}

// codedSample makes the sample study as it is once its interviews are coded and its themes named.
func codedSample(ctx context.Context, path string, opt Options, p Progress) (*Session, Imported, error) {
	s, err := New(ctx, path, Fresh{Title: "Tessell win/loss 2026", Client: "Tessell Systems", Products: []string{"Tessell Flow", "Tessell"},
		Competitors: []string{"Corvina", "Plannable", "Dunmore Logic", "Dunmore"}, Passphrase: SamplePassphrase}, opt)
	if err != nil {
		return nil, Imported{}, err
	}
	done, err := s.importSample(ctx, p)
	if err != nil {
		s.abandon()
		return nil, done, err
	}
	return s, done, nil
}

func (s *Session) importSample(ctx context.Context, p Progress) (Imported, error) {
	src, err := s.ReadSourceData(ctx, assets.SampleName, assets.Sample(), p)
	if err != nil {
		return Imported{}, err
	}
	plan, err := s.Plan(ctx, src, p)
	if err != nil {
		return Imported{}, err
	}
	done, err := s.Import(ctx, plan, false, p)
	if err != nil {
		return done, err
	}
	return done, s.sampleThemes(ctx)
}

func (s *Session) sampleThemes(ctx context.Context) error {
	themes, err := assets.SampleThemes()
	if err != nil {
		return err
	}
	book := s.Book()
	_, err = s.store.Edit(ctx, "Name eight themes", func(tx *store.Tx) error {
		for i, t := range themes {
			th := research.Theme{Pos: i, Name: t.Name, Says: t.Says, SoWhat: t.SoWhat, Recommendation: t.Recommendation}
			for _, ref := range t.Codes {
				if c, ok := book.ByRef(ref); ok {
					th.Codes = append(th.Codes, c.ID)
				}
			}
			if _, err := tx.PutTheme(th); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// abandon closes a study that was never finished and removes its files.
func (s *Session) abandon() {
	path := s.Path()
	_ = s.Close()
	removeStudy(path)
}
