package session

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"openloop/research/intake"
	"openloop/research/store/storetest"
)

// traces looks through every byte under a folder for identities: every file as it is and as UTF-16, inside of
// zips, PDFs, gzip and tar, in every table of a study and the words of its search index, and in the names of
// files. What is compressed or sealed as a whole is searched for long names only: short ones turn up in noise.
type traces struct {
	tb    testing.TB
	start map[[3]byte][]pattern // by their first bytes
	files int
	found []string
}

// pattern is a name to look for: full names, addresses, numbers and companies anywhere, parts of names as whole
// words.
type pattern struct {
	text []byte
	word bool
}

// longName is how many bytes a name has that does not turn up in noise by chance.
const longName = 8

// newTraces makes ready to look for everybody of some plans.
func newTraces(tb testing.TB, plans ...*intake.Plan) *traces {
	tr := &traces{tb: tb, start: map[[3]byte][]pattern{}}
	seen := map[string]bool{}
	add := func(word bool, names ...string) {
		for _, n := range names {
			n = strings.ToLower(strings.TrimSpace(n))
			for _, form := range []string{n, plainLetters(n)} {
				if len([]rune(form)) < 3 || ordinary[form] || seen[form] {
					continue
				}
				seen[form] = true
				k := [3]byte([]byte(form)[:3])
				tr.start[k] = append(tr.start[k], pattern{[]byte(form), word || len(form) < longName})
			}
		}
	}
	for _, p := range plans {
		for _, iv := range p.Interviews {
			add(false, iv.Person.Name, iv.Person.Email, iv.Person.Phone, iv.Organisation, withoutForm(iv.Organisation), iv.Owner, iv.Interviewer, iv.Deal)
			for _, n := range []string{iv.Person.Name, iv.Owner, iv.Interviewer} {
				add(true, strings.Fields(n)...)
			}
		}
	}
	if len(seen) < 200 {
		tb.Fatalf("only %d names to look for", len(seen))
	}
	return tr
}

// withoutForm is a company without its legal form.
func withoutForm(company string) string {
	f := strings.Fields(company)
	if len(f) > 1 {
		switch f[len(f)-1] {
		case "GmbH", "AG", "KG", "SE", "Ltd", "plc", "Inc", "BV", "B.V.", "AB", "A/S", "AS", "Oy", "SA", "SpA", "S.p.A.", "SAS", "LLC", "NV":
			return strings.Join(f[:len(f)-1], " ")
		}
	}
	return company
}

// plainLetters is a text without accents, as a search index keeps it.
func plainLetters(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if r < 0x300 || r > 0x36f {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// folder looks through a folder.
func (tr *traces) folder(dir string) {
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		tr.text("the name of "+rel, []byte(rel), false)
		if d.IsDir() {
			return nil
		}
		b, err := os.ReadFile(path)
		tr.files++
		tr.file(rel, b)
		if bytes.HasPrefix(b, []byte("SQLite format 3")) {
			tr.tables(rel, path)
		}
		return err
	})
	if err != nil {
		tr.tb.Fatal(err)
	}
}

// file looks through one file and what is inside it.
func (tr *traces) file(name string, b []byte) {
	noise := true
	switch {
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			tr.tb.Fatalf("%s: %v", name, err)
		}
		for _, f := range z.File {
			tr.file(name+", "+f.Name, readWhole(tr.tb, f.Open))
		}
	case bytes.HasPrefix(b, []byte("%PDF-")):
		tr.inflated(name, b)
	case bytes.HasPrefix(b, []byte("\x1f\x8b")):
		tr.file(name+", unpacked", readWhole(tr.tb, func() (io.ReadCloser, error) { return gzip.NewReader(bytes.NewReader(b)) }))
	case strings.HasSuffix(name, VaultExt) || len(b) > 262 && string(b[257:262]) == "ustar":
		tr.members(name, b)
	case bytes.HasPrefix(b, []byte("age-encryption.org/")):
	default:
		noise = false
	}
	tr.text(name, b, noise)
	if !noise {
		for _, wide := range []func([]byte) uint16{binary.LittleEndian.Uint16, binary.BigEndian.Uint16} {
			for from := range 2 {
				tr.text(name+" as UTF-16", wideText(b, from, wide), true)
			}
		}
	}
}

