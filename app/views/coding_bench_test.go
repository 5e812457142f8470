package views

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"openloop/app/early"
	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
	"openloop/research/store"
)

// longInterview is a study with one transcript of a megabyte and 2,000 codings.
func longInterview(t testing.TB) (*session.Session, research.ID) {
	t.Helper()
	s := sampleStudy(t)
	rnd := rand.New(rand.NewPCG(3, 4))
	words := strings.Fields("we asked for a reference twice and then the price came back higher than anybody had said before größer später nobody called us again until the quarter was over")
	codes := s.Book().Codes
	var iv research.ID
	_, err := s.Store().Edit(context.Background(), "A long interview", func(tx *store.Tx) (err error) {
		if iv, err = tx.PutInterview(research.Interview{Label: "P99", Outcome: research.Lost, Date: "2026-03-01"}); err != nil {
			return err
		}
		var turns []research.Turn
		for size := 0; size < 1_000_000; {
			var b strings.Builder
			for b.Len() < 400+rnd.IntN(1200) {
				b.WriteString(words[rnd.IntN(len(words))])
				b.WriteString([]string{" ", " ", " ", " ", ". "}[rnd.IntN(5)])
			}
			turns = append(turns, research.Turn{Interview: iv, Pos: len(turns), Speaker: "P99", Asked: len(turns)%2 == 0, Text: b.String()})
			size += b.Len()
		}
		ids, err := tx.PutTurns(turns)
		if err != nil {
			return err
		}
		var vs []research.Verbatim
		for range 2000 {
			n := rnd.IntN(len(ids))
			from := rnd.IntN(200)
			vs = append(vs, research.Verbatim{Interview: iv, From: research.Anchor{Turn: ids[n], Offset: from}, To: research.Anchor{Turn: ids[n], Offset: from + 20 + rnd.IntN(150)}})
		}
		vids, err := tx.PutVerbatims(vs)
		if err != nil {
			return err
		}
		for i, v := range vids {
			if _, err := tx.PutCoding(research.Coding{Verbatim: v, Code: codes[1+i%(len(codes)-1)].ID, Coder: "RO", Round: 1, About: research.AboutUs, Polarity: research.Hurt, Weight: 1}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, iv
}

// cpu is what this process has used of processors: on a busy machine the only honest clock.
func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// A long transcript is read beside the window: until then the screen says so and takes no keys, a change made meanwhile
// is not lost, and what was asked for last is what comes up.
func TestCodingOpensALongTranscriptBesideTheWindow(t *testing.T) {
	s, long := longInterview(t)
	short := s.InterviewRows(session.InterviewFilter{})[0].Interview.ID
	var v *Coding
	var later []func()
	r := newRoom(t, s, theme.LightMode, bodyLarge, func(h Host) View {
		v = NewCoding(h)
		v.text.Later = func(func()) {}
		v.off = func(f func()) { later = append(later, f) }
		return v
	}, long)
	if v.open != nil || !v.opening.Visible() || v.work.Visible() || len(later) != 1 {
		t.Fatalf("while it is read the screen shows %v, %d readings under way", v.open, len(later))
	}
	if v.Rune('j') {
		t.Error("a key is taken while there is no text")
	}
	if err := s.SetNote(context.Background(), long, "Spoke freely."); err != nil {
		t.Fatal(err)
	}
	later[0]()
	if v.open == nil || v.open.Interview.ID != long || v.opening.Visible() || !v.work.Visible() || v.open.Interview.Note != "Spoke freely." {
		t.Fatal("it does not come up as it is")
	}
	v.Show(short)
	v.Show(long)
	v.Show(short)
	for _, f := range later[1:] {
		f()
	}
	if v.open.Interview.ID != short || v.opening.Visible() {
		t.Error("what was asked for last is not what is shown")
	}
	if len(r.fails) > 0 {
		t.Error(r.fails)
	}
}

// BenchmarkCodingKeys measures single keys on a transcript of a megabyte with 2,000 codings, from the key to laid out
// and saved: medians and 95th percentiles, of the clock and of the processor's time.
func BenchmarkCodingKeys(b *testing.B) {
	early.Room()
	s, iv := longInterview(b)
	var v *Coding
	r := newRoom(b, s, theme.LightMode, bodyLarge, func(h Host) View {
		v = NewCoding(h)
		v.text.Later = func(func()) {}
		v.off = func(f func()) { f() }
		return v
	}, iv)
	v.jump = nil
	v.text.Focus()
	code, _ := s.Book().ByRef("DIS-01")
	v.remember(code.ID)
	for _, c := range []struct {
		name   string
		before func(i int)
		key    func(i int)
	}{
		{"code", func(int) { r.typed("j") }, func(int) { r.typed(".") }},
		{"polarity", func(int) { r.typed("]") }, func(i int) { r.typed([]string{"+", "-"}[i%2]) }},
		{"remove", func(int) { r.typed("]") }, func(int) { r.key(fyne.KeyDelete) }},
		{"undo", func(int) {}, func(int) {
			if _, err := s.Undo(context.Background()); err != nil {
				b.Fatal(err)
			}
		}},
		{"next", func(int) {}, func(int) { r.typed("]") }},
		{"select", func(int) {}, func(int) { r.key(fyne.KeyRight) }},
		{"open", func(int) { v.corrector.close(); r.typed("]") }, func(int) { r.typed("e") }},
		{"correct", func(i int) {
			v.corrector.close()
			r.typed("]e")
			v.corrector.field.SetText(strings.Replace(v.corrector.field.Text, " ", "  ", 1))
		}, func(int) { r.key(fyne.KeyReturn) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var clock, used []time.Duration
			for i := range max(b.N, 20) {
				c.before(i)
				begin, was := time.Now(), cpu()
				c.key(i)
				clock, used = append(clock, time.Since(begin)), append(used, cpu()-was)
			}
			slices.Sort(clock)
			slices.Sort(used)
			for _, x := range []struct {
				of   []time.Duration
				unit string
			}{{clock, "ms"}, {used, "cpu-ms"}} {
				b.ReportMetric(float64(x.of[len(x.of)/2].Microseconds())/1000, "p50-"+x.unit)
				b.ReportMetric(float64(x.of[len(x.of)*95/100].Microseconds())/1000, "p95-"+x.unit)
			}
			b.ReportMetric(0, "ns/op")
		})
	}
	if len(r.fails) > 0 {
		b.Fatal(fmt.Sprint(r.fails))
	}
}
