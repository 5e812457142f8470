package early

import "runtime"

// roomSize is how many bytes are allocated, beyond as many as are in use, before the garbage collector runs.
const roomSize = 64 << 20

// room is memory that nobody writes to, so that no machine gives any for it. The collector runs when the heap has
// doubled: with a small study open that is every few seconds of typing, in the middle of a key. It counts room as in use.
var room []byte

// Room lets more garbage lie before it is collected.
func Room() {
	room = make([]byte, roomSize)
	runtime.KeepAlive(room)
}
