package analysis

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
)

// Every worked case of agreement in the shared table comes out as it stands there.
func TestAgreementCases(t *testing.T) {
	f, err := os.Open("../../../shared/stats/cases.csv")
	if err != nil {
		t.Skip("the shared cases are not beside the project")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, r := range rows[1:] {
		var a Agreement
		switch method := strings.ToLower(r[0]); {
		case strings.Contains(method, "kappa"), strings.Contains(method, "ac1"):
			var table [][]int
			if err := json.Unmarshal([]byte(r[1]), &table); err != nil {
				t.Fatalf("%s: %v", r[1], err)
			}
			a = Agree(crossed(table), 2, len(table))
		case strings.Contains(method, "alpha"):
			a = alphaCase(r[1])
		default:
			continue
		}
		n++
		for name, got := range map[string]float64{"po": a.Percent.Value, "percent agreement": a.Percent.Value, "kappa": a.Kappa.Value, "AC1": a.AC1.Value, "alpha": a.Alpha.Value} {
			if m := regexp.MustCompile(`(?:^|; )` + name + `=(-?[0-9.]+)`).FindStringSubmatch(r[2]); m != nil {
				near(t, r[0]+", "+name, got, m[1])
			}
		}
	}
	if n < 6 {
		t.Errorf("only %d cases were found", n)
	}
}

// alphaCase reads units ("1,1,-,1|2,2,3,2") or coders ("A=-,1; B=1,2").
func alphaCase(s string) Agreement {
	if _, units, ok := strings.Cut(s, "coders each)="); ok {
		var list []Rated
		coders := 0
		for i, u := range strings.Split(units, "|") {
			values := listed(strings.Split(u, ",")...)[0].Values
			list, coders = append(list, Rated{Cluster: i, Weight: 1, Values: values}), len(values)
		}
		return Agree(list, coders, 9)
	}
	var lines []string
	for _, part := range strings.Split(s, ";") {
		_, values, _ := strings.Cut(part, "=")
		lines = append(lines, strings.TrimSpace(values))
	}
	return Agree(listed(lines...), len(lines), 9)
}
