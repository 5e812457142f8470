package session

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/privacy"
	"openloop/research/transcript"
	"openloop/research/vault"
)

// Talked is what became of one transcript.
type Talked struct {
	File      string
	Interview string   // what it is called: "P07"
	New       int      // turns that were not there before
	Amended   int      // turns whose words or times changed
	Unchanged int      // turns that are as they were
	Gone      int      // turns that the file no longer has
	Moved     int      // coded passages that were found again elsewhere in the transcript
	Lost      []string // the codes of passages whose words the file no longer has: they wait to be looked at
}

// readyTalk is a transcript on its way into the study.
type readyTalk struct {
	of   research.ID     // the interview of the study that it belongs to, "" for a new one
	who  []string        // pseudonym or initials by voice
	was  []research.Turn // what the same source brought before, in order
	gone []research.Turn // of them, what it no longer has
	more []research.Turn // later parts of the interview, which move down
	did  Talked

	again bool // the import brings it twice: this one is left out
}

// beginTalk says which interview a transcript belongs to. One that made an interview of its own belongs to that.
func (im *importer) beginTalk(r *readyInterview) {
	r.talk = &readyTalk{of: r.row.Talk.Of, did: Talked{File: r.row.Talk.File}}
	if iv, ok := im.was.interviews[r.key]; ok && r.talk.of == "" {
		r.talk.of = iv.ID
	}
}

// recogniseTalk gives those who speak in an interview of the study their pseudonyms.
func (im *importer) recogniseTalk(r *readyInterview) error {
	iv, ok := im.was.byID[r.talk.of]
	if !ok {
		im.refuse(r.row.Talk.File, 0, "", "Its interview is no longer in the study. Choose another one.")
		return nil
	}
	company := im.companyOf(iv)
	for i, v := range r.row.Talk.Voices {
		who := v.Pseudonym
		switch {
		case v.Left || who != "":
		case v.Asks:
			who = im.askedBy(v.Label, iv.Interviewer)
		default:
			who = im.cast.person(v.Person, company, fmt.Sprintf("%s/%d", r.row.Key, i))
		}
		r.talk.who = append(r.talk.who, who)
		if !v.Left && !v.Asks && !slices.Contains(r.people, who) {
			r.people = append(r.people, who)
		}
	}
	im.ready = append(im.ready, r)
	return nil
}

// companyOf is the name of an interview's company, as the vault has it, or "".
func (im *importer) companyOf(iv research.Interview) string {
	for _, p := range im.was.people {
		if !slices.Contains(iv.Participants, p.ID) || p.Organisation == "" {
			continue
		}
		for _, o := range im.was.orgs {
			if o.ID != p.Organisation {
				continue
			}
			for _, e := range im.cast.entries {
				if e.Pseudonym == o.Pseudonym {
					return e.Fields["name"]
				}
			}
		}
	}
	return ""
}

// askedBy is the initials of whoever asks. A label that is no name, or a part of the interviewer's, is whoever is
// known to have asked; Q where nobody is.
func (im *importer) askedBy(label, known string) string {
	if transcript.Generic(label) {
		return or(known, "Q")
	}
	for _, e := range im.cast.entries {
		if e.Kind == kindInterviewer && known != "" && e.Pseudonym == known && partOf(label, e.Fields["name"]) {
			return known
		}
	}
	return im.cast.interviewer(label)
}

// partOf says whether every word of a name stands in another, an initial where a word begins with it.
func partOf(part, whole string) bool {
	words, of := nameWords(part), nameWords(whole)
	for _, w := range words {
		if !slices.ContainsFunc(of, func(o string) bool { return o == w || len([]rune(w)) == 1 && strings.HasPrefix(o, w) }) {
			return false
		}
	}
	return len(words) > 0
}

