package report_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/research"
	"openloop/research/privacy"
)

// A withheld figure holds no count, no interval and no mentions, anywhere in the document.
func TestWithheldHoldsNothing(t *testing.T) {
	for name, in := range studies() {
		t.Run(name, func(t *testing.T) {
			d := build(t, in)
			n := 0
			for _, f := range d.Figures {
				if f.Shown {
					continue
				}
				n++
				if f.X != 0 || f.Mentions > 0 || f.Low != 0 || f.High != 0 || f.Value != 0 || f.Why == "" {
					t.Errorf("%s %s of %q is withheld and holds %+v", f.Subject, f.Key, f.Group, f)
				}
			}
			if n != d.Withheld() {
				t.Errorf("Withheld says %d of %d", d.Withheld(), n)
			}
			for _, c := range d.Ledger.Cells {
				if !c.Shown && c.X != 0 {
					t.Errorf("the ledger holds a withheld count: %+v", c)
				}
			}
		})
	}
}

// Every shown group has at least k interviews from enough organisations.
func TestGroupsAreLargeEnough(t *testing.T) {
	for name, in := range studies() {
		t.Run(name, func(t *testing.T) {
			d := build(t, in)
			for _, f := range d.Figures {
				if f.Shown && (f.N < d.K || f.Subject == report.OfHeard && f.X < d.K) {
					t.Errorf("%s %s of %q shows %d of %d", f.Subject, f.Key, f.Group, f.X, f.N)
				}
			}
		})
	}
}

// Of reasons each interview has one, so a single withheld row could be worked out.
func TestNoReasonIsWithheldAlone(t *testing.T) {
	for n := 10; n <= 80; n += 7 {
		d := build(t, made.Study(n))
		type column struct {
			s           report.Subject
			kind, group string
		}
		hidden, shown := map[column]int{}, map[column]int{}
		for _, f := range d.Figures {
			if f.Subject != report.OfReason && f.Subject != report.OfDecided {
				continue
			}
			kind := ""
			if f.Subject == report.OfReason {
				kind, _, _ = strings.Cut(f.Key, ":")
			}
			c := column{f.Subject, kind, f.Group}
			if f.Shown {
				shown[c]++
			} else {
				hidden[c]++
			}
		}
		for c, h := range hidden {
			if h == 1 && shown[c] > 0 {
				t.Errorf("%d interviews: one row of %v is withheld, %d are shown", n, c, shown[c])
			}
		}
	}
}

// At most two quotes come from anyone, and none of them twice; a role stands beside one only where enough
// people share role and outcome.
func TestQuotes(t *testing.T) {
	in := made.Study(60)
	for i := range in.Quotes { // everybody's words are different, and the same person says most of them
		in.Quotes[i].Text, _ = privacy.Release(in.Dictionary, fmt.Sprintf("This is remark %d about how it went.", i))
		if i < 9 {
			in.Quotes[i].Participant = "the same"
		}
	}
	d := build(t, in)
	byWords := map[string]report.Quote{}
	for _, q := range in.Quotes {
		byWords[q.Text.String()] = q
	}
	said := map[research.ID]int{}
	for _, q := range d.Quotes {
		from, ok := byWords[q.Words.String()]
		if !ok {
			t.Fatalf("nobody said %q", q.Words)
		}
		said[from.Participant]++
		role, _, signed := strings.Cut(q.Who.String(), ", ")
		if !signed {
			continue
		}
		same := 0
		for _, f := range in.Index.Facts() {
			if f.RoleBand == role {
				same++
			}
		}
		if same < d.K || role != from.RoleBand {
			t.Errorf("signed %q by a %q; %d share the role", q.Who, from.RoleBand, same)
		}
	}
	for who, n := range said {
		if n > 2 {
			t.Errorf("%s is quoted %d times", who, n)
		}
	}
	if len(d.Quotes) < 10 {
		t.Errorf("only %d quotes", len(d.Quotes))
	}
}

