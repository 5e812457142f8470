package leak

import (
	"bytes"
	"strings"
)

// unseen takes in what no page shows: forms of comments, the content of earlier versions, scripts.
func (f *pdfFile) unseen() {
	const where = "a part that no page shows"
	for _, o := range f.all {
		s, ok := o.o.(pdfStream)
		if !ok || f.visited[o.at] || s.dict["Type"] == nameOf("XRef") || s.dict["Type"] == nameOf("ObjStm") {
			continue
		}
		if s.dict["Subtype"] == nameOf("Image") {
			f.image(s)
			continue
		}
		if s.dict["Length1"] != nil || s.dict["Length2"] != nil || strings.HasSuffix(string(asName(s.dict["Subtype"])), "C") || s.dict["Subtype"] == nameOf("OpenType") {
			continue // a font
		}
		b, _ := f.decoded(s)
		switch {
		case bytes.Contains(b, []byte("BT")) && (bytes.Contains(b, []byte("Tj")) || bytes.Contains(b, []byte("TJ")) || bytes.Contains(b, []byte("Do"))):
			res, _ := f.resolve(s.dict["Resources"]).(dict)
			if res == nil {
				res = f.everything()
			}
			in := f.draw(b, res, 0)
			f.t.say(where, in.text())
			if in.lost > 0 {
				f.t.miss(where, "its letters cannot be read")
			}
		case len(b) > 0 && isText(b) && isXML(b):
			g := &gather{in: f.t.in, where: func() string { return where }}
			f.t.add(g.read(decode(b))...)
		case len(b) > 0 && isText(b) && !bytes.Contains(b, []byte("begincmap")):
			f.t.add(lines(f.t.in+where+", line ", decode(b)))
		}
	}
}

// image takes in what a picture says of itself.
func (f *pdfFile) image(s pdfStream) {
	if bytes.HasPrefix(s.raw, []byte("\xff\xd8")) {
		f.t.picture("a picture", s.raw)
		return
	}
	f.t.count("pictures, by their properties only", 1)
}

func asName(o any) pdfName { n, _ := o.(pdfName); return n }

// everything is the fonts and forms of all pages together, for content of which nobody says which it uses.
func (f *pdfFile) everything() dict {
	fonts, forms := dict{}, dict{}
	for _, o := range f.all {
		d, _ := o.o.(dict)
		if d == nil {
			continue
		}
		res, _ := f.resolve(d["Resources"]).(dict)
		if res == nil && d["Font"] != nil {
			res = d
		}
		for k, v := range f.dict(res["Font"]) {
			fonts[k] = v
		}
		for k, v := range f.dict(res["XObject"]) {
			forms[k] = v
		}
	}
	return dict{"Font": fonts, "XObject": forms}
}
