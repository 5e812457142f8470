package views

import (
	"math"
	"strings"
	"testing"

	"openloop/app/theme"
)

// The finding over the dots is the one of Overview: never the price that buyers name and that seldom decided, be its
// difference the largest.
func TestThemesFindWhatDecides(t *testing.T) {
	s := sampleStudy(t)
	v := newRoom(t, s, theme.LightMode, usual, newThemes, nil).view.(*Themes)
	largest := 0
	for i, row := range v.data.Themes {
		if math.Abs(row.Compared.Diff) > math.Abs(v.data.Themes[largest].Compared.Diff) {
			largest = i
		}
	}
	price := v.data.Themes[largest]
	if price.Theme.Name != "Price against value" || !price.Holds {
		t.Fatalf("the largest difference of the sample is that of %q", price.Theme.Name)
	}
	title := v.dotsTitle()
	if strings.Contains(title, price.Theme.Name) || !strings.HasSuffix(title, "marks the losses") {
		t.Errorf("the finding is %q", title)
	}
	name := strings.TrimSuffix(title, " marks the losses")
	if o := newRoom(t, s, theme.LightMode, usual, func(h Host) View { return NewOverview(h) }, nil).view.(*Overview); !strings.Contains(o.data.Headline, name) {
		t.Errorf("Overview says %q, Themes %q", o.data.Headline, title)
	}
	v.data.Themes = v.data.Themes[largest : largest+1]
	if title := v.dotsTitle(); !strings.Contains(title, "seldom decided") {
		t.Errorf("of price alone it says %q", title)
	}
}
