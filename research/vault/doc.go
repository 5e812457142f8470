// Package vault keeps who stands behind each pseudonym, and the originals as they came in.
//
// A vault is one file, NAME.vault: a tar of small age files that the stock tools read too:
//
//	tar -xf NAME.vault
//	age -d -o key.txt key.age          asks for the passphrase
//	age -d -i key.txt people/ID.age    JSON: the people and organisations of one batch
//
// Its members, in order: key.age (an X25519 identity sealed with the passphrase), recipient.txt (the
// public half, in clear, so that adding needs no passphrase; below it those of colleagues), secret.age
// (the key of SourceKey), colleagues.age (whose keys they are), merged.txt (ids of the batches that were
// merged into one), then for each batch people/ID.age and, where there are any, originals/ID.age.
//
// Adding writes a batch's bodies first and the header that makes them count last, each followed by a
// sync, so a crash leaves either the whole batch or none of it. What is broken off at the end is
// passed over and written over. Member names, sizes and dates tell nobody anything but how many
// batches there are.
//
// What changes more than that (Erase, Compact, ChangePassphrase, colleagues) writes the file anew and keeps
// the one before as NAME.vault.1. Erasing, a new passphrase and a colleague who goes reach that file, too:
// then it becomes a copy of the new one.
//
// The package refuses to read anything while sealed, never writes a decrypted byte to disk, and no
// error of it holds a name.
package vault