// nameWords are the words of a name, folded.
func nameWords(name string) []string {
	return strings.FieldsFunc(fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// speakers has the vault know what the people of transcripts are called in them, so that their texts are searched
// for it.
func (im *importer) speakers() {
	for _, r := range im.ready {
		if r.talk == nil {
			continue
		}
		for i, v := range r.row.Talk.Voices {
			switch {
			case transcript.Generic(v.Label) || im.cast.own && isPseudonym(v.Label):
			case v.Left:
				im.cast.nameToo(vault.Entry{Kind: kindName, Fields: map[string]string{"name": v.Label, "what": string(privacy.Person)}})
			case !v.Asks && r.talk.of != "":
				im.cast.nameToo(vault.Entry{Pseudonym: r.talk.who[i], Aliases: []string{v.Label}})
			}
		}
	}
}

// nameToo takes up another name of somebody, unless it is known, or a part of one that is.
func (c *cast) nameToo(e vault.Entry) {
	name := e.Fields["name"]
	if e.Pseudonym != "" {
		name = e.Aliases[0]
	}
	for _, k := range slices.Concat(c.entries, c.fresh, c.also) {
		if k.Pseudonym != e.Pseudonym || e.Pseudonym == "" && k.Kind != kindName {
			continue
		}
		for _, known := range append(numbered(k.Fields, "name"), k.Aliases...) {
			if fold(known) == fold(name) || e.Pseudonym != "" && partOf(name, known) {
				return
			}
		}
	}
	c.also = append(c.also, e)
}

// alsoNamed are the further names as the dictionary takes them.
func (c *cast) alsoNamed() []vault.Entry {
	var out []vault.Entry
	for _, e := range c.also {
		if e.Pseudonym != "" {
			e = vault.Entry{Pseudonym: e.Pseudonym, Kind: kindParticipant, Fields: map[string]string{"name": e.Aliases[0]}}
		}
		out = append(out, e)
	}
	return out
}

// redactTalk makes the turns of a transcript.
func (im *importer) redactTalk(r *readyInterview) error {
	talk := r.row.Talk
	if talk.Kept {
		return im.keepTurns(r)
	}
	if r.talk.of == "" {
		r.talk.who = newVoices(talk.Voices, r.people, or(r.asked, "Q"))
	}
	if im.twice(r) {
		return nil
	}
	keys, tag, err := im.talkKeys(r.interview.ID, talk)
	if err != nil {
		return err
	}
	pos := im.talkBefore(r, keys, tag)
	said := make([]research.Turn, len(talk.Said))
	for i, u := range talk.Said {
		said[i] = research.Turn{Interview: r.interview.ID, Pos: pos + i, Speaker: r.talk.who[u.Voice], Asked: talk.Voices[u.Voice].Asks, Text: u.Text, SourceKey: keys[i] + "." + tag, T0: u.T0, T1: u.T1}
	}
	met := meetTurns(r.talk.was, said)
	r.talk.gone = slices.Clone(r.talk.was)
	for i, t := range said {
		if t.ID = met[i].ID; t.ID == "" {
			t.ID = newTurnID()
		} else {
			old := met[i]
			t.Rev, t.Corrected, t.Stage, t.Question = old.Rev, old.Corrected, old.Stage, old.Question
			r.talk.gone = slices.DeleteFunc(r.talk.gone, func(g research.Turn) bool { return g.ID == old.ID })
		}
		ready, err := im.mask(t, t.Text, false)
		if err != nil {
			return err
		}
		ready.original = talk.Said[i].Text
		r.turns = append(r.turns, ready)
	}
	im.shiftLater(r, pos+len(said))
	return nil
}

// newVoices are who speaks in an interview that the transcript makes: its people in their order.
func newVoices(voices []intake.Voice, people []string, asked string) []string {
	who := make([]string, len(voices))
	k := 0
	for i, v := range voices {
		switch {
		case v.Left:
		case v.Pseudonym != "":
			who[i] = v.Pseudonym
		case v.Asks:
			who[i] = asked
		default:
			who[i] = people[min(k, len(people)-1)]
			k++
		}
	}
	return who
}

// twice refuses a transcript that came in another file of the same import.
func (im *importer) twice(r *readyInterview) bool {
	there, said := 0, r.row.Talk.Said
	for _, u := range said {
		words := string(r.talk.of) + "\x00" + u.Text
		if len(u.Text) > 20 && im.taken[words] {
			there++
		}
		im.taken[words] = true
	}
	if 2*there <= len(said) {
		return false
	}
	im.refuse(r.row.Talk.File, 0, "", "The same talk came in another file of this import. Only the first was taken.")
	r.talk.again = true
	return true
}

// talkKeys are the keys by which a second import finds the turns of a transcript, each by who says what, and the
// tag of its file.
func (im *importer) talkKeys(interview research.ID, talk *intake.Talk) (keys []string, tag string, err error) {
	if tag, err = im.keys.SourceKey("transcript", fold(or(talk.Key, talk.File))); err != nil {
		return nil, "", err
	}
	n := map[string]int{}
	for _, u := range talk.Said {
		value := string(interview) + "\x00" + fold(talk.Voices[u.Voice].Label) + "\x00" + u.Text
		n[value]++
		key, err := im.keys.SourceKey("said", fmt.Sprint(value, "\x00", n[value]))
		if err != nil {
			return nil, "", err
		}
		keys = append(keys, key)
	}
	return keys, tag[:16], nil
}

// talkBefore finds what the same source brought before, by its file's name or by what is said in it, and answers
// the place at which its turns begin.
func (im *importer) talkBefore(r *readyInterview, keys []string, tag string) int {
	said := im.was.said.turns(r.interview.ID)
	var same string
	if same = tag; !slices.ContainsFunc(said, func(t research.Turn) bool { return tagOf(t) == tag }) {
		same = otherName(said, keys)
	}
	for _, t := range said {
		if same != "" && tagOf(t) == same {
			r.talk.was = append(r.talk.was, t)
		}
	}
	if len(r.talk.was) > 0 {
		return r.talk.was[0].Pos
	}
	pos := im.ends[r.interview.ID]
	for _, t := range said {
		pos = max(pos, t.Pos+1)
	}
	return pos
}

// tagOf is the tag of the file that a turn came from, "" where it is no turn of a transcript.
func tagOf(t research.Turn) string {
	_, tag, _ := strings.Cut(t.SourceKey, ".")
	return tag
}

// otherName is the tag of the file that has a third of the same turns or more: the transcript was renamed.
func otherName(said []research.Turn, keys []string) string {
	now := map[string]bool{}
	for _, k := range keys {
		now[k] = true
	}
	same := map[string]int{}
	for _, t := range said {
		key, tag, ok := strings.Cut(t.SourceKey, ".")
		if ok && now[key] {
			same[tag]++
		}
	}
	best := ""
	for tag, n := range same {
		if 3*n >= len(keys) && (best == "" || n > same[best] || n == same[best] && tag < best) {
			best = tag
		}
	}
	return best
}

// shiftLater makes room for a transcript that grew: what stands after it in its interview moves up.
func (im *importer) shiftLater(r *readyInterview, end int) {
	last, first := end, -1
	for _, t := range im.was.said.turns(r.interview.ID) {
		if n := len(r.talk.was); n > 0 && t.Pos > r.talk.was[n-1].Pos {
			if first < 0 {
				first = t.Pos
			}
			if first < end {
				t.Pos += end - first
				r.talk.more = append(r.talk.more, t)
				last = max(last, t.Pos+1)
			}
		}
	}
	im.ends[r.interview.ID] = max(im.ends[r.interview.ID], last)
}
