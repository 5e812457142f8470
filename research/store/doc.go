// Package store keeps a study in its file, NAME.openloop: one SQLite database with the nouns of package
// research, a journal of every edit, the search index and the ledger of issued packs.
//
// Every change goes through [Store.Edit]: one transaction, one named step in the journal, one [Change]
// told to the subscribers. [Store.Undo] and [Store.Redo] walk the journal, also after a restart. A saved
// edit is on the disk when Edit returns.
//
// One process writes a study at a time, which a lock beside the file ensures; within the process a Store
// may be used from any goroutine. The package refuses files that are newer, damaged or of another kind
// without touching them, and it never learns who is behind a pseudonym: that is the vault's.
package store
