package vault

import (
	"strings"
	"testing"
)

// Passphrases land about where somebody who guesses them for a living would put them.
func TestStrength(t *testing.T) {
	for _, c := range []struct {
		pass     string
		from, to float64
	}{
		{"", 0, 0},
		{"password", 3, 6},
		{"Password1!", 8, 17},
		{"P@ssw0rd2024", 10, 18},
		{"aaaaaaaaaaaaaaaa", 6, 10},
		{"abcdefghijkl", 5, 10},
		{"qwertyuiop", 5, 10},
		{"1234567890123", 8, 16},
		{"summersummersummer", 8, 14},
		{"24121987", 14, 16},
		{"margit1974", 15, 21},
		{"correct horse", 14, 20},
		{"correct horse battery staple", 28, 40},
		{"lantern gravel mosaic otter", 52, 58},
		{"lantern gravel mosaic otter plinth", 64, 72},
		{"xk7vq2zt9mbw", 48, 60},
		{"T9#kfQ2!vXz8", 52, 66},
	} {
		if got := StrengthOf(c.pass); got.Bits < c.from || got.Bits > c.to || !strings.HasPrefix(got.Says, got.Word+": about ") {
			t.Errorf("%q: %.1f bits, want %.0f to %.0f; %s", c.pass, got.Bits, c.from, c.to, got.Says)
		}
	}
}

// Every word more makes a passphrase harder, and levels follow the bits.
func TestStrengthGrows(t *testing.T) {
	last := Strength{}
	for _, s := range []string{"otter", "otter gravel", "otter gravel mosaic", "otter gravel mosaic lantern", "otter gravel mosaic lantern plinth", "otter gravel mosaic lantern plinth sorbet"} {
		got := StrengthOf(s)
		if got.Bits <= last.Bits || got.Level < last.Level {
			t.Errorf("%q: %+v after %+v", s, got, last)
		}
		last = got
	}
	if last.Level != 3 || StrengthOf("password").Level != 0 {
		t.Errorf("levels %d and %d", last.Level, StrengthOf("password").Level)
	}
	if long := StrengthOf(strings.Repeat("lantern ", 5000)); long.Bits > 400 {
		t.Errorf("long %v", long.Bits)
	}
}

func TestPasted(t *testing.T) {
	if got := Pasted("\nfour words that fit\r\n"); got != "four words that fit" {
		t.Errorf("%q", got)
	}
	if got := Pasted(" spaces stay "); got != " spaces stay " {
		t.Errorf("%q", got)
	}
	v := mustCreate(t)
	v.Lock()
	if err := v.Unlock(pass + "\r\n"); err != nil {
		t.Error(err)
	}
	if err := v.ChangePassphrase(pass+"\n", "another one\n"); err != nil {
		t.Error(err)
	}
	if err := v.Unlock("another one"); err != nil {
		t.Error(err)
	}
}
