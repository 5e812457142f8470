package session

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/store"
)

// handed collects every string in a value, however deep, exported or not.
type handed struct {
	seen map[uintptr]bool
	out  []string
}

// closed are types that a session holds on to and that show nothing by themselves.
var closed = []reflect.Type{reflect.TypeFor[store.Store](), reflect.TypeFor[Session](), reflect.TypeFor[Searcher](), reflect.TypeFor[Preview]()}

func (h *handed) walk(v reflect.Value, depth int) {
	if !v.IsValid() || depth > 40 || slices.Contains(closed, v.Type()) {
		return
	}
	switch v.Kind() {
	case reflect.String:
		h.out = append(h.out, v.String())
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return
		}
		if v.Kind() == reflect.Pointer {
			if h.seen[v.Pointer()] {
				return
			}
			h.seen[v.Pointer()] = true
		}
		h.walk(v.Elem(), depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			h.walk(v.Field(i), depth+1)
		}
	case reflect.Slice, reflect.Array:
		if k := v.Type().Elem().Kind(); k >= reflect.Bool && k <= reflect.Complex128 {
			return // numbers
		}
		for i := range v.Len() {
			h.walk(v.Index(i), depth+1)
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			h.walk(it.Key(), depth+1)
			h.walk(it.Value(), depth+1)
		}
	}
}

// strung is every string that values hold, as one text.
func strung(values ...reflect.Value) string {
	h := &handed{seen: map[uintptr]bool{}}
	for _, v := range values {
		h.walk(v, 0)
	}
	return strings.Join(h.out, "\n")
}

// acting are the beginnings of the names of what changes the study, writes files or opens and closes something: what
// it answers is about its own act.
var acting = strings.Fields(`Add Apply Ask Assign Backup Bring Change Choose Clear Close Code Correct Delete Erase Export Finish Forget Generalise Import Is Issue Join
	Keep Let Lock Mark Merge Move Never NoName On Pack Place Put Recover Redo Refuse Remember Remove Restore Reword Same Save Set Shift Split Start Step Stop Subscribe
	Take Toggle Touch Undo Unlock Unremember Unveil Use Write Reveal Sign Edit Edits Make Always Drop Begin End Renew Reorder Apply`)

