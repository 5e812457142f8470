package sheet

import (
	"bytes"
	endian "encoding/binary"
	"errors"
	"regexp"
	"strconv"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"openloop/research"
)

// ErrPassword is in the chain of the Problem of a workbook that opens with a password: none was given, or another.
var ErrPassword = errors.New("the workbook is protected with a password")

// maxSpins is how often the password of a workbook may be turned over before it is tried: Excel does it 100,000
// times; a file that asks for more would keep a person waiting for ever.
const maxSpins = 2_000_000

// locked reads a workbook that is encrypted as a whole, with the password of the options.
func (r *reader) locked() (*Book, error) {
	if r.limits.Password == "" {
		return nil, &research.Problem{Kind: research.Unreadable, Err: ErrPassword, Say: r.file +
			" is protected with a password to open it. Give the password, or open it in Excel, remove the password (File, Info, Protect Workbook, Encrypt with Password), save and import it again."}
	}
	if !r.worthTrying() {
		return nil, research.Problemf(research.Damaged, "%s is damaged where it says how it is encrypted. Open it in Excel, remove the password, save and import it again.", r.file)
	}
	data, err := decrypted(r.data, r.limits.Password)
	if err != nil || !bytes.HasPrefix(data, []byte("PK")) {
		return nil, &research.Problem{Kind: research.Unreadable, Err: ErrPassword,
			Say: "The password does not open " + r.file + ". Type it again, with capitals and small letters as they are."}
	}
	r.data = data
	return r.readZip()
}

// decrypted is what is inside. The library falls over what it does not expect; that is an error like any other.
func decrypted(data []byte, password string) (out []byte, err error) {
	defer func() {
		if recover() != nil {
			out, err = nil, errOther
		}
	}()
	return excelize.Decrypt(bytes.Clone(data), &excelize.Options{Password: password})
}

var spins = regexp.MustCompile(`spinCount="(\d{1,12})"`)

// worthTrying says whether what the file claims of itself is within reason: its streams lie in it, and the password
// is turned over as often as programs do.
func (r *reader) worthTrying() bool {
	for _, m := range spins.FindAllSubmatch(r.data, 8) {
		if n, err := strconv.Atoi(string(m[1])); err != nil || n > maxSpins {
			return false
		}
	}
	for _, name := range []string{"EncryptedPackage", "EncryptionInfo"} {
		for _, at := range r.streams(name) {
			if at+128 <= len(r.data) && endian.LittleEndian.Uint64(r.data[at+120:]) > uint64(len(r.data)) {
				return false
			}
		}
	}
	return true
}

// streams are the places of a stream's name, which OLE directories keep in UTF-16.
func (r *reader) streams(name string) (places []int) {
	var b []byte
	for _, u := range utf16.Encode([]rune(name)) {
		b = append(b, byte(u), byte(u>>8))
	}
	b = append(b, 0, 0)
	for from := 0; len(places) < 64; {
		i := bytes.Index(r.data[from:], b)
		if i < 0 {
			break
		}
		places = append(places, from+i)
		from += i + len(b)
	}
	return places
}
