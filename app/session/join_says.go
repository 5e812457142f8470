package session

import (
	"fmt"
	"strings"

	"openloop/research"
	"openloop/research/store"
)

// Ask is a conflict as a person reads it.
type Ask struct {
	store.Clash
	Where   string // "P07, note"
	Says    string // what happened, and what becomes of it by itself
	Options []AskOption
}

// AskOption is one way to decide it.
type AskOption struct {
	Choice store.Choice
	Label  string // "Keep ours"
	Words  string // what would stand then
}

// asks puts conflicts into words.
func (s *Session) asks(j *store.Joined) []Ask {
	out := make([]Ask, len(j.Clashes))
	who := or(j.Coder, "the copy")
	for i, c := range j.Clashes {
		out[i] = s.ask(c, who)
		s.hideAsk(&out[i])
	}
	return out
}

// tableWords are the records as people call them.
var tableWords = map[string]string{"study": "The study", "wave": "A wave", "name": "A name on the list", "coder": "A coder", "stage": "A stage", "organisation": "An organisation",
	"participant": "A participant", "salesperson": "A salesperson", "campaign": "A campaign", "deal": "A deal", "interview": "An interview", "question": "A question of the guide", "turn": "What was said", "code": "A code",
	"verbatim": "A passage", "coding": "A coding", "reason": "A reason", "clearance": "A quote's clearance", "theme": "A theme", "memo": "A memo", "mask": "A masked passage", "story": "A story", "assumption": "An assumption of the business case",
	"pack_layout": "The layout of the report", "saved_view": "A saved view", "pack_written": "What a message was written about",
	"ladder": "The ladder", "rung": "A rung of the ladder", "assignment": "A second coding", "verdict": "A settled difference", "codebook_version": "A version of the codebook"}

func (s *Session) ask(c store.Clash, who string) Ask {
	a := Ask{Clash: c, Where: or(tableWords[c.Table], "A record")}
	if r, ok := s.InterviewRow(c.Interview); ok {
		a.Where += " of " + r.Interview.Label
	}
	if c.Table == "code" || c.Table == "coding" {
		if k, ok := s.Book().Code(c.ID); ok {
			a.Where = "The code " + k.Title()
		}
	}
	switch c.Kind {
	case store.ChangedBoth:
		a.Where += ", " + strings.ReplaceAll(c.Column, "_", " ")
		a.Says = fmt.Sprintf("Changed here and by %s.", who)
		a.option(c, store.Ours, "Keep ours", c.Ours)
		a.option(c, store.Theirs, "Take theirs", c.Theirs)
		a.option(c, store.Both, "Keep both", "both, one under the other")
	case store.DeletedHere:
		a.Says = fmt.Sprintf("Deleted here; %s went on working with it.", who)
		a.option(c, store.Theirs, "Bring it back", c.Theirs)
		a.option(c, store.Ours, "Leave it deleted", fmt.Sprintf("what %s did with it is left out", who))
	case store.DeletedThere:
		a.Says = fmt.Sprintf("Deleted by %s; used or changed here.", who)
		a.option(c, store.Ours, "Keep it", c.Ours)
		a.option(c, store.Theirs, "Delete it", "")
		if len(c.Choices) == 1 {
			a.Says += " It stays."
		}
	default:
		s.askPlace(&a, c, who)
	}
	return a
}

// askPlace words what there can be one of, and what is only to be known.
func (s *Session) askPlace(a *Ask, c store.Clash, who string) {
	switch {
	case c.Kind == store.SamePlace && c.Table == "reason":
		a.Where = "What " + reasonVerb(research.ReasonKind(c.Column)) + strings.Replace(a.Where[len("A reason"):], " of ", " for ", 1)
		a.Says = fmt.Sprintf("Set here and by %s. The other one stays as contributing.", who)
		a.option(c, store.Ours, "Ours first", c.Ours)
		a.option(c, store.Theirs, "Theirs first", c.Theirs)
	case c.Kind == store.SamePlace:
		a.Says = fmt.Sprintf("Built here and by %s; there is one.", who)
		a.option(c, store.Ours, "Keep ours", "")
		a.option(c, store.Theirs, "Take theirs", "")
	case c.Kind == store.SameName && c.Table == "code":
		a.Says = fmt.Sprintf("%s was given to two codes; the one by %s becomes %s.", c.Ours, who, c.Theirs)
	case c.Kind == store.SameName:
		a.Says = fmt.Sprintf("%s stands for somebody else here; whom %s means becomes %s, in every text.", c.Ours, who, c.Theirs)
	case c.Kind == store.MergedCode:
		a.Says = fmt.Sprintf("Merged on one side and used on the other: codings of it went on to the code that it was merged into (%s).", c.Theirs)
	case c.Kind == store.SameSource:
		a.Says = fmt.Sprintf("Imported here and by %s from the same row; %s is the copy's. Look at both, and delete one.", who, c.Theirs)
	}
}

// reasonVerb is what a kind of reason did: "was told".
func reasonVerb(k research.ReasonKind) string {
	if k == research.DecidedReason {
		return "decided"
	}
	return "was " + string(k)
}

// option adds a way to decide, where there is it.
func (a *Ask) option(c store.Clash, choice store.Choice, label, words string) {
	for _, x := range c.Choices {
		if x == choice {
			a.Options = append(a.Options, AskOption{choice, label, words})
		}
	}
}
