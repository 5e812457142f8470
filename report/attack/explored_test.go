package attack_test

import (
	"fmt"
	"slices"
	"strings"

	"openloop/report"
	"openloop/research"
	"openloop/research/analysis"
)

// rowOfMore is what a figure of the appendix counts: what was said of a theme made
// of one code is the code.
func (r *reader) rowOfMore(f printed) (row string, ok bool) {
	if f.subject == "importance" {
		part, key, _ := strings.Cut(f.key, ":")
		return r.rowOfPart(part, key), true
	}
	return "", false
}

func (r *reader) rowOfPart(part, key string) string {
	codes, _ := r.theme(printed{key: key})
	switch part {
	case "said":
		if len(codes) == 1 {
			return "code:" + codes[0]
		}
		return "theme:" + key + " "
	case "both":
		return "both:" + key
	}
	return "theme:" + key + " " + part
}

// halves are the two rows of a pair of themes.
func (r *reader) halves(e *export, pair string) (rows []string) {
	one, other, _ := strings.Cut(pair, "+")
	for _, key := range []string{one, other} {
		for _, f := range e.figures {
			if f.subject == "theme" && f.key == key {
				rows = append(rows, r.rowOf(f))
				break
			}
		}
	}
	return rows
}

// relationsOfMore is how the rows of the appendix hang together with the others.
func (r *reader) relationsOfMore(e *export) (out []relation) {
	made := map[string]bool{}
	for _, f := range e.figures {
		row := r.rowOf(f)
		if made[row] {
			continue
		}
		made[row] = true
		switch f.subject {
		case "pair":
			if parts := r.halves(e, f.key); len(parts) == 2 && parts[0] != parts[1] {
				out = append(out, relation{kind: both, whole: row, parts: parts})
			}
		case "importance":
			part, key, _ := strings.Cut(f.key, ":")
			if part == "both" {
				out = append(out, relation{kind: both, whole: row, parts: []string{r.rowOfPart("hurt", key), r.rowOfPart("helped", key)}})
				continue
			}
			themed := slices.ContainsFunc(e.figures, func(o printed) bool { return o.subject == "theme" && r.rowOf(o) == row })
			if themed || strings.HasPrefix(row, "code:") {
				continue
			}
			codes, _ := r.theme(printed{key: key})
			rel := relation{kind: within, whole: row}
			if part == "said" {
				rel.kind = union
			}
			for _, c := range codes {
				rel.parts = append(rel.parts, "code:"+c)
			}
			out = append(out, rel)
		}
	}
	return out
}

// tieBoth adds that a number lies between what two others have in common for sure, and the least of them.
func (k *knowledge) tieBoth(s *system, whole int, parts []int) {
	n := s.high[whole]
	for _, p := range parts {
		s.add(0, 1<<30, []int{p}, []int{whole})
	}
	s.add(-1<<30, n, parts, []int{whole})
}

// truthOfMore is who really has each row of the appendix.
func (r *reader) truthOfMore(in report.Input, e *export, put func(string, research.Bits)) {
	of := func(key string) (ids []research.ID, has, hurt, helped research.Bits) {
		codes, _ := r.theme(printed{key: key})
		for _, ref := range codes {
			ids = append(ids, research.ID("code-"+ref))
		}
		t := in.Index.CodeOr(ids...)
		return ids, t.Has, t.Hurt, t.Helped
	}
	for _, f := range e.figures {
		if f.subject != "importance" {
			continue
		}
		part, key, _ := strings.Cut(f.key, ":")
		ids, has, hurt, helped := of(key)
		decided, _ := in.Index.Query(analysis.Query{Codes: ids, Weight: research.Decided})
		put(r.rowOf(f), map[string]research.Bits{"said": has, "hurt": hurt, "helped": helped, "both": hurt.And(helped), "decided": decided}[part])
	}
	for _, f := range e.figures {
		if f.subject != "pair" {
			continue
		}
		if rows := r.halves(e, f.key); len(rows) == 2 {
			e.truth[r.rowOf(f)] = e.truth[rows[0]].And(e.truth[rows[1]])
		}
	}
}

// checkRivals holds the head to head against the figures of competitors that it follows from.
func checkRivals(figures []printed) (odd []string) {
	of := map[string]printed{}
	for _, f := range figures {
		of[f.subject+" "+f.key+" "+f.group] = f
	}
	for _, f := range figures {
		if f.subject != "rival" || f.key == "*" {
			continue
		}
		w, l := of["competitor "+f.key+" won"], of["competitor "+f.key+" lost"]
		if f.shown != (w.shown && l.shown) || f.shown && (f.x != w.x || f.n != w.x+l.x) {
			odd = append(odd, fmt.Sprintf("head to head against %s: %d of %d", f.key, f.x, f.n))
		}
	}
	return odd
}
