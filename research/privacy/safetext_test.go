package privacy

import "testing"

// What is released holds no name, no way to reach anybody and no pseudonym; guesses stay, as quotes
// are cleared by a person.
func TestRelease(t *testing.T) {
	d := office()
	for text, want := range map[string]string{
		"Margit of Brandtkamp said: ring 040 5550 1187.": "[name] of [company] said: ring [phone].",
		"S02 talked over P07 and O03.":                   "[name] talked over [name] and [company].",
		"We lost it on P45 forms and O2 phones.":         "We lost it on P45 forms and O2 phones.",
		"Corvina ran a session with our own people.":     "Corvina ran a session with our own people.",
		"x@y.example": "[email]",
	} {
		safe, _ := Release(d, text)
		if safe.String() != want {
			t.Errorf("%q: %q, want %q", text, safe, want)
		}
	}
	if _, spans := Release(d, "S02 rang Margit."); len(spans) != 1 || spans[0].Pseudonym != "P07" {
		t.Errorf("spans %+v", spans)
	}
	if safe, _ := Release(NewDictionary(nil, nil), "S02 talked over P07 of O03."); safe.String() != "[name] talked over [name] of [company]." {
		t.Errorf("without a vault: %q", safe)
	}
	if (SafeText{}).String() != "" {
		t.Error("the zero value says something")
	}
}
