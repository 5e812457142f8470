package intake_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"openloop/research/intake"
	"openloop/research/sheet"
)

// BenchmarkCRM reads and plans a .csv of 8,800 deals of a CRM, 18 columns wide.
func BenchmarkCRM(b *testing.B) {
	cb, guide := starter(b)
	var text strings.Builder
	text.WriteString("Id,AccountId,Account Name,Name,StageName,Amount,Probability,CloseDate,Type,NextStep,LeadSource,IsClosed,IsWon,ForecastCategoryName,CampaignId,Opportunity Owner,CreatedDate,Loss_Reason__c\n")
	for i := range 8800 {
		fmt.Fprintf(&text, "0065g%010d,0015g%010d,Company %d,Rollout %d,%s,$%d.50,10,2026-0%d-%02d,New,,Web,true,false,Closed,7015g%010d,Owner %d,2025-11-%02d,%s\n", i, i/3, i/3, i,
			[]string{"Closed Won", "Closed - Lost to Competitor", "Proposal"}[i%3], 1000+i*37, 1+i%9, 1+i%28, i%40, i%25, 1+i%28, []string{"", "Price", "No budget"}[i%3])
	}
	data := []byte(text.String())
	b.ResetTimer()
	for range b.N {
		book, err := sheet.Read(context.Background(), "deals.csv", data, nil)
		must(b, err)
		p, err := intake.Build(context.Background(), book, intake.Guess(book, guide), cb, guide, nil)
		must(b, err)
		if len(p.Deals) != 8800 || len(p.Refused) != 0 {
			b.Fatal(len(p.Deals), len(p.Refused))
		}
	}
}
