package leak

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/ascii85"
	"io"
)

// inflate unpacks deflated bytes; what was read before an error still counts. Without its head the data may
// still unpack.
func (f *pdfFile) inflate(b []byte) ([]byte, bool) {
	var r io.ReadCloser
	r, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		if len(b) < 2 {
			return nil, len(b) == 0
		}
		r = flate.NewReader(bytes.NewReader(b[2:]))
	}
	out, err := io.ReadAll(io.LimitReader(r, f.t.left+1))
	if f.t.left -= int64(len(out)); f.t.left < 0 {
		f.t.left = 0
		return nil, false
	}
	return out, err == nil || len(out) > 0
}

// predicted undoes the differences that rows of a stream may be stored as.
func (f *pdfFile) predicted(b []byte, p dict) []byte {
	num := func(k string, usual int) int {
		if v, ok := f.resolve(p[k]).(float64); ok && v > 0 && v < 1<<20 {
			return int(v)
		}
		return usual
	}
	if num("Predictor", 1) < 10 {
		return b
	}
	per := max(1, num("Colors", 1)*num("BitsPerComponent", 8)/8)
	row := (num("Columns", 1)*num("Colors", 1)*num("BitsPerComponent", 8) + 7) / 8
	above := make([]byte, row)
	var out []byte
	for len(b) > 1 {
		kind, line := b[0], bytes.Clone(b[1:min(len(b), row+1)])
		b = b[min(len(b), row+1):]
		for i := range line {
			var left, up, corner byte
			if i >= per {
				left, corner = line[i-per], above[i-per]
			}
			up = above[i]
			switch kind {
			case 1:
				line[i] += left
			case 2:
				line[i] += up
			case 3:
				line[i] += byte((int(left) + int(up)) / 2)
			case 4:
				line[i] += paeth(left, up, corner)
			}
		}
		out = append(out, line...)
		copy(above, line)
	}
	return out
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int { return max(n, -n) }

func un85(b []byte) []byte {
	b = bytes.TrimPrefix(b, []byte("<~"))
	if i := bytes.IndexByte(b, '~'); i >= 0 {
		b = b[:i]
	}
	out, _ := io.ReadAll(ascii85.NewDecoder(bytes.NewReader(b)))
	return out
}

// unRun undoes run lengths.
func unRun(b []byte) []byte {
	var out []byte
	for len(b) > 1 && b[0] != 128 && len(out) < mostUnzipped {
		n := int(b[0])
		if n < 128 {
			n = min(n+1, len(b)-1)
			out = append(out, b[1:1+n]...)
			b = b[1+n:]
			continue
		}
		out = append(out, bytes.Repeat(b[1:2], 257-n)...)
		b = b[2:]
	}
	return out
}

// unLZW undoes the packing of old files: codes of 9 to 12 bits, the first bit first.
func unLZW(b []byte, early bool) []byte {
	var table [][]byte
	reset := func() {
		table = table[:0]
		for i := range 258 {
			table = append(table, []byte{byte(i)})
		}
	}
	reset()
	var out, last []byte
	bits, have, width := uint32(0), 0, 9
	sooner := b2i(early)
	for _, c := range b {
		bits, have = bits<<8|uint32(c), have+8
		if have < width {
			continue
		}
		have -= width
		code := int(bits >> have & (1<<width - 1))
		switch {
		case code == 256:
			reset()
			last, width = nil, 9
			continue
		case code == 257 || code > len(table) || len(out) > mostUnzipped/64:
			return out
		}
		var entry []byte
		if code < len(table) {
			entry = table[code]
		} else if last != nil {
			entry = append(bytes.Clone(last), last[0])
		}
		out = append(out, entry...)
		if last != nil && len(entry) > 0 && len(table) < 4096 {
			table = append(table, append(bytes.Clone(last), entry[0]))
		}
		last = entry
		for width < 12 && len(table)+sooner >= 1<<width {
			width++
		}
	}
	return out
}
