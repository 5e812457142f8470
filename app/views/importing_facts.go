package views

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// Of a transcript that makes an interview of its own nobody knows the company, the outcome or the wave: a person says
// them here, before it is stored.

// factsOf is what is said of the interview that a transcript makes, in a line.
func factsOf(f *session.TalkFile) string {
	var parts []string
	if f.Organisation != "" {
		parts = append(parts, "company given")
	}
	if f.Outcome != "" {
		parts = append(parts, f.Outcome.String())
	}
	if f.Wave != "" {
		parts = append(parts, f.Wave)
	}
	if len(parts) == 0 {
		return "Nothing is said of its company, outcome and wave yet."
	}
	return strings.Join(parts, ", ") + "."
}

// drawFacts paints what is said of a new interview, with the way to say more. It answers the height that it took.
func (v *Import) drawFacts(p *widgets.Pen, f *session.TalkFile, x, y, w float32) float32 {
	if f.Of != "" || f.Leave || f.Talk == nil {
		return 0
	}
	p.L(x, y+14, "The interview it makes", theme.Strong, p.Ink)
	p.ButtonR(x+w, y+16, "Say more  0", "", widgets.Secondary, func() { v.askFacts(f) })
	p.LW(x, y+38, w, factsOf(f), theme.Small, p.Ink2)
	return 56
}

// askFacts asks for the company, the outcome and the wave of the interview that a transcript makes.
func (v *Import) askFacts(f *session.TalkFile) {
	if f == nil || f.Talk == nil || f.Of != "" || f.Leave {
		return
	}
	company, companyBox := widgets.NewField("Company, as the vault may know it", "", "", false)
	company.SetText(f.Organisation)
	wave, waveBox := widgets.NewField("Wave; left blank, the half-year of its date", "", "", false)
	wave.SetText(f.Wave)
	outcomes := append([]research.Outcome{""}, research.Outcomes()...)
	names := make([]string, len(outcomes))
	for i, o := range outcomes {
		if names[i] = o.String(); o == "" {
			names[i] = "Not known"
		}
	}
	chosen := max(0, slices.Index(outcomes, f.Outcome))
	outcome := widgets.NewPicker("Outcome", names, chosen, func(i int) { chosen = i })
	body := widgets.Placed(func(s fyne.Size) {
		widgets.Put(companyBox, 0, 0, s.Width, 36)
		widgets.Put(outcome, 0, 48, s.Width, 32)
		widgets.Put(waveBox, 0, 92, s.Width, 36)
	}, companyBox, outcome, waveBox)
	var d *widgets.Dialog
	d = widgets.ShowDialog(v.host.Window().Canvas(), widgets.DialogSpec{Title: "The interview this transcript makes", Text: "The company goes sealed into the vault; the study keeps a pseudonym for it.",
		Body: body, BodyH: 132, Confirm: "Keep", Cancel: "Cancel", Focus: company, OnConfirm: func() bool {
			f.Outcome, f.Wave = outcomes[chosen], strings.TrimSpace(wave.Text)
			d.Close()
			if err := v.talks.OfCompany(f, strings.TrimSpace(company.Text)); err != nil {
				v.host.Fail(err)
			}
			v.changed()
			return false
		}})
}
