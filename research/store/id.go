package store

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"sync/atomic"
	"time"

	"openloop/research"
)

// lastTick is the time in the last ID, in 4096ths of a millisecond: the one variable of this package, so
// that IDs made at once still sort in the order in which they were made, as lists do by them.
var lastTick atomic.Int64

// NewID makes a UUID of version 7: the time first, so that ids made later sort later and land beside
// each other in an index, then 62 random bits.
func NewID() research.ID {
	for {
		last := lastTick.Load()
		tick := max(ticks(time.Now()), last+1)
		if lastTick.CompareAndSwap(last, tick) {
			return newID(tick)
		}
	}
}

// ticks counts 4096ths of a millisecond.
func ticks(t time.Time) int64 {
	ns := t.UnixNano()
	return ns/1e6<<12 | ns%1e6*4096/1e6
}

func newID(tick int64) research.ID {
	var u [16]byte
	rand.Read(u[8:]) // never fails: crypto/rand ends the program instead
	// The milliseconds, then the twelve bits of their parts (RFC 9562, section 6.2, method 3).
	binary.BigEndian.PutUint64(u[:8], uint64(tick>>12)<<16|0x7000|uint64(tick&0xfff))
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
