package theme

import (
	"math"
	"testing"
)

// Every colour of a code can be seen by day and by night, also on a chosen row, and also one from a file.
func TestCodeColoursCanBeSeen(t *testing.T) {
	for _, tok := range []*Tokens{Light(), Dark()} {
		for _, c := range CodeColours() {
			ink := tok.Code(c.Hex, 1)
			if n := Contrast(ink, tok.Card); n < 3 {
				t.Errorf("%s, dark %v: %.2f", c.Name, tok.Dark, n)
			}
			if want := tok.Code("", 3); want != tok.Stage(3) {
				t.Errorf("without a colour %v", want)
			}
		}
		for _, hex := range []string{"#ffffff", "#000000", "#ffff00"} {
			if n := Contrast(tok.Code(hex, 1), tok.Card); n < 3 {
				t.Errorf("%s, dark %v: %.2f", hex, tok.Dark, n)
			}
		}
		if tok.Code("red", 2) != tok.Stage(2) {
			t.Error("what is no colour is not that of the stage")
		}
	}
}

// Any two colours differ for people without red or green cones too. The matrices are those of Viénot, Brettel and
// Mollon (1999), in linear light.
func TestCodeColoursDifferForEverybody(t *testing.T) {
	linear := func(v uint8) float64 { return math.Pow(float64(v)/255, 2.2) }
	see := map[string][3][3]float64{
		"protan": {{.11238, .88762, 0}, {.11238, .88762, 0}, {.00401, -.00401, 1}},
		"deutan": {{.29275, .70725, 0}, {.29275, .70725, 0}, {-.02234, .02234, 1}},
		"all":    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	}
	for who, m := range see {
		var seen [][3]float64
		for _, c := range CodeColours() {
			in := Light().Code(c.Hex, 1)
			l := [3]float64{linear(in.R), linear(in.G), linear(in.B)}
			var out [3]float64
			for i := range out {
				out[i] = math.Pow(math.Max(0, m[i][0]*l[0]+m[i][1]*l[1]+m[i][2]*l[2]), 1/2.2) * 255
			}
			seen = append(seen, out)
		}
		for i, a := range seen {
			for k, b := range seen[:i] {
				if d := math.Sqrt(sq(a[0]-b[0]) + sq(a[1]-b[1]) + sq(a[2]-b[2])); d < 20 {
					t.Errorf("%s: %s and %s are %.0f apart", who, CodeColours()[i].Name, CodeColours()[k].Name, d)
				}
			}
		}
	}
}

func sq(x float64) float64 { return x * x }
