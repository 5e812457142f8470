package intake

import (
	"slices"
	"strconv"
	"strings"

	"openloop/research"
)

// reasonWords are the words by which CRMs record why a deal was won or lost, folded, with the code of
// the starter codebook, by name, that they mean. A study without a code of that name keeps none.
var reasonWords = []struct{ code, words string }{
	{"Price against value", "price|pricing|price too high|too expensive|expensive|cost|costs|lost on price|preis|zu teuer|kosten|prix|trop cher|cout|precio|muy caro|demasiado caro|coste|price value|commercial|lower price"},
	{"No budget at the time", "no budget|budget|sin presupuesto|presupuesto|lack of budget|lack of funds|funding|lost to no budget|kein budget|budget fehlt|pas de budget|no funding"},
	{"Rival did it better", "competitor|competition|lost to competitor|lost to competition|competitor won|chose competitor|out sold|outsold|rival|wettbewerber|wettbewerb|an wettbewerber verloren|concurrent|concurrence|competencia|competidor|went with competitor"},
	{"No decision reached", "no decision|lost to no decision|no decision non responsive|non responsive|unresponsive|went dark|no response|ghosted|keine entscheidung|keine ruckmeldung|pas de decision|sans reponse|no decision made|stalled|canceled|cancelled"},
	{"Competing priority", "priority|priorities|other priorities|competing priority|not a priority|low priority|project cancelled|project postponed|postponed|verschoben|andere prioritaten|priorite|autres priorites|reorganisation"},
	{"Not ready to talk to sales", "timing|too early|not ready|bad timing|zeitpunkt|zu fruh|trop tot|mauvais moment"},
	{"Capability", "feature|features|missing feature|missing features|functionality|lack of functionality|product|product fit|product gap|feature gap|capability|capabilities|funktion|funktionen|fehlende funktion|funktionalitat|fonctionnalites|produit"},
	{"Ease of use", "usability|ease of use|user experience|ux|bedienbarkeit|ergonomie"},
	{"Technical fit and integration", "integration|integrations|technical fit|technology|compatibility|schnittstellen"},
	{"Security and compliance", "security|compliance|data protection|gdpr|sicherheit|datenschutz|securite"},
	{"Demonstration", "demo|demonstration|poor demo"},
	{"References and proof", "references|reference|no references|referenzen|case studies"},
	{"Awareness and reputation", "reputation|brand|brand awareness|marke"},
	{"Incumbent or prior tie", "incumbent|existing supplier|existing vendor|stayed with incumbent|stayed with current supplier|bestandslieferant|fournisseur actuel"},
	{"Status quo acceptable", "status quo|do nothing|stayed as is"},
	{"Built in-house", "in house|inhouse|built in house|build|eigenentwicklung|en interne"},
	{"Fear of delivery risk", "risk|implementation risk|risiko|risque"},
	{"Procurement or policy rule", "procurement|policy|legal|einkauf|achats|purchasing rules"},
	{"Terms and flexibility", "terms|contract|contract terms|terms and conditions|vertrag|conditions|contrat"},
	{"Wanted to work with them", "relationship|relationships|trust|beziehung|relation"},
	{"Support and account care", "support|service|customer service|kundendienst"},
}

