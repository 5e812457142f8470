package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"

	"openloop/research"
)

// sumPrefix begins the line of recipient.txt that proves the list: whoever could write to the file could
// otherwise add a key of his own to it, and read what is added later.
const sumPrefix = "# sum "

// readRecipients reads the public keys that stand in clear in a vault: its own, those of colleagues, and
// the sum over them.
func readRecipients(r io.ReaderAt, members []member) (own *age.X25519Recipient, others []*age.X25519Recipient, sum string, err error) {
	m, ok := find(members, recipientName)
	if !ok {
		return nil, nil, "", errors.New("no recipient.txt")
	}
	b, err := m.read(r)
	if err != nil {
		return nil, nil, "", err
	}
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if s, ok := strings.CutPrefix(line, sumPrefix); ok {
			sum = s
		}
		if line == "" || line[0] == '#' {
			continue
		}
		x, err := age.ParseX25519Recipient(line)
		if err != nil {
			return nil, nil, "", errors.New("recipient.txt holds a line that is no key")
		}
		if own == nil {
			own = x
		} else {
			others = append(others, x)
		}
	}
	if own == nil {
		return nil, nil, "", errors.New("recipient.txt is empty")
	}
	return own, others, sum, nil
}

// recipientsText is recipient.txt: keys as `age -R` takes them.
func recipientsText(id *age.X25519Identity, others []*age.X25519Recipient) []byte {
	var b strings.Builder
	fmt.Fprintln(&b, id.Recipient())
	for _, r := range others {
		fmt.Fprintln(&b, r)
	}
	if len(others) > 0 {
		fmt.Fprintln(&b, sumPrefix+recipientsSum(id, others))
	}
	return []byte(b.String())
}

// recipientsSum can be made only by who has the vault's own key.
func recipientsSum(id *age.X25519Identity, others []*age.X25519Recipient) string {
	h := hmac.New(sha256.New, []byte(id.String()))
	fmt.Fprintln(h, "openloop recipients")
	for _, r := range others {
		fmt.Fprintln(h, r)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// checkRecipients is a problem when somebody else than the owner of the vault's key has written the list of
// those who may open it. Without that key it cannot tell.
func (v *Vault) checkRecipients(f *os.File, members []member, id *age.X25519Identity) error {
	if id == nil {
		return nil
	}
	_, others, sum, err := readRecipients(f, members)
	if err != nil {
		return fileProblem(v.path, err)
	}
	if len(others) > 0 && !hmac.Equal([]byte(sum), []byte(recipientsSum(id, others))) {
		return research.Problemf(research.Damaged, "The list of those who may open %s was changed by somebody without its passphrase. Use a copy of the vault, and find out who could write to this file.", filepath.Base(v.path))
	}
	return nil
}
