package leak

// cmap reads the ranges of a ToUnicode map. One range from 0 over everything, as gofpdf writes it, stays
// empty: the codes are the characters.
func (f *pdfFile) cmap(r ref) map[int]string {
	if m, ok := f.cmaps[r]; ok {
		return m
	}
	m := map[int]string{}
	f.cmaps[r] = m
	s, ok := f.resolve(r).(pdfStream)
	if !ok {
		return m
	}
	b, _ := f.decoded(s)
	l := &lexer{b: b}
	var stack []any
	for {
		o := l.object()
		if e, ok := o.(end); ok && e == 0 {
			return m
		}
		switch o {
		case keyword("endbfchar"):
			for i := 0; i+1 < len(stack); i += 2 {
				bfRange(m, stack[i], stack[i], stack[i+1])
			}
		case keyword("endbfrange"):
			for i := 0; i+2 < len(stack); i += 3 {
				bfRange(m, stack[i], stack[i+1], stack[i+2])
			}
		}
		if _, ok := o.(keyword); ok {
			stack = nil
			continue
		}
		stack = append(stack, o)
	}
}

func bfRange(m map[int]string, from, to, into any) {
	a, ok1 := from.(string)
	z, ok2 := to.(string)
	if !ok1 || !ok2 {
		return
	}
	lo, hi := code(a), code(z)
	switch x := into.(type) {
	case string:
		if code(x) == lo && hi-lo >= 0xFF { // identity
			return
		}
		u := utf16Text([]byte(x), true)
		r := []rune(u)
		for c := lo; c <= hi && c-lo <= 0xFFFF && len(r) > 0; c++ {
			m[c] = string(r[:len(r)-1]) + string(r[len(r)-1]+rune(c-lo))
		}
	case []any:
		for i, o := range x {
			if s, ok := o.(string); ok {
				m[lo+i] = utf16Text([]byte(s), true)
			}
		}
	}
}

func code(s string) int {
	n := 0
	for i := range len(s) {
		n = n<<8 | int(s[i])
	}
	return n
}
