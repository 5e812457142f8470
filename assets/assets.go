// Package assets holds what is embedded in the program: the starter codebook and interview guide,
// the sample study's spreadsheet and the icon. It knows no Fyne.
package assets

import (
	"embed"
	"encoding/csv"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"openloop/research"
)

//go:embed starter/*.csv icon.png sample
var files embed.FS

// Icon is the program's icon as PNG, 512 pixels square.
func Icon() []byte { return read("icon.png") }

// SampleName is the file name of the sample study's spreadsheet.
const SampleName = "tessell-interviews.xlsx"

// Sample is the sample study's spreadsheet as a person could have kept it: names included, all
// invented.
func Sample() []byte { return read("sample/" + SampleName) }

// read answers an embedded file; it is compiled in, so that it is there.
func read(name string) []byte {
	b, err := files.ReadFile(name)
	if err != nil {
		return nil
	}
	return b
}

// Codebook reads the starter codebook: nine stages and their codes, in order, without IDs. Parents are
// given in Code.Parent as the parent's reference, to be replaced by its ID when stored.
func Codebook() ([]research.Stage, []research.Code, error) {
	rows, err := table("starter/codebook.csv")
	if err != nil {
		return nil, nil, err
	}
	var stages []research.Stage
	var codes []research.Code
	for i, r := range rows {
		n, name, err := stage(r[0])
		if err != nil {
			return nil, nil, fmt.Errorf("starter codebook, row %d: %w", i+2, err)
		}
		if len(stages) == 0 || stages[len(stages)-1].Number != n {
			stages = append(stages, research.Stage{Number: n, Name: name})
		}
		ref, title, found := strings.Cut(r[1], " ")
		if !found {
			title = name
		}
		codes = append(codes, research.Code{Ref: ref, Name: title, Stage: n, Parent: research.ID(r[2]), Pos: i,
			Definition: r[3], Include: r[4], Exclude: r[5], Short: r[6] == "yes"})
	}
	return stages, codes, nil
}

// Guide reads the starter interview guide, in order, without IDs.
func Guide() ([]research.Question, error) {
	rows, err := table("starter/guide.csv")
	if err != nil {
		return nil, err
	}
	var out []research.Question
	for i, r := range rows {
		q := research.Question{Pos: i, Ref: r[0], Section: r[1], Text: r[3], Purpose: r[4], Core: r[9] == "yes"}
		if n, name, err := stage(r[1]); err == nil {
			q.Stage, q.Section = n, name
		}
		for _, o := range strings.Split(r[2], "|") {
			q.Outcomes = append(q.Outcomes, research.Outcome(o))
		}
		for _, l := range r[5:8] {
			if l != "" {
				q.Ladder = append(q.Ladder, l)
			}
		}
		if r[8] != "" {
			q.Codes = strings.Split(r[8], ",")
		}
		out = append(out, q)
	}
	return out, nil
}

// stage parts "4 Discovery and sales conduct".
func stage(s string) (int, string, error) {
	num, name, _ := strings.Cut(s, " ")
	n, err := strconv.Atoi(num)
	if err != nil {
		return 0, "", fmt.Errorf("%q does not begin with a stage number", s)
	}
	return n, name, nil
}

// table reads an embedded CSV without its heading row.
func table(name string) ([][]string, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer func(f fs.File) { _ = f.Close() }(f)
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rows[1:], nil
}
