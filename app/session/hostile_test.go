package session

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"openloop/assets"
	"openloop/research"
	"openloop/research/exchange"
	"openloop/research/sheet"
)

// hostileReader is a reader with a good file of its kind.
type hostileReader struct {
	file string
	good []byte
	xml  string // the part of an archive whose markup is made bad
	say  bool   // its sentences name the file
	read func(ctx context.Context, path string, data []byte) error
}

// hostileReaders are all readers of files that come from outside.
func hostileReaders(t *testing.T) []hostileReader {
	table := func(ctx context.Context, path string, data []byte) error {
		_, err := sheet.Read(ctx, path, data, nil)
		return err
	}
	talk := func(ctx context.Context, path string, data []byte) error {
		_, err := readTalk(ctx, path, data)
		return err
	}
	project := func(_ context.Context, _ string, data []byte) error {
		_, err := exchange.ReadQDPX(bytes.NewReader(data), int64(len(data)), nil)
		return err
	}
	database := func(ctx context.Context, path string, data []byte) error {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := exchange.ReadDatabase(ctx, path)
		return err
	}
	words := `<w:document><w:body><w:p><w:r><w:t>Ada: Hello</w:t></w:r></w:p></w:body></w:document>`
	content := `<office:document-content><office:body><office:text><text:p>Ada: Hello</text:p></office:text></office:body></office:document-content>`
	cells := `<office:document-content><office:body><office:spreadsheet><table:table table:name="A"><table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
	qde := `<?xml version="1.0"?><Project name="x"><CodeBook><Codes><Code guid="11111111-1111-4111-8111-111111111111" name="a" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="21111111-1111-4111-8111-111111111111" plainTextPath="internal://a.txt"/></Sources></Project>`
	pdf := "%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Contents 3 0 R>>endobj 3 0 obj<</Length 20>>stream\nBT (Ada: Hello) Tj ET\nendstream endobj trailer<</Root 1 0 R>>"
	return []hostileReader{
		{"a.xlsx", assets.Sample(), "xl/worksheets/sheet1.xml", true, table},
		{"a.ods", archive(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", cells), "content.xml", true, table},
		{"a.csv", []byte("id,company,answer\n1,Ärger & Söhne,\"said \"\"no\"\"\"\n2,B,yes\n"), "", true, table},
		{"a.tsv", []byte("id\tcompany\n1\tA\n"), "", true, table},
		{"a.vtt", []byte("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Hello</v>\n"), "", true, talk},
		{"a.srt", []byte("1\n00:00:01,000 --> 00:00:02,000\nAda: Hello\n"), "", true, talk},
		{"a.docx", archive(t, "word/document.xml", words), "word/document.xml", true, talk},
		{"a.odt", archive(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content), "content.xml", true, talk},
		{"a.txt", []byte("Ada: Hello\nBuyer: Grüße\n"), "", true, talk},
		{"a.md", []byte("**Ada:** Hello\n\n**Buyer:** Yes\n"), "", true, talk},
		{"a.pdf", []byte(pdf), "", true, talk},
		{"a.qdpx", archive(t, "project.qde", qde, "Sources/a.txt", "Hello\r\nyou"), "project.qde", false, project},
		{"a.qdc", []byte(`<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes><Code guid="11111111-1111-4111-8111-111111111111" name="a" isCodable="true"/></Codes></CodeBook>`), "", false,
			func(_ context.Context, _ string, data []byte) error {
				_, err := exchange.ReadQDC(bytes.NewReader(data))
				return err
			}},
		{"book.csv", []byte("name,parent\nPrice,\nTerms,Price\n"), "", false,
			func(_ context.Context, _ string, data []byte) error {
				_, err := exchange.ReadCSV(bytes.NewReader(data))
				return err
			}},
		{"a.sqlite3", sharedSample(t, "taguette_sample-project.sqlite3"), "", false, database},
	}
}

// sharedSample is a project of another program, nothing where the samples are not beside the project.
func sharedSample(t *testing.T, name string) []byte {
	data, err := os.ReadFile(filepath.Join("../../../shared/refi/samples", name))
	if err != nil {
		t.Logf("without %s", name)
	}
	return data
}

// archive is a zip archive of parts.
func archive(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// hostile are the bad files made of a good one, by what was done to it.
func hostile(t *testing.T, r hostileReader, all []hostileReader, packed []byte) map[string][]byte {
	bad := map[string][]byte{"empty": nil, "one byte": {'P'}, "twice": append(bytes.Clone(r.good), r.good...), "nothing but zeros": make([]byte, 100_000)}
	rnd := rand.New(rand.NewPCG(62, uint64(len(r.good))))
	for n := range 25 {
		at := len(r.good) * n / 25
		bad[fmt.Sprintf("cut at %d", at)] = r.good[:at]
	}
	for range 60 {
		if len(r.good) == 0 {
			break
		}
		at, bit := rnd.IntN(len(r.good)), byte(1)<<rnd.IntN(8)
		flipped := bytes.Clone(r.good)
		flipped[at] ^= bit
		bad[fmt.Sprintf("byte %d flipped by %02x", at, bit)] = flipped
	}
	for _, other := range all {
		bad["content of "+other.file] = other.good
	}
	deep, laughs := strings.Repeat("<a>", 300_000), billionLaughs()
	bad["deep"], bad["laughs"] = []byte(`<?xml version="1.0"?>`+deep), []byte(laughs)
	bad["long line"] = bytes.Repeat([]byte("x"), 20<<20)
	bad["quotation marks"] = bytes.Repeat([]byte("\"\n"), 2<<20)
	if r.xml == "" {
		return bad
	}
	for name, markup := range map[string]string{"deep": deep, "laughs": laughs, "quotes": `<a b="` + strings.Repeat(">", 3<<20), "no end": strings.Repeat("<", 1<<20), "comment": "<!--" + strings.Repeat("-", 3<<20)} {
		bad["inside: "+name] = replaced(t, r.good, r.xml, []byte(markup))
	}
	bad["bomb"] = bomb(t, packed, r.good, r.xml)
	bad["slip"] = archive(t, "../../../slipped.txt", "x", "/slipped.txt", "x", `..\slipped.txt`, "x")
	bad["many parts"] = manyParts(t)
	return bad
}

