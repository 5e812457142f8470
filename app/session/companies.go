package session

import (
	"fmt"
	"slices"

	"openloop/research/intake"
)

// CompanyMissing says that no sheet that is taken has a column of companies. Interviews without a company
// count as one company, so figures about them alone may not leave.
func (s *Source) CompanyMissing() bool {
	people := false
	for _, m := range s.Mappings {
		people = people || m.Layout == intake.PerInterview || m.Layout == intake.PerAnswer
		if m.Layout != "" && slices.ContainsFunc(m.Columns, func(c intake.Column) bool { return c.Field == intake.FieldOrganisation }) {
			return false
		}
	}
	return people
}

// withoutCompany says of a plan how many of its interviews name no company and what that means, "" where all
// name one.
func withoutCompany(plan *intake.Plan, least int) string {
	all, none := len(plan.Interviews), 0
	for _, iv := range plan.Interviews {
		if iv.Organisation == "" {
			none++
		}
	}
	switch {
	case none == 0:
		return ""
	case none == all:
		return fmt.Sprintf("No interview names a company, so all count as one. A figure leaves only when it is about at least %d companies: this file alone releases none. You see all figures here; to release them, add a column of companies and import again.", least)
	}
	return fmt.Sprintf("%d of %d interviews name no company and count as one together. Figures that rest on them may be withheld in exports.", none, all)
}
