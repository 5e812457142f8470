package session

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"regexp"
	"sort"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/store"
)

// storeSingly stores what is held record by record, as a person's edits would.
func storeSingly(h *held, tx *store.Tx) error {
	var errs []error
	put := func(_ research.ID, err error) { errs = append(errs, err) }
	for _, v := range h.owners {
		put(tx.PutSalesperson(v))
	}
	for _, v := range append(h.orgs.fresh, h.orgs.amended...) {
		put(tx.PutOrganisation(v))
	}
	for _, v := range append(h.people.fresh, h.people.amended...) {
		put(tx.PutParticipant(v))
	}
	for _, v := range append(h.deals.fresh, h.deals.amended...) {
		put(tx.PutDeal(v))
	}
	for _, v := range h.coders {
		put(tx.PutCoder(v))
	}
	for _, v := range append(h.fresh, h.amended...) {
		put(tx.PutInterview(v))
	}
	for _, v := range h.turns {
		put(tx.PutTurn(v))
	}
	for _, v := range h.masks {
		_, err := tx.PutMasks([]research.Mask{v})
		put("", err)
	}
	for _, v := range h.reasons {
		put(tx.PutReason(v))
	}
	for _, v := range append(h.verbatims, h.moved...) {
		put(tx.PutVerbatim(v))
	}
	for _, v := range append(h.codings, h.recoded...) {
		put(tx.PutCoding(v))
	}
	for _, v := range h.clearances {
		put(tx.PutClearance(v))
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

var anyID = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// contents is tables with what the ids stand for in the place of ids, so that studies made apart read the same where
// they say the same.
func contents(tb testing.TB, path string) map[string]string {
	lines := map[string][]string{}
	own := regexp.MustCompile(`(^| )id=(\S+)`)
	for table, text := range tables(tb, path) {
		lines[table] = strings.Split(text, "\n")
	}
	stands := map[string]string{}
	told := func(line string) string {
		return anyID.ReplaceAllStringFunc(line, func(id string) string { return stands[id] })
	}
	for range 8 { // as deep as records refer to others
		next := map[string]string{}
		for table, all := range lines {
			for _, line := range all {
				if m := own.FindStringSubmatch(line); m != nil {
					sum := sha256.Sum256([]byte(table + told(strings.Replace(line, m[0], "", 1))))
					next[m[2]] = hex.EncodeToString(sum[:6])
				}
			}
		}
		stands = next
	}
	out := map[string]string{}
	for table, all := range lines {
		for i := range all {
			all[i] = told(all[i])
		}
		sort.Strings(all)
		out[table] = strings.Join(all, "\n")
	}
	return out
}

// A large sheet is stored many rows at a time while its next interviews are looked through. What comes of it is what
// comes of storing record by record: new answers, amended ones, codings of both, and the report.
func TestManyIsOneByOne(t *testing.T) {
	book := bigSheet{interviews: 70, answers: 10, codings: 12}
	of := func(sheet string) (rows [][]string) {
		book.rnd = rand.New(rand.NewPCG(3, 4))
		book.rows(sheet, func(cells []string) { rows = append(rows, append([]string(nil), cells...)) })
		return rows
	}
	answers, codings := of("Answers"), of("Codings")
	amended, recoded := of("Answers"), of("Codings")
	for i := 1; i < len(amended); i += 3 {
		row := amended[i]
		row[19] = strings.Replace(row[19], "week", "the week", 1) + " That was all."
		if i%2 == 0 {
			row[11], row[8] = "Won", "2026-10-02"
		}
	}
	for i := 1; i < len(recoded); i += 4 {
		recoded[i][7], recoded[i][2] = "decided", strings.TrimSuffix(recoded[i][2][:len(recoded[i][2])-8], " ")
	}
	first := newStudy(t)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	take := func(singly func(*held, *store.Tx) error) (out map[string]string, did []Imported, steps []string) {
		dir := t.TempDir()
		path := filepath.Join(dir, "study.openloop")
		writeFile(t, path, readFile(t, first.Path()))
		writeFile(t, VaultPath(path), readFile(t, VaultPath(first.Path())))
		s := open(t, path)
		if err := s.Unlock("correct horse"); err != nil {
			t.Fatal(err)
		}
		for _, rows := range [][][]string{answers, codings, amended, recoded, recoded} {
			done, err := tryTakeInBy(s, rows, singly)
			if err != nil {
				t.Fatal(err)
			}
			did = append(did, done)
		}
		h, err := s.History(t.Context(), 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, st := range h {
			steps = append(steps, st.Name)
		}
		return contents(t, path), did, steps
	}
	got, did, steps := take(nil)
	want, didOneByOne, stepsOneByOne := take(storeSingly)
	if did[0].New != 70 || did[1].Codings < 800 || did[2].Updated != 70 || did[3].CodingsKnown < 500 || did[4].Codings != 0 {
		for _, d := range did {
			t.Errorf("%d new, %d updated, %d codings, %d known, refused %.300s", d.New, d.Updated, d.Codings, d.CodingsKnown, fmt.Sprint(d.Refused))
		}
	}
	if !reflect.DeepEqual(did, didOneByOne) || fmt.Sprint(steps) != fmt.Sprint(stepsOneByOne) {
		t.Errorf("did %.2000s\n%v, one by one %.2000s\n%v", fmt.Sprint(did), steps, fmt.Sprint(didOneByOne), stepsOneByOne)
	}
	if len(got["turn"]) < 50_000 || !strings.Contains(got["mask"], "pseudonym=P") {
		t.Errorf("%d bytes of turns", len(got["turn"]))
	}
	for table := range want {
		if got[table] != want[table] {
			t.Errorf("table %s is\n%.1500s\none by one\n%.1500s", table, got[table], want[table])
		}
	}
}
