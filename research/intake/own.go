package intake

import "strings"

// own has the plan keep the texts of its interviews and codings by itself. As they come from the sheet each of them
// holds on to the piece of memory that it shares with its neighbours, and so all together to the whole sheet.
func (p *Plan) own() {
	known := map[string]string{}
	once := func(texts ...*string) { // for what many rows say alike
		for _, t := range texts {
			if *t == "" {
				continue
			}
			same, ok := known[*t]
			if !ok {
				same = strings.Clone(*t)
				known[same] = same
			}
			*t = same
		}
	}
	for i := range p.Interviews {
		in := &p.Interviews[i]
		once(&in.Sheet, &in.Organisation, &in.Owner, &in.RoleBand, &in.Segment, &in.Region, &in.Date, &in.Wave, &in.Interviewer, &in.ValueBand,
			&in.LeadSource, &in.Campaign, &in.CRMCreated, &in.CRMClosed)
		for k := range in.Competitors {
			once(&in.Competitors[k])
		}
		copied(&in.Key, &in.Deal, &in.Converted, &in.Began, &in.Spoke, &in.Bought, &in.Note)
		in.Person.own()
		for k := range in.Others {
			in.Others[k].own()
		}
		for k := range in.Answers {
			a := &in.Answers[k]
			once(&a.Question, &a.Ref)
			copied(&a.Text)
		}
	}
	for i := range p.Codings {
		c := &p.Codings[i]
		once(&c.Sheet, &c.Interview, &c.Question, &c.Code, &c.Coder)
		copied(&c.Verbatim, &c.Reworded)
	}
}

func (p *Person) own() {
	copied(&p.Name, &p.First, &p.Last, &p.Title, &p.Email, &p.Phone)
	for k, v := range p.Extra {
		delete(p.Extra, k)
		p.Extra[strings.Clone(k)] = strings.Clone(v)
	}
}

func copied(texts ...*string) {
	for _, t := range texts {
		*t = strings.Clone(*t)
	}
}
