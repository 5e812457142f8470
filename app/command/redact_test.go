package command

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// redacted runs the command on bytes from standard input.
func redacted(t *testing.T, in string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = Main(context.Background(), append([]string{"redact"}, args...), strings.NewReader(in), &out, &err, func(string) string { return "" }, func(string) int { return Usage })
	return code, out.String(), err.String()
}

// Offsets hold for what stands in the file: a byte order mark and the line ends of Windows count.
func TestRedactOffsets(t *testing.T) {
	in := "\uFEFFHi 👩‍🚒,\r\nask Henrike Oellig.\r\nMail: h@oellig.example\r\n"
	code, out, _ := redacted(t, in, "--json", "-")
	var got struct {
		Spans    []redactedSpan `json:"spans"`
		Redacted string         `json:"redacted"`
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != Done {
		t.Fatal(code, err, out)
	}
	points := []rune(in)
	for _, s := range got.Spans {
		if string(points[s.Start:s.End]) != s.Text {
			t.Errorf("%d–%d is %q, not %q", s.Start, s.End, string(points[s.Start:s.End]), s.Text)
		}
	}
	if want := "\uFEFFHi 👩‍🚒,\r\nask [name].\r\nMail: [email]\r\n"; got.Redacted != want {
		t.Errorf("%q, want %q", got.Redacted, want)
	}
}

// Files that are no UTF-8 text are refused with a sentence; an empty one is fine.
func TestRedactOddFiles(t *testing.T) {
	for _, c := range []struct{ name, in, says string }{
		{"latin 1", "M\xfcller kam", "not UTF-8 text (from byte 2 on)"},
		{"utf-16", "\xff\xfeM\x00", "UTF-16"},
		{"document", "PK\x03\x04\xff\xff", "It is a document"},
	} {
		if code, out, says := redacted(t, c.in, "-"); code != Failed || out != "" || !strings.Contains(says, c.says) {
			t.Errorf("%s: %d %q %q", c.name, code, out, says)
		}
	}
	if code, out, _ := redacted(t, "", "--json", "-"); code != Done || out != "{\"spans\":[],\"redacted\":\"\"}\n" {
		t.Errorf("empty: %d %q", code, out)
	}
}

// A list of known names may come from Windows; a line that is none is named.
func TestKnownList(t *testing.T) {
	path := filepath.Join(t.TempDir(), "known.tsv")
	for list, want := range map[string]string{
		"\uFEFFPERSON\tHenrike Oellig\r\n\r\nPERSON\tWim Daal\tS07\r\n": "P01 and S07\n",
		"PERSON Henrike Oellig\n": "Line 1",
		"BEAR\tBruno\n":           "Line 1",
		"PERSON\tM\xfcller\n":     "not UTF-8",
	} {
		if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
			t.Fatal(err)
		}
		_, out, says := redacted(t, "Henrike Oellig and Wim\n", "--known", path, "-")
		if !strings.Contains(out+says, want) {
			t.Errorf("%q: %q %q, want %q", list, out, says, want)
		}
	}
}
