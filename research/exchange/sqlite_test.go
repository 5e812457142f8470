package exchange

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"openloop/research"
)

// madeDatabase makes a database of statements.
func madeDatabase(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

var qualcoder = []string{
	"CREATE TABLE project (memo TEXT)", "INSERT INTO project VALUES ('about everything')",
	"CREATE TABLE code_cat (catid INTEGER, name TEXT, memo TEXT, supercatid INTEGER)", "INSERT INTO code_cat VALUES (1, 'Sales', '', NULL), (2, 'Contact', 'who kept in touch', 1), (3, 'Round', '', 4), (4, 'About', '', 3)",
	"CREATE TABLE code_name (cid INTEGER, name TEXT, memo TEXT, catid INTEGER, color TEXT)", "INSERT INTO code_name VALUES (7, 'Follow-up', '', 2, '#AA3311'), (8, 'Price', NULL, NULL, NULL)",
	"CREATE TABLE source (id INTEGER, name TEXT, fulltext TEXT, mediapath TEXT, memo TEXT, date TEXT)", "INSERT INTO source VALUES (1, 'one.txt', 'Well 🙂 nobody called.', NULL, 'first', '2026-03-12 09:30:00'), (2, 'tape', NULL, '/x.mp3', '', '')",
	"CREATE TABLE code_text (fid INTEGER, cid INTEGER, pos0 INTEGER, pos1 INTEGER, owner TEXT, date TEXT, memo TEXT, seltext TEXT)",
	"INSERT INTO code_text VALUES (1, 7, 7, 20, 'ab', '2026-03-12 10:00:00', 'twice', 'nobody called'), (1, 8, 7, 20, 'cd', '', '', 'nobody called'), (1, 8, 15, 90, 'cd', '', '', ''), (1, 9, 0, 4, 'cd', '', '', 'Well')",
	"CREATE TABLE cases (caseid INTEGER, name TEXT)", "INSERT INTO cases VALUES (5, 'P01')",
	"CREATE TABLE case_text (caseid INTEGER, fid INTEGER)", "INSERT INTO case_text VALUES (5, 1), (5, 1), (5, 2)",
	"CREATE TABLE attribute (attr_type TEXT, id INTEGER, name TEXT, value TEXT)", "INSERT INTO attribute VALUES ('case', 5, 'Size', '40'), ('file', 1, 'Wave', 'H1'), ('case', 5, 'Empty', '')",
	"CREATE TABLE attribute_type (name TEXT, valuetype TEXT)", "INSERT INTO attribute_type VALUES ('Size', 'numeric'), ('Wave', 'character')",
}

func TestQualCoder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "study ü%20.qda")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	madeDatabase(t, filepath.Join(folder, "data.qda"), qualcoder...)
	p, err := ReadDatabase(context.Background(), folder)
	if err != nil {
		t.Fatal(err)
	}
	var tree []string
	for _, c := range p.Codes {
		tree = append(tree, strings.Repeat(">", c.Depth)+c.Name)
	}
	if got := strings.Join(tree, " "); got != "Sales >Contact >>Follow-up Price About >Round" {
		t.Errorf("codes %s", got)
	}
	s := p.Sources[0]
	if len(s.Selections) != 1 || string([]rune(s.Text)[s.Selections[0].Start:s.Selections[0].End]) != "nobody called" || len(s.Selections[0].Coded) != 2 || s.Selections[0].Notes[0].Text != "twice" {
		t.Errorf("%+v", s)
	}
	if c := p.Cases[0]; len(c.Sources) != 1 || c.Sources[0] != s.GUID || len(c.Values) != 1 || c.Values[0] != (Value{"Size", "Float", "40"}) || s.Values[0].Value != "H1" {
		t.Errorf("%+v", c)
	}
	if len(p.Users) != 2 || len(p.Lost) != 3 {
		t.Errorf("%+v, lost %q", p.Users, p.Lost)
	}
	if data := written(t, p); len(readBack(t, data).Lost) > 0 {
		t.Error("it cannot be written as a project of the standard")
	}
	entries, _ := os.ReadDir(folder)
	if len(entries) != 1 {
		t.Errorf("something was written beside the project: %v", entries)
	}
}

