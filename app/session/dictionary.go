package session

import (
	"context"
	"os"
	"sync"
	"time"

	"openloop/research/privacy"
	"openloop/research/store"
)

// latestDictionary is the dictionary that was made last, with what it was made of: making one of a big vault takes tens
// of milliseconds, and a corrected word is looked up in one at every Enter. It is held only as long as the vault that it
// knows is open.
type latestDictionary struct {
	mu      sync.Mutex
	dict    *privacy.Dictionary
	of      dictionaryOf
	renamed int // how often names or pseudonyms of the study changed
	locked  int // how often it was to be forgotten
}

// dictionaryOf is what a dictionary was made of: the vault's file as it was, and the study's names.
type dictionaryOf struct {
	open    bool // the vault was
	size    int64
	changed time.Time
	renamed int
}

// forget drops the dictionary, and with it the names that it knows.
func (l *latestDictionary) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dict = nil
	l.locked++
}

// follow notes a change of the study.
func (l *latestDictionary) follow(c store.Change) {
	_, named := c.Tables["name"]
	_, retired := c.Tables["retired"]
	if named || retired {
		l.mu.Lock()
		l.renamed++
		l.mu.Unlock()
	}
}

// bestDictionary is the vault's where it is open, else what the study alone knows: the clear-text names.
func (s *Session) bestDictionary(ctx context.Context) (*privacy.Dictionary, error) {
	l := &s.latest
	now := dictionaryOf{open: s.Vault() == VaultOpen}
	if st, err := os.Stat(VaultPath(s.Path())); err == nil {
		now.size, now.changed = st.Size(), st.ModTime()
	}
	l.mu.Lock()
	now.renamed = l.renamed
	d, locked := l.dict, l.locked
	same := d != nil && l.of == now
	l.mu.Unlock()
	if same {
		return d, nil
	}
	d, err := s.makeDictionary(ctx, now.open)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.locked == locked {
		l.dict, l.of = d, now
	}
	return d, nil
}

func (s *Session) makeDictionary(ctx context.Context, open bool) (*privacy.Dictionary, error) {
	if open {
		return s.Dictionary(ctx)
	}
	names, err := s.store.Names(ctx)
	if err != nil {
		return nil, err
	}
	return privacy.NewDictionary(nil, clearTexts(names)), nil
}
