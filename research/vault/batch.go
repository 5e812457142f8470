package vault

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"openloop/research"
)

// Entry says who one pseudonym is.
type Entry struct {
	Pseudonym string            `json:"pseudonym"`
	Kind      string            `json:"kind"`             // participant, organisation, salesperson or other
	Fields    map[string]string `json:"fields,omitempty"` // name, email, phone, title, company, crm_id …
	Aliases   []string          `json:"aliases,omitempty"`
}

// Original is a text as it came in, under the reference by which the study knows it.
type Original struct {
	Ref  string `json:"ref"`
	Text string `json:"text"`
}

// Batch is what one import or one correction adds.
type Batch struct {
	ID         string // made by Add when empty
	Entries    []Entry
	Originals  []Original
	SourceName string // name of the imported file
}

// people is the sealed form of a batch without its originals.
type people struct {
	ID      string    `json:"id"`
	At      time.Time `json:"at"`
	Source  string    `json:"source,omitempty"`
	Entries []Entry   `json:"entries"`
	From    []source  `json:"from,omitempty"` // what a merged batch was made of
}

// source is where a batch came from.
type source struct {
	ID     string    `json:"id"`
	At     time.Time `json:"at"`
	Source string    `json:"source,omitempty"`
}

// Add seals a batch and appends it. When it returns without an error the batch is on the disk, whole.
// The vault may be locked.
func (v *Vault) Add(b Batch) (id string, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return "", err
	}
	if b.ID == "" {
		if b.ID, err = newID(v.now()); err != nil {
			return "", err
		}
	}
	if !validID(b.ID) {
		return "", research.Problemf(research.Invalid, "A batch in the vault is named with letters, digits and hyphens only.")
	}
	err = v.exclusively(func(f *os.File, members []member, end int64) error {
		ids, err := batchIDs(f, members)
		if err != nil {
			return fileProblem(v.path, err)
		}
		if slices.Contains(ids, b.ID) {
			return research.Problemf(research.Conflict, "The vault %s holds this batch already.", filepath.Base(v.path))
		}
		tar, err := v.batchMembers(b)
		if err != nil {
			return err
		}
		if err := v.commit(f, end, tar); err != nil {
			return openProblem(v.path, err)
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	return b.ID, nil
}

// batchMembers seals a batch as tar bytes.
func (v *Vault) batchMembers(b Batch) ([]byte, error) {
	var out bytes.Buffer
	at := v.now()
	put := func(dir string, value any) error { return v.sealMember(&out, dir+b.ID+".age", value, at) }
	if err := put(peopleDir, people{ID: b.ID, At: at.UTC(), Source: b.SourceName, Entries: b.Entries}); err != nil {
		return nil, err
	}
	if len(b.Originals) > 0 {
		if err := put(originalsDir, b.Originals); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// sealMember writes a value as JSON, sealed, as one member.
func (v *Vault) sealMember(out io.Writer, name string, value any, at time.Time) error {
	plain, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("vault: write a batch: %w", err)
	}
	sealed, err := v.seal(plain)
	clear(plain)
	if err != nil {
		return err
	}
	return appendMember(out, name, sealed, at)
}

// Batches lists the ids of the batches in the vault, oldest first, also of those that Compact has merged.
// It needs no passphrase.
func (v *Vault) Batches() ([]string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var ids []string
	err := v.withFile(func(f *os.File, members []member) (err error) {
		if ids, err = batchIDs(f, members); err != nil {
			return fileProblem(v.path, err)
		}
		return nil
	})
	return ids, err
}

// batchIDs lists the batches that were merged, then those that stand alone.
func batchIDs(f *os.File, members []member) ([]string, error) {
	var ids []string
	if m, ok := find(members, mergedName); ok {
		b, err := m.read(f)
		if err != nil {
			return nil, err
		}
		ids = strings.Fields(string(b))
	}
	for _, m := range members {
		if id, ok := m.batch(peopleDir); ok {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// batch is the id of the batch whose people or originals the member holds.
func (m member) batch(dir string) (string, bool) {
	rest, ok := strings.CutPrefix(m.name, dir)
	if !ok {
		return "", false
	}
	return strings.CutSuffix(rest, ".age")
}

// Entries lists everybody in the vault in the order in which they came. Later entries for a pseudonym
// are merged into the first: their fields win, and a name that was replaced stays as an alias.
func (v *Vault) Entries() ([]Entry, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.readable(); err != nil {
		return nil, err
	}
	var all []Entry
	at := map[string]int{}
	err := v.eachPeople(func(p people) {
		for _, e := range p.Entries {
			if i, ok := at[e.Pseudonym]; ok && e.Pseudonym != "" {
				all[i].merge(e)
				continue
			}
			at[e.Pseudonym] = len(all)
			all = append(all, e)
		}
	})
	return all, err
}

// eachPeople decrypts the people of every batch, oldest first.
func (v *Vault) eachPeople(fn func(people)) error {
	return v.withFile(func(f *os.File, members []member) error {
		for _, m := range members {
			if _, ok := m.batch(peopleDir); !ok {
				continue
			}
			p, err := v.openPeople(f, m)
			if err != nil {
				return err
			}
			fn(p)
		}
		return nil
	})
}

// openPeople decrypts the people of one batch.
func (v *Vault) openPeople(f *os.File, m member) (people, error) {
	var p people
	plain, err := m.open(f, v.identity)
	if err != nil {
		return p, fileProblem(v.path, err)
	}
	if err := json.Unmarshal(plain, &p); err != nil {
		return p, fileProblem(v.path, fmt.Errorf("%s is not what a vault holds", m.name)) // no cause: it may quote a name
	}
	return p, nil
}

// merge takes over what a later entry says.
func (e *Entry) merge(later Entry) {
	if e.Fields == nil {
		e.Fields = map[string]string{}
	}
	for k, s := range later.Fields {
		if s == "" {
			continue
		}
		if was := e.Fields[k]; was != "" && was != s && k == "name" {
			e.addAlias(was)
		}
		e.Fields[k] = s
	}
	if later.Kind != "" {
		e.Kind = later.Kind
	}
	for _, a := range later.Aliases {
		e.addAlias(a)
	}
}

func (e *Entry) addAlias(a string) {
	if !slices.Contains(e.Aliases, a) {
		e.Aliases = append(e.Aliases, a)
	}
}

// newID is a UUID of version 7: it sorts by time and says nothing else.
func newID(now time.Time) (string, error) {
	var b [16]byte
	if _, err := rand.Read(b[6:]); err != nil {
		return "", fmt.Errorf("vault: make an id: %w", err)
	}
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(now.UnixMilli()))
	copy(b[:6], ms[2:])
	b[6] = b[6]&0x0f | 0x70
	b[8] = b[8]&0x3f | 0x80
	h := hex.EncodeToString(b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:], nil
}

// validID keeps ids from being paths.
func validID(id string) bool {
	for _, c := range id {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return id != "" && len(id) <= 64
}