// reasons reads the four reasons of a row: refs of codes, the primary one first.
func (b *builder) reasons(t *table, row int) map[research.ReasonKind][]string {
	out := map[research.ReasonKind][]string{}
	for _, r := range []struct {
		field Field
		kind  research.ReasonKind
	}{{FieldBelieved, research.Believed}, {FieldRecorded, research.Recorded}, {FieldTold, research.Told}, {FieldDecided, research.DecidedReason}, {FieldAlso, research.DecidedReason}} {
		for _, c := range t.columns[r.field] {
			for _, ref := range b.codesIn(t, row, c) {
				if !slices.Contains(out[r.kind], ref) {
					out[r.kind] = append(out[r.kind], ref)
				}
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// codesIn reads the codes of a cell and refuses what is none.
func (b *builder) codesIn(t *table, row int, c Column) []string {
	text := t.at(row, c.Index)
	if text == "" {
		return nil
	}
	refs, unknown, words := b.codes(text)
	switch _, outcome := outcomeOf(text); {
	case unknown == 0 || t.mapping.Layout.ofCRM() && outcome:
	case t.mapping.Layout.ofCRM():
		b.counts["reasons that the CRM gives and that are no code of the codebook: %d. They were left blank; add a code of that name, or map the column to another."]++
	default:
		b.refuseOnce(t, row, c.Heading, notCode)
	}
	if words {
		b.counts["reasons given by a word such as “price” rather than a code: %d. They were matched by their meaning; check them."]++
	}
	return refs
}

// codes finds the codes a text names, however they are listed; a code's own name may hold commas.
// words says that one was found by its meaning only. Without a codebook the text stays as it is.
func (b *builder) codes(text string) (refs []string, unknown int, words bool) {
	if b.cb == nil {
		return splitList(text, false), 0, false
	}
	if ref, byMeaning, ok := b.code(text); ok {
		return []string{ref}, 0, byMeaning
	}
	for _, part := range splitList(text, false) {
		pieces := []string{part}
		if _, _, ok := b.code(part); !ok {
			pieces = splitList(part, true)
		}
		for _, p := range pieces {
			ref, byMeaning, ok := b.code(p)
			switch {
			case !ok:
				unknown++
			case !slices.Contains(refs, ref):
				refs, words = append(refs, ref), words || byMeaning
			}
		}
	}
	return refs, unknown, words
}

// foundCode is what a text was found to mean as a code.
type foundCode struct {
	ref           string
	byMeaning, ok bool
}

// code finds one code, and remembers it: sheets repeat themselves.
func (b *builder) code(s string) (ref string, byMeaning, ok bool) {
	s = strings.TrimSpace(s)
	f, known := b.codeOf[s]
	if !known {
		f.ref, f.byMeaning, f.ok = b.findCode(s)
		if b.codeOf == nil {
			b.codeOf = map[string]foundCode{}
		}
		b.codeOf[s] = f
	}
	return f.ref, f.byMeaning, f.ok
}

// findCode finds a code as the codebook writes it, by its name, or by what CRMs call it.
func (b *builder) findCode(s string) (ref string, byMeaning, ok bool) {
	if c, ok := b.cb.Find(s); ok {
		return c.Ref, false, true
	}
	if head, _, cut := strings.Cut(s, ":"); cut {
		if c, ok := b.cb.ByRef(head); ok {
			return c.Ref, false, true
		}
	}
	if leaf := leafOf(s); leaf != s {
		if ref, byMeaning, ok := b.findCode(leaf); ok {
			return ref, byMeaning, true
		}
	}
	f := fold(s)
	for _, c := range b.cb.Codes {
		if fold(c.Name) == f || fold(c.Title()) == f {
			return c.Ref, false, true
		}
	}
	for _, r := range reasonWords {
		if strings.Contains("|"+r.words+"|", "|"+f+"|") {
			if c, ok := b.cb.Find(r.code); ok {
				return c.Ref, true, true
			}
		}
	}
	return "", false, false
}

// stageWords are what CRMs call the buying stages, folded, by the number in the starter codebook.
var stageWords = map[int]string{
	1: "need|need identified|bedarf|besoin",
	2: "learning|shortlist|shortlisting|research|longlist",
	3: "qualification|qualified|prospecting|prospect|lead|first contact|qualifizierung|erstkontakt|new|suspect",
	4: "discovery|needs analysis|need analysis|bedarfsanalyse|decouverte|analysis|meeting|presentation scheduled|appointment scheduled",
	5: "demo|demonstration|evaluation|proof of concept|poc|pilot|trial|value proposition|technical evaluation|solution|bewertung|id decision makers|perception analysis",
	6: "proposal|quote|proposal price quote|proposal sent|offer|angebot|angebot versendet|offre|proposition|tender",
	7: "negotiation|negotiation review|contract|contract sent|verhandlung|negociation|terms|legal",
	8: "decision|decision pending|consensus|entscheidung|decision maker bought in|verbal",
	9: "start up|implementation|use|renewal|onboarding|live|customer",
}

// stageOf reads a buying stage: "6 Proposal", "Proposal", "6", "Stage 6". A closed deal has no stage.
func (b *builder) stageOf(text string) (int, bool) {
	f := strings.TrimPrefix(strings.TrimPrefix(fold(text), "stage "), "phase ")
	head, rest, _ := strings.Cut(f, " ")
	if n, err := strconv.Atoi(head); err == nil && !strings.Contains(text, "%") && b.isStage(n) {
		return n, true
	}
	if b.cb != nil {
		for _, s := range b.cb.Stages {
			if name := fold(s.Name); name == f || rest != "" && name == rest {
				return s.Number, true
			}
		}
		if n := b.stageByWord(f); n > 0 {
			return n, true
		}
	}
	for n := 1; n <= len(stageWords); n++ {
		if strings.Contains("|"+stageWords[n]+"|", "|"+f+"|") && b.isStage(n) {
			return n, true
		}
	}
	_, closed := outcomeOf(text)
	return 0, closed
}

// isStage says whether the study has a stage of that number.
func (b *builder) isStage(n int) bool {
	if b.cb == nil || len(b.cb.Stages) == 0 {
		return n >= 1 && n <= len(stageWords)
	}
	_, ok := b.cb.Stage(n)
	return ok
}

// stageByWord finds the only stage whose name holds all words of a text: "Negotiation" is stage 7.
func (b *builder) stageByWord(f string) int {
	words, found := contentWords(f), 0
	if len(words) == 0 {
		return 0
	}
	for _, s := range b.cb.Stages {
		name := contentWords(s.Name)
		if !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(name, w) }) {
			if found > 0 {
				return 0
			}
			found = s.Number
		}
	}
	return found
}
