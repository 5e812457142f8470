package session

import (
	"slices"

	"openloop/research"
)

// Rows of one source may say different things of one company, person or deal. What the first of them says counts, so
// that the same source again changes nothing, whatever came last the first time; of several consents the strictest.

// rowsSay is what the rows of a source have said so far.
type rowsSay struct {
	told      map[string]bool // companies, people and deals, by kind and name
	otherwise int             // cells that say otherwise than a row above
	consents  map[string]research.Consent
}

// before says whether a row above told of somebody, and notes that this one does.
func (s *rowsSay) before(kind, name string) bool {
	if s.told == nil {
		s.told = map[string]bool{}
	}
	key := kind + name
	was := s.told[key]
	s.told[key] = true
	return was
}

// said is what counts: of the first row what it says, of a later one what has been said already.
func said[T comparable](s *rowsSay, before bool, row, was T) T {
	if !before {
		return or(row, was)
	}
	var nothing T
	if row != nothing && was != nothing && row != was {
		s.otherwise++
	}
	return or(was, row)
}

// strictness orders consents.
var strictness = []research.Consent{research.ConsentUnasked, research.ConsentFree, research.ConsentReworded, research.ConsentNone}

// consent is the strictest that rows of the source give for a person.
func (im *importer) consent(name string) research.Consent {
	s := &im.held.say
	if s.consents == nil {
		s.consents = map[string]research.Consent{}
		for _, r := range im.ready {
			if len(r.people) == 0 {
				continue
			}
			if who := r.people[0]; slices.Index(strictness, r.row.Consent) > slices.Index(strictness, s.consents[who]) {
				s.consents[who] = r.row.Consent
			}
		}
	}
	return s.consents[name]
}

// warnOfOthers says how often rows of the source disagree.
func (im *importer) warnOfOthers() {
	if n := im.held.say.otherwise; n > 0 {
		im.done.Warnings = append(im.done.Warnings, agreed(n, "cell says", "cells say")+" otherwise than a row above about the same company, person or deal. What the first row says was taken.")
	}
}
