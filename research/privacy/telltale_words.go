package privacy

import (
	"regexp"
	"strings"
	"sync"
)

// cue is a way in which a text gives something away. Where it has a group, the group is what does.
type cue struct {
	kind TellTaleKind
	may  []string // pieces of which a text must hold one
	is   *regexp.Regexp
}

// Parts of cues. Words of all four languages stand together, since a study mixes them.
const (
	tellMonths   = `(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[eé]vrier|enero|febrero|march|märz|maerz|mars|marzo|april|avril|abril|may|mai|mayo|june|juni|juin|junio|july|juli|juillet|julio|aug(?:ust)?|ao[uû]t|agosto|sept(?:ember|embre|iembre)?|septiembre|oct(?:ober|obre|ubre)?|oktober|nov(?:ember|embre|iembre)?|dec(?:ember)?|dezember|d[eé]cembre|diciembre)`
	tellMoney    = `(?:€|£|\$|eur|gbp|usd|chf|sek|dkk|nok|euros?|pounds?(?: sterling)?|dollars?|francs?|franken|kron[aoe]r|livres|libras|d[oó]lares)`
	tellAmount   = `\d[\d.,'’\x{202f}\x{a0} ]*`
	tellMany     = `(?:k|m|bn|tsd\.?|mio\.?|mrd\.?|thousand|million(?:s|en)?|millones|mill[oó]n|billion|tausend|milliarden?|mille|mil)`
	tellTens     = `(?:thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozen|dreizehn|vierzehn|fünfzehn|zwanzig|dreißig|dreissig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend|quinze|vingt|trente|quarante|cinquante|soixante|cents?|mille|quince|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|cientos|mil)`
	tellUnits    = `(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)`
	tellCompany  = `(?:compan(?:y|ies)|firms?|business(?:es)?|baker(?:y|ies)|brewer(?:y|ies)|dair(?:y|ies)|hospitals?|clinics?|trust|universit(?:y|ies)|schools?|colleges?|councils?|plants?|factor(?:y|ies)|mills?|foundr(?:y|ies)|refiner(?:y|ies)|manufacturers?|producers?|makers?|suppliers?|growers?|wholesalers?|retailers?|distributors?|hauliers?|operators?|carriers?|airports?|ports?|harbours?|banks?|insurers?|chains?|sites?|ward|unternehmen|firma|firmen|betrieb|bäckerei|brauerei|molkerei|krankenhaus|klinik(?:um)?|universität|werk|fabrik|hersteller(?:in)?|produzent|lieferant|händler|spedition|hafen|bank|kette|entreprise|société|boulangerie|brasserie|laiterie|hôpital|clinique|université|usine|fabricant|producteur|fournisseur|grossiste|banque|empresa|compañía|panader[ií]a|cervecer[ií]a|hospital|cl[ií]nica|universidad|f[aá]brica|planta|fabricante|productor|proveedor|mayorista|banco|cadena)`
	tellRank     = `(?:largest|biggest|smallest|oldest|newest|busiest|only|leading|number one|no\. ?1|größte[nrsm]?|groesste[nrsm]?|kleinste[nrsm]?|älteste[nrsm]?|einzige[nrsm]?|führende[nrsm]?)`
	tellScope    = `(?:(?:in|of|on|across|outside|im|in der|in ganz|des|der|en|de la|du|del|de)\s+(?:the\s+|all\s+|our\s+|dem\s+|la\s+|el\s+|le\s+|toda\s+)?(?:country|county|region|world|market|industry|sector|trade|town|city|valley|island|north|south|east|west|europe|land(?:es)?|welt|markt(?:es)?|branche|stadt|norden|süden|osten|westen|europas?|pays|monde|marché|secteur|ville|nord|sud|région|pa[ií]s|mundo|mercado|sector|ciudad|regi[oó]n|norte|sur))`
	tellNear     = `\s+(?:[\p{L}’'-]+\s+){0,3}?`
	tellWord     = `(?:^|[^\p{L}\p{N}])` // a word begins; \b knows ASCII only
	tellWordEnd  = `(?:$|[^\p{L}\p{N}])`
	tellIAm      = `(?:i am|i'm|i’m|i was|as|being|ich bin|ich war|als|je suis|j'étais|en tant que|comme|soy|como|fui)\s+(?:(?:the|an?|our|their|der|die|das|le|la|l'|el|un|una)\s+)?(?:(?:only|einzige[nrs]?|seule?|[uú]nic[oa])\s+)?`
	tellTitle    = `(?:head of [\p{L}-]+|director of [\p{L}-]+|(?:finance|it|sales|medical|nursing|plant|works|site|supply|operations|technical|commercial|procurement) director|chief [\p{L}-]+(?: officer)?|head (?:baker|brewer|chef|nurse|gardener|buyer|planner)|vice president|leiter(?:in)? (?:der|des) [\p{L}-]+|bereichsleiter(?:in)?|einkaufsleiter(?:in)?|abteilungsleiter(?:in)?|chefarzt|chefärztin|directeur [\p{L}-]+|directrice [\p{L}-]+|responsable (?:des|du|de) [\p{L}-]+|director(?:a)? de [\p{L}-]+|jef[ea] de [\p{L}-]+|responsable de [\p{L}-]+)`
	tellRareRole = `(?:c[eft]o|coo|cio|cmo|chair(?:man|woman|person)|managing director|founder|co-founder|proprietor|mayor|matron|harbour ?master|abbot|vorstand(?:svorsitzende[rn]?)?|geschäftsführer(?:in)?|inhaber(?:in)?|gründer(?:in)?|werkleiter(?:in)?|werksleiter(?:in)?|bürgermeister(?:in)?|pdg|directeur général|directrice générale|gérante?|fondat(?:eur|rice)|consejer[oa] delegad[oa]|director(?:a)? general|fundador(?:a)?|dueñ[oa]|alcalde(?:sa)?)`
	tellStaff    = `(?:employees|people|staff|workers|colleagues|drivers|nurses|planners|engineers|beds|mitarbeiter(?:n|innen)?|beschäftigten?|leuten?|angestellten?|betten|salariés|employés|collaborateurs|personnes|lits|empleados|trabajadores|personas|camas)`
	tellKind     = `(?:own|big|large|small|tiny|different|other|eigenen?|großen?|kleinen?|propres|grandes?|petit[es]*|propi[ao]s|pequeñ[ao]s)`
	tellSites    = `(?:sites|plants|factories|stores|shops|branches|depots|warehouses|hospitals|clinics|bakeries|breweries|lorries|trucks|vans|ships|ferries|hectares|acres|glasshouses|offices|standorten?|werken?|filialen|läden|lagern?|niederlassungen|lkw|usines|magasins|agences|entrepôts|camions|fábricas|plantas|tiendas|sucursales|almacenes|camiones|sedes)`
)

