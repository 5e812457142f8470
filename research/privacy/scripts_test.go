package privacy

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// scriptPeople are known in writing without capitals.
func scriptPeople() *Dictionary {
	return NewDictionary([]Known{
		{Kind: Person, Text: "דנה שפירא", Pseudonym: "P01", Aliases: []string{"ג'ורג'"}},
		{Kind: Person, Text: "סמי אל-חטיב", Pseudonym: "P02"},
		{Kind: Person, Text: "سامي الخطيب", Pseudonym: "P03"},
		{Kind: Person, Text: "علی\u200cرضا کریمی", Pseudonym: "P04"},
		{Kind: Person, Text: "ปิยะดา วงศ์งาม", Pseudonym: "P05"},
		{Kind: Person, Text: "橘 香織", Pseudonym: "P06"},
		{Kind: Person, Text: "サイトウ", Pseudonym: "P07"},
		{Kind: Person, Text: "陈晓岚", Pseudonym: "P08"},
		{Kind: Person, Text: "한지원", Pseudonym: "P09"},
		{Kind: Person, Text: "देवेंद्र माथुर", Pseudonym: "P10"},
		{Kind: Person, Text: "კაპანაძე", Pseudonym: "P11"},
		{Kind: Person, Text: "ተስፋዬ", Pseudonym: "P12"},
		{Kind: Person, Text: "Margit Oelschläger", Pseudonym: "P13"},
		{Kind: Organisation, Text: "株式会社灯台ソフト", Pseudonym: "O01"},
		{Kind: Organisation, Text: "חברת מגדלור בע\"מ", Pseudonym: "O02"},
		{Kind: Phone, Text: "050 555 0143", Pseudonym: "P03"},
	}, []string{"טסל", "東京製品"})
}

// A known name is found with what is attached to it and however it is written, and words that only look like it stay.
func TestKnownNamesInScripts(t *testing.T) {
	d := scriptPeople()
	for _, c := range []struct{ text, want string }{
		{"אמרתי לדנה ושדנה וכשלדנה", "אמרתי לP01 ושP01 וכשלP01"},
		{"דָּנָה, דנה־שפירא ושפירא", "P01, P01 וP01"},
		{"ג׳ורג׳ ולג'ורג'", "P01׳ ולP01'"},
		{"המגדלור וממגדלור", "הO02 ומO02"},
		{"דנתי בזה, הנדנדה, סדנה", "דנתי בזה, הנדנדה, סדנה"},
		{"קנינו טסל ולטסל", "קנינו טסל ולטסל"},
		{"وسامي لسامي فبسامي سَامِي ساميه", "وP03 لP03 فبP03 P03 P03ه"},
		{"للخطيب والخطيب والخطـيب", "P03 وP03 وP03"},
		{"بدأنا العمل", "بدأنا العمل"},
		{"علیرضا، علي رضا، علی\u200cرضا کريمي، کریمی\u200cها", "P04، P04، P04، P04ها"},
		{"ตอนนั้นปิยะดาเป็นคนเขียน คุณปิยะดา", "ตอนนั้นP05เป็นคนเขียน คุณP05"},
		{"弊社橘さんと香織が橘香織", "弊社P06さんとP06がP06"},
		{"ｻｲﾄｳさん、さいとう様、サイトウ氏", "P07さん、P07様、P07氏"},
		{"灯台ソフトは株式会社灯台ソフトです", "O01はO01です"},
		{"東京製品を買う", "東京製品を買う"},
		{"听晓岚说陳曉嵐和陈经理来了", "听P08说P08和P08经理来了"},
		{"지원이가 한지원님께 한 지원은 지원했습니다", "P09이가 P09님께 P09은 지원했습니다"},
		{"देवेन्द्र ने देवेंद्रजी को", "P10 ने P10जी को"},
		{"კაპანაძემ კაპანაძის", "P11მ P11ის"},
		{"ለተስፋዬ ተስፋዬን", "ለP12 P12ን"},
		{"לMargit ו-Oelschläger. Margit가 Margitさん", "לP13 ו-P13. P13가 P13さん"},
		{"اتصل على ٠٥٠ ٥٥٥ ٠١٤٣", "اتصل على [phone]"},
	} {
		if got, spans := d.Redact(c.text); got != c.want {
			t.Errorf("%q: %q, want %q %+v", c.text, got, c.want, spans)
		}
		safe, _ := Release(d, c.text)
		for _, p := range []string{"P0", "P1", "O0"} {
			if strings.Contains(safe.String(), p) {
				t.Errorf("a pseudonym is left: %q", safe)
			}
		}
	}
}

