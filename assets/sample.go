package assets

import (
	"strconv"
	"strings"

	"openloop/research"
)

// SampleTheme is a finding of the sample study, named before its figures were looked at.
type SampleTheme struct {
	Name, SoWhat, Recommendation string
	Codes                        []string // refs
	Says                         research.Side
}

// SampleThemes reads the themes of the sample study.
func SampleThemes() ([]SampleTheme, error) {
	rows, err := table("sample/themes.csv")
	if err != nil {
		return nil, err
	}
	var out []SampleTheme
	for _, r := range rows {
		out = append(out, SampleTheme{Name: r[0], Codes: strings.Split(r[1], ";"), Says: research.Side(r[2]), SoWhat: r[3], Recommendation: r[4]})
	}
	return out, nil
}

// SampleRung is a rung of a ladder in the sample study, or an answer to the price test.
type SampleRung struct {
	Row   int    // of the interview in the spreadsheet, from 1
	Words string // as they stand in an answer
	Says  string // the ref of a code; "" of an answer to the price test
	Test  research.PriceTest
	Clear bool // the words are cleared as a quote for the story
}

// SampleLadders reads the ladders of the sample study, each from what was told to what decided.
func SampleLadders() ([]SampleRung, error) {
	rows, err := table("sample/ladders.csv")
	if err != nil {
		return nil, err
	}
	var out []SampleRung
	for _, r := range rows {
		s := SampleRung{Words: r[1], Says: r[2], Clear: r[3] == "yes"}
		if s.Row, err = strconv.Atoi(r[0]); err != nil {
			return nil, err
		}
		if t := research.PriceTest(r[2]); t == research.SameChoice {
			s.Says, s.Test = "", t
		}
		out = append(out, s)
	}
	return out, nil
}

// SampleStory is the story of the sample study: its title, the text and the rows of the interviews that it is of.
type SampleStory struct {
	Title, Text string
	Rows        []int
}

// ReadSampleStory reads the story of the sample study.
func ReadSampleStory() (s SampleStory, err error) {
	rows, err := table("sample/story.csv")
	if err != nil {
		return s, err
	}
	for _, n := range strings.Split(rows[0][0], ";") {
		row, err := strconv.Atoi(n)
		if err != nil {
			return s, err
		}
		s.Rows = append(s.Rows, row)
	}
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = r[1]
	}
	s.Title, s.Text = lines[0], strings.Join(lines[1:], "\n")
	return s, nil
}

// SampleCase reads the assumptions of the sample's business case, without IDs; Code is a ref.
func SampleCase() ([]research.Assumption, error) {
	rows, err := table("sample/case.csv")
	if err != nil {
		return nil, err
	}
	var out []research.Assumption
	for _, r := range rows {
		a := research.Assumption{Kind: research.AssumptionKind(r[0]), Name: r[1], Code: research.ID(r[2]), Source: r[6]}
		for i, to := range []*int{&a.Low, &a.Likely, &a.High} {
			if r[3+i] == "" {
				continue
			}
			if *to, err = strconv.Atoi(r[3+i]); err != nil {
				return nil, err
			}
		}
		out = append(out, a)
	}
	return out, nil
}
