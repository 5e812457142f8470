package vault

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// block is the unit of a tar file.
const block = 512

// trailer ends a tar file.
var trailer = make([]byte, 2*block)

// member is one file of the tar: where its header begins, where its body is, where the next may begin.
type member struct {
	name              string
	start, body, size int64
	end               int64
}

// read is the body as it stands in the file.
func (m member) read(r io.ReaderAt) ([]byte, error) {
	b := make([]byte, m.size)
	if _, err := r.ReadAt(b, m.body); err != nil {
		return nil, fmt.Errorf("read %s: %w", m.name, err)
	}
	return b, nil
}

func find(members []member, name string) (member, bool) {
	for _, m := range members {
		if m.name == name {
			return m, true
		}
	}
	return member{}, false
}

// appendMember writes header, body and padding of one member, without the tar's trailer.
func appendMember(w io.Writer, name string, body []byte, at time.Time) error {
	t := tar.NewWriter(w)
	h := &tar.Header{Name: name, Mode: 0o600, Size: int64(len(body)), ModTime: at.Truncate(time.Second), Typeflag: tar.TypeReg, Format: tar.FormatUSTAR}
	if err := t.WriteHeader(h); err != nil {
		return fmt.Errorf("vault: write %s: %w", name, err)
	}
	if _, err := t.Write(body); err != nil {
		return fmt.Errorf("vault: write %s: %w", name, err)
	}
	return t.Flush() // pads; the trailer is the caller's
}

// sizedReader is what a scan needs of a file.
type sizedReader interface {
	io.ReaderAt
	io.Seeker
}

// scan lists the whole members of a tar and says where the next one belongs. A member broken off at
// the end is left out; a broken header with sound ones behind it is an error, so that nothing sound
// is ever written over.
func scan(f sizedReader) (members []member, end int64, err error) {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, 0, err
	}
	var head [block]byte
	for size-end >= block {
		if _, err := f.ReadAt(head[:], end); err != nil {
			return nil, 0, fmt.Errorf("read at %d: %w", end, err)
		}
		m, kind, ok := parseHeader(head[:], end)
		if !ok {
			if !isZero(head[:]) && soundHeaderAfter(f, end, size) {
				return nil, 0, errors.New("broken header at " + strconv.FormatInt(end, 10))
			}
			break
		}
		if m.body+m.size > size {
			break
		}
		end = m.end
		if kind == tar.TypeReg {
			members = append(members, m)
		}
	}
	return members, end, nil
}

// soundHeaderAfter looks for a header beyond a broken one.
func soundHeaderAfter(f io.ReaderAt, at, size int64) bool {
	var head [block]byte
	for at += block; size-at >= block; at += block {
		if _, err := f.ReadAt(head[:], at); err != nil {
			return false
		}
		if _, _, ok := parseHeader(head[:], at); ok {
			return true
		}
	}
	return false
}

// parseHeader reads a header block, whatever tar wrote it, and checks its sum.
func parseHeader(h []byte, at int64) (m member, kind byte, ok bool) {
	if isZero(h) || !sumFits(h) {
		return member{}, 0, false
	}
	size, err := octal(h[124:136])
	if err != nil || size < 0 || size > 1<<40 {
		return member{}, 0, false
	}
	name := text(h[:100])
	if string(h[257:262]) == "ustar" && text(h[345:500]) != "" && h[263] != ' ' {
		name = text(h[345:500]) + "/" + name
	}
	kind = h[156]
	if kind == 0 {
		kind = tar.TypeReg
	}
	m = member{name: strings.TrimPrefix(name, "./"), start: at, body: at + block, size: size}
	m.end = m.body + (size+block-1)/block*block
	return m, kind, true
}

// sumFits says whether the header's checksum is that of its bytes.
func sumFits(h []byte) bool {
	want, err := octal(h[148:156])
	if err != nil {
		return false
	}
	var sum int64
	for i, c := range h[:block] {
		if i >= 148 && i < 156 {
			c = ' '
		}
		sum += int64(c)
	}
	return sum == want
}

func octal(b []byte) (int64, error) {
	s := strings.Trim(string(b), " \x00")
	if s == "" {
		return 0, nil
	}
	return strconv.ParseInt(s, 8, 64)
}

func text(b []byte) string {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		b = b[:i]
	}
	return string(b)
}

func isZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}
