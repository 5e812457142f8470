package vault

import (
	"io"
	"os"
	"strconv"
	"strings"
)

// Compaction says what Compact did.
type Compaction struct {
	Batches    int   // merged into one
	Entries    int   // taken up into another entry of the same pseudonym
	Originals  int   // dropped, as a later text for the same ref counts
	Was, Bytes int64 // size of the file before and after
}

// chunk is about how much text goes into one member of originals: 8 MB, so that reading one of them does not
// take much memory.
const chunk = 8 << 20

// Compact merges all batches into one and drops what later ones replaced. Refs, pseudonyms, source keys and
// the ids that Batches lists stay. The vault must be unlocked.
func (v *Vault) Compact() (Compaction, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.readable(); err != nil {
		return Compaction{}, err
	}
	c := compacter{vault: v}
	if err := v.rewrite(rewriting{keepsOld: true, build: c.build}); err != nil {
		return Compaction{}, err
	}
	if info, err := os.Stat(v.path); err == nil {
		c.done.Bytes = info.Size()
	}
	return c.done, nil
}

// compacter writes a vault with one batch.
type compacter struct {
	vault *Vault
	all   people
	at    map[string]int // pseudonym → its place in all.Entries
	done  Compaction
}

func (c *compacter) build(f *os.File, members []member, out io.Writer) error {
	if info, err := f.Stat(); err == nil {
		c.done.Was = info.Size()
	}
	ids, err := batchIDs(f, members)
	if err != nil {
		return fileProblem(c.vault.path, err)
	}
	for _, m := range members {
		_, isPeople := m.batch(peopleDir)
		_, isOriginals := m.batch(originalsDir)
		if isPeople || isOriginals || m.name == mergedName {
			continue
		}
		if err := copyMembers(out, f, []member{m}); err != nil {
			return err
		}
	}
	if len(ids) == 0 {
		return nil
	}
	last := ids[len(ids)-1]
	if err := appendMember(out, mergedName, []byte(strings.Join(ids[:len(ids)-1], "\n")), c.vault.now()); err != nil {
		return err
	}
	if err := c.people(f, members, last, out); err != nil {
		return err
	}
	return c.originals(f, members, last, out)
}

// people writes everybody as one batch.
func (c *compacter) people(f *os.File, members []member, id string, out io.Writer) error {
	c.all, c.at = people{ID: id, At: c.vault.now().UTC(), Entries: []Entry{}}, map[string]int{}
	for _, m := range members {
		if _, ok := m.batch(peopleDir); !ok {
			continue
		}
		p, err := c.vault.openPeople(f, m)
		if err != nil {
			return err
		}
		c.take(p)
	}
	return c.vault.sealMember(out, peopleDir+id+".age", c.all, c.vault.now())
}

func (c *compacter) take(p people) {
	c.done.Batches++
	if len(p.From) > 0 {
		c.all.From = append(c.all.From, p.From...)
	} else {
		c.all.From = append(c.all.From, source{ID: p.ID, At: p.At, Source: p.Source})
	}
	for _, e := range p.Entries {
		if i, ok := c.at[e.Pseudonym]; ok && e.Pseudonym != "" {
			c.all.Entries[i].merge(e)
			c.done.Entries++
			continue
		}
		c.at[e.Pseudonym] = len(c.all.Entries)
		c.all.Entries = append(c.all.Entries, e)
	}
}

// originals writes the text that counts of every ref, a few megabytes to a member.
func (c *compacter) originals(f *os.File, members []member, id string, out io.Writer) error {
	v := c.vault
	if err := v.indexOriginals(f, members); err != nil {
		return err
	}
	var some []Original
	size, n := 0, 0
	flush := func() error {
		if len(some) == 0 {
			return nil
		}
		name := originalsDir + id + ".age"
		if n++; n > 1 {
			name = originalsDir + id + "." + strconv.Itoa(n) + ".age"
		}
		err := v.sealMember(out, name, some, v.now())
		some, size = nil, 0
		return err
	}
	for i, m := range members {
		if _, ok := m.batch(originalsDir); !ok {
			continue
		}
		all, err := v.openOriginals(f, m)
		if err != nil {
			return err
		}
		last := map[string]int{} // a ref may stand twice in one batch
		for j, o := range all {
			last[o.Ref] = j
		}
		for j, o := range all {
			if v.refs[o.Ref] != i || last[o.Ref] != j {
				c.done.Originals++
				continue
			}
			if some, size = append(some, o), size+len(o.Text); size >= chunk {
				if err := flush(); err != nil {
					return err
				}
			}
		}
	}
	return flush()
}
