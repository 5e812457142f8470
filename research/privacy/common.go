package privacy

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"strings"
	"sync"
)

// commonWords is the set of words that people use in a language, in every form, folded. A word is held as
// a hash of 32 bits: a name is taken for a word of 200,000 once in 20,000 times.
type commonWords struct {
	slots []uint32
	mask  uint32
}

func (c *commonWords) add(w string) {
	h := shortHash(hashOf(w))
	for i := h & c.mask; ; i = (i + 1) & c.mask {
		if c.slots[i] == h {
			return
		}
		if c.slots[i] == 0 {
			c.slots[i] = h
			return
		}
	}
}

// shortHash is 32 bits of a hash; 0 marks an empty slot.
func shortHash(h uint64) uint32 { return max(uint32(h>>32)^uint32(h), 1) }

func (c *commonWords) has(w string) bool {
	if c == nil {
		return false
	}
	h := shortHash(hashOf(w))
	for i := h & c.mask; c.slots[i] != 0; i = (i + 1) & c.mask {
		if c.slots[i] == h {
			return true
		}
	}
	return false
}

// commons are the words of each language, read when the first text in it comes.
var commons = [4]func() *commonWords{
	sync.OnceValue(func() *commonWords { return readCommon("en", 1<<17) }),
	sync.OnceValue(func() *commonWords { return readCommon("de", 1<<19) }),
	sync.OnceValue(func() *commonWords { return readCommon("fr", 1<<19) }),
	sync.OnceValue(func() *commonWords { return readCommon("es", 1<<20) }),
}

// readCommon unpacks a list: sorted words, one a line, each behind a letter that says how many signs of
// the word before it begins with (A is none).
func readCommon(language string, slots int) *commonWords {
	b, err := wordFiles.ReadFile("words/common_" + language + ".gz")
	if err != nil {
		return nil // embedded: a test sees to it that every list is there
	}
	zip, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	c := &commonWords{slots: make([]uint32, slots), mask: uint32(slots - 1)}
	word := make([]byte, 0, 32)
	for in := bufio.NewScanner(zip); in.Scan(); {
		line := in.Bytes()
		if len(line) == 0 || int(line[0]-'A') > len(word) {
			continue
		}
		word = append(word[:line[0]-'A'], line[1:]...)
		c.add(string(word))
	}
	return c
}

// word says whether people use a folded word in this language: as it stands, with an ending, or made of
// two or three others as German does.
func (t tongue) word(w string) bool {
	c := commons[t]()
	if c.has(w) || loanWords[w] {
		return true
	}
	switch t {
	case english:
		return words().ordinary(w) || englishCompound(c, w)
	case german:
		return germanWord(c, w) || compound(c, w, 2)
	case spanish:
		return clitic(c, w)
	case french:
		return strings.HasSuffix(w, "s") && c.has(w[:len(w)-1])
	}
	return false
}

// englishTails end compounds that are seldom anybody's name: flipchart, plasterboard, cheesemaker.
var englishTails = []string{"chart", "charts", "board", "boards", "maker", "makers", "making", "ware", "sheet", "sheets", "load", "loads", "proof", "wide", "bound", "keeper", "keepers", "holder", "holders", "owner", "owners", "paper", "papers", "scale", "based", "friendly", "time", "times", "handling", "tracking", "wise", "like", "less", "ness", "ability", "ising", "izing", "isation", "ization"}

func englishCompound(c *commonWords, w string) bool {
	for _, e := range englishTails {
		if head, ok := strings.CutSuffix(w, e); ok && len(head) > 2 && (c.has(head) || c.has(head+"e")) {
			return true
		}
	}
	for _, p := range [...]string{"bio", "eco", "geo", "micro", "macro", "mini", "mega", "ultra", "infra", "inter", "intra", "trans", "anti", "counter", "post", "co", "hyper", "tele", "electro", "hydro", "photo", "thermo", "nano", "agri", "agro", "fore", "de", "pseudo", "meta", "neo", "omni", "poly", "proto", "quasi"} {
		if rest, ok := strings.CutPrefix(w, p); ok && len(rest) > 4 && c.has(rest) {
			return true
		}
	}
	return false
}

// germanWord looks a word up without the endings of adjectives and of nouns in the genitive.
func germanWord(c *commonWords, w string) bool {
	for _, e := range [...]string{"e", "en", "er", "es", "em", "s", "ere", "eren", "sten", "ste"} {
		if stem, ok := strings.CutSuffix(w, e); ok && len(stem) > 3 && c.has(stem) {
			return true
		}
	}
	if len(w) > 7 {
		for _, e := range [...]string{"keit", "heit", "ung", "ungen", "schaft", "schaften", "tion", "tionen", "tat", "taten", "ismus", "ierung", "lich", "isch", "los", "barkeit"} {
			if strings.HasSuffix(w, e) {
				return true
			}
		}
	}
	return false
}