// firstCoding is a study in which RO has coded everything that can be in an interview that CD codes blind, and what of
// it CD must not be handed: IDs and words.
func firstCoding(t *testing.T) (s *Session, blind research.ID, secrets map[string]string) {
	t.Helper()
	s = openSample(t)
	ctx := context.Background()
	d := secondOf(t, s)
	blind = d.Interviews[0]
	tr, err := s.Transcript(ctx, blind)
	if err != nil || len(tr.Codings) < 2 {
		t.Fatalf("%d codings, %v", len(tr.Codings), err)
	}
	c := tr.Codings[0]
	bare := research.Anchor{Turn: tr.Turns[0].ID, Offset: 5}
	price, _ := s.Book().ByRef("NEG-01")
	for _, do := range []func() error{
		func() error { return s.SetMemo(ctx, c.ID, c.Code.Name, "A wombat on the coding.") },
		func() error {
			return s.SetNoteAt(ctx, blind, research.Anchor{Turn: bare.Turn}, bare, "A wombat on bare words.")
		},
		func() error { return s.SetNoteOn(ctx, tr.Turns[1].ID, "A wombat on the turn.") },
		func() error { return s.SetNoteOn(ctx, blind, "A wombat on the interview.") },
		func() error { return s.SetNoteOn(ctx, price.ID, "A wombat: see "+tr.Interview.Label+".") },
		func() error { return s.AddRung(ctx, blind, c.From, c.To) },
		func() error { return s.SetReason(ctx, blind, research.DecidedReason, c.Code.ID) },
		func() error { return s.SetReason(ctx, blind, research.Told, c.Code.ID) },
		func() error {
			_, err := s.SaveStory(ctx, research.Story{Title: "The wombat", Text: "A wombat decided.", Interviews: []research.ID{blind}})
			return err
		},
		func() error { return s.ChangeCoding(ctx, c.Coding, "decided") },
		func() error { // all the words under a coding go
			text := []rune(tr.Turns[slices.IndexFunc(tr.Turns, func(x research.Turn) bool { return x.ID == c.From.Turn })].Text)
			now := string(text[:c.From.Offset]) + string(text[c.To.Offset:])
			_, err := s.CorrectText(ctx, c.From.Turn, string(text), now+" So.")
			return err
		},
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	secrets = map[string]string{"wombat": "a note or a story"}
	for _, id := range d.Interviews {
		vs, err := s.store.Verbatims(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range vs {
			secrets[string(v.ID)] = "a passage"
		}
		cs, err := s.store.Codings(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cs {
			secrets[string(c.ID)] = "a coding"
		}
		rungs, err := s.store.Rungs(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rungs {
			secrets[string(r.ID)] = "a rung"
		}
	}
	reasons, err := s.store.Reasons(ctx)
	for _, r := range reasons {
		if slices.Contains(d.Interviews, r.Interview) && judged(r.Kind) {
			secrets[string(r.ID)] = "what was told or decided"
		}
	}
	if err != nil || len(secrets) < 20 {
		t.Fatalf("%d secrets, %v", len(secrets), err)
	}
	return s, blind, secrets
}

// arguments are the values with which a parameter of a method is tried; none where the type is not known here.
func arguments(s *Session, of reflect.Type, blind research.ID, tr *Transcript) []reflect.Value {
	switch of {
	case reflect.TypeFor[context.Context]():
		return []reflect.Value{reflect.ValueOf(context.Background())}
	case reflect.TypeFor[research.ID]():
		code, _ := s.Book().ByRef("NEG-01")
		return []reflect.Value{reflect.ValueOf(blind), reflect.ValueOf(code.ID), reflect.ValueOf(tr.Codings0().Code.ID), reflect.ValueOf(research.ID(""))}
	case reflect.TypeFor[*Transcript]():
		return []reflect.Value{reflect.ValueOf(tr)}
	case reflect.TypeFor[*Explored]():
		if e, err := s.Explore(context.Background(), ExploreAsk{}); err == nil {
			return []reflect.Value{reflect.ValueOf(e)}
		}
	case reflect.TypeFor[Progress]():
		return []reflect.Value{reflect.Zero(of)}
	case reflect.TypeFor[Asked]():
		var codes []research.ID
		for _, c := range s.Book().Codes {
			codes = append(codes, c.ID)
		}
		return []reflect.Value{reflect.ValueOf(Asked{Codes: codes})}
	}
	switch of.Kind() {
	case reflect.Bool:
		return []reflect.Value{reflect.ValueOf(true).Convert(of), reflect.ValueOf(false).Convert(of)}
	case reflect.Int, reflect.Int64:
		return []reflect.Value{reflect.ValueOf(0).Convert(of), reflect.ValueOf(1).Convert(of)}
	case reflect.String, reflect.Struct, reflect.Slice, reflect.Map:
		return []reflect.Value{reflect.Zero(of)}
	}
	return nil
}

// Codings0 is the first coding, or none.
func (t *Transcript) Codings0() Placed {
	if len(t.Codings) == 0 {
		return Placed{}
	}
	return t.Codings[0]
}

// everyCall calls a method with every combination of arguments; ok is false where one is not known.
func everyCall(s *Session, m reflect.Value, blind research.ID, tr *Transcript, result func([]reflect.Value)) (ok bool) {
	lists := [][]reflect.Value{}
	for i := range m.Type().NumIn() {
		if m.Type().IsVariadic() && i == m.Type().NumIn()-1 {
			break
		}
		list := arguments(s, m.Type().In(i), blind, tr)
		if len(list) == 0 {
			return false
		}
		lists = append(lists, list)
	}
	var call func(args []reflect.Value)
	call = func(args []reflect.Value) {
		if len(args) == len(lists) {
			result(m.Call(args))
			return
		}
		for _, a := range lists[len(args)] {
			call(append(slices.Clone(args), a))
		}
	}
	call(nil)
	return true
}

// Nothing that a session answers holds anything of what the first coder put in interviews that are coded blind: every
// method that answers something is called, and everything in its answers looked through.
func TestBlindCoderIsHandedNothing(t *testing.T) {
	s, blind, secrets := firstCoding(t)
	ctx := context.Background()
	s.SetCoder("CD")
	tr, err := s.Transcript(ctx, blind)
	if err != nil {
		t.Fatal(err)
	}
	look := func(by, text string) {
		for secret, what := range secrets {
			if i := strings.Index(text, secret); i >= 0 {
				t.Errorf("%s hands %s to whoever codes blind: %q", by, what, text[max(0, i-60):min(len(text), i+60)])
				return
			}
		}
	}
	v := reflect.ValueOf(s)
	called := 0
	for i := range v.NumMethod() {
		name := v.Type().Method(i).Name
		if slices.ContainsFunc(acting, func(a string) bool { return strings.HasPrefix(name, a) }) || name == "Store" || v.Method(i).Type().NumOut() == 0 {
			continue
		}
		text := ""
		ok := everyCall(s, v.Method(i), blind, tr, func(out []reflect.Value) { text += strung(out...) + "\n" })
		if !ok {
			t.Logf("%s%s is not called here", name, strings.TrimPrefix(v.Method(i).Type().String(), "func"))
			continue
		}
		called++
		look(name, text)
	}
	if called < 40 {
		t.Errorf("only %d methods were called", called)
	}
	// What takes words, or writes.
	f := s.NewSearcher()
	defer f.Close()
	for _, words := range []string{"code:NEG", "coder:RO", "code:NEG the ", "stage:4", "coder:RO the ", "stage:7 a", "the "} {
		found := lookFor(t, s, words)
		for _, h := range found.Hits {
			if h.Turn.Interview == blind && strings.Contains(words, ":") && !strings.HasPrefix(words, "stage:") {
				t.Errorf("%q finds %s", words, h.Label)
			}
			if strings.HasPrefix(words, "stage:") && h.Turn.Interview == blind && h.Turn.Stage == 0 {
				t.Errorf("%q finds a turn of %s whose stage only a coding says", words, h.Label)
			}
		}
	}
	var trail bytes.Buffer
	if err := s.WriteTrail(ctx, &trail, nil); err != nil {
		t.Fatal(err)
	}
	label := tr.Interview.Label
	for _, line := range strings.Split(trail.String(), "\n") {
		if strings.Contains(line, ","+label+",") {
			t.Errorf("the trail says: %s", line)
		}
	}
	look("the trail", trail.String())
	for _, words := range []string{"", "wombat"} {
		notes, err := s.Notes(ctx, words)
		if err != nil || len(notes) > 0 {
			t.Errorf("%d notes are listed, %v", len(notes), err)
		}
	}
	// Nothing of it can be undone, done again or stepped behind, and no name tells of it.
	name, _ := s.CanUndo()
	if name != hiddenStep {
		t.Errorf("undo offers %q", name)
	}
	wantKind(t, second(s.Undo(ctx)), research.Conflict)
	steps, err := s.Trail(ctx)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.StepTo(ctx, steps[len(steps)-1].ID, nil)
	wantKind(t, err, research.Conflict)
	// What CD does themselves is theirs.
	if err := s.SetNoteOn(ctx, blind, "My own note."); err != nil {
		t.Fatal(err)
	}
	if name, _ := s.CanUndo(); name != "Note on "+label {
		t.Errorf("undo of one's own step is called %q", name)
	}
	if m, err := s.Memos(ctx); err != nil || m[blind].Text != "My own note." {
		t.Errorf("CD's own note is %q, %v", m[blind].Text, err)
	}
	c, err := s.ApplyCode(ctx, blind, research.Anchor{Turn: tr.Turns[1].ID}, research.Anchor{Turn: tr.Turns[1].ID, Offset: 6}, s.Book().Codes[12].ID)
	if err != nil {
		t.Fatal(err)
	}
	own := lookFor(t, s, "coder:CD").Hits
	if len(own) != 1 || own[0].Turn.ID != tr.Turns[1].ID {
		t.Errorf("CD finds %d of their own codings", len(own))
	}
	if p, err := s.CodePassages(ctx, c.Code); err != nil || !slices.ContainsFunc(p, func(x CodePassage) bool { return x.Coding.ID == c.ID }) {
		t.Errorf("CD does not find their own passage, %v", err)
	}
	if err := second(s.Undo(ctx)); err != nil {
		t.Errorf("one's own step cannot be undone: %v", err)
	}
	// Once they are done, they see all of it.
	if err := s.FinishSecond(ctx, blind); err != nil {
		t.Fatal(err)
	}
	if notes, err := s.Notes(ctx, "wombat"); err != nil || len(notes) != 5 {
		t.Errorf("%d notes are listed afterwards, %v", len(notes), err)
	}
	if places := fmt.Sprint(s.StepPlaces(ctx, steps[0].ID)); !strings.Contains(places, label) {
		t.Errorf("the step is in %s", places)
	}
}

// A blind coder is not told by counts how much others found: not by what an erasure would take, nor by an import's
// report. Who is not blind is told.
func TestCountsDoNotTellABlindCoder(t *testing.T) {
	s, blind, _ := firstCoding(t)
	ctx := context.Background()
	i := slices.IndexFunc(s.InterviewRows(InterviewFilter{}), func(r InterviewRow) bool { return r.Interview.ID == blind })
	who := s.InterviewRows(InterviewFilter{})[i].Participants[0].Pseudonym
	done := Imported{Codings: 17, CodingsKnown: 23}
	for coder, told := range map[string]bool{"CD": false, "RO": true} {
		s.SetCoder(coder)
		w, err := s.WouldErase(ctx, Erasing{Pseudonym: who})
		if err != nil {
			t.Fatal(err)
		}
		if w.Unsaid == told || told != (w.Codings > 0) {
			t.Errorf("%s is told that %d codings would go, unsaid is %v", coder, w.Codings, w.Unsaid)
		}
		if says := s.ImportReport(done, "a file"); told != strings.Contains(says, "17 new, 23") || told == strings.Contains(says, "blind") {
			t.Errorf("%s reads %q", coder, says)
		}
	}
}
