package command

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/spf13/cobra"

	"openloop/app/session"
	"openloop/research"
	"openloop/research/analysis"
)

// agree prints how far the coders of a study agree.
func (e *env) agree() *cobra.Command {
	unit, asJSON := "turn", false
	c := &cobra.Command{
		Use: "agree STUDY", Short: "Say how far the coders agree, per code and overall",
		Long: "Says how far coders agree on the interviews that more than one of them coded: percent, Cohen's kappa,\nKrippendorff's alpha and Gwet's AC1, with 95% intervals over interviews. What is told is how they agreed\nbefore any difference was settled. Overall is over the codes that somebody used. One coder's overlapping\npassages of a code count as one; what the interviewer said counts only where somebody coded it.",
		Args: takes(1, 1, "a study"),
		RunE: func(_ *cobra.Command, args []string) error { return e.runAgree(args[0], unit, asJSON) },
	}
	c.Flags().StringVar(&unit, "unit", unit, "what to agree on: turn, interview or character")
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON to standard output")
	return c
}

func (e *env) runAgree(path, unit string, asJSON bool) error {
	by := -1
	for _, u := range []analysis.Unit{analysis.ByTurn, analysis.ByInterview, analysis.ByCharacter} {
		if u.String() == unit {
			by = int(u)
		}
	}
	if by < 0 {
		return usageError{fmt.Errorf("--unit takes turn, interview or character, not %q", unit)}
	}
	s, err := e.open(path, false)
	if err != nil {
		return err
	}
	defer s.Close()
	a, err := s.Agreement(e.ctx, analysis.Unit(by))
	if err != nil {
		return err
	}
	if asJSON {
		return e.agreeJSON(a)
	}
	e.printAgreed(a)
	return nil
}

// agreedLine is one row as --json writes it.
type agreedLine struct {
	Code    string        `json:"code,omitempty"`
	Name    string        `json:"name,omitempty"`
	Units   int           `json:"units"` // that two coders looked at
	Percent *estimateLine `json:"percent"`
	Kappa   *estimateLine `json:"kappa"`
	Alpha   *estimateLine `json:"alpha"`
	AC1     *estimateLine `json:"ac1"`
}

// estimateLine is a measure: its value and interval, or why it is not defined.
type estimateLine struct {
	Value     *float64 `json:"value"`
	Low       *float64 `json:"low"`
	High      *float64 `json:"high"`
	Undefined string   `json:"undefined,omitempty"`
}

func estimate(e analysis.Estimate) *estimateLine {
	if !e.Defined() {
		return &estimateLine{Undefined: e.Why}
	}
	l := &estimateLine{Value: &e.Value}
	if !math.IsNaN(e.Interval.Low) {
		l.Low, l.High = &e.Interval.Low, &e.Interval.High
	}
	return l
}

func agreed(a analysis.Agreement) agreedLine {
	return agreedLine{Units: a.Units, Percent: estimate(a.Percent), Kappa: estimate(a.Kappa), Alpha: estimate(a.Alpha), AC1: estimate(a.AC1)}
}

func (e *env) agreeJSON(a session.Agreed) error {
	codes := []agreedLine{}
	for _, c := range a.Codes {
		l := agreed(c.Agree)
		l.Code, l.Name = c.Code.Ref, nameOf(c.Code)
		codes = append(codes, l)
	}
	enc := json.NewEncoder(e.out)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"unit": a.Unit.String(), "coders": append([]string{}, a.Coders...), "blind": a.Blind, "interviews": a.Interviews, "waiting": a.Waiting,
		"overall": agreed(a.Overall), "codes": codes, "codes_unused": a.Unused, "undefined_unused": session.NeitherUsed,
		"differences": a.Differences, "settled": a.Settled, "warnings": append([]string{}, a.Warnings...)})
}

func (e *env) printAgreed(a session.Agreed) {
	for _, w := range a.Warnings {
		fmt.Fprintf(e.err, "Note: %s\n", w)
	}
	if a.Interviews == 0 {
		fmt.Fprintln(e.out, "Nothing has been coded by two people yet.")
		return
	}
	fmt.Fprintf(e.out, "%s coded by %s and %s; unit: %s; as it was before anything was settled.\n\n", many(a.Interviews, "interview"), or(a.Coders[0], "nobody"), rest(a.Coders), a.Unit)
	const row = "%-34s %-22s %-22s %-22s %-22s\n"
	fmt.Fprintf(e.out, row, "code", "percent", "kappa", "alpha", "AC1")
	line := func(name string, g analysis.Agreement) {
		if !g.Kappa.Defined() && g.Percent.Defined() {
			fmt.Fprintf(e.out, row, cut(name, 34), percent(g.Percent), "undefined", "undefined", short(g.AC1))
			return
		}
		fmt.Fprintf(e.out, row, cut(name, 34), percent(g.Percent), short(g.Kappa), short(g.Alpha), short(g.AC1))
	}
	line("overall", a.Overall)
	undefined := ""
	for _, c := range a.Codes {
		line(c.Code.Ref+" "+nameOf(c.Code), c.Agree)
		if !c.Agree.Kappa.Defined() {
			undefined = c.Agree.Kappa.Why
		}
	}
	fmt.Fprintln(e.out)
	if undefined != "" {
		fmt.Fprintf(e.out, "undefined: %s\n", undefined)
	}
	if a.Unused > 0 {
		fmt.Fprintf(e.out, "%s, %s.\n", many(a.Unused, "more code"), session.NeitherUsed)
	}
	if a.Blind {
		fmt.Fprintf(e.out, "%s, %d of them settled.\n", many(a.Differences, "difference"), a.Settled)
	}
}

// nameOf is a code's name as it may leave: one in a participant's words stays in.
func nameOf(c research.Code) string {
	if c.InVivo {
		return ""
	}
	return c.Name
}

// rest lists the coders after the first: "CD, EF".
func rest(coders []string) string {
	out := ""
	for i, c := range coders[1:] {
		if i > 0 {
			out += ", "
		}
		out += c
	}
	return out
}

// percent is the share of agreement as a table shows it: "94% (88 to 100)".
func percent(e analysis.Estimate) string {
	if !e.Defined() {
		return "undefined"
	}
	if math.IsNaN(e.Interval.Low) {
		return fmt.Sprintf("%.0f%%", 100*e.Value)
	}
	return fmt.Sprintf("%.0f%% (%.0f to %.0f)", 100*e.Value, 100*e.Interval.Low, 100*e.Interval.High)
}

func short(e analysis.Estimate) string {
	if !e.Defined() {
		return "undefined"
	}
	return e.String()
}
