//go:build unix

package session

import (
	"bufio"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"openloop/research"
	"openloop/research/store"
	"openloop/research/store/storetest"
)

// What the process that is killed is told.
const (
	actsChildDir  = "SESSION_ACTS_DIR"
	actsChildSeed = "SESSION_ACTS_SEED"
)

// actsTotal is how many kills there are in all, where the environment does not say another number.
const (
	actsTotal = "OPENLOOP_KILLS"
	actsUsual = 50
)

// TestActsChild is no test but the process that works on a study until it is killed. It says what it is about to do,
// and, once that has returned, where the study stands: how many steps there are, and what every table holds.
func TestActsChild(t *testing.T) {
	dir := os.Getenv(actsChildDir)
	if dir == "" {
		t.Skip("only as the child of another test")
	}
	s := open(t, filepath.Join(dir, "study.openloop"))
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	seed, _ := strconv.ParseUint(os.Getenv(actsChildSeed), 10, 64)
	w := &worker{s: s, rnd: rand.New(rand.NewPCG(seed, 9))}
	acts := w.acts()
	names := slices.Sorted(maps.Keys(acts))
	was, still := "", 0
	for n := 0; ; n++ {
		name := names[w.rnd.IntN(len(names))]
		fmt.Println("try", n, name)
		if err := acts[name](t.Context()); err != nil && !refused(err) {
			fmt.Println("error", name, err)
			os.Exit(1)
		}
		now := stands(t, s)
		if now != was {
			was, still = now, 0
		} else if still++; still == 15 { // redoing what nobody undid, importing what is there already
			fmt.Println("error fifteen acts in a row returned and nothing is stored")
			os.Exit(1)
		}
		fmt.Println("done", n, now)
	}
}

// refused says that an act was not possible now, which a person is told in a sentence: nothing to undo, a code
// that stays.
func refused(err error) bool {
	k := research.KindOf(err)
	return k == research.NotFound || k == research.Invalid || k == research.Conflict
}

// stands is where a study stands: its step now, and a sum of all that its tables hold.
func stands(tb testing.TB, s *Session) string {
	tb.Helper()
	now, err := s.History(context.Background(), 1000)
	if err != nil {
		tb.Fatal(err)
	}
	inForce, latest := 0, int64(0)
	for _, st := range now {
		if !st.Undone {
			inForce++
		}
		latest = max(latest, st.ID)
	}
	h := sha256.New()
	all := tables(tb, s.Path())
	for _, name := range slices.Sorted(maps.Keys(all)) {
		io.WriteString(h, name+"\n"+all[name]+"\n")
	}
	return fmt.Sprintf("%d %d %x", latest, inForce, h.Sum(nil)[:8])
}

// worker does at random what people do in the window.
type worker struct {
	s   *Session
	rnd *rand.Rand
}

// place is an interview with a passage of one of its answers, and one of its codings if there is any.
func (w *worker) place(ctx context.Context) (t *Transcript, turn research.Turn, from, to research.Anchor, on *Placed, err error) {
	rows := w.s.InterviewRows(InterviewFilter{})
	t, err = w.s.Transcript(ctx, rows[w.rnd.IntN(len(rows))].Interview.ID)
	if err != nil || len(t.Turns) == 0 {
		return t, turn, from, to, nil, research.Problemf(research.NotFound, "Nothing was said there.")
	}
	turn = t.Turns[w.rnd.IntN(len(t.Turns))]
	n := len([]rune(turn.Text))
	a := w.rnd.IntN(n)
	from, to = research.Anchor{Turn: turn.ID, Offset: a}, research.Anchor{Turn: turn.ID, Offset: a + 1 + w.rnd.IntN(n-a)}
	if len(t.Codings) > 0 {
		on = &t.Codings[w.rnd.IntN(len(t.Codings))]
	}
	return t, turn, from, to, on, nil
}

// code is a code below a stage.
func (w *worker) code() research.ID {
	var ids []research.ID
	for _, c := range w.s.Offered().Codes {
		if c.Parent != "" {
			ids = append(ids, c.ID)
		}
	}
	return ids[w.rnd.IntN(len(ids))]
}

// onCoding is an act on a coding that is there.
func (w *worker) onCoding(do func(ctx context.Context, p Placed) error) func(context.Context) error {
	return func(ctx context.Context) error {
		_, _, _, _, on, err := w.place(ctx)
		if err != nil || on == nil {
			return err
		}
		return do(ctx, *on)
	}
}

