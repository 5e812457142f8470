package storetest

import (
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf16"
)

// qualcoderTables are the tables of a project of QualCoder that readers look into, and some that they do not.
const qualcoderTables = `
CREATE TABLE project (databaseversion TEXT, date TEXT, memo TEXT, about TEXT, bookmarkfile INTEGER, bookmarkpos INTEGER, codername TEXT, recently_used_codes TEXT);
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT UNIQUE, fulltext TEXT, mediapath TEXT, memo TEXT, owner TEXT, date TEXT, av_text_id INTEGER, risid INTEGER);
CREATE TABLE code_cat (catid INTEGER PRIMARY KEY, name TEXT UNIQUE, owner TEXT, date TEXT, memo TEXT, supercatid INTEGER);
CREATE TABLE code_name (cid INTEGER PRIMARY KEY, name TEXT UNIQUE, memo TEXT, catid INTEGER, owner TEXT, date TEXT, color TEXT);
CREATE TABLE code_text (ctid INTEGER PRIMARY KEY, cid INTEGER, fid INTEGER, seltext TEXT, pos0 INTEGER, pos1 INTEGER, owner TEXT, date TEXT, memo TEXT, avid INTEGER, important INTEGER, UNIQUE (cid, fid, pos0, pos1, owner));
CREATE TABLE code_image (imid INTEGER PRIMARY KEY, id INTEGER, x1 INTEGER, y1 INTEGER, width INTEGER, height INTEGER, cid INTEGER, memo TEXT, date TEXT, owner TEXT, important INTEGER, pdf_page INTEGER);
CREATE TABLE code_av (avid INTEGER PRIMARY KEY, id INTEGER, pos0 INTEGER, pos1 INTEGER, cid INTEGER, memo TEXT, date TEXT, owner TEXT, important INTEGER);
CREATE TABLE annotation (anid INTEGER PRIMARY KEY, fid INTEGER, pos0 INTEGER, pos1 INTEGER, memo TEXT, owner TEXT, date TEXT);
CREATE TABLE journal (jid INTEGER PRIMARY KEY, name TEXT, jentry TEXT, date TEXT, owner TEXT);
CREATE TABLE cases (caseid INTEGER PRIMARY KEY, name TEXT UNIQUE, memo TEXT, owner TEXT, date TEXT);
CREATE TABLE case_text (id INTEGER PRIMARY KEY, caseid INTEGER, fid INTEGER, pos0 INTEGER, pos1 INTEGER, owner TEXT, date TEXT, memo TEXT);
CREATE TABLE attribute_type (name TEXT PRIMARY KEY, date TEXT, owner TEXT, memo TEXT, caseOrFile TEXT, valuetype TEXT);
CREATE TABLE attribute (attrid INTEGER PRIMARY KEY, name TEXT, attr_type TEXT, value TEXT, id INTEGER, date TEXT, owner TEXT);
INSERT INTO project VALUES ('v12', '2026-03-01 09:00:00', 'First round of talks', 'QualCoder', 0, 0, 'Hanna Vogt', '');
INSERT INTO code_cat VALUES (1, 'How they sold', 'hv', '', '', NULL), (2, 'Keeping in touch', 'hv', '', 'who called whom', 1);
INSERT INTO code_name VALUES (1, 'Nobody called back', 'Whether anybody did what was agreed', 2, 'hv', '', '#AA3311'), (2, 'Heard us out', '', 1, 'hv', '', '#11AA33'), (3, 'Dear', NULL, NULL, 'hv', '', NULL);
INSERT INTO source VALUES (9, 'call.mp3', NULL, '/audio/call.mp3', '', 'hv', '', NULL, NULL), (8, 'board.png', NULL, '/images/board.png', '', 'hv', '', NULL, NULL);
INSERT INTO code_image VALUES (1, 8, 0, 0, 10, 10, 1, '', '', 'hv', NULL, NULL);
INSERT INTO code_av VALUES (1, 9, 0, 2000, 1, '', '', 'hv', NULL), (2, 9, 3000, 4000, 2, '', '', 'hv', NULL);
INSERT INTO journal VALUES (1, 'Week one', 'Margit Oelschlager was the frankest of all.', '2026-03-09 18:00:00', 'hv');
INSERT INTO cases VALUES (1, 'Margit Oelschlager', 'Met Torben Riis twice', 'hv', ''), (2, 'Henk Vandersteen', '', 'hv', '');
INSERT INTO case_text VALUES (1, 1, 1, 0, 9999, 'hv', '', ''), (2, 2, 2, 0, 9999, 'hv', '', '');
INSERT INTO attribute_type VALUES ('Company', '', '', '', 'case', 'character'), ('Outcome', '', '', '', 'case', 'character'), ('Segment', '', '', '', 'case', 'character'), ('Shoe size', '', '', '', 'case', 'numeric');
INSERT INTO attribute VALUES (1, 'Company', 'case', 'Brandtkamp Verpackungen', 1, '', ''), (2, 'Outcome', 'case', 'lost', 1, '', ''), (3, 'Segment', 'case', 'Packaging', 1, '', ''), (4, 'Shoe size', 'case', '39', 1, '', ''),
  (5, 'Company', 'case', 'Polderman Logistiek', 2, '', ''), (6, 'Outcome', 'case', 'won', 2, '', '');
`