// billionLaughs is a document whose entities stand for one another.
func billionLaughs() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE p [<!ENTITY l0 "ha">`)
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&b, `<!ENTITY l%d "%s">`, i, strings.Repeat(fmt.Sprintf("&l%d;", i-1), 10))
	}
	return b.String() + `]><p name="&l9;">&l9;</p>`
}

// replaced is an archive with one part of its own.
func replaced(t *testing.T, data []byte, part string, with []byte) []byte {
	t.Helper()
	return replacedBy(t, data, part, func(z *zip.Writer) (io.Writer, error) { return z.Create(part) }, with)
}

// replacedBy is replaced with what begin makes of the part.
func replacedBy(t *testing.T, data []byte, part string, begin func(z *zip.Writer) (io.Writer, error), with []byte) []byte {
	t.Helper()
	old, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range old.File {
		if f.Name != part {
			if err := z.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	w, err := begin(z)
	if err == nil {
		_, err = w.Write(with)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// packedBomb is 2 GB in 4 MB: one packed block over and over, each of which knows nothing of the one before.
func packedBomb(t *testing.T) []byte {
	t.Helper()
	block := bytes.Repeat([]byte("<row><c/></row> "), 1<<16)
	var packed, end bytes.Buffer
	f, err := flate.NewWriter(&packed, flate.BestCompression)
	if err == nil {
		_, err = f.Write(block)
	}
	if err == nil {
		err = f.Flush() // ends at a whole byte, without saying that it is the last
	}
	if err != nil {
		t.Fatal(err)
	}
	f.Reset(&end)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return append(bytes.Repeat(packed.Bytes(), 2<<30/len(block)), end.Bytes()...)
}

// bomb is an archive with such a part, which claims to be small.
func bomb(t *testing.T, packed, data []byte, part string) []byte {
	t.Helper()
	return replacedBy(t, data, part, func(z *zip.Writer) (io.Writer, error) {
		return z.CreateRaw(&zip.FileHeader{Name: part, Method: zip.Deflate, CompressedSize64: uint64(len(packed)), UncompressedSize64: 1 << 20})
	}, packed)
}

// manyParts is an archive of very many parts.
func manyParts(t *testing.T) []byte {
	var parts []string
	for i := range 60_000 {
		parts = append(parts, fmt.Sprint("xl/", i), "")
	}
	return archive(t, parts...)
}

const hostileChild = "SESSION_TEST_HOSTILE"

// No file brings a reader down, or fills the memory: each is read, or refused with a sentence. The memory is that of a
// process of its own, so that what other tests took does not count.
func TestHostileFiles(t *testing.T) {
	if os.Getenv(hostileChild) != "" {
		readHostile(t)
		return
	}
	if runtime.GOOS != "linux" {
		t.Skip("peak memory is read from Linux")
	}
	if testing.Short() {
		t.Skip("long")
	}
	c := exec.Command(os.Args[0], "-test.run", "^TestHostileFiles$", "-test.v")
	c.Env = append(os.Environ(), hostileChild+"=1", "GOMEMLIMIT=off")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, l := range strings.Split(string(out), "\n") {
		if _, peak, ok := strings.Cut(l, "peak of all: "); ok {
			t.Log(l)
			kb := 0
			if _, err := fmt.Sscan(peak, &kb); err != nil || kb <= 0 || kb > 500_000 {
				t.Errorf("peak %q", peak)
			}
			return
		}
	}
	t.Fatalf("no peak told:\n%s", out)
}

func readHostile(t *testing.T) {
	all := hostileReaders(t)
	dir, files, refused, packed := t.TempDir(), 0, 0, packedBomb(t)
	for _, r := range all {
		for name, data := range hostile(t, r, all, packed) {
			files++
			if err := readSafely(t, r, name, filepath.Join(dir, r.file), data); err != nil {
				refused++
			}
		}
		t.Logf("%s: peak so far %d kB", r.file, peakMemory(t))
	}
	if left, err := filepath.Glob(filepath.Join(dir, "..", "*slipped*")); err != nil || len(left) > 0 {
		t.Errorf("written outside: %v", left)
	}
	t.Logf("%d files, %d refused", files, refused)
	fmt.Printf("peak of all: %d\n", peakMemory(t))
}

func readSafely(t *testing.T, r hostileReader, name, path string, data []byte) (err error) {
	defer func() {
		if e := recover(); e != nil {
			t.Errorf("%s, %s: fell over: %v", r.file, name, e)
		}
	}()
	err = r.read(context.Background(), path, data)
	if err == nil {
		return nil
	}
	if research.KindOf(err) == "" || r.say && !strings.Contains(err.Error(), filepath.Base(path)) || !strings.HasSuffix(strings.TrimSpace(err.Error()), ".") || strings.Contains(err.Error(), "*") {
		t.Errorf("%s, %s: %v", r.file, name, err)
	}
	return err
}

// peakMemory is the most this process ever had, in kB.
func peakMemory(t *testing.T) (kb int) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	if _, err := fmt.Sscan(after, &kb); err != nil {
		t.Fatal(err)
	}
	return kb
}
