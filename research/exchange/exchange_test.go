package exchange

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"openloop/research"
)

// shelf is a codebook with everything that a code can have.
func shelf() []Entry {
	return []Entry{
		{GUID: "0192f0a0-0000-7000-8000-000000000001", Ref: "TRG", Name: "Need & <priority>", Definition: "Why the buyer would act at all"},
		{GUID: "0192f0a0-0000-7000-8000-000000000002", Ref: "TRG-01", Name: "Reason “to change”", Parent: "0192f0a0-0000-7000-8000-000000000001", Depth: 1, Colour: "#2a67ae",
			Definition: "A deadline,\nor a failure", Include: "Growth; a rule\nof the house", Exclude: "Need was real (TRG-02)", Example: "We had to, by May"},
		{GUID: "0192f0a0-0000-7000-8000-000000000003", Ref: "TRG-01a", Name: "Zwang von außen 🙂", Parent: "0192f0a0-0000-7000-8000-000000000002", Depth: 2, Example: "=SUM(1)"},
		{GUID: "0192f0a0-0000-7000-8000-000000000004", Ref: "SCN", Name: "Recherche"},
	}
}

// What is written is read again as it was, and is what the schema says.
func TestQDCRoundTrip(t *testing.T) {
	var b bytes.Buffer
	if err := WriteQDC(&b, "Openloop", shelf()); err != nil {
		t.Fatal(err)
	}
	got, err := ReadQDC(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if got.Origin != "Openloop" || len(got.Warnings) > 0 || !reflect.DeepEqual(got.Entries, shelf()) {
		t.Errorf("read %+v\n%s", got, b.String())
	}
	text := b.String()
	if !strings.HasPrefix(text, `<?xml version="1.0" encoding="UTF-8"?>`) || !strings.Contains(text, `<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Openloop">`) {
		t.Errorf("it begins %.120s", text)
	}
	validate(t, b.Bytes())
}

// validate checks a file against the standard's schema, where both are there.
func validate(t *testing.T, data []byte) {
	t.Helper()
	schema, err := filepath.Abs(filepath.FromSlash("../../../shared/refi/Codebook-mrt2019.xsd"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(schema); err != nil {
		t.Skip("the schema of REFI-QDA is not beside this source")
	}
	lint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed")
	}
	path := filepath.Join(t.TempDir(), "book.qdc")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(lint, "--noout", "--schema", schema, path).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// What other programs write is read: their namespaces, braces, sets, missing declarations and order.
func TestQDCOfOthers(t *testing.T) {
	for name, text := range map[string]string{
		"braces": `<CodeBook xmlns="urn:QDA-XML:codebook:1:0" origin="Other"><Codes><Code guid="{0192F0A0-0000-7000-8000-00000000000A}" name="Price" isCodable="true" color="#fA0">
			<Code guid="0192f0a0-0000-7000-8000-00000000000b" name=" Too
			dear " isCodable="false"><Description>Paid too much</Description></Code></Code></Codes><Sets/></CodeBook>`,
		"order": "\xef\xbb\xbf" + `<?xml version="1.0" encoding="utf-8"?><q:CodeBook xmlns:q="urn:QDA-XML:codebook:0:4" origin="Other"><q:Codes><q:Code guid="0192f0a0-0000-7000-8000-00000000000a" name="Price" isCodable="true" color="#FFAA00">
			<q:NoteRef targetGUID="x"/><q:Code guid="0192f0a0-0000-7000-8000-00000000000b" name="Too dear" isCodable="true"><q:Description>Paid too much</q:Description></q:Code></q:Code></q:Codes>
			<q:Sets><q:Set name="x"><q:Description>none of a code</q:Description><q:MemberCode guid="y"/></q:Set></q:Sets></q:CodeBook>`,
	} {
		b, err := ReadQDC(strings.NewReader(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := []Entry{{GUID: "0192f0a0-0000-7000-8000-00000000000a", Name: "Price", Colour: "#ffaa00"},
			{GUID: "0192f0a0-0000-7000-8000-00000000000b", Name: "Too dear", Parent: "0192f0a0-0000-7000-8000-00000000000a", Depth: 1, Definition: "Paid too much"}}
		if b.Origin != "Other" || !reflect.DeepEqual(b.Entries, want) {
			t.Errorf("%s: %+v", name, b)
		}
	}
}

// What is no codebook is refused with a sentence.
func TestQDCRefuses(t *testing.T) {
	deep := strings.Repeat(`<Code guid="x" name="y" isCodable="true">`, maxDepth+2)
	for name, c := range map[string][2]string{
		"empty":   {"", "does not begin with CodeBook"},
		"project": {`<Project xmlns="urn:QDA-XML:project:1.0"/>`, "begins with Project"},
		"cut off": {`<CodeBook><Codes><Code guid="x" name="y"`, "line 1"},
		"no code": {`<CodeBook><Codes></Codes></CodeBook>`, "no codes"},
		"deep":    {`<CodeBook><Codes>` + deep, "levels"},
		"bomb":    {`<!DOCTYPE x [<!ENTITY a "aaaa">]><CodeBook><Codes><Code guid="x" name="&a;"/></Codes></CodeBook>`, "damaged"},
	} {
		_, err := ReadQDC(strings.NewReader(c[0]))
		if research.KindOf(err) != research.Unreadable || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := WriteQDC(io.Discard, "", nil); research.KindOf(err) != research.Unreadable {
		t.Errorf("nothing to write: %v", err)
	}
}

// The codes inside a project of another program nest as codebooks do.
func TestQDCReadsThe262CodesOfASample(t *testing.T) {
	z, err := zip.OpenReader(filepath.FromSlash("../../../shared/refi/samples/cproctor_demo.qdpx"))
	if err != nil {
		t.Skip("the samples of REFI-QDA are not beside this source")
	}
	defer z.Close()
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".qde") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		from, to := bytes.Index(data, []byte("<Codes>")), bytes.Index(data, []byte("</Codes>"))
		book, err := ReadQDC(io.MultiReader(strings.NewReader("<CodeBook>"), bytes.NewReader(data[from:to+8]), strings.NewReader("</CodeBook>")))
		if err != nil || len(book.Entries) != 262 {
			t.Fatalf("%d codes, %v", len(book.Entries), err)
		}
		deepest := 0
		for _, e := range book.Entries {
			deepest = max(deepest, e.Depth)
		}
		if deepest < 1 {
			t.Error("none stands below another")
		}
		var out bytes.Buffer
		if err := WriteQDC(&out, book.Origin, book.Entries); err != nil {
			t.Fatal(err)
		}
		again, err := ReadQDC(&out)
		if err != nil || !reflect.DeepEqual(again.Entries, book.Entries) {
			t.Errorf("written and read again they differ: %v", err)
		}
	}
}

func TestCSVRoundTrip(t *testing.T) {
	want := shelf()
	for i := range want {
		want[i].GUID, want[i].Stage = "", "4 Discovery"
		if want[i].Depth > 0 {
			want[i].Parent, want[i].Depth = "TRG", 1
		}
	}
	var b bytes.Buffer
	if err := WriteCSV(&b, want); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "'=SUM(1)") {
		t.Error("a spreadsheet would count with an example")
	}
	got, err := ReadCSV(&b)
	if err != nil || len(got.Warnings) > 0 || !reflect.DeepEqual(got.Entries, want) {
		t.Errorf("read %+v, %v", got, err)
	}
}

// Tables come with any separator, in any order, with columns of their own and rows that say nothing.
func TestCSVOfOthers(t *testing.T) {
	b, err := ReadCSV(strings.NewReader("\xef\xbb\xbfColor;Notes;Code;Description\r\nred;x;Price;Too dear\r\n;;;\r\n#abc;y;;\r\n#ABC;;Trust;\"a;b\"\r\n"))
	want := []Entry{{Name: "Price", Definition: "Too dear"}, {Name: "Trust", Definition: "a;b", Colour: "#aabbcc"}}
	if err != nil || !reflect.DeepEqual(b.Entries, want) || len(b.Warnings) != 2 {
		t.Errorf("%+v, %v", b, err)
	}
	for _, bad := range []string{"", "a,b\n1,2\n", "name\n", "name\n\xff\xfe\n"} {
		if _, err := ReadCSV(strings.NewReader(bad)); research.KindOf(err) != research.Unreadable {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func FuzzReadQDC(f *testing.F) {
	var b bytes.Buffer
	_ = WriteQDC(&b, "Openloop", shelf())
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := ReadQDC(bytes.NewReader(data))
		if err == nil && len(book.Entries) == 0 {
			t.Error("an empty book is no error")
		}
	})
}