// qualcoderTexts are what is said in the project that QualCoder makes, by the number of the text.
var qualcoderTexts = []string{
	"Ruth Oakden: How was it, really?\n\nMargit Oelschlager: Slow 🙂 and dear. Torben Riis never called back.\n\nRuth Oakden: Why?\n\nMargit Oelschlager: Nobody felt it was theirs 👍🏽. Wir haben's übersehen; cafe\u0301 statt Büro.",
	"Ruth Oakden: What decided it?\r\n\r\nHenk Vandersteen: He listened, לאורך כל הדרך. The plan was on one page, and it was ours.",
}

// qualcoderMarks are what is coded: in a text, the words, by whom and with what. Some are counted as a person's own
// selection is, in UTF-16 units, others as what QualCoder finds by itself, in characters.
var qualcoderMarks = []struct {
	text, code  int
	words, who  string
	memo        string
	units       bool
	onlyRemarks bool // an annotation, without a code
}{
	{1, 1, "Torben Riis never called back", "hv", "as agreed in Bergen", true, false},
	{1, 1, "Torben Riis never called back", "ab", "", true, false},
	{1, 3, "dear", "hv", "", false, false},
	{1, 3, "Slow 🙂 and dear.", "ab", "", true, false},
	{1, 2, "übersehen; cafe\u0301", "hv", "", false, false},
	{1, 1, "theirs 👍🏽.", "ab", "", true, false},
	{2, 2, "He listened, לאורך", "hv", "", false, false},
	{2, 2, "on one page", "ab", "", false, false},
	{2, 3, "it was ours", "hv", "", true, false},
	{2, 0, "The plan was", "ab", "Ask for that page", false, true},
}

// MakeQualCoder makes a project of QualCoder in a folder that must not be there yet: two talks with emoji, accents and
// a language from right to left, codes in categories, several coders, memos, cases with attributes, an annotation, a
// journal, and sound and a picture with codes on them. It answers the words of every coding, as the project keeps them.
func MakeQualCoder(folder string) (words []string, err error) {
	if err := os.Mkdir(folder, 0o700); err != nil {
		return nil, err
	}
	full, err := filepath.Abs(filepath.Join(folder, "data.qda"))
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: filepath.ToSlash(full)}).String())
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if _, err := db.Exec(qualcoderTables); err != nil {
		return nil, err
	}
	for i, text := range qualcoderTexts {
		name := []string{"Margit Oelschlager.docx", "Henk Vandersteen.docx"}[i]
		if _, err := db.Exec("INSERT INTO source VALUES (?, ?, ?, NULL, ?, 'hv', '2026-03-12 09:30:00', NULL, NULL)", i+1, name, text, []string{"Spoke freely", ""}[i]); err != nil {
			return nil, err
		}
	}
	for _, m := range qualcoderMarks {
		from, to := placeOf(qualcoderTexts[m.text-1], m.words, m.units)
		if m.onlyRemarks {
			_, err = db.Exec("INSERT INTO annotation (fid, pos0, pos1, memo, owner, date) VALUES (?, ?, ?, ?, ?, '')", m.text, from, to, m.memo, m.who)
		} else {
			words = append(words, m.words)
			_, err = db.Exec("INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner, date, memo, important) VALUES (?, ?, ?, ?, ?, ?, '2026-03-12 10:00:00', ?, 1)", m.code, m.text, m.words, from, to, m.who, m.memo)
		}
		if err != nil {
			return nil, err
		}
	}
	return words, nil
}

// placeOf is where words stand in a text, with each line end as one, in UTF-16 units or in characters.
func placeOf(text, words string, units bool) (from, to int) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	before, _, ok := strings.Cut(text, words)
	if !ok {
		panic("the words are not in the text")
	}
	n := func(s string) int {
		if units {
			return len(utf16.Encode([]rune(s)))
		}
		return len([]rune(s))
	}
	return n(before), n(before) + n(words)
}

// MakeTaguette makes a project of Taguette at a path: a document in HTML with two passages, tags in a tree.
func MakeTaguette(path string) error {
	full, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: filepath.ToSlash(full)}).String())
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(`
CREATE TABLE projects (id INTEGER, name TEXT);
CREATE TABLE tags (id INTEGER, path TEXT, description TEXT);
CREATE TABLE documents (id INTEGER, name TEXT, description TEXT, contents TEXT);
CREATE TABLE highlights (id INTEGER, document_id INTEGER, start_offset INTEGER, end_offset INTEGER);
CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
INSERT INTO projects VALUES (1, 'Ours');
INSERT INTO tags VALUES (3, 'sales.contact', 'who kept in touch'), (4, 'price', '');
INSERT INTO documents VALUES (1, 'talk seven', '', '<p>Für uns &amp; <b>nob</b>ody 🙂</p>' || char(10) || '<p>called.</p>');
INSERT INTO highlights VALUES (9, 1, 11, 17), (10, 1, 23, 29);
INSERT INTO highlight_tags VALUES (9, 3), (10, 4);`)
	return err
}