// acts are what is done; what is done more often stands there more than once.
func (w *worker) acts() map[string]func(context.Context) error {
	s := w.s
	apply := func(ctx context.Context) error {
		t, _, from, to, _, err := w.place(ctx)
		if err == nil {
			_, err = s.ApplyCode(ctx, t.Interview.ID, from, to, w.code())
		}
		return err
	}
	undo := func(ctx context.Context) error { _, err := s.Undo(ctx); return err }
	return map[string]func(context.Context) error{
		"apply a code": apply, "apply another code": apply, "apply one more code": apply,
		"undo": undo, "undo again": undo,
		"redo": func(ctx context.Context) error { _, err := s.Redo(ctx); return err },
		"change a coding": w.onCoding(func(ctx context.Context, p Placed) error {
			c := p.Coding
			c.Polarity, c.Weight = research.Polarity(w.rnd.IntN(3)-1), research.Weight(1+w.rnd.IntN(3))
			return s.ChangeCoding(ctx, c, "changed")
		}),
		"remove a coding": w.onCoding(func(ctx context.Context, p Placed) error { return s.RemoveCoding(ctx, p.Coding) }),
		"write a memo": w.onCoding(func(ctx context.Context, p Placed) error {
			return s.SetMemo(ctx, p.ID, p.Code.Name, fmt.Sprint("thought number ", w.rnd.IntN(1000)))
		}),
		"correct the text": w.correct,
		"code in the words of the passage": func(ctx context.Context) error {
			t, _, from, to, _, err := w.place(ctx)
			if err == nil {
				_, err = s.CodeInVivo(ctx, t.Interview.ID, from, to, 3)
			}
			return err
		},
		"merge two codes": func(ctx context.Context) error {
			_, err := s.MergeCodes(ctx, []research.ID{w.code()}, w.code())
			return err
		},
		"set what decided": func(ctx context.Context) error {
			t, _, _, _, _, err := w.place(ctx)
			if err == nil {
				err = s.SetReason(ctx, t.Interview.ID, research.DecidedReason, w.code())
			}
			return err
		},
		"add a rung": func(ctx context.Context) error {
			t, _, from, to, _, err := w.place(ctx)
			if err == nil {
				err = s.AddRung(ctx, t.Interview.ID, from, to)
			}
			return err
		},
		"mark as coded": func(ctx context.Context) error {
			t, _, _, _, _, err := w.place(ctx)
			if err == nil {
				err = s.MarkCoded(ctx, t.Interview.ID, !t.Interview.Coded)
			}
			return err
		},
		"import": func(ctx context.Context) error {
			n := w.rnd.IntN(12)
			_, err := tryTakeIn(s, people(n, n+1), false)
			return err
		},
	}
}

// correct takes a word out of an answer, or says one twice.
func (w *worker) correct(ctx context.Context) error {
	_, turn, _, _, _, err := w.place(ctx)
	if err != nil {
		return err
	}
	words := strings.Fields(turn.Text)
	i := w.rnd.IntN(len(words))
	if len(words) > 8 {
		words = slices.Delete(words, i, i+1)
	} else {
		words = slices.Insert(words, i, "really")
	}
	_, err = w.s.CorrectText(ctx, turn.ID, turn.Text, strings.Join(words, " "))
	return err
}

