package command

import (
	"fmt"
	"io"

	"openloop/app/session"
)

// joinImport is an interview without the CRM's id and the only deal of its company.
type joinImport struct {
	Interview string `json:"interview"`
	Row       int    `json:"row,omitempty"` // of the export, where this import brings it
	Outcome   string `json:"outcome,omitempty"`
	Closed    string `json:"closed,omitempty"`
	Made      bool   `json:"made"` // it was joined, or would be; else it is only proposed
}

func (o importing) joinsOf(list []session.DealJoin) (out []joinImport) {
	for _, j := range list {
		out = append(out, joinImport{j.Interview, j.Row, string(j.Outcome), j.Closed, o.byCompany})
	}
	return out
}

// joinsSaid is how many joins are listed; --json has all of them.
const joinsSaid = 20

func sayJoins(w io.Writer, list []joinImport, dry bool) {
	for i, j := range list {
		if i == joinsSaid {
			fmt.Fprintf(w, "  … and %d more\n", len(list)-i)
			return
		}
		deal := "the only deal of its company"
		if j.Row > 0 {
			deal += fmt.Sprintf(", in row %d", j.Row)
		}
		switch {
		case j.Made && !dry:
			fmt.Fprintf(w, "  %s joined to %s.\n", j.Interview, deal)
		case j.Made:
			fmt.Fprintf(w, "  %s would be joined to %s.\n", j.Interview, deal)
		default:
			fmt.Fprintf(w, "  %s may be about %s: --by-company joins them.\n", j.Interview, deal)
		}
	}
}