// No pseudonym is printed, and names that the vault knows are masked in whatever a person typed.
func TestNamesDoNotReachThePage(t *testing.T) {
	in := made.Study(60)
	in.Dictionary = privacy.NewDictionary([]privacy.Known{{Kind: privacy.Person, Text: "Margit Oelschläger", Pseudonym: "P07"},
		{Kind: privacy.Organisation, Text: "Brandtkamp Verpackungen GmbH", Pseudonym: "O03"}}, []string{"Tessell Systems"})
	in.Themes[0].Name = "What Margit Oelschläger said"
	in.Themes[0].SoWhat = "Brandtkamp Verpackungen was not alone."
	in.Themes[0].Recommendation = "Ask Margit Oelschläger again."
	in.Study.Title = "Study for Brandtkamp Verpackungen GmbH"
	d := build(t, in)
	m := measure(t)
	for i := range d.Pages {
		s := d.Scene(i, m)
		for _, w := range s.Words() {
			if regexp.MustCompile(`(?i)margit|oelschl|brandtkamp`).MatchString(w) {
				t.Errorf("page %d: %q", i+1, w)
			}
		}
	}
}

// Intervals stand on no page before "why we win", and a percentage never without its count.
func TestIntervalsAndPercentages(t *testing.T) {
	percent := regexp.MustCompile(`\d+%`)
	m := measure(t)
	for name, in := range studies() {
		t.Run(name, func(t *testing.T) {
			d := build(t, in)
			for i, p := range d.Pages {
				if p.Kind != report.Answer && p.Kind != report.FourReasons {
					continue
				}
				s := d.Scene(i, m)
				for _, w := range s.Words() {
					if percent.MatchString(w) {
						t.Errorf("page %d: %q", p.Number, w)
					}
				}
			}
		})
	}
}

// A pack issued soon after another counts the same interviews; one issued much later counts all.
func TestAfterAnEarlierPack(t *testing.T) {
	first := build(t, made.Study(60))
	for _, c := range []struct{ now, want int }{{60, 60}, {62, 60}, {80, 80}} {
		t.Run(fmt.Sprint(c.now), func(t *testing.T) {
			in := made.Study(c.now)
			in.Earlier = known(in, first.Ledger)
			d := build(t, in)
			if d.Base != c.want {
				t.Errorf("base %d, want %d", d.Base, c.want)
			}
			for _, f := range d.Figures {
				if f.Shown && f.Group == "" && f.Subject == report.OfCode && f.N != c.want {
					t.Fatalf("%s is out of %d", f.Key, f.N)
				}
			}
			if c.now == 60 && d.Withheld() != first.Withheld() {
				t.Errorf("the same pack again withholds %d, the first %d", d.Withheld(), first.Withheld())
			}
		})
	}
}

// known turns a ledger into what the reader has seen.
func known(in report.Input, l report.Ledger) []privacy.Group {
	var r []privacy.Group
	for _, g := range l.Groups {
		members, gone := research.NewBits(in.Index.Len()), []research.ID(nil)
		for _, id := range g.Members {
			if p := in.Index.Position(id); p >= 0 {
				members.Set(p)
			} else {
				gone = append(gone, id)
			}
		}
		rows := map[string]int{}
		for _, c := range l.Cells {
			if c.Group == g.Key && c.Shown {
				rows[c.Measure] = c.X
			}
		}
		r = append(r, privacy.Group{Key: g.Key, Members: members, Rows: rows, Erased: len(gone), Gone: gone})
	}
	return r
}

// The ledger's groups are named once, and every shown figure about what was said is in it.
func TestLedgerIsWhole(t *testing.T) {
	d := build(t, made.Study(60))
	var keys []string
	for _, g := range d.Ledger.Groups {
		keys = append(keys, g.Key)
		if len(g.Members) < d.K {
			t.Errorf("group %s has %d interviews", g.Key, len(g.Members))
		}
	}
	slices.Sort(keys)
	if len(slices.Compact(keys)) != len(d.Ledger.Groups) {
		t.Errorf("groups repeat: %v", keys)
	}
	in := map[string]bool{}
	for _, c := range d.Ledger.Cells {
		in[c.Measure+fmt.Sprint(c.X, c.N)] = true
		if strings.HasPrefix(c.Measure, "theme:") { // named by what it counts
			in["theme:"+fmt.Sprint(c.X, c.N)] = true
		}
	}
	for _, f := range d.Figures {
		if !f.Shown || f.Subject == report.OfHeard || f.Subject == report.OfWave {
			continue
		}
		row := string(f.Subject) + ":" + f.Key
		if f.Subject == report.OfDecided {
			row = "reason:decided:" + f.Key
		}
		if f.Subject == report.OfTheme {
			row = "theme:"
		}
		if f.Row != "" && in[f.Row+fmt.Sprint(f.X, f.N)] || f.Subject == report.OfRival { // which follows from others
			continue
		}
		if !in[row+fmt.Sprint(f.X, f.N)] {
			t.Errorf("%s of %q is not in the ledger", row, f.Group)
		}
	}
}