// plantActs makes a study of three interviews of five answers each.
func plantActs(t *testing.T, dir string) {
	t.Helper()
	s := newStudy(t)
	takeIn(t, s, people(0, 3), false)
	_, err := s.store.Edit(t.Context(), "Add what was said", func(tx *store.Tx) error {
		for i, r := range s.InterviewRows(InterviewFilter{}) {
			for n, said := range []string{"The first demonstration used our own drawings, and that settled half of the room.", "They answered every mail within the hour until we had signed.",
				"Nobody asked who else had to agree before the offer went out.", "In the end it was the wait for the second quotation.", "Price was what we told them, since that ends a conversation."} {
				if _, err := tx.PutTurn(research.Turn{Interview: r.Interview.ID, Pos: 100 + n, Speaker: r.Interview.Label, Stage: 1 + (i+n)%5, Text: said}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "study.openloop"), readFile(t, s.Path()))
	writeFile(t, filepath.Join(dir, "study.vault"), readFile(t, VaultPath(s.Path())))
}

// killedAtWork runs the working process on a study and kills it at a random moment: some time after it begins its
// nth act. It answers what the study stood at when the last act was acknowledged, "" for none, and what was begun after.
func killedAtWork(t *testing.T, dir string, seed uint64, n int, after time.Duration) (stood, begun string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestActsChild$", "-test.v")
	cmd.Env = append(os.Environ(), actsChildDir+"="+dir, actsChildSeed+"="+strconv.FormatUint(seed, 10))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	aim := fmt.Sprint("try ", n, " ")
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			break // what stands in a line cut short was not acknowledged
		}
		switch word, rest, _ := strings.Cut(strings.TrimSpace(line), " "); word {
		case "try":
			begun = rest
		case "done":
			_, stood, _ = strings.Cut(rest, " ")
			begun = ""
		case "error":
			t.Errorf("the working process failed: %s", rest)
		}
		if strings.HasPrefix(line, aim) {
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
	}
	_ = cmd.Wait()
	return stood, begun
}

// However a process that works on a study dies, the study opens undamaged, with everything that was acknowledged and
// at most the one act that was not: taken back, the study stands where it was acknowledged.
func TestActsKilledAnywhere(t *testing.T) {
	kills := actsUsual
	if n, err := strconv.Atoi(os.Getenv(actsTotal)); err == nil && n > 0 {
		kills = n
	}
	if testing.Short() {
		kills = 10
	}
	dir := t.TempDir()
	rnd := rand.New(rand.NewPCG(uint64(kills), uint64(time.Now().UnixNano())))
	acts, more, during := 0, 0, 0
	var stood string
	for i := range kills {
		if i%20 == 0 {
			plantActs(t, dir)
			stood = ""
		}
		if stood == "" {
			stood = reopened(t, dir, "").at
		}
		n := rnd.IntN(8)
		now, begun := killedAtWork(t, dir, rnd.Uint64(), n, time.Duration(rnd.IntN(12_000))*time.Microsecond)
		if now == "" {
			now = stood
		}
		if begun != "" {
			during++
		}
		after := reopened(t, dir, now)
		acts += n
		if after.at != now {
			more++
			if begun == "" || !after.oneMore(now) {
				t.Fatalf("kill %d, while at %q: acknowledged at %s, found at %s", i, begun, now, after.at)
			}
		}
		stood = after.at
	}
	if kills >= actsUsual && during < kills/4 {
		t.Errorf("only %d of %d kills came during an act", during, kills)
	}
	t.Logf("%d kills, %d during an act; more than %d acts acknowledged, all found; %d not acknowledged and found", kills, during, acts, more)
}

// found is a study after its process was killed.
type found struct {
	at      string
	without []string // where it stands with the last step taken back, or done again
}

// oneMore says whether there is one act more than was acknowledged.
func (f found) oneMore(acknowledged string) bool {
	sum := func(at string) string { return at[strings.LastIndex(at, " ")+1:] }
	for _, w := range f.without {
		if sum(w) == sum(acknowledged) {
			return true
		}
	}
	return false
}

// reopened opens the study and checks it; where it does not stand at what was acknowledged it sees where it would
// stand without its last step.
func reopened(t *testing.T, dir, acknowledged string) (f found) {
	t.Helper()
	path := filepath.Join(dir, "study.openloop")
	s := open(t, path)
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	if err := s.Check(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if said := s.VaultSays(); said != "" {
		t.Fatal(said)
	}
	f.at = stands(t, s)
	if acknowledged != "" && f.at != acknowledged {
		f.neighbours(t, s)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	checkIndexOf(t, path)
	for _, e := range readDir(t, dir) {
		if e != "study.openloop" && e != "study.vault" {
			t.Fatalf("beside the study there is %s", e)
		}
	}
	return f
}

// neighbours fills in where the study stands with its last step taken back, and with the next one done again.
func (f *found) neighbours(t *testing.T, s *Session) {
	t.Helper()
	there, back := s.Undo, s.Redo
	for range 2 {
		if _, err := there(t.Context()); err == nil {
			f.without = append(f.without, stands(t, s))
			if _, err := back(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		there, back = back, there
	}
	if now := stands(t, s); now != f.at {
		t.Fatalf("undo and redo lead from %s to %s", f.at, now)
	}
}

// checkIndexOf compares the search index of a study with its transcripts.
func checkIndexOf(t *testing.T, path string) {
	t.Helper()
	f := storetest.Open(t, path)
	defer f.Close()
	f.CheckSearch()
}

func readDir(t *testing.T, dir string) (names []string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}
