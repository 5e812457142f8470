package data

import (
	"openloop/report"
	"openloop/research/analysis"
)

// Case is the business case of the pack. What follows from a count that is withheld has no numbers.
type Case struct {
	Currency   string   `json:"currency"`
	Total      Sum      `json:"total"`                // of all deals that the case is about
	Whole      bool     `json:"total_is_the_clients"` // else it is what the deals talked about are worth by value band
	Open       bool     `json:"high_is_at_least,omitempty"`
	Interviews int      `json:"interviews"`
	Deals      int      `json:"deals"`
	Causes     []AtRisk `json:"causes,omitempty"`
	Levers     []Spent  `json:"levers,omitempty"`
	WonBack    *Sum     `json:"won_back,omitempty"` // shares
	Won        *Sum     `json:"won,omitempty"`      // so much of the total
}

// Sum is a sum of money, or a share, as a range.
type Sum struct {
	Low    float64 `json:"low"`
	Likely float64 `json:"likely"`
	High   float64 `json:"high"`
}

// AtRisk is what is at stake on one root cause.
type AtRisk struct {
	Key      string `json:"key"` // of its figure
	Cause    string `json:"cause"`
	X        *int   `json:"interviews"`
	N        *int   `json:"base"`
	Share    *Sum   `json:"share"`
	Value    *Sum   `json:"value"`
	Withheld bool   `json:"withheld,omitempty"`
}

// Spent is what was spent on one lever, and how much of it where something else decided.
type Spent struct {
	Lever     string `json:"lever"`
	Key       string `json:"key,omitempty"` // of the figure of what it was to move
	Cause     string `json:"cause,omitempty"`
	X         *int   `json:"interviews"`
	N         *int   `json:"base"`
	Spent     Sum    `json:"spent"`
	Elsewhere *Sum   `json:"elsewhere"`
	Withheld  bool   `json:"withheld,omitempty"`
}

func sumOf(r analysis.Range) *Sum {
	return &Sum{rounded(r.Low), rounded(r.Likely), rounded(r.High)}
}

// caseOf is the business case as it leaves, nil for none.
func caseOf(c *report.Case) *Case {
	if c == nil {
		return nil
	}
	out := &Case{Currency: c.Currency, Total: *sumOf(c.Total), Whole: c.Whole, Open: c.Open, Interviews: c.N, Deals: c.Deals}
	if !c.WonBack.IsZero() {
		out.WonBack, out.Won = sumOf(c.WonBack), sumOf(c.Won)
	}
	for _, l := range c.Causes {
		r := AtRisk{Key: l.Key, Cause: l.Name.String(), Withheld: !l.Shown}
		if l.Shown {
			r.X, r.N, r.Share, r.Value = &l.X, &l.N, sumOf(l.Share), sumOf(l.Value)
		}
		out.Causes = append(out.Causes, r)
	}
	for _, l := range c.Levers {
		r := Spent{Lever: l.Name.String(), Key: l.Key, Cause: l.Cause.String(), Spent: *sumOf(l.Spent), Withheld: !l.Shown}
		if l.Shown {
			r.X, r.N, r.Elsewhere = &l.X, &l.N, sumOf(l.Wasted)
		}
		out.Levers = append(out.Levers, r)
	}
	return out
}

// caseRows is the sums as rows of the table of figures: what is likely stands as the value.
func caseRows(c *Case) (rows [][]string) {
	if c == nil {
		return nil
	}
	row := func(key, measure, of string, x, n *int, share, sum *Sum, withheld bool) {
		r := []string{"case", key, measure, "", "", of, whole(x), whole(n), "", "", "", "", "", yes(withheld), ""}
		if share != nil {
			r[8] = decimal(&share.Likely)
		}
		if sum != nil {
			r[9], r[10], r[11] = decimal(&sum.Low), decimal(&sum.High), decimal(&sum.Likely)
		}
		rows = append(rows, r)
	}
	row("total", "total", c.Currency, nil, nil, nil, &c.Total, false)
	if c.Won != nil {
		row("won", "won back", c.Currency, nil, nil, c.WonBack, c.Won, false)
	}
	for _, l := range c.Causes {
		row("stake:"+l.Key, l.Cause, c.Currency, l.X, l.N, l.Share, l.Value, l.Withheld)
	}
	for _, l := range c.Levers {
		row("spent:"+l.Key, l.Lever, c.Currency, nil, nil, nil, &l.Spent, false)
		row("elsewhere:"+l.Key, l.Lever, c.Currency, l.X, l.N, nil, l.Elsewhere, l.Withheld)
	}
	return rows
}
