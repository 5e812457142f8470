package sheet_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"openloop/research"
	"openloop/research/sheet"
)

// sealed is a workbook under a password, as the library seals it.
func sealed(tb testing.TB, password string) []byte {
	tb.Helper()
	f := excelize.NewFile()
	must(tb, f.SetSheetRow("Sheet1", "A1", &[]any{"id", "answer"}))
	must(tb, f.SetSheetRow("Sheet1", "A2", &[]any{1, "under lock"}))
	var b bytes.Buffer
	must(tb, f.Write(&b, excelize.Options{Password: password}))
	return b.Bytes()
}

func TestPassword(t *testing.T) {
	files := map[string][]byte{"sealed.xlsx": sealed(t, "Ünder löck 7")}
	ctx := context.Background()
	for name, data := range files {
		book, err := sheet.ReadLimited(ctx, name, data, sheet.Options{Password: "Ünder löck 7"}, nil)
		must(t, err)
		wantRows(t, &book.Sheets[0], [][]string{{"id", "answer"}, {"1", "under lock"}})
		for password, say := range map[string]string{"": "Give the password", "wrong": "does not open"} {
			_, err := sheet.ReadLimited(ctx, name, data, sheet.Options{Password: password}, nil)
			if !errors.Is(err, sheet.ErrPassword) || !strings.Contains(err.Error(), say) || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), "wrong") {
				t.Errorf("%s with %q: %v", name, password, err)
			}
		}
	}
}

// A sealed workbook that is damaged, or claims what no program writes, is refused at once.
func TestPasswordOfDamaged(t *testing.T) {
	good := sealed(t, "x")
	for at := 0; at < len(good); at += 97 {
		bad := bytes.Clone(good)
		bad[at] ^= 0x5A
		for _, data := range [][]byte{bad, good[:at]} {
			_, err := sheet.ReadLimited(context.Background(), "bad.xlsx", data, sheet.Options{Password: "x"}, nil)
			if err != nil && research.KindOf(err) == "" {
				t.Fatalf("at %d: %v", at, err)
			}
		}
	}
	// One that asks for its password to be turned over for years, and one whose streams are larger than itself.
	slow := append(bytes.Clone(good), `<p:encryptedKey spinCount="9000000000"`...)
	large := bytes.Clone(good)
	at := bytes.Index(large, []byte(utf16le("EncryptedPackage")))
	copy(large[at+120:], "\xff\xff\xff\xff\xff\x00")
	for _, data := range [][]byte{slow, large} {
		if _, err := sheet.ReadLimited(context.Background(), "claims.xlsx", data, sheet.Options{Password: "x"}, nil); research.KindOf(err) != research.Damaged {
			t.Errorf("%v", err)
		}
	}
}