func readWhole(tb testing.TB, open func() (io.ReadCloser, error)) []byte {
	r, err := open()
	if err != nil {
		tb.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func wideText(b []byte, from int, wide func([]byte) uint16) []byte {
	u := make([]uint16, 0, len(b)/2)
	for i := from; i+1 < len(b); i += 2 {
		u = append(u, wide(b[i:]))
	}
	return []byte(string(utf16.Decode(u)))
}

// inflated looks through whatever unpacks in a file.
func (tr *traces) inflated(name string, b []byte) {
	for at := range b {
		if at+2 > len(b) || b[at] != 0x78 || (uint(b[at])<<8|uint(b[at+1]))%31 != 0 {
			continue
		}
		if r, err := zlib.NewReader(bytes.NewReader(b[at:])); err == nil {
			if out, _ := io.ReadAll(io.LimitReader(r, 64<<20)); len(out) > 16 {
				tr.text(name+", unpacked", out, true)
			}
		}
	}
}

// members looks through the heads of a tar and those members that are not sealed.
func (tr *traces) members(name string, b []byte) {
	r := tar.NewReader(bytes.NewReader(b))
	n := 0
	for {
		h, err := r.Next()
		if err != nil {
			break // a vault ends where the last batch did
		}
		n++
		tr.text(name+", head of a member", fmt.Appendf(nil, "%+v", *h), false)
		body, err := io.ReadAll(r)
		if err == nil && !bytes.HasPrefix(body, []byte("age-encryption.org/v1")) {
			tr.file(name+", "+h.Name, body)
		}
	}
	if n < 2 {
		tr.tb.Errorf("%s holds %d members", name, n)
	}
}

// tables looks through every value of a study, packed ones unpacked, and the words of its search index: the
// file itself keeps them cut short. It reads a copy, so that nothing is tidied up.
func (tr *traces) tables(name, path string) {
	copied := filepath.Join(tr.tb.TempDir(), "copy.openloop")
	for _, end := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + end)
		if err == nil {
			err = os.WriteFile(copied+end, b, 0o600)
		} else if end != "" {
			continue
		}
		if err != nil {
			tr.tb.Fatal(err)
		}
	}
	db := storetest.Open(tr.tb, copied)
	defer db.Close()
	values := 0
	for _, t := range db.Rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'") {
		for _, row := range db.Rows(`SELECT * FROM "` + t["name"] + `"`) {
			for column, v := range row {
				values++
				tr.text(name+", table "+t["name"]+", "+column, []byte(v), false)
				if out, _ := io.ReadAll(io.LimitReader(flate.NewReader(strings.NewReader(v)), 64<<20)); len(out) > 16 {
					tr.text(name+", table "+t["name"]+", "+column+", unpacked", out, false)
				}
				tr.inflated(name+", table "+t["name"]+", "+column, []byte(v))
			}
		}
	}
	words := db.Words()
	for _, w := range words {
		tr.text(name+", search index", []byte(w), false)
	}
	if values < 100 || len(words) < 100 && strings.Contains(name, "study") {
		tr.tb.Errorf("%s: only %d values and %d words of the index were read", name, values, len(words))
	}
}

// text looks through bytes. Of noise only long names count.
func (tr *traces) text(where string, b []byte, noise bool) {
	for i, low := range [][]byte{smallASCII(b), bytes.ToLower(b)} {
		if i == 1 && bytes.Equal(low, smallASCII(b)) {
			return
		}
		for at := 0; at+3 <= len(low); at++ {
			list, ok := tr.start[[3]byte(low[at:])]
			if !ok {
				continue
			}
			for _, p := range list {
				if bytes.HasPrefix(low[at:], p.text) && (!noise || len(p.text) >= longName) && (!p.word || alone(low, at, len(p.text))) {
					tr.found = append(tr.found, fmt.Sprintf("%s, byte %d: %q in …%s…", where, at, p.text, printable(low[max(0, at-40):min(len(low), at+60)])))
				}
			}
		}
	}
}

func alone(b []byte, at, n int) bool {
	return (at == 0 || !wordByte(rune(b[at-1]))) && (at+n >= len(b) || !wordByte(rune(b[at+n])))
}

// smallASCII is bytes with their ASCII letters small and all others as they are, whatever the encoding.
func smallASCII(b []byte) []byte {
	out := bytes.Clone(b)
	for i, c := range out {
		if c >= 'A' && c <= 'Z' {
			out[i] = c + 32
		}
	}
	return out
}

// report fails for everything found.
func (tr *traces) report(when string) {
	tr.tb.Helper()
	for i, f := range tr.found {
		if i == 25 {
			tr.tb.Errorf("%s: and %d more", when, len(tr.found)-i)
			break
		}
		tr.tb.Errorf("%s: %s", when, f)
	}
	tr.found = nil
}

// What is looked for would be found: a name planted in each sort of file that the program writes.
func TestTracesAreFound(t *testing.T) {
	plan := samplePlan(t)
	name := plan.Interviews[3].Person.Name
	dir := t.TempDir()
	put := func(file string, b []byte) {
		if err := os.WriteFile(filepath.Join(dir, file), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var wide []byte
	for _, u := range utf16.Encode([]rune("x" + strings.ToUpper(name))) {
		wide = binary.BigEndian.AppendUint16(wide, u)
	}
	var zipped, packed, tarred bytes.Buffer
	z := zip.NewWriter(&zipped)
	w, _ := z.Create("xl/comments1.xml")
	fmt.Fprintf(w, "<t>%s</t>", name)
	z.Close()
	fw := zlib.NewWriter(&packed)
	fmt.Fprintf(fw, "a stream that holds %s", name)
	fw.Close()
	tw := tar.NewWriter(&tarred)
	for _, m := range []string{"key.age", "people/" + name + ".age"} {
		tw.WriteHeader(&tar.Header{Name: m, Size: 21, Mode: 0o600})
		fmt.Fprint(tw, "age-encryption.org/v1")
	}
	put("temp.bin", append([]byte{0, 1, 255}, wide...))
	put("log.txt", []byte("failed for "+strings.ToLower(name)+"\n"))
	put("pack.xlsx", zipped.Bytes())
	put("pack.pdf", append([]byte("%PDF-1.4\nstream\n"), packed.Bytes()...))
	put("a.vault", tarred.Bytes())
	put(name+".txt", nil)
	path := copyOfSample(t)
	study := storetest.Open(t, path)
	study.Exec("INSERT INTO turn_text(rowid, text) VALUES (900000, ?)", "word "+name)
	study.Close()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	put("study.openloop", b)
	tr := newTraces(t, plan)
	tr.folder(dir)
	for _, file := range []string{"temp.bin as UTF-16", "log.txt", "pack.xlsx, xl/comments1.xml", "pack.pdf, unpacked", "a.vault, head of a member", "the name of ", "study.openloop, search index"} {
		found := false
		for _, f := range tr.found {
			found = found || strings.HasPrefix(f, file)
		}
		if !found {
			t.Errorf("a name in %s is not found", file)
		}
	}
}