// Which texts a cue is worth trying on: those that hold one of these pieces, in lower case; # is a digit.
const (
	mayRole  = "ceo cfo cto coo cio cmo chair managing found proprietor mayor matron master abbot vorstand geschäftsf inhaber gründer leiter bürgerm pdg général gérant fondat consejer director fundador dueñ alcalde"
	mayTitle = "head director direct chief president leiter chefa responsable jef"
	mayOnly  = "only einzig seul unic únic"
	mayMoney = "# € £ $"
	mayWords = "thousand million hundred tausend hundert mille mil"
	mayCoins = "euro pound dollar franc frank kron livre libra dolar dólar"
	mayDate  = "# week woche kw semana semaine quarter"
	mayStaff = "employe people staff worker colleag driver nurse planner engineer beds mitarb beschäft leute angest betten salari collabor person lits emplead trabaj camas"
	maySites = "site plant factor store shop branch depot warehouse hospital clinic baker brewer lorr truck vans ship ferr hectare acre glasshouse office standort werk filial läden lager niederl lkw usine magasin agence entrep camion fábric tienda sucurs almac sedes"
	mayWeAre = "we are|we’re|we're|wir sind|nous sommes|somos"
	mayRank  = "largest biggest smallest oldest newest busiest only leading number no. größt groesst kleinst ältest einzig führend"
	mayFirst = "first erste"
	mayLead  = "leader führer lider líder"
	mayPlus  = "plus seul más mas únic unic mayor premi prim"
)

