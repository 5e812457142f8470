package transcript

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// generic are labels that programs and typists give to whoever they do not name.
var generic = regexp.MustCompile(`(?i)^(?:(?:unknown|unidentified|external|remote)\s+)?(?:speaker|sprecher(?:in)?|locuteur|locutrice|intervenant[e]?|hablante|orador[a]?|participant[e]?|teilnehmer(?:in)?|befragte[r]?|respondent|répondant[e]?|interviewee|entrevistado|entrevistada|buyer|customer|client[e]?|kunde|kundin|acheteur|käufer(?:in)?|comprador[a]?|prospect|guest|gast|user|caller|person|voice|stimme|unknown|interviewer(?:in)?|moderator(?:in)?|researcher|host|consultant|enquêteur|enquêtrice|entrevistador[a]?|fragende[r]?|int|iv|question|answer|antwort|frage)(?:[\s_#.-]*(?:\d{1,3}|[a-z]))?$`)

// Generic says whether a label names nobody: "Speaker 2", "Interviewer", "Q", or none at all.
func Generic(label string) bool {
	label = strings.Trim(strings.TrimSpace(label), ".:()[]")
	return utf8.RuneCountInString(label) <= 1 || generic.MatchString(label) || oneLetter(label)
}

// Asks says whether a label is one of those that are given to whoever asks: "Interviewer", "Moderator", "Q".
func Asks(label string) bool { return asks.MatchString(label) }
