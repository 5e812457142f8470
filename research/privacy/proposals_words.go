package privacy

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

// trade is a line of business with the words that show it.
type trade struct {
	cues  map[string]bool
	ends  []string // ends of compound words: Sparkasse, Krankenhaus
	names [4]string
}

func (tr trade) is(w string) bool {
	if tr.cues[w] {
		return true
	}
	for _, e := range tr.ends {
		if len(w) > len(e) && strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// trades are looked through in order: the narrower stand first.
var trades = []trade{
	{wordSet("bank banks banking banque banco banca savings"), []string{"bank", "sparkasse"}, [4]string{"a bank", "eine Bank", "une banque", "un banco"}},
	{wordSet("insurance insurer insurers versicherung assurance assurances mutuelle seguros"), []string{"versicherung", "versicherungen"}, [4]string{"an insurer", "ein Versicherer", "un assureur", "una aseguradora"}},
	{wordSet("hospital hospitals clinic clinics klinik klinikum nhs hopital clinique infirmary"), []string{"klinik", "krankenhaus", "kliniken"}, [4]string{"a hospital", "ein Krankenhaus", "un hôpital", "un hospital"}},
	{wordSet("healthcare health care gesundheit sante salud"), nil, [4]string{"a healthcare provider", "ein Gesundheitsdienstleister", "un acteur de la santé", "un proveedor sanitario"}},
	{wordSet("university universities universitat universite universidad college"), []string{"hochschule"}, [4]string{"a university", "eine Hochschule", "une université", "una universidad"}},
	{wordSet("council ministry municipality government public stadt mairie ayuntamiento verwaltung"), []string{"behorde"}, [4]string{"a public body", "eine Behörde", "un organisme public", "un organismo público"}},
	{wordSet("retail retailer shops supermarket stores einzelhandel handel commerce minorista"), []string{"einzelhandel", "markt"}, [4]string{"a retailer", "ein Händler", "un distributeur", "un minorista"}},
	{wordSet("food foods drink drinks beverage beverages dairy bakery brewery lebensmittel molkerei brauerei alimentaire alimentacion"), []string{"molkerei", "brauerei", "backerei"}, [4]string{"a food company", "ein Lebensmittelhersteller", "une entreprise agroalimentaire", "una empresa de alimentación"}},
	{wordSet("logistics logistik logistique logistica freight haulage transport transporte spedition shipping"), []string{"logistik", "spedition"}, [4]string{"a logistics company", "ein Logistiker", "un logisticien", "una empresa de logística"}},
	{wordSet("packaging verpackungen emballage envases"), []string{"verpackungen"}, [4]string{"a packaging maker", "ein Verpackungshersteller", "un fabricant d'emballages", "un fabricante de envases"}},
	{wordSet("energy energie energia utilities utility stadtwerke water power"), []string{"werke"}, [4]string{"a utility", "ein Versorger", "un fournisseur d'énergie", "una empresa de servicios"}},
	{wordSet("software it tech technology saas informatik informatique informatica"), []string{"software"}, [4]string{"a software company", "ein Softwarehaus", "un éditeur de logiciels", "una empresa de software"}},
	{wordSet("pharma pharmaceuticals chemicals chemie chimie quimica biotech"), []string{"pharma", "chemie"}, [4]string{"a chemicals or pharma company", "ein Chemie- oder Pharmaunternehmen", "une entreprise de chimie ou de pharmacie", "una empresa química o farmacéutica"}},
	{wordSet("construction building bau batiment construccion"), []string{"bau"}, [4]string{"a building company", "ein Bauunternehmen", "une entreprise de construction", "una constructora"}},
	{wordSet("consulting consultancy consultants beratung conseil consultoria"), []string{"beratung"}, [4]string{"a consultancy", "eine Beratung", "un cabinet de conseil", "una consultora"}},
	{wordSet("manufacturing manufacturer engineering machinery industrial industrie industry automotive maschinenbau industriel industria fabrication steel metal"), []string{"maschinenbau", "technik"}, [4]string{"a manufacturer", "ein Hersteller", "un industriel", "un fabricante"}},
	{wordSet("enterprise large corporate group konzern grossunternehmen"), []string{"konzern"}, [4]string{"a large company", "ein großes Unternehmen", "une grande entreprise", "una gran empresa"}},
	{wordSet("mid midmarket medium mittelstand pme pyme"), nil, [4]string{"a mid-sized company", "ein mittelständisches Unternehmen", "une entreprise moyenne", "una empresa mediana"}},
	{wordSet("small sme smb startup kleinunternehmen"), nil, [4]string{"a small company", "ein kleines Unternehmen", "une petite entreprise", "una pequeña empresa"}},
}

// peopleWords are what the words beside a name make of it.
var peopleWords = map[string][4]string{
	"boss":     {"their boss", "der Vorgesetzte", "son responsable", "su jefe"},
	"chef":     {"the head", "der Vorgesetzte", "son responsable", "su jefe"},
	"manager":  {"a manager", "eine Führungskraft", "un responsable", "un responsable"},
	"director": {"a director", "ein Mitglied der Leitung", "un directeur", "un director"},
	"buyer":    {"a buyer", "jemand aus dem Einkauf", "un acheteur", "un comprador"},
	"planner":  {"a planner", "jemand aus der Planung", "un planificateur", "un planificador"},
	"salesman": {"the salesperson", "jemand aus dem Vertrieb", "le commercial", "el comercial"},
	"rep":      {"the salesperson", "jemand aus dem Vertrieb", "le commercial", "el comercial"},
	"sales":    {"the salesperson", "jemand aus dem Vertrieb", "le commercial", "el comercial"},
	"vertrieb": {"the salesperson", "jemand aus dem Vertrieb", "le commercial", "el comercial"},
	"einkauf":  {"a buyer", "jemand aus dem Einkauf", "un acheteur", "un comprador"},
	"finance":  {"a finance colleague", "jemand aus der Finanzabteilung", "quelqu'un de la finance", "alguien de finanzas"},
	"it":       {"", "jemand aus der IT", "", ""},
}

// functions are parts of a company with the words that show them in a role.
var functions = []struct {
	cues  string
	names [4]string
}{
	{"finance financial cfo finanzen finanz finanzvorstand finanzchef controller controlling accounting accountant treasurer comptable financier financiere finanzas financiero", [4]string{"finance", "Finanzen", "en finance", "finanzas"}},
	{"procurement purchasing buyer buying sourcing cpo einkauf einkaufsleiter einkaufsleiterin einkaufer einkauferin achats acheteur acheteuse compras comprador", [4]string{"purchasing", "Einkauf", "aux achats", "compras"}},
	{"it cio cto digital technology data infrastructure architect software edv informatique informatica it-leiter", [4]string{"IT", "IT", "en informatique", "informática"}},
	{"sales commercial cso vertrieb vertriebsleiter vertriebsleiterin commerciale ventas comercial account", [4]string{"sales", "Vertrieb", "commercial", "ventas"}},
	{"marketing cmo brand communications", [4]string{"marketing", "Marketing", "en marketing", "marketing"}},
	{"hr people personnel chro personal personalleiter personalleiterin rh recursos humans ressources", [4]string{"HR", "Personal", "en ressources humaines", "recursos humanos"}},
	{"logistics supply warehouse transport logistik logistikleiter logistikleiterin logistique logistica almacen", [4]string{"logistics", "Logistik", "en logistique", "logística"}},
	{"operations production plant works manufacturing coo produktion produktionsleiter werk werksleiter werksleiterin betriebsleiter fabrik planning usine planta produccion operaciones site", [4]string{"operations", "Betrieb", "en production", "operaciones"}},
	{"quality compliance legal counsel recht justiziar juridique calidad legales risk audit", [4]string{"compliance", "Recht und Qualität", "juridique", "cumplimiento"}},
}

var seniorWords = wordSet("head chief director managing vp vice president senior lead group global ceo cfo cto cio coo cmo cpo cso chro chair chairman chairwoman board partner owner founder principal leiter leiterin leitung leitende leitender vorstand geschaftsfuhrer geschaftsfuhrerin chef chefin prokurist inhaber inhaberin directeur directrice president pdg dg responsable director directora gerente jefe jefa presidente")

// seasons by quarter of the year, winter first.
var seasons = [4][4]string{
	{"winter", "spring", "summer", "autumn"}, {"Winter", "Frühjahr", "Sommer", "Herbst"},
	{"hiver", "printemps", "été", "automne"}, {"invierno", "primavera", "verano", "otoño"},
}

// months are the first letters of their names in the four languages.
var months = [12]string{"january jan januar janvier enero", "february feb februar fevrier febrero", "march mar marz mars marzo", "april apr avril abril",
	"may mai mayo", "june jun juni juin junio", "july jul juli juillet julio", "august aug aout agosto", "september sep sept septembre septiembre",
	"october oct oktober okt octobre octubre", "november nov novembre noviembre", "december dec dezember dez decembre diciembre"}

// monthOf is the month that a folded word names, 1 to 12, or 0.
func monthOf(w string) int {
	for i, names := range months {
		if hasAny(w, names) {
			return i + 1
		}
	}
	return 0
}

// monthAndYear reads a date such as 14 March 2025, 14.3.2025, 2025-03-14 or "the 3rd of May". A part that
// is not there is 0.
func monthAndYear(s string) (month, year int) {
	var n []int
	for _, w := range foldWords(s) {
		if m := monthOf(w); m > 0 {
			month = m
		}
		if v, err := strconv.Atoi(strings.TrimRight(w, "stndrh")); err == nil {
			n = append(n, v)
		}
	}
	for _, v := range n {
		if isYear(v) {
			year = v
		}
	}
	if month == 0 && len(n) == 3 && !strings.ContainsAny(s, "£€$") {
		switch {
		case isYear(n[0]) || n[1] <= 12:
			month = n[1]
		case n[0] <= 12:
			month = n[0]
		}
		if year == 0 && n[2] < 100 {
			year = 2000 + n[2]
		}
	}
	if month > 12 {
		month = 0
	}
	return month, year
}

// amountOf reads a sum with its thousands and millions: £487,350, 1,2 Millionen, 2.4m.
func amountOf(s string) float64 {
	value, times := 0.0, 1.0
	for _, f := range strings.Fields(strings.ToLower(s)) {
		digits := strings.Trim(f, "£€$abcdefghijklmnopqrstuvwxyz.,'’")
		if v, ok := decimal(digits); ok {
			if value > 0 && v < 1000 && times == 1 && len(digits) == 3 {
				v += value * 1000 // 487 350
			}
			value = v
		}
		switch word := strings.TrimLeft(f, "£€$0123456789.,'’"); {
		case word == "k" || strings.HasPrefix(word, "thousand") || strings.HasPrefix(word, "tausend") || word == "tsd." || word == "mille" || word == "mil":
			times = 1e3
		case word == "m" || strings.HasPrefix(word, "mill") || strings.HasPrefix(word, "mio"):
			times = 1e6
		case word == "bn" || strings.HasPrefix(word, "billion") || strings.HasPrefix(word, "milliard") || strings.HasPrefix(word, "mrd"):
			times = 1e9
		}
	}
	return value * times
}

// decimal reads 487,350 and 487.350 as thousands, 1,2 and 1.2 as fractions.
func decimal(s string) (float64, bool) {
	s = strings.NewReplacer("'", "", "’", "").Replace(s)
	if s == "" {
		return 0, false
	}
	at := strings.LastIndexAny(s, ".,")
	if at >= 0 && (len(s)-at-1 == 3 || strings.Count(s, s[at:at+1]) > 1) {
		at = -1
	}
	whole, rest := s, ""
	if at >= 0 {
		whole, rest = s[:at], s[at+1:]
	}
	v, err := strconv.ParseFloat(strings.NewReplacer(".", "", ",", "").Replace(whole)+"."+rest+"0", 64)
	return v, err == nil
}

// sum words a value to one figure and by the number of its digits.
func (t tongue) sum(v float64) []string {
	var out []string
	unit := math.Pow(10, math.Floor(math.Log10(v)))
	round := math.Round(v/unit) * unit
	switch {
	case round == 5e5:
		out = append(out, [4]string{"around half a million", "rund eine halbe Million", "environ un demi-million", "alrededor de medio millón"}[t])
	case round == 1e6:
		out = append(out, [4]string{"around a million", "rund eine Million", "environ un million", "alrededor de un millón"}[t])
	case round > 1e6:
		out = append(out, fmt.Sprintf([4]string{"around %g million", "rund %g Millionen", "environ %g millions", "alrededor de %g millones"}[t], round/1e6))
	case round >= 1e4:
		out = append(out, [4]string{"around ", "rund ", "environ ", "alrededor de "}[t]+thousands(round, t))
	}
	if digits := int(math.Log10(v)) + 1; digits >= 4 && digits <= 9 {
		names := [4][6]string{{"a four-figure sum", "a five-figure sum", "a six-figure sum", "a seven-figure sum", "an eight-figure sum", "a nine-figure sum"},
			{"ein vierstelliger Betrag", "ein fünfstelliger Betrag", "ein sechsstelliger Betrag", "ein siebenstelliger Betrag", "ein achtstelliger Betrag", "ein neunstelliger Betrag"},
			{"une somme à quatre chiffres", "une somme à cinq chiffres", "une somme à six chiffres", "une somme à sept chiffres", "une somme à huit chiffres", "une somme à neuf chiffres"},
			{"una suma de cuatro cifras", "una suma de cinco cifras", "una suma de seis cifras", "una suma de siete cifras", "una suma de ocho cifras", "una suma de nueve cifras"}}
		out = append(out, names[t][digits-4])
	}
	return out
}

// thousands writes a value with the sign that parts thousands.
func thousands(v float64, t tongue) string {
	s := strconv.Itoa(int(v))
	return s[:len(s)-3] + [4]string{",", ".", " ", "."}[t] + s[len(s)-3:]
}

// area is a part of a country that a place lies in.
type area struct {
	names [4]string
	city  bool
}

// areas is where the towns of words/area.txt lie.
var areas = sync.OnceValue(func() map[string]area {
	out := map[string]area{}
	b, err := wordFiles.ReadFile("words/area.txt")
	if err != nil {
		return out // embedded: a test sees to it that every list is there
	}
	for line := range strings.Lines(string(b)) {
		head, towns, ok := strings.Cut(line, ":")
		names := strings.Split(head, "|")
		if !ok || len(names) != 4 {
			continue
		}
		for _, w := range strings.Fields(towns) {
			name, city := strings.CutSuffix(w, "!")
			out[strings.Join(foldWords(name), "_")] = area{[4]string(names), city}
		}
	}
	return out
})