// Whatever may be attached is attached to every name in every writing, with vowel points, in decomposed letters and
// in a sentence: nothing of the name is left, in what is stored and in what is released.
func TestAttachedToKnownNames(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	for _, s := range scriptTexts(t) {
		d := NewDictionary(s.known, nil)
		for _, k := range s.known {
			if k.Kind != Person && k.Kind != Organisation {
				continue
			}
			name := norm.NFC.String(k.Text)
			w := writing(0)
			for _, r := range name {
				if w = writingOf(r); w != cased {
					break
				}
			}
			a := attachments()[w]
			before, behind := append(keysOf(a.before), ""), append(keysOf(a.behind), "")
			for range 300 {
				b, e := before[rnd.IntN(len(before))], behind[rnd.IntN(len(behind))]
				written := name
				switch rnd.IntN(4) {
				case 0:
					written = norm.NFD.String(name)
				case 1:
					written = pointed(name, w, rnd)
				case 2:
					written = strings.ReplaceAll(name, " ", "\n")
				}
				text := "x " + b + written + e + " y"
				redacted, _ := d.Redact(text)
				safe, _ := Release(d, text)
				for _, got := range []string{redacted, safe.String()} {
					if strings.Contains(got, name) || strings.Contains(got, written) || !strings.ContainsAny(got, "0[") {
						t.Fatalf("%s: %q gives %q", s.name, text, got)
					}
				}
			}
		}
	}
}

func keysOf(set map[string]bool) (out []string) {
	for k := range set {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// pointed puts vowel points on some letters.
func pointed(name string, w writing, rnd *rand.Rand) string {
	points := map[writing]string{hebrew: "ָּ", arabic: "َّ"}[w]
	if points == "" {
		return name
	}
	var b strings.Builder
	for _, r := range name {
		if b.WriteRune(r); writingOf(r) == w && rnd.IntN(2) == 0 {
			b.WriteString(points)
		}
	}
	return b.String()
}

// The names that a finished file is searched for are found with what is attached, and at the right place; names in
// clear are not, and nothing is looked for where no name is written so.
func TestScriptNames(t *testing.T) {
	for _, s := range scriptTexts(t) {
		n := NewScriptNames(s.known, nil)
		for _, k := range s.known {
			if k.Kind != Person && k.Kind != Organisation {
				continue
			}
			a := attachments()[firstWriting(signKey(k.Text))]
			for _, b := range append(keysOf(a.before), "") {
				text := strings.Repeat("— x\n", 20) + "y " + b + k.Text + " z"
				got := n.Find(text)
				if len(got) == 0 || got[0].Identity.Pseudonym != k.Pseudonym || got[0].Identity.Text != k.Text || text[got[0].From:got[0].To] != k.Text {
					t.Fatalf("%s: %q: %+v", s.name, text, got)
				}
			}
		}
	}
	if NewScriptNames([]Known{{Kind: Person, Text: "Margit Oelschläger"}, {Kind: Phone, Text: "٠٥٠"}}, nil) != nil {
		t.Error("there is something to look for")
	}
	n := NewScriptNames([]Known{{Kind: Person, Text: "דנה", Pseudonym: "P01"}, {Kind: Organisation, Text: "טסל", Pseudonym: "O01"}}, []string{"טסל"})
	if got := n.Find("לטסל וטסל, no name"); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	if got := n.Find(strings.Repeat("מילה אחת ", 20_000) + "לדנה"); len(got) != 1 {
		t.Errorf("at the end of a long text: %+v", got)
	}
}

// The scripts of a text are told, those that only a word of it is written in left out; what a dictionary knows names in,
// too.
func TestScripts(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"We met in Haifa.", ""}, {"«Ναός» и Москва – “quoted”", ""}, {"שלום לכולם", "Hebrew"}, {"مرحبا بكم", "Arabic"}, {"今日は天気がいい", "Japanese"},
		{"我们公司", "Chinese characters"}, {"안녕하세요", "Korean"}, {"नमस्ते", "Indian scripts"}, {"สวัสดี", "Thai"}, {"გამარჯობა", "Georgian"}, {"ሰላም", "Ethiopic"},
		{"A long English answer with one word in another script, which is 東, and that is no reason to warn of anything.", ""},
		{"Half שלום and half سلام", "Arabic Hebrew"},
	} {
		var got []string
		for _, s := range Scripts(c.text) {
			got = append(got, string(s))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %q", c.text, got)
		}
	}
	d := scriptPeople()
	if !d.Knows("Hebrew") || !d.Knows("Japanese") || NewDictionary(nil, nil).Knows("Hebrew") {
		t.Error("what it knows")
	}
	if tales := TellTales("שלום לכולם"); len(tales) != 1 || tales[0].Kind != TellScript || !tales[0].Whole() {
		t.Errorf("%+v", tales)
	}
}