var taguette = []string{
	"CREATE TABLE projects (id INTEGER, name TEXT)", "INSERT INTO projects VALUES (1, 'Ours')",
	"CREATE TABLE tags (id INTEGER, path TEXT, description TEXT)", "INSERT INTO tags VALUES (3, 'sales.contact', 'who kept in touch'), (4, 'price', '')",
	"CREATE TABLE documents (id INTEGER, name TEXT, description TEXT, contents TEXT)", "INSERT INTO documents VALUES (1, 'P01', 'first', '<p>Für uns &amp; <b>nob</b>ody 🙂</p>\n<p>called.</p>')",
	"CREATE TABLE highlights (id INTEGER, document_id INTEGER, start_offset INTEGER, end_offset INTEGER)", "INSERT INTO highlights VALUES (9, 1, 11, 17), (10, 1, 23, 29), (11, 1, 300, 310)",
	"CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER)", "INSERT INTO highlight_tags VALUES (9, 3), (9, 4), (10, 4)",
}

func TestTaguette(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ours.sqlite3")
	madeDatabase(t, path, taguette...)
	p, err := ReadDatabase(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	s := p.Sources[0]
	if s.Text != "Für uns & nobody 🙂\ncalled." || len(s.Selections) != 2 || len(p.Lost) != 1 {
		t.Fatalf("%+v, lost %q", s, p.Lost)
	}
	for i, want := range []string{"nobody", "called"} {
		if got := string([]rune(s.Text)[s.Selections[i].Start:s.Selections[i].End]); got != want {
			t.Errorf("%q instead of %q", got, want)
		}
	}
	if len(p.Codes) != 3 || p.Codes[2].Name != "contact" || p.Codes[2].Parent != p.Codes[1].GUID || p.Name != "Ours" {
		t.Errorf("%+v", p.Codes)
	}
}

// The sample of Taguette's own holds the passages that it says it holds.
func TestTaguettesSample(t *testing.T) {
	path := shared + "samples/taguette_sample-project.sqlite3"
	if _, err := os.Stat(path); err != nil {
		t.Skip("the samples of other programs are not beside the project")
	}
	p, err := ReadDatabase(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro&immutable=1")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	want := map[string]int{}
	rows, err := db.Query("SELECT snippet FROM highlights")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		want[strings.Join(strings.Fields(withoutMarkup(s)), " ")]++
	}
	for _, s := range p.Sources {
		for _, m := range s.Selections {
			want[strings.Join(strings.Fields(string([]rune(s.Text)[m.Start:m.End])), " ")]--
		}
	}
	for words, n := range want {
		if n != 0 {
			t.Errorf("%d times too often or too seldom (%d): %q", n, n, short(words))
		}
	}
	if n, c := p.Count(); len(p.Sources) != 10 || len(p.Codes) != 6 || n != 18 || c == 0 || len(p.Lost) > 0 {
		t.Errorf("%d texts, %d codes, %d passages, %d codings, lost %q", len(p.Sources), len(p.Codes), n, c, p.Lost)
	}
}

// What is no project is refused with a sentence, however it is broken.
func TestBrokenDatabases(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good.sqlite3")
	madeDatabase(t, good, taguette...)
	data, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	flipped := append([]byte(nil), data...)
	for i := 100; i < len(flipped); i += 37 {
		flipped[i] ^= 0x55
	}
	other := filepath.Join(dir, "other.sqlite3")
	madeDatabase(t, other, "CREATE TABLE a (b)")
	half := filepath.Join(dir, "half.sqlite3")
	madeDatabase(t, half, "CREATE TABLE highlights (a)", "CREATE TABLE documents (a)", "CREATE TABLE tags (a)")
	files := map[string][]byte{"empty": nil, "text": []byte("hello"), "cut": data[:len(data)/2], "flipped": flipped}
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"empty", "text", "cut", "flipped", "other.sqlite3", "half.sqlite3", "nowhere"} {
		_, err := ReadDatabase(context.Background(), filepath.Join(dir, name))
		var problem *research.Problem
		if !errors.As(err, &problem) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
