// Package agree_test writes packs in every form that they leave in, reads each back, and holds them against each other:
// a figure is the same wherever it stands.
package agree_test

import (
	"os"
	"strconv"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/report/internal/readback"
)

// setting is a number from the environment.
func setting(name string, otherwise uint64) uint64 {
	if n, err := strconv.ParseUint(os.Getenv("OPENLOOP_AGREE"+name), 10, 64); err == nil {
		return n
	}
	return otherwise
}

// place is which figure something is about.
type place struct {
	subject    report.Subject
	key, group string
}

// pack is a document with its figures by their places.
type pack struct {
	*testing.T
	d       report.Document
	figures map[place]report.Figure
	wrong   int
}

func packOf(t *testing.T, in report.Input) *pack {
	p := &pack{T: t, d: readback.Build(t, in), figures: map[place]report.Figure{}}
	for _, f := range p.d.Figures {
		at := place{f.Subject, f.Key, f.Group}
		if _, twice := p.figures[at]; twice {
			p.differ("%v is there twice", at)
		}
		p.figures[at] = f
	}
	return p
}

// differ complains, and after a few complaints keeps quiet.
func (p *pack) differ(format string, args ...any) {
	p.Helper()
	if p.wrong++; p.wrong <= 12 {
		p.Errorf(format, args...)
	}
}

// TestAllAgree holds screen, PDF, workbook, slides, JSON and CSV of random studies against each other.
// OPENLOOP_AGREE=200 takes two hundred studies, OPENLOOP_AGREE_FROM=n begins at the nth.
func TestAllAgree(t *testing.T) {
	first, studies := setting("_FROM", 0), setting("", 20)
	if testing.Short() {
		studies = min(studies, 3)
	}
	figures, printed := 0, 0
	for seed := first; seed < first+studies; seed++ {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			p := packOf(t, made.Random(seed))
			p.data()
			p.workbook()
			p.screen()
			p.paper()
			p.slides()
			figures += len(p.d.Figures)
			printed += len(p.d.Pages)
		})
	}
	t.Logf("%d studies, %d pages, %d figures", studies, printed, figures)
	if studies >= 20 && figures < 1000 {
		t.Errorf("%d figures in %d studies: that proves little", figures, studies)
	}
}
