package privacy

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// marked is the passages of a text by kind: "place: Kent".
func marked(text string, tales []TellTale) []string {
	var out []string
	r := []rune(text)
	for _, t := range tales {
		out = append(out, fmt.Sprintf("%s: %s", t.Kind, string(r[t.Start:t.End])))
	}
	return out
}

func TestTellTales(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		// English
		{"We are the largest bakery in Kent, so they should have known.", "superlative: the largest bakery|place: Kent"},
		{"We're the only hospital that runs nights like this.", "superlative: the only hospital"},
		{"As the market leader we expected more.", "superlative: market leader"},
		{"Nobody else grows more of it; we are the biggest in the country.", "superlative: biggest in the country"},
		{"As head of laundry I see every sheet.", "role: head of laundry"},
		{"I told our founder what I thought.", "role: founder"},
		{"I am the only one who can sign it here.", "role: I am the only one who"},
		{"They were £48,500 above the other bid.", "sum: £48,500"},
		{"It came to 1.2 million euros over five years.", "sum: 1.2 million euros"},
		{"We had budgeted three hundred thousand pounds for it.", "sum: three hundred thousand pounds"},
		{"I’d have found another two hundred thousand for it.", "sum: two hundred thousand"},
		{"It broke because of a clamp of thirty euros.", "sum: thirty euros"},
		{"Yours was 17.5% above.", "sum: 17.5%"},
		{"We went live on 12 March 2024.", "date: 12 March 2024"},
		{"It began in 2019 with a fire.", "date: in 2019"},
		{"Everything broke in week 46.", "date: week 46"},
		{"We signed in the third quarter of 2025.", "date: third quarter of 2025"},
		{"All 1,240 employees had to be retrained.", "size: 1,240 employees"},
		{"We run six depots and they asked about one.", "size: six depots"},
		{"The checklist fitted six tiny sites.", "size: six tiny sites"},
		{"We have four hundred beds on two floors.", "size: hundred beds"},
		// German
		{"Wir sind die größte Bäckerei in Kassel.", "superlative: die größte Bäckerei|place: Kassel"},
		{"Als Marktführer erwarten wir mehr.", "superlative: Marktführer"},
		{"Ich war als Werksleiter dabei.", "role: Werksleiter"},
		{"Das waren 48.500 € mehr als beim anderen.", "sum: 48.500 €"},
		{"Am 12. März 2024 ging es los.", "date: 12. März 2024"},
		{"In KW 46 stand alles still.", "date: KW 46"},
		{"Mit 240 Mitarbeitern ist man kein Großer.", "size: 240 Mitarbeitern"},
		// French
		{"Nous sommes la seule clinique à le faire.", "superlative: la seule clinique"},
		{"C'est l'entreprise la plus ancienne du pays.", "superlative: entreprise la plus ancienne"},
		{"J'en ai parlé au PDG.", "role: PDG"},
		{"Il manquait 12 000 euros.", "sum: 12 000 euros"},
		{"On a signé le 3 février 2025.", "date: 3 février 2025"},
		{"Avec 240 salariés on n'est pas grand.", "size: 240 salariés"},
		// Spanish
		{"Somos la única fábrica que lo hace.", "superlative: la única fábrica"},
		{"Es la empresa más antigua de todas.", "superlative: empresa más antigua"},
		{"Lo decidió el consejero delegado.", "role: consejero delegado"},
		{"Costaba 12.000 euros más.", "sum: 12.000 euros"},
		{"Firmamos el 3 de febrero de 2025.", "date: 3 de febrero de 2025"},
		{"Con 240 empleados no somos grandes.", "size: 240 empleados"},
		// beyond one language
		{"Ask P07 about O03.", "name: P07|name: O03"},
		{"", ""},
	} {
		got := strings.Join(marked(test.text, TellTales(test.text, TellTaleOptions{Dictionary: NewDictionary(nil, nil)})), "|")
		if got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

// everydayQuotes are quotes as people clear them every day: hardly any may give an alarm, or nobody reads the alarms.
var everydayQuotes = []string{
	"Each time I opened my mouth he already had the slide for it",
	"Nobody on my panel was going to be the first of our size to try it",
	"I hold the purse here and I never once laid eyes on anyone from Tessell",
	"By eleven o'clock the night shift was explaining to the day shift why things went wrong",
	"Three days after the first handshake we had an offer for a problem we had not agreed among ourselves",
	"He told us he would not write anything until the four of us had the same list of problems",
	"I had three hours with them and I did not write down one sentence I could carry to my director",
	"Any salesman who tells you what not to buy has earned the rest of the order",
	"I would rather pay for something that has already solved my June than save on something that might",
	"For nine days nobody in the company could tell where anything was going",
	"Within eight per cent of the winner they would have had the contract, I can show you the formula",
	"It is the best supplier I have ever had to refuse",
	"I may sign it or I may not, that was never the question for any of us",
	"They sent four people to sell and none of the people who would have to deliver it",
	"The first meeting was in May and by then we had made up our minds",
	"Three late trucks in one month and they moved half the volume elsewhere",
	"There were a million things I would rather have done, and a thousand reasons not to",
	"We only talked about the biggest problem at the very end",
	"Because the first site had been dull for three years, nobody was frightened of the second",
	"Das war das einzige Gespräch, in dem jemand zugehört hat",
	"Sie haben uns nach zwei Wochen ein Angebot geschickt, das keiner bestellt hatte",
	"Wir sind nur einmal gefragt worden, was uns eigentlich Sorgen macht",
	"C'était la seule fois où quelqu'un nous a écoutés jusqu'au bout",
	"On nous a envoyé quatre personnes pour vendre et personne pour livrer",
	"Fue la única vez que alguien nos preguntó qué necesitábamos",
	"Nos mandaron una oferta de sesenta páginas para algo que no habíamos elegido",
}

func TestTellTalesLetOrdinaryQuotesBe(t *testing.T) {
	for _, q := range everydayQuotes {
		if got := TellTales(q, TellTaleOptions{Dictionary: NewDictionary(nil, []string{"Tessell"})}); len(got) > 0 {
			t.Errorf("%q gives an alarm: %q", q, marked(q, got))
		}
	}
}

// Two rare words side by side are a phrase; one alone, or what others say as well, is not.
func TestTellTalesUnusualPhrases(t *testing.T) {
	others := []string{"laminated", "offer", "somebody", "planned", "changeovers", "being"}
	elsewhere := func(w string) int {
		if slices.Contains(others, w) {
			return 3
		}
		return 0
	}
	for _, test := range []struct{ text, want string }{
		{"It was like hiring a brass band for an offer.", "phrase: hiring a brass"},
		{"The laminated offer somebody planned.", ""},
		{"The laminated offer, spilt.", ""},
	} {
		if got := strings.Join(marked(test.text, TellTales(test.text, TellTaleOptions{Elsewhere: elsewhere})), "|"); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
	if got := TellTales("It was like hiring a brass band."); len(got) > 0 {
		t.Errorf("without a study to compare with: %v", got)
	}
}

func TestTellTalesOfTheSpeaker(t *testing.T) {
	got := TellTales("They listened in Kent.", TellTaleOptions{Public: true, Few: 2, K: 5})
	if len(got) != 3 || got[0].Kind != TellPublic || !got[0].Whole() || got[1].Kind != TellFew || got[2].Kind != TellPlace || got[2].Whole() {
		t.Errorf("%+v", got)
	}
	if got := TellTales("They listened.", TellTaleOptions{Few: 5, K: 5}); len(got) > 0 {
		t.Errorf("enough share it: %+v", got)
	}
}

func BenchmarkTellTales(b *testing.B) {
	d := NewDictionary(nil, nil)
	for i := range b.N {
		TellTales(everydayQuotes[i%len(everydayQuotes)], TellTaleOptions{Dictionary: d})
	}
}
