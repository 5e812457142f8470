package leak

import (
	"context"
	"strconv"
	"strings"

	"openloop/research"
)

// readPDF reads a PDF's pages, properties, bookmarks and links. It is made for what report/pdf writes and
// reads other simple files too; what it cannot read it says, so that silence never means safe.
func readPDF(ctx context.Context, name string, data []byte) ([]stream, error) {
	f, err := parsePDF(data)
	if err != nil {
		return nil, research.Problemf(research.Damaged, "%s is damaged or encrypted and cannot be checked. Write it again.", name)
	}
	var streams []stream
	seen := false
	for i, p := range f.pages() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s, drew := f.pageText(p, i+1)
		seen = seen || drew
		streams = append(streams, s)
	}
	if !seen {
		return nil, research.Problemf(research.Unreadable, "%s holds no text that can be checked. Check the original document instead.", name)
	}
	return append(streams, f.outside()...), nil
}

// pageText is what a page says, and whether anything was said.
func (f *pdfFile) pageText(page dict, number int) (stream, bool) {
	fonts := f.fonts(page)
	var content []byte
	for _, c := range f.list(page["Contents"]) {
		if o, ok := f.resolve(c).(pdfStream); ok {
			content = append(append(content, o.decoded()...), '\n')
		}
	}
	in := interpreter{file: f, fonts: fonts}
	in.run(content)
	text := in.text()
	var s stream
	for _, l := range strings.Split(text, "\n") {
		if strings.TrimSpace(l) != "" {
			s = append(s, passage{where: "page " + strconv.Itoa(number), page: number, text: l})
		}
	}
	return s, len(s) > 0
}

// outside is everything said outside the pages: properties, bookmarks, links, form fields, attachments.
func (f *pdfFile) outside() []stream {
	info, _ := f.trailer["Info"].(ref)
	var streams []stream
	for _, n := range f.numbers() {
		where := "bookmarks, links or other notes"
		if ref(n) == info {
			where = "document properties"
		}
		switch o := f.objects[n].(type) {
		case pdfStream:
			streams = append(streams, texts(where, o.dict))
			if o.dict["Type"] == nameOf("Metadata") {
				streams = append(streams, markup("document properties", o.decoded(), false))
			}
			if o.dict["Type"] == nameOf("EmbeddedFile") {
				streams = append(streams, lines("an attached file, line ", decode(o.decoded())))
			}
		default:
			streams = append(streams, texts(where, o))
		}
	}
	return streams
}

// texts is every string inside an object.
func texts(where string, o any) stream {
	var s stream
	switch o := o.(type) {
	case string:
		if t := strings.TrimSpace(pdfText(o)); t != "" {
			s = append(s, passage{where: where, text: t})
		}
	case []any:
		for _, x := range o {
			s = append(s, texts(where, x)...)
		}
	case dict:
		for _, x := range o {
			s = append(s, texts(where, x)...)
		}
	}
	return s
}

// pdfText is a text string: UTF-16 with its mark, else bytes.
func pdfText(s string) string {
	if strings.HasPrefix(s, "\xFE\xFF") {
		return utf16Text([]byte(s[2:]), true)
	}
	return decode([]byte(s))
}

// pages is the page objects in order.
func (f *pdfFile) pages() []dict {
	root, _ := f.resolve(f.trailer["Root"]).(dict)
	var r []dict
	var walk func(o any, depth int)
	walk = func(o any, depth int) {
		d, ok := f.resolve(o).(dict)
		if !ok || depth > 40 {
			return
		}
		if kids, ok := f.resolve(d["Kids"]).([]any); ok {
			for _, k := range kids {
				walk(k, depth+1)
			}
			return
		}
		r = append(r, d)
	}
	walk(root["Pages"], 0)
	return r
}

// fonts is the page's fonts by the names that its content uses.
func (f *pdfFile) fonts(page dict) map[string]*pdfFont {
	r := map[string]*pdfFont{}
	res, _ := f.resolve(page["Resources"]).(dict)
	for at, hops := page, 0; res == nil && hops < 40; hops++ {
		parent, ok := f.resolve(at["Parent"]).(dict)
		if !ok {
			break
		}
		at = parent
		res, _ = f.resolve(at["Resources"]).(dict)
	}
	all, _ := f.resolve(res["Font"]).(dict)
	for n, o := range all {
		if d, ok := f.resolve(o).(dict); ok {
			r[n] = f.font(d)
		}
	}
	return r
}
