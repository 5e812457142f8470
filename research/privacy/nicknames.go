package privacy

import "strings"

// nicknames are first names that stand for one another, one group a line; the first is the full form.
// Written for this program.
var nicknames = nicknameGroups(`
robert bob rob bobby robbie bert
william will bill billy willy liam
richard rick dick richie ricky
elizabeth liz beth lizzie betty eliza libby
elisabeth lisa elli sissi lisbeth liesel betti
margaret maggie meg peggy madge
margarete grete gretel greta
katherine kate kathy katie kath kit
catherine kate cathy katie cath
katharina kathi katja katrin
jennifer jenny jen
jessica jess jessie
patricia pat patsy trish tricia
patrick pat paddy
michael mike mick mickey micha
christopher chris kit topher
christian chris
christine chris chrissie christa
christina chris tina chrissy
nicholas nick nicky
nicola nicky nikki
alexander alex sandy sascha lex
alexandra alex sandra sasha
andrew andy drew
andreas andi andy
anthony tony ant
antonio toni tono
edward ed eddie ned ted teddy
edwin ed
thomas tom tommy
james jim jimmy jamie
john jack johnny
jonathan jon jonny
joseph joe joey
josef sepp jupp
joshua josh
david dave davy
daniel dan danny
samuel sam sammy
samantha sam sammy
benjamin ben benny
matthew matt
matthias matze hias
stephen steve stevie
steven steve stevie
stefan steff
stefanie steffi
stephanie steph steffi
peter pete
philip phil pip
philipp phil
gregory greg
geoffrey geoff
jeffrey jeff
gerald gerry jerry
gerard gerry
kenneth ken kenny
ronald ron ronnie
donald don donnie
raymond ray
lawrence larry
laurence larry
leonard len lenny
timothy tim timmy
theodore ted theo
victoria vicky tori
rebecca becky becca
deborah debbie deb
susan sue susie
susanne susi sanne
suzanne sue suzy
barbara babs barb
jacqueline jackie
dorothy dot dottie
frances fran frankie
francis frank
franziska franzi
francisco paco pancho curro
jose pepe
josefa pepa
ignacio nacho
enrique quique
guadalupe lupe
dolores lola
concepcion concha conchita
mercedes merche
rosario charo
manuel manolo
pilar pili
isabel isa chabela
maria mari
teresa tere
gabriel gabi
gabriele gabi
ulrich uli
ulrike uli ulli
wolfgang wolfi
friedrich fritz
heinrich heinz heiner
johannes hannes hans jo
johann hans
joachim jochen achim
juergen jurgen
guenther gunter
manfred manni
maximilian max
sebastian basti seb
susanna susi
angelika geli
brigitte gitti
elisabetta betta
frederic fred
frederick fred freddie
alfred alf fred
albert al bert
arthur art
walter walt
martin marty
nathaniel nat nate
natalie nat
caroline caro carrie
charlotte lotte charlie lottie
charles charlie chuck
eleanor ellie nell
helen nell
amanda mandy
abigail abby
emily em
victor vic
vincent vince
veronique vero
dominique domi
jean-pierre jp
helene leni
zachary zach
harold harry
henry harry hank
`)

// nicknameGroups maps each name to those it may stand for.
func nicknameGroups(list string) map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(list) {
		names := strings.Fields(line)
		for i, n := range names {
			for k, other := range names {
				if k != i && (i == 0 || k == 0) { // Bob is Robert, but not Bert
					out[n] = append(out[n], other)
				}
			}
		}
	}
	return out
}

// nicknameVariants are a person's name with the first name's other forms, and these alone, for review.
func nicknameVariants(out []variant, given, last []string) []variant {
	if len(given) != 1 || len(last) == 0 {
		return out
	}
	for _, n := range nicknames[given[0]] {
		out = append(out, variant{words: join([]string{n}, last)})
		capital, strict := needsCapital(n)
		out = append(out, variant{[]string{n}, use{part: true, given: true, capital: capital || len(n) < 4, strict: strict, review: true}})
	}
	return out
}

// initialVariants are a person's initials alone: R.T. wherever it stands, RT only where somebody speaks.
func initialVariants(out []variant, groups [][]string) []variant {
	letters := initials(groups)
	if len(letters) < 2 || len(letters) > 4 {
		return out
	}
	return append(out, variant{letters, use{part: true, capital: true, review: true}},
		variant{[]string{strings.Join(letters, "")}, use{part: true, caps: true, strict: true, review: true}})
}
