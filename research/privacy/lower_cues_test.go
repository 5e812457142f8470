package privacy

import "testing"

// Names that take the words around to be told from words, and words that look like them and stay.
func TestNamesThatAreWords(t *testing.T) {
	d := NewDictionary(nil, nil)
	for _, c := range []struct{ text, want string }{
		// hundreds within a number that is said, and sums that are none
		{"ring me on oh seven seven double oh nine hundred two three four", "ring me on [phone]"},
		{"mein handy ist null eins sieben zwei neunhundert drei vier vier eins", "mein handy ist [phone]"},
		{"we sold two hundred and fifty three thousand of them", "we sold two hundred and fifty three thousand of them"},
		{"call it nine hundred and twenty a month", "call it nine hundred and twenty a month"},
		// what a company makes belongs to its name
		{"We had a call with Ravel from Thornwick Pumps, who was calm.", "We had a call with [name] from [company], who was calm."},
		{"and then thornwick gaskets had the same trouble", "and then [company] had the same trouble"},
		{"and then gareth always had the same trouble", "and then [name] always had the same trouble"},
		{"we were at larkfield years ago", "we were at [company] years ago"},
		{"ich war bei nordhelm software und die waren gut", "ich war bei [company] und die waren gut"},
		{"die firma hat gesagt das geht nicht und die firma muss das wissen", "die firma hat gesagt das geht nicht und die firma muss das wissen"},
		{"wir kauften früher bei der Kornmühle Ostertal und sind sehr zufrieden.", "wir kauften früher bei der [company] und sind sehr zufrieden."},
		{"we asked a fella from orrin freight about it too", "we asked a fella from [company] about it too"},
		{"der vertreter von talwasser war nett und hat uns geholfen", "der vertreter von [company] war nett und hat uns geholfen"},
		{"Ich habe die Kollegen von Nordlicht Verpackungen gefragt, wie das geht.", "Ich habe die Kollegen von [company] gefragt, wie das geht."},
		{"Notre site de Chalon-sur-Saône a fermé en mars et c'est dommage.", "Notre site de [place] a fermé en mars et c'est dommage."},
		{"puedes preguntar por leticia en recepción que es muy maja", "puedes preguntar por [name] en recepción que es muy maja"},
		{"puedes preguntar por precios o por teléfono cuando quieras", "puedes preguntar por precios o por teléfono cuando quieras"},
		// capitals where words have none
		{"Hemos comprado siempre en Cartones Aubrey y no nos ha ido mal.", "Hemos comprado siempre en [company] y no nos ha ido mal."},
		{"On en a parlé chez Papeteries du Valmont et ils ont été très francs.", "On en a parlé chez [company] et ils ont été très francs."},
		{"La propuesta la leyó el Consejo y la firmó Recursos Humanos sin mirarla.", "La propuesta la leyó el Consejo y la firmó Recursos Humanos sin mirarla."},
		{"Ils nous avaient promis une mise en service avant Noël, et rien.", "Ils nous avaient promis une mise en service avant Noël, et rien."},
		// first names that are words
		{"El contrato lo firmó Milagros antes del verano.", "El contrato lo firmó [name] antes del verano."},
		{"Doña Piedad no quería saber nada de un piloto.", "Doña [name] no quería saber nada de un piloto."},
		{"yo hablé con milagros la semana pasada y no quería", "yo hablé con [name] la semana pasada y no quería"},
		{"se hicieron milagros con lo que había y salió", "se hicieron milagros con lo que había y salió"},
		// countries and cities as others write them
		{"der support sitzt irgendwo in polen und das war ein problem", "der support sitzt irgendwo in [place] und das war ein problem"},
		{"la direction est à londres et l'usine en allemagne donc ça traîne", "la direction est à [place] et l'usine en [place] donc ça traîne"},
		{"la oficina en casa no es una oficina y la planta en marcha tampoco", "la oficina en casa no es una oficina y la planta en marcha tampoco"},
	} {
		if got, _ := d.Redact(c.text); got != c.want {
			t.Errorf("%s\n is %s\nwant %s", c.text, got, c.want)
		}
	}
}
