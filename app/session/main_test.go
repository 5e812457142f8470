package session

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/store"
	"openloop/research/store/storetest"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv("SESSION_TEST_CHILD"); dir != "" {
		childEdits(dir)
		return
	}
	if dir := os.Getenv("SESSION_ERASE_CHILD"); dir != "" {
		childErases(dir)
		return
	}
	if desk := os.Getenv("SESSION_TEST_DAY"); desk != "" {
		workingDay(desk, os.Getenv("SESSION_TEST_SOURCES"))
		return
	}
	code := m.Run()
	if made.dir != "" {
		os.RemoveAll(made.dir)
	}
	os.Exit(code)
}

var testOptions = Options{WorkFactor: 10, Coder: "RO", Now: func() time.Time { return time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC) }}

// made is the sample study with its interviews coded, made once; tests work on copies of its files.
var made struct {
	sync.Once
	dir  string
	done Imported
	err  error
}

// copyOfSample puts the sample's study and vault into a new folder and answers the study's path.
func copyOfSample(tb testing.TB) string {
	tb.Helper()
	made.Do(func() {
		if made.dir, made.err = os.MkdirTemp("", "session-test-"); made.err != nil {
			return
		}
		var s *Session
		if s, made.done, made.err = codedSample(context.Background(), filepath.Join(made.dir, "sample.openloop"), testOptions, nil); made.err == nil {
			made.err = s.Close()
		}
	})
	if made.err != nil {
		tb.Fatal(made.err)
	}
	dir := tb.TempDir()
	for _, f := range []string{"sample.openloop", "sample.vault"} {
		b, err := os.ReadFile(filepath.Join(made.dir, f))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, f), b, 0o600)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	return filepath.Join(dir, "sample.openloop")
}

// openSample opens a copy of the sample study with its vault unlocked.
func openSample(tb testing.TB) *Session {
	tb.Helper()
	s := open(tb, copyOfSample(tb))
	if err := s.Unlock(SamplePassphrase); err != nil {
		tb.Fatal(err)
	}
	return s
}

func open(tb testing.TB, path string) *Session {
	tb.Helper()
	s, err := Open(context.Background(), path, testOptions)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { s.Close() })
	return s
}

// newStudy makes an empty study of its own.
func newStudy(tb testing.TB) *Session {
	tb.Helper()
	s, err := New(context.Background(), filepath.Join(tb.TempDir(), "study.openloop"), Fresh{Client: "Tessell Systems", Passphrase: "correct horse"}, testOptions)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { s.Close() })
	return s
}

// takeIn imports rows of cells as a CSV file.
func takeIn(tb testing.TB, s *Session, rows [][]string, dry bool) Imported {
	tb.Helper()
	done, err := tryTakeIn(s, rows, dry)
	if err != nil {
		tb.Fatal(err)
	}
	return done
}

func tryTakeIn(s *Session, rows [][]string, dry bool) (Imported, error) {
	plan, err := planOf(s, rows)
	if err != nil {
		return Imported{}, err
	}
	return s.Import(context.Background(), plan, dry, nil)
}

// tryTakeInBy is tryTakeIn with another way to store records.
func tryTakeInBy(s *Session, rows [][]string, singly func(*held, *store.Tx) error) (Imported, error) {
	plan, err := planOf(s, rows)
	if err != nil {
		return Imported{}, err
	}
	im, err := s.newImporter(context.Background(), s.vault, plan)
	if err != nil {
		return Imported{}, err
	}
	im.held.singly = singly
	return s.takeIn(context.Background(), im, false, nil)
}

// planOf reads rows of cells as a CSV file.
func planOf(s *Session, rows [][]string) (*intake.Plan, error) {
	ctx := context.Background()
	var b strings.Builder
	for _, r := range rows {
		for i, c := range r {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`"` + strings.ReplaceAll(c, `"`, `""`) + `"`)
		}
		b.WriteString("\n")
	}
	src, err := s.ReadSourceData(ctx, "sheet.csv", []byte(b.String()), nil)
	if err != nil {
		return nil, err
	}
	return s.Plan(ctx, src, nil)
}

// tables reads every table of a study but its journal, row by row in order. Records are told by their IDs;
// row numbers, which an undo may give anew, are replaced by them.
func tables(tb testing.TB, path string) map[string]string {
	tb.Helper()
	db := storetest.Open(tb, path)
	defer db.Close()
	byNumber := map[string]map[string]string{}
	for _, t := range []string{"interview", "turn", "verbatim", "code"} {
		byNumber[t] = map[string]string{}
		for _, r := range db.Rows("SELECT k, id FROM " + t) {
			byNumber[t][r["k"]] = r["id"]
		}
	}
	refers := map[string]string{"turn.interview": "interview", "verbatim.interview": "interview", "verbatim.from_turn": "turn", "verbatim.to_turn": "turn",
		"coding.verbatim": "verbatim", "coding.code": "code"}
	out := map[string]string{}
	for _, t := range db.Rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'turn_text%' AND name NOT IN ('step', 'change', 'counted', 'searched')") {
		name := t["name"]
		var lines []string
		for _, r := range db.Rows("SELECT * FROM " + name) {
			var cells []string
			for c, v := range r {
				if other, ok := refers[name+"."+c]; ok {
					v = byNumber[other][v]
				}
				if c != "k" && c != "packed" {
					cells = append(cells, c+"="+v)
				}
			}
			sort.Strings(cells)
			lines = append(lines, strings.Join(cells, " "))
		}
		sort.Strings(lines)
		out[name] = strings.Join(lines, "\n")
	}
	if len(out) < 15 {
		tb.Fatalf("only %d tables were read", len(out))
	}
	return out
}

func same(tb testing.TB, what string, got, want map[string]string) {
	tb.Helper()
	for t := range want {
		if got[t] != want[t] {
			tb.Errorf("%s: table %s differs:\n%s", what, t, firstDifference(got[t], want[t]))
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		a, b := at(g, i), at(w, i)
		if a != b {
			return fmt.Sprintf("%d and %d rows, first\n got %s\nwant %s", len(g), len(w), a, b)
		}
	}
	return ""
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "(nothing)"
}

func wantKind(tb testing.TB, err error, k research.Kind) {
	tb.Helper()
	if research.KindOf(err) != k {
		tb.Fatalf("the error is %v, want one of kind %v", err, k)
	}
}
