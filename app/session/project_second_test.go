package session

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"openloop/research"
)

// Blind second codings that went out in a project come back as second round, with who was to code what: they count
// nowhere, before and after, and whoever has yet to finish is still blind.
func TestProjectKeepsTheSecondRound(t *testing.T) {
	from, ctx := openSample(t), context.Background()
	d := secondOf(t, from)
	id := d.Interviews[0]
	placed, err := from.Placed(ctx, id)
	if err != nil || len(placed) == 0 {
		t.Fatalf("%d codings, %v", len(placed), err)
	}
	before := codingsShown(from)
	from.SetCoder("CD")
	for _, p := range placed[:3] {
		if _, err := from.ApplyCode(ctx, id, p.From, p.To, p.Coding.Code); err != nil {
			t.Fatal(err)
		}
	}
	if err := from.MarkCoded(ctx, id, true); err != nil {
		t.Fatal(err)
	}
	from.SetCoder("RO")
	path := filepath.Join(t.TempDir(), "out.qdpx")
	written, err := from.ExportProject(ctx, path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if said := strings.Join(written.Lost, " "); !strings.Contains(said, "3 codings of a blind second round are under users of their own") {
		t.Errorf("what it cannot hold: %q", written.Lost)
	}
	to := templateStudy(t)
	done := takeProject(t, to, projectOf(t, to, path), false)
	if len(done.Refused) > 0 || strings.Contains(strings.Join(done.Losses, " "), "several people") {
		t.Errorf("refused %d, losses %q", len(done.Refused), done.Losses)
	}
	if d := differences(saysAll(t, from), saysAll(t, to)); len(d) > 0 {
		t.Errorf("the studies differ:\n%s", strings.Join(d, "\n"))
	}
	if n := codingsShown(to); n != before {
		t.Errorf("%d codings count after the import, not %d", n, before)
	}
	was, err := from.store.Assignments(ctx)
	if err != nil {
		t.Fatal(err)
	}
	is, err := to.store.Assignments(ctx)
	if err != nil || len(is) != len(was) {
		t.Fatalf("%d interviews are given to second coders instead of %d, %v", len(is), len(was), err)
	}
	to.SetCoder("CD")
	if to.BlindLeft() != len(d.Interviews)-1 {
		t.Errorf("CD has %d left, not %d", to.BlindLeft(), len(d.Interviews)-1)
	}
	to.SetCoder("RO")
	if again := takeProject(t, to, projectOf(t, to, path), false); again.New+again.Updated+again.Codings > 0 {
		t.Errorf("once more: %+v", again)
	}
	second := 0
	for _, line := range saysAll(t, to) {
		if strings.Contains(line, "by CD round 2 ") {
			second++
		}
	}
	if second != 3 || research.SecondRound != 2 {
		t.Errorf("%d second codings", second)
	}
}

// codingsShown is how many codings the interviews of a study show.
func codingsShown(s *Session) (n int) {
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		n += r.Codings
	}
	return n
}