// telltaleCues is the cues, made once.
var telltaleCues = sync.OnceValue(func() []cue {
	words := strings.NewReplacer("<", tellWord+"(", ">", ")"+tellWordEnd)
	of := func(kind TellTaleKind, may, pattern string) cue {
		pieces := strings.Fields(may)
		if strings.Contains(may, "|") {
			pieces = strings.Split(may, "|")
		}
		return cue{kind, pieces, regexp.MustCompile(`(?i)` + words.Replace(pattern))}
	}
	numbers := `(?:` + tellTens + `)(?:[\s-]` + tellUnits + `)?`
	return []cue{
		of(TellRole, mayRole, `<`+tellRareRole+`>`),
		of(TellRole, mayTitle, tellWord+tellIAm+`(`+tellTitle+`)`),
		of(TellRole, mayOnly, `<(?:i am|i'm|i’m|ich bin|je suis|soy) (?:the|der|die|le|la|el) (?:only|einzige[nrs]?|seule?|[uú]nic[oa])`+tellNear+`(?:here|who|hier|ici|aqu[ií])>`),

		of(TellSum, mayMoney, `((?:€|£|\$)\s?`+tellAmount+`(?:\s?`+tellMany+`)?)`+tellWordEnd),
		of(TellSum, "#", `<(?:eur|gbp|usd|chf)\s?`+tellAmount+`(?:\s?`+tellMany+`)?>`),
		of(TellSum, "#", tellWord+`(`+tellAmount+`(?:\s?`+tellMany+`)?\s?`+tellMoney+`)`+tellWordEnd),
		of(TellSum, mayWords, `<(?:(?:`+tellTens+`|`+tellUnits+`|a|half a|eine?|une?|un|medio)[\s-]+)+(?:hundred |and |und )?(?:thousand|million(?:en|s)?|tausend|millones|mill[oó]n|mille|mil)(?:\s+(?:and|und)?\s*(?:de |d’|d')?`+tellMoney+`)>`),
		of(TellSum, mayWords, `<(?:`+numbers+`|`+tellUnits+`)[\s-]+(?:hundred )?(?:thousand|million(?:en)?|tausend|mille|millones|mil)>`),
		of(TellSum, mayCoins, `<(?:`+numbers+`|`+tellUnits+`)\s+`+tellMoney+`>`),
		of(TellSum, "#", tellWord+`(\d+(?:[.,]\d+)?\s?(?:%|per ?cent|prozent|pour ?cent|por ?ciento))`),

		of(TellDate, "#", `<\d{1,2}(?:st|nd|rd|th|\.|er|º)?\s+(?:of\s+|de\s+)?`+tellMonths+`(?:,?\s+(?:de\s+)?(?:19|20)\d\d)?>`),
		of(TellDate, "#", `<`+tellMonths+`\s+\d{1,2}(?:st|nd|rd|th)?(?:,\s*(?:19|20)\d\d)?>`),
		of(TellDate, "#", `<`+tellMonths+`\s+(?:of\s+|de\s+)?(?:19|20)\d\d>`),
		of(TellDate, "#", `<(?:in|since|seit|im jahr|en|depuis|desde|by|before|after|until|of|bis|vor|nach)\s+(?:19|20)\d\d>`),
		of(TellDate, "#", `<(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d>`),
		of(TellDate, mayDate, `<(?:week|kalenderwoche|woche|kw|semaine|semana)\s+(?:\d{1,2}|(?:`+tellTens+`|`+tellUnits+`)(?:[\s-]`+tellUnits+`)?)>`),
		of(TellDate, "#", `<(?:q[1-4]|(?:first|second|third|fourth) quarter(?: of)?|[1-4]\. quartal|[1-4]e? trimestre(?: de)?)\s*(?:19|20)\d\d>`),

		of(TellSize, mayStaff, `<(?:\d[\d.,'’]*|`+numbers+`)\s+(?:(?:of our|unserer|de nos|de nuestros)\s+)?(?:[\p{L}-]+\s+)?`+tellStaff+`>`),
		of(TellSize, maySites, `<(?:\d[\d.,'’]*|`+numbers+`)\s+(?:[\p{L}-]+\s+)?`+tellSites+`>`),
		of(TellSize, maySites, `<`+tellUnits+`\s+(?:`+tellKind+`\s+)?`+tellSites+`>`),
		of(TellSize, mayWeAre, `<(?:we are|we’re|we're|wir sind|nous sommes|somos)\s+(?:about |only |around |nur |etwa |unos )?(?:\d+|`+tellTens+`|`+tellUnits+`)>`),

		of(TellSuperlative, mayRank, `<(?:the|our|der|die|das|den|dem|unser)\s+(?:(?:second|third|zweit|dritt)[\s-]?)?`+tellRank+tellNear+tellCompany+`>`),
		of(TellSuperlative, mayRank, `<`+tellRank+tellNear+tellScope+`>`),
		of(TellSuperlative, mayFirst, `<(?:first|erste[nrsm]?)`+tellNear+tellCompany+`\s+`+tellScope+`>`),
		of(TellSuperlative, mayLead, `<market leaders?|marktführer(?:in)?|leader du marché|l[ií]der(?:es)? del mercado>`),
		of(TellSuperlative, mayPlus, `<(?:la|le|el|las|los)\s+(?:seule?|[uú]nic[oa]|mayor|première?|primer[ao]?|plus (?:grande?|grosse?|petite?|ancienne?))`+tellNear+tellCompany+`>`),
		of(TellSuperlative, mayPlus, `<`+tellCompany+`\s+(?:la |le |el )?(?:plus|m[aá]s)\s+(?:grande?|ancienne?|gros(?:se)?|petite?|antigu[oa]|peque[nñ][oa])>`),
	}
})

// worth says whether a text, in lower case, may hold what the cue looks for.
func (c cue) worth(lower string) bool {
	for _, p := range c.may {
		if p == "#" && strings.ContainsAny(lower, "0123456789") || p != "#" && strings.Contains(lower, p) {
			return true
		}
	}
	return false
}