// FuzzScripts looks through any text in any writing: the spans stand where they say, and no whole name that is known
// stands in it afterwards between blanks.
func FuzzScripts(f *testing.F) {
	for _, s := range scriptTexts(f) {
		f.Add(string(s.text[:200]))
	}
	for _, s := range []string{"ד\"ר", "ل", "ا\u0654\u0654", "\u3099が", "ㅎㅏㄴ", "\u1112\u1161\u11ab지원", "ﷺ ﻋﻠﻲ", "𠮷田さん", "小", "総", "คุณ", "เ", "लिमिटेड", "주식회사", "(주)", "ＡＢＣ１２３＠ｅｘ．ｃｏｍ", "\xd7", "דנה\u05b8\u05b8", "علی\u200c\u200c", "株式会社", "\u0e33\u0e4d\u0e32"} {
		f.Add(s)
	}
	d := scriptPeople()
	n := NewScriptNames(d.known, d.clear)
	f.Fuzz(func(t *testing.T, text string) {
		spans := d.Find(text)
		in, at := []rune(text), 0
		for _, s := range spans {
			if s.Start < at || s.End <= s.Start || s.End > len(in) {
				t.Fatalf("%+v of %d", s, len(in))
			}
			if utf8.ValidString(text) && string(in[s.Start:s.End]) != s.Text {
				t.Fatalf("%+v", s)
			}
			at = s.End
		}
		for _, p := range n.Find(text) {
			if p.From < 0 || p.To <= p.From || p.To > len(text) {
				t.Fatalf("%+v", p)
			}
		}
		redacted, _ := d.Redact(text + " דנה שפירא ")
		for _, w := range strings.Fields(redacted) {
			if w == "דנה" || w == "שפירא" {
				t.Fatalf("%q is left in %q", w, redacted)
			}
		}
		narrowed, offsets := narrow(text)
		if len(offsets) != len(narrowed)+1 || int(offsets[len(narrowed)]) != len(text) {
			t.Fatalf("%d offsets for %d bytes", len(offsets), len(narrowed))
		}
	})
}

// Nothing grows faster than a text: neither one without blanks, nor one of nothing but beginnings of a name.
func TestScriptsLongText(t *testing.T) {
	d := scriptPeople()
	long := strings.Repeat("ד", 40)
	d = d.With([]Known{{Kind: Person, Text: long + "ה", Pseudonym: "P99"}})
	for _, part := range []string{"ד", "דנ ", "さ", "橘", "ปิ", "ا", "한", "คุณ", "王总", "株式会社", "שלום "} {
		text := strings.Repeat(part, 200_000/len(part))
		if _, err := d.FindAll(context.Background(), []string{text, "לדנה"}); err != nil {
			t.Fatal(err)
		}
	}
}
