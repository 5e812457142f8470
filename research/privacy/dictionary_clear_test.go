package privacy

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// Names that are let stand afterwards are found as if they had been given at first, whoever shares their words.
func TestLetStandIsGivenAtFirst(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 11))
	words := []string{"Corvina", "Marta", "Halvers", "Plannable", "Nord", "Foods", "GmbH", "Ostmann", "Silver", "Data"}
	pick := func() string {
		out := make([]string, 1+rnd.IntN(3))
		for i := range out {
			out[i] = words[rnd.IntN(len(words))]
		}
		return strings.Join(out, " ")
	}
	for range 300 {
		var known []Known
		for i := range 1 + rnd.IntN(5) {
			known = append(known, Known{Kind: []Kind{Person, Organisation}[rnd.IntN(2)], Text: pick(), Pseudonym: fmt.Sprintf("P%02d", i)})
		}
		var clear []string
		for range 1 + rnd.IntN(3) {
			clear = append(clear, pick())
		}
		first, later := NewDictionary(known, clear), NewDictionary(known, clear[:1])
		later.LetStand(clear[1:]...)
		for range 10 {
			text := "Yes, " + pick() + " called " + pick() + "'s people, and " + pick() + " did not."
			if a, b := first.Find(text), later.Find(text); !reflect.DeepEqual(a, b) {
				t.Fatalf("known %v, clear %v: %q\n%v at first\n%v later", known, clear, text, a, b)
			}
		}
	}
}
