package pptx

import (
	"fmt"
	"strings"
	"time"

	"openloop/report"
	"openloop/report/page"
)

const (
	drawingNS  = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`
	relationNS = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	slidesNS   = `xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`
	allNS      = drawingNS + " " + relationNS + " " + slidesNS

	relations = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	packages  = `http://schemas.openxmlformats.org/package/2006/`
	slideKind = `application/vnd.openxmlformats-officedocument.presentationml.`
)

// frame puts everything that is not a slide.
func (f *file) frame(d report.Document) {
	f.put("[Content_Types].xml", contentTypes(len(d.Pages)))
	f.put("_rels/.rels", relationsOf(
		relation{"rId1", relations + "officeDocument", "ppt/presentation.xml"},
		relation{"rId2", packages + "relationships/metadata/core-properties", "docProps/core.xml"},
		relation{"rId3", relations + "extended-properties", "docProps/app.xml"}))
	f.properties(d)
	f.presentation(d)
	f.put("ppt/slideMasters/slideMaster1.xml", master)
	f.put("ppt/slideMasters/_rels/slideMaster1.xml.rels", relationsOf(
		relation{"rId1", relations + "slideLayout", "../slideLayouts/slideLayout1.xml"},
		relation{"rId2", relations + "theme", "../theme/theme1.xml"}))
	f.put("ppt/slideLayouts/slideLayout1.xml", layout)
	f.put("ppt/slideLayouts/_rels/slideLayout1.xml.rels", relationsOf(relation{"rId1", relations + "slideMaster", "../slideMasters/slideMaster1.xml"}))
	f.put("ppt/theme/theme1.xml", theme())
	if d.Logo != nil {
		f.putBytes("ppt/media/logo.png", d.Logo.PNG)
	}
}

// relation leads from one part to another.
type relation struct{ id, kind, target string }

func relationsOf(list ...relation) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="` + packages + `relationships">`)
	for _, r := range list {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s" Target="%s"/>`, r.id, r.kind, r.target)
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

func contentTypes(slides int) string {
	var b strings.Builder
	b.WriteString(`<Types xmlns="` + packages + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>`)
	part := func(name, kind string) {
		fmt.Fprintf(&b, `<Override PartName="%s" ContentType="%s"/>`, name, kind)
	}
	part("/ppt/presentation.xml", slideKind+"presentation.main+xml")
	part("/ppt/slideMasters/slideMaster1.xml", slideKind+"slideMaster+xml")
	part("/ppt/slideLayouts/slideLayout1.xml", slideKind+"slideLayout+xml")
	part("/ppt/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml")
	part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
	for i := range slides {
		part(fmt.Sprintf("/ppt/slides/slide%d.xml", i+1), slideKind+"slide+xml")
	}
	b.WriteString(`</Types>`)
	return b.String()
}

// properties are nobody's name but the study's.
func (f *file) properties(d report.Document) {
	at := f.at.Format(time.RFC3339)
	f.put("docProps/core.xml", `<cp:coreProperties xmlns:cp="`+packages+`metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`+
		`<dc:title>`+escape(d.Title.String())+`</dc:title><dc:creator>Openloop</dc:creator><cp:lastModifiedBy>Openloop</cp:lastModifiedBy>`+
		`<dcterms:created xsi:type="dcterms:W3CDTF">`+at+`</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">`+at+`</dcterms:modified></cp:coreProperties>`)
	f.put("docProps/app.xml", fmt.Sprintf(`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Openloop</Application><Slides>%d</Slides></Properties>`, len(d.Pages)))
}

// presentation lists the slides.
func (f *file) presentation(d report.Document) {
	rels := []relation{{"rId1", relations + "slideMaster", "slideMasters/slideMaster1.xml"}, {"rId2", relations + "theme", "theme/theme1.xml"}}
	var ids strings.Builder
	for i := range d.Pages {
		rels = append(rels, relation{fmt.Sprintf("rId%d", i+3), relations + "slide", fmt.Sprintf("slides/slide%d.xml", i+1)})
		fmt.Fprintf(&ids, `<p:sldId id="%d" r:id="rId%d"/>`, 256+i, i+3)
	}
	f.put("ppt/_rels/presentation.xml.rels", relationsOf(rels...))
	f.put("ppt/presentation.xml", fmt.Sprintf(`<p:presentation %s><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>%s</p:sldIdLst><p:sldSz cx="%d" cy="%d"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
		allNS, ids.String(), emu(page.Width), emu(page.Height)))
}

// An empty tree of shapes begins each slide, the layout and the master.
const treeHead = `<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>`

// titleHolder is where a slide's message stands unless the slide says otherwise.
const titleHolder = `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Message"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="576580" y="720000"/><a:ext cx="9538000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>`

const master = `<p:sldMaster ` + allNS + `><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>` + treeHead + titleHolder + `</p:spTree></p:cSld>` +
	`<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>` +
	`<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>` +
	`<p:txStyles><p:titleStyle><a:lvl1pPr algn="l"><a:defRPr sz="2300" b="1"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr></p:titleStyle>` +
	`<p:bodyStyle><a:lvl1pPr><a:defRPr sz="1100"><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></p:bodyStyle><p:otherStyle><a:lvl1pPr><a:defRPr sz="1100"><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></p:otherStyle></p:txStyles></p:sldMaster>`

const layout = `<p:sldLayout ` + allNS + ` type="titleOnly" preserve="1"><p:cSld name="Page"><p:spTree>` + treeHead + titleHolder + `</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`

// theme is the palette of paper and the typeface, so that what is added by hand fits.
func theme() string {
	p := page.Light()
	var b strings.Builder
	b.WriteString(`<a:theme ` + drawingNS + ` name="Openloop"><a:themeElements><a:clrScheme name="Openloop">`)
	for _, c := range []struct{ name, value string }{
		{"dk1", hex(p.Ink)}, {"lt1", hex(p.Paper)}, {"dk2", hex(p.Ink2)}, {"lt2", hex(p.Panel)}, {"accent1", hex(p.Accent)}, {"accent2", hex(p.Loss)},
		{"accent3", hex(p.Slate)}, {"accent4", hex(p.Sand)}, {"accent5", hex(p.Plum)}, {"accent6", hex(p.Warn)}, {"hlink", hex(p.Accent)}, {"folHlink", hex(p.Accent)}} {
		fmt.Fprintf(&b, `<a:%[1]s><a:srgbClr val="%[2]s"/></a:%[1]s>`, c.name, c.value)
	}
	b.WriteString(`</a:clrScheme><a:fontScheme name="Openloop">`)
	for _, part := range []string{"majorFont", "minorFont"} {
		fmt.Fprintf(&b, `<a:%[1]s><a:latin typeface="%[2]s"/><a:ea typeface=""/><a:cs typeface=""/></a:%[1]s>`, part, typeface)
	}
	fill := strings.Repeat(`<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>`, 3)
	line := strings.Repeat(`<a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>`, 3)
	effect := strings.Repeat(`<a:effectStyle><a:effectLst/></a:effectStyle>`, 3)
	b.WriteString(`</a:fontScheme><a:fmtScheme name="Openloop"><a:fillStyleLst>` + fill + `</a:fillStyleLst><a:lnStyleLst>` + line + `</a:lnStyleLst><a:effectStyleLst>` + effect + `</a:effectStyleLst><a:bgFillStyleLst>` + fill + `</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`)
	return b.String()
}
