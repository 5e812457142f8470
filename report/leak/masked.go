package leak

import "strings"

// hidePlaces replaces whoever is named in a place itself, such as a sheet's name, so that places may be
// printed and stored.
func (r *Report) hidePlaces(m *matcher) {
	hidden := map[string]string{}
	hide := func(where string) string {
		h, ok := hidden[where]
		if !ok {
			h = m.hide(where)
			hidden[where] = h
		}
		return h
	}
	for i := range r.Hits {
		r.Hits[i].Where = hide(r.Hits[i].Where)
	}
	for i := range r.Unread {
		r.Unread[i].Where = hide(r.Unread[i].Where)
	}
}

// hide replaces names in a short text by their pseudonyms.
func (m *matcher) hide(text string) string {
	var b strings.Builder
	at := 0
	for _, h := range m.find(stream{{text: text}}) {
		if h.from < at {
			continue
		}
		b.WriteString(text[at:h.from])
		b.WriteString("[" + h.Identity.Pseudonym + "]")
		at = h.to
	}
	return b.String() + text[at:]
}