// shortTails are the words of three letters that compounds end with.
var shortTails = wordSet("rat amt tag bau art zug not gut akt weg uhr ort typ")

// nameTails end more surnames and places than words.
var nameTails = wordSet("berg berger kamp mann stein steiner dorf dorfer feld felder bach bacher thal heim heimer hof hofer hoff meier maier mayer meyer muller mueller bauer hausen hauser horst brink busch beck becker burg burger wald au ing brock loh rode siek horn holz haupt vogt voigt thaler kotter stedt rath scheid kirchen bruck brucken furt")

// compound says whether a word is made of others, with what joins them in between: Lagerverwaltung.
func compound(c *commonWords, w string, depth int) bool {
	for i := len(w) - 3; i >= 3; i-- {
		tail := w[i:]
		if len(tail) == 3 && !shortTails[tail] || nameTails[tail] || !c.has(tail) && !germanWord(c, tail) {
			continue
		}
		head := w[:i]
		for _, join := range [...]string{"", "s", "n", "en", "es", "e", "er"} {
			if h, ok := strings.CutSuffix(head, join); ok && len(h) > 2 && (c.has(h) || c.has(h+"en") || c.has(h+"e") || depth > 1 && compound(c, h, depth-1)) {
				return true
			}
		}
	}
	return false
}

// clitic looks a Spanish verb up without the pronouns that hang on it: enviarnos, explicandolo.
func clitic(c *commonWords, w string) bool {
	for range 2 {
		for _, e := range [...]string{"nos", "los", "las", "les", "me", "te", "se", "lo", "la", "le", "os"} {
			if stem, ok := strings.CutSuffix(w, e); ok && len(stem) > 2 {
				if c.has(stem) {
					return true
				}
				w = stem
				break
			}
		}
	}
	return false
}

// loanWords are used in every language of business.
var loanWords = wordSet("beamer handout flyer display notebook router scan scans shop shops website homepage browser download upload podcast webinar webinare internet intranet web website online offline software hardware cloud app apps dashboard dashboards excel access outlook powerpoint workflow workflows support service services team teams manager managerin manageuse marketing meeting meetings feedback reporting budget budgets leasing controlling controller business case setup update updates upgrade tool tools roadmap benchmark workshop workshops onboarding rollout golive go live login log demo demos pilot pitch deal deals lead leads sales account key partner workaround backup server hosting helpdesk hotline ticket tickets chat call calls mail mails email emails newsletter link links template templates slides slide deck folder release releases sprint scrum agile backlog user users admin customer compliance audit benefit benefits best practice power point start stopp stop trend trends job jobs boss coach training trainings know how knowhow interface interfaces plugin api tablet laptop smartphone handy scanner barcode drucker ranking rating score performance monitoring planning forecast forecasts tracking timing supply chain sourcing procurement shortlist longlist showstopper quick win consulting consultant freelancer outsourcing crm erp sap iot edi kpi kpis roi tco rfp sla slas pdf usb vpn lan wlan wifi okay ok sorry cool fair super top hm hmm aeh ah ahm ehm euh hein bah ben bof ouais pues vale bueno oye eh")

// wordsNotNames are first names that are rather words where a language is spoken.
var wordsNotNames = [4]map[string]bool{
	english: {},
	german:  wordSet("al ama anders ans arie bob dick ebbe elle espen ernst gage helle horst jude kate lasse mies nova ole pelle pier riet roman sanne siebe stein sture tage tor tuba trine ross lina mark per rose sage till don april"),
	french:  wordSet("aime aimee aine ales ana ange aune avril bas beat bela beate cal capucine celestin claire clive cor dan desiree dole dora edita emir franc fritz gage gita grace hala harper henni honore hui iris jade jasper lasse li lis malin mali mari mais marte mats melodie merle mette mies milan mina mira moira munir nadir non noel nova octave ole orin ove paddy pat pelle petri phoenix prudence raja rami ravi rosa sabine sana sierra signe sultan tara terri thora tommy tord toril trine tuba urbain val vit violet wolfram yang aurore auguste marine maire ben son pour dans rose par don les per car van vale till mark don"),
	spanish: wordSet("maja al alana albin ali aline ama anil asa aune aya ayo bala beata bela bola cal canan cato cor cora dalia dan dejan della dora edita ella elle emir esperanza ester flora franco funda gata gloria gro guido gula hala hui iris isla jade lamia lata lea lee leen len lena lis loes luna mali malo marco mia mies milan mina mira mona munir musa nadir non nora norma nova octave ola ole ove palle pia pina pinar pino rabia raja rana rasa raza reto rob roca rosa roya rune sal salla salma sana sanja sean seda segun sera serena sierra signe sita soledad sultan taco tara taro tapio tibor tina toma tomas toril tuba tunde una val vasco vera victoria viola villa consuelo mercedes cruz don van son sin par par sol marina simon des del may lar"),
}
