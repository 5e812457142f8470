package report

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"openloop/assets/fonts"
)

// The business case and the ladder are there in every language, with the same things filled in, and can be printed.
func TestCaseWordsAreWhole(t *testing.T) {
	set, err := fonts.Load()
	if err != nil {
		t.Fatal(err)
	}
	filled := func(s string) []string {
		all := regexp.MustCompile(`\{\d\}`).FindAllString(s, -1)
		slices.Sort(all)
		return slices.Compact(all)
	}
	for _, l := range Languages() {
		en, v := reflect.ValueOf(caseEnglish), reflect.ValueOf(*caseTexts[l])
		for i := range v.NumField() {
			name, s := v.Type().Field(i).Name, v.Field(i).String()
			if s == "" || !slices.Equal(filled(s), filled(en.Field(i).String())) {
				t.Errorf("%s: %s is %q, in English %q", l, name, s, en.Field(i).String())
			}
			if _, lost := set.Clean(fonts.Bold, s); lost || strings.ContainsAny(s, "→−≥≤≈") || strings.HasSuffix(s, "!") {
				t.Errorf("%s: %s cannot be printed, or should not be: %q", l, name, s)
			}
		}
	}
}
