package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"openloop/research"
	"openloop/research/privacy"
)

// redact is the redact command.
func (e *env) redact() *cobra.Command {
	var study, known string
	asJSON := false
	c := &cobra.Command{
		Use: "redact FILE|-", Short: "Take names and ways to reach people out of a text",
		Long: "Writes a text (UTF-8) with everything masked that identifies somebody: people, companies, places, addresses, numbers,\ntelling roles, exact sums and dates. What is uncertain is masked, too, and marked for review in --json.\nNothing is stored and the file stays as it is. Without --study and --known it goes by patterns and context alone.\n--json: {\"spans\":[{\"start\",\"end\",\"kind\",\"text\",\"review\",\"pseudonym\"}],\"redacted\"}; start and end count the\ncode points of the file as it stands, end not included.",
		Args: takes(1, 1, "one file, or - for standard input"),
		RunE: func(_ *cobra.Command, args []string) error { return e.runRedact(args[0], study, known, asJSON) },
	}
	c.Flags().StringVar(&study, "study", "", "know the people and companies of this `STUDY` (needs its vault's passphrase)")
	c.Flags().StringVar(&known, "known", "", "know the names in this `FILE`: lines of KIND, tab, name, and if you like tab, pseudonym\n(KIND is PERSON, ORGANISATION, PLACE …)")
	c.Flags().BoolVar(&asJSON, "json", false, "write the finds and the redacted text as JSON to standard output")
	return c
}

// redactedSpan is a find, as --json writes it.
type redactedSpan struct {
	Start     int          `json:"start"`
	End       int          `json:"end"`
	Kind      privacy.Kind `json:"kind"`
	Text      string       `json:"text"`
	Review    bool         `json:"review"`
	Pseudonym string       `json:"pseudonym"`
}

func (e *env) runRedact(path, study, known string, asJSON bool) error {
	d, err := e.redactor(study, known)
	if err != nil {
		return err
	}
	text, err := e.readText(path)
	if err != nil {
		return err
	}
	redacted, spans := d.Redact(text)
	if !asJSON {
		_, err := io.WriteString(e.out, redacted)
		return err
	}
	out := struct {
		Spans    []redactedSpan `json:"spans"`
		Redacted string         `json:"redacted"`
	}{make([]redactedSpan, len(spans)), redacted}
	for i, s := range spans {
		out.Spans[i] = redactedSpan(s)
	}
	enc := json.NewEncoder(e.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}

// redactor is the dictionary that a text is redacted by: the study's, with the names of a list.
func (e *env) redactor(study, list string) (*privacy.Dictionary, error) {
	d := privacy.NewDictionary(nil, nil)
	if study != "" {
		s, err := e.open(study, true)
		if err != nil {
			return nil, err
		}
		defer s.Close()
		if d, err = s.Dictionary(e.ctx); err != nil {
			return nil, err
		}
	}
	if list == "" {
		return d, nil
	}
	b, err := os.ReadFile(list)
	if err != nil {
		return nil, research.Problemf(research.NotFound, "The list %s cannot be read. Check --known.", filepath.Base(list))
	}
	known, err := readKnown(b, study == "")
	if err != nil {
		return nil, err
	}
	return d.With(known), nil
}

// readKnown reads lines of KIND, tab, name and perhaps a pseudonym. Where number is true, people and
// companies without a pseudonym get one in the order of the list.
func readKnown(b []byte, number bool) ([]privacy.Known, error) {
	if i := invalidAt(b); i >= 0 {
		return nil, research.Problemf(research.Invalid, "The list of known names is not UTF-8 text (from byte %d on). Save it as UTF-8 and try again.", i+1)
	}
	kinds := map[string]privacy.Kind{}
	for _, k := range privacy.Kinds() {
		kinds[string(k)] = k
	}
	var out []privacy.Known
	count := map[privacy.Kind]int{}
	for n, line := range strings.Split(strings.TrimPrefix(string(b), "\uFEFF"), "\n") {
		line = strings.TrimRight(line, "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		kind, ok := kinds[strings.ToUpper(strings.TrimSpace(cells[0]))]
		if !ok || len(cells) < 2 || strings.TrimSpace(cells[1]) == "" {
			return nil, research.Problemf(research.Invalid, "Line %d of the list of known names is none of KIND, tab, name. Kinds are PERSON, ORGANISATION, PLACE, STREET, PHONE, EMAIL, URL, IBAN, POSTCODE, ID, ROLE and SUM_DATE.", n+1)
		}
		k := privacy.Known{Kind: kind, Text: strings.TrimSpace(cells[1])}
		if len(cells) > 2 {
			k.Pseudonym = strings.TrimSpace(cells[2])
		}
		if prefix := map[privacy.Kind]string{privacy.Person: "P", privacy.Organisation: "O"}[kind]; prefix != "" && k.Pseudonym == "" && number {
			count[kind]++
			k.Pseudonym = fmt.Sprintf("%s%02d", prefix, count[kind])
		}
		out = append(out, k)
	}
	return out, nil
}

// readText reads a text from a file or from standard input.
func (e *env) readText(path string) (string, error) {
	var b []byte
	var err error
	name := filepath.Base(path)
	if path == "-" {
		name = "Standard input"
		b, err = io.ReadAll(e.in)
	} else {
		b, err = os.ReadFile(path)
	}
	if err != nil {
		return "", research.Problemf(research.NotFound, "%s cannot be read. Check its name and whether you may open it.", name)
	}
	i := invalidAt(b)
	if i < 0 {
		return string(b), nil
	}
	hint := "Save it as UTF-8 text and try again."
	switch {
	case bytes.HasPrefix(b, []byte("PK\x03\x04")), bytes.HasPrefix(b, []byte("%PDF")), bytes.HasPrefix(b, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		hint = "It is a document, not plain text: save its text as UTF-8 and try again."
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		hint = "It looks like UTF-16: save it as UTF-8 and try again."
	}
	return "", research.Problemf(research.Invalid, "%s is not UTF-8 text (from byte %d on). %s", name, i+1, hint)
}

// invalidAt is the first byte that is no UTF-8, or -1.
func invalidAt(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}
