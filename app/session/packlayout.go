package session

import (
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"openloop/report"
	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
)

// PackFace is how the pack looks and what it says of itself. Empty is what stands there by itself: the study's
// client, no line on confidentiality, our own colour, the day on which the pack is made.
type PackFace struct {
	Client, Confidential string
	Accent               string // "#1C6B78", see report.CheckAccent
	Date                 string // "2026-11-22"
	// LogoFile is a picture to put on the pages, "" to leave the logo as it is; NoLogo takes it away.
	LogoFile string
	NoLogo   bool
}

// PackLayout is what a person chose for the board pack, ready for the pages. What was typed is released as
// everything is that leaves.
func (s *Session) PackLayout(ctx context.Context, dict *privacy.Dictionary) (report.Layout, error) {
	v, err := s.store.PackLayout(ctx)
	if err != nil {
		return report.Layout{}, err
	}
	l := report.Layout{Sections: choicesOf(v.Sections)}
	l.Client, _ = privacy.Release(dict, v.Client)
	l.Confidential, _ = privacy.Release(dict, v.Confidential)
	l.Accent, _ = report.ParseAccent(v.Accent) // checked when it was set; a later rule falls back to our own
	if v.Date != "" {
		l.Date, _ = time.Parse(time.DateOnly, v.Date)
	}
	if v.Logo != "" {
		png, err := base64.StdEncoding.DecodeString(v.Logo)
		if err == nil {
			l.Logo, err = report.OpenLogo(png)
		}
		if err != nil {
			return l, research.Problemf(research.Damaged, "The logo in the study cannot be read. Choose it again under Report.")
		}
	}
	return l, nil
}

func choicesOf(keys []string) []report.Choice {
	out := make([]report.Choice, len(keys))
	for i, k := range keys {
		k, off := strings.CutPrefix(k, "-")
		out[i] = report.Choice{Kind: report.Kind(k), Off: off}
	}
	return out
}

func keysOf(list []report.Choice) []string {
	out := make([]string, len(list))
	for i, c := range list {
		if out[i] = string(c.Kind); c.Off {
			out[i] = "-" + out[i]
		}
	}
	return out
}

// PackFace is the face of the pack as it was typed.
func (s *Session) PackFace(ctx context.Context) (PackFace, error) {
	v, err := s.store.PackLayout(ctx)
	return PackFace{Client: v.Client, Confidential: v.Confidential, Accent: v.Accent, Date: v.Date}, err
}

// SetPackFace changes how the pack looks and what it says of itself, as one step.
func (s *Session) SetPackFace(ctx context.Context, f PackFace) error {
	for _, t := range []*string{&f.Client, &f.Confidential, &f.Accent, &f.Date} {
		*t = strings.TrimSpace(*t)
	}
	colour, err := report.ParseAccent(f.Accent)
	if err != nil {
		return err
	}
	f.Accent = report.AccentCode(colour)
	if _, err := time.Parse(time.DateOnly, f.Date); f.Date != "" && err != nil {
		return research.Problemf(research.Invalid, "“%s” is no day. Write it as year, month and day: %s.", f.Date, s.opt.Now().Format(time.DateOnly))
	}
	was, err := s.store.PackLayout(ctx)
	if err != nil {
		return err
	}
	now := was
	now.Client, now.Confidential, now.Accent, now.Date = f.Client, f.Confidential, f.Accent, f.Date
	switch {
	case f.LogoFile != "":
		if now.Logo, err = readLogo(f.LogoFile); err != nil {
			return err
		}
	case f.NoLogo:
		now.Logo = ""
	}
	err = s.typedInto(ctx, typedField{research.PackLayoutID, "client", was.Client, &now.Client},
		typedField{research.PackLayoutID, "confidential", was.Confidential, &now.Confidential})
	if err != nil {
		return err
	}
	return s.setPackLayout(ctx, "Change the face of the report", was, now)
}

// setPackLayout saves a layout where it is another one.
func (s *Session) setPackLayout(ctx context.Context, step string, was, now research.PackLayout) error {
	if was.ID == now.ID && slices.Equal(was.Sections, now.Sections) && was.Client == now.Client && was.Confidential == now.Confidential &&
		was.Accent == now.Accent && was.Date == now.Date && was.Logo == now.Logo {
		return nil
	}
	_, err := s.store.Edit(ctx, step, func(tx *store.Tx) error { return tx.PutPackLayout(now) })
	return err
}

// changeSections saves another order or choice of sections.
func (s *Session) changeSections(ctx context.Context, step string, change func(report.Layout) []report.Choice) error {
	was, err := s.store.PackLayout(ctx)
	if err != nil {
		return err
	}
	l, now := report.Layout{Sections: choicesOf(was.Sections)}, was
	next := change(l)
	if slices.Equal(next, l.Order()) {
		return nil
	}
	if now.Sections = keysOf(next); slices.Equal(next, report.Layout{}.Order()) {
		now.Sections = nil
	}
	return s.setPackLayout(ctx, step, was, now)
}

// SetSection leaves a section of the pack out, or takes it in again. name is what the step calls it.
func (s *Session) SetSection(ctx context.Context, k report.Kind, name string, on bool) error {
	if k.Fixed() {
		return research.Problemf(research.Invalid, "“%s” stays in the pack: figures go out with how they were made.", name)
	}
	step := "Leave out “" + name + "” of the report"
	if on {
		step = "Take “" + name + "” into the report"
	}
	return s.changeSections(ctx, step, func(l report.Layout) []report.Choice { return l.With(k, !on) })
}

// MoveSection moves a section of the pack by some places, up where by is negative.
func (s *Session) MoveSection(ctx context.Context, k report.Kind, name string, by int) error {
	if k.Fixed() || k.First() {
		return research.Problemf(research.Invalid, "“%s” keeps its place: the answer stands first, and how figures were made last.", name)
	}
	return s.changeSections(ctx, "Move “"+name+"” in the report", func(l report.Layout) []report.Choice { return l.Moved(k, by) })
}

// ResetSections puts every section back into its usual place.
func (s *Session) ResetSections(ctx context.Context) error {
	return s.changeSections(ctx, "Put the sections of the report back", func(report.Layout) []report.Choice { return report.Layout{}.Order() })
}

// SetPackLogo reads a picture and keeps it in the study, smaller and without anything the file says besides; ""
// takes the logo away.
func (s *Session) SetPackLogo(ctx context.Context, path string) error {
	was, err := s.store.PackLayout(ctx)
	if err != nil {
		return err
	}
	now := was
	if path == "" {
		now.Logo = ""
		return s.setPackLayout(ctx, "Take the logo off the report", was, now)
	}
	if now.Logo, err = readLogo(path); err != nil {
		return err
	}
	return s.setPackLayout(ctx, "Put a logo on the report", was, now)
}

// readLogo is a picture as the study keeps it.
func readLogo(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", research.Problemf(research.Unreadable, "%s cannot be read: %w. Choose another file.", filepath.Base(path), plainFileError(err))
	}
	img, err := report.NewLogo(b)
	if err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(img.PNG), nil
}
