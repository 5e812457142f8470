package store

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"time"

	"openloop/research"
)

// NewID makes a UUID of version 7: the time first, so that ids made later sort later and land beside
// each other in an index, then 62 random bits.
func NewID() research.ID {
	return newID(time.Now())
}

func newID(now time.Time) research.ID {
	var u [16]byte
	rand.Read(u[8:]) // never fails: crypto/rand ends the program instead
	ns := now.UnixNano()
	binary.BigEndian.PutUint64(u[:8], uint64(ns/1e6)<<16)
	// The twelve bits after the milliseconds count its 4096ths (RFC 9562, section 6.2, method 3).
	binary.BigEndian.PutUint16(u[6:8], 0x7000|uint16(ns%1e6*4096/1e6))
	u[8] = u[8]&0x3f | 0x80

	var s [36]byte
	hex.Encode(s[0:8], u[0:4])
	hex.Encode(s[9:13], u[4:6])
	hex.Encode(s[14:18], u[6:8])
	hex.Encode(s[19:23], u[8:10])
	hex.Encode(s[24:36], u[10:16])
	s[8], s[13], s[18], s[23] = '-', '-', '-', '-'
	return research.ID(s[:])
}
