package transcript

import (
	"context"
	"strings"
	"testing"
)

func readPages(tb testing.TB, pages ...string) *Talk {
	tb.Helper()
	t, err := ReadPages(context.Background(), "talk.pdf", pages)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// Lines that the paper broke are one again, and what stands on every page is nobody's words.
func TestPages(t *testing.T) {
	page := func(n, words string) string {
		return "Project Alder, confidential\n" + words + "\nPage " + n + " of 3"
	}
	got := readPages(t, page("1", "Ada: What was going on\nwhen this came up?\nBuyer: We said price. It was eas-\nier that way, and the follow\u00ad"), page("2", "up never came."), page("3", "Ada: And then?\nBuyer: Nothing."))
	if want := "Ada@0: What was going on when this came up?\nBuyer@0: We said price. It was eas-ier that way, and the followup never came.\nAda@0: And then?\nBuyer@0: Nothing.\n"; said(got) != want {
		t.Errorf("read\n%s", said(got))
	}
}

// Names and times that stand far apart in a line, or in one of their own, begin turns too.
func TestPagesWithTimes(t *testing.T) {
	for name, page := range map[string]string{
		"apart":    "Ada\n0:03\nThanks for the hour.\nWhat was going on then?\nBuyer\n0:07\nWe said price.\nIt was easier.",
		"together": "Ada 0:03\nThanks for the hour.\nWhat was going on then?\nBuyer 0:07\nWe said price.\nIt was easier.",
		"bracket":  "[00:00:03] Ada: Thanks for the hour.\nWhat was going on then?\n[00:00:07] Buyer: We said price.\nIt was easier.",
	} {
		if got := strings.ReplaceAll(said(readPages(t, page)), " / ", " "); got != twoTurns {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

func TestGeneric(t *testing.T) {
	for label, want := range map[string]bool{"Speaker 2": true, "SPEAKER_01": true, "Interviewer": true, "Q": true, "": true, "Unknown Speaker": true, "Sprecher 1": true, "Interviewer A": true,
		"Respondent": true, "Ada": false, "Margit O.": false, "Speaker Lee": false, "Anna Client": false, "佐藤": false} {
		if Generic(label) != want {
			t.Errorf("%q: %v", label, !want)
		}
	}
	for label, want := range map[string]bool{"Interviewer": true, "Q": true, "Q.": true, "I": true, "I. Novak": false, "Ina": false, "Moderator 2": true} {
		if Asks(label) != want {
			t.Errorf("%q asks: %v", label, !want)
		}
	}
}

func FuzzPages(f *testing.F) {
	f.Add("Ada: Hello\nworld\fBuyer: Yes")
	f.Add("Ada\n0:03\nHello\f- 2 -\nfol\u00ad\nlow")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ReadPages(context.Background(), "f.pdf", strings.Split(text, "\f"))
		if err != nil {
			return
		}
		for _, u := range got.Turns {
			if strings.TrimSpace(u.Text) == "" || u.T0 < 0 {
				t.Errorf("%+v", u)
			}
		}
	})
}
