package views

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"openloop/app/session"
	"openloop/app/theme"
)

// fixedKeys are the keys that are the same everywhere and may be written where they are shown.
var fixedKeys = map[string]bool{"Enter": true, "Esc": true, "Space": true, "Backspace": true, "Left": true, "Right": true, "Up": true, "Down": true, "UpDown": true, "Tab": true}

// keyInWords finds a key named within a sentence: a lone capital that is no word, or something with Ctrl, Alt or F.
var keyInWords = regexp.MustCompile(`(?:^|[\s(])[B-HJ-Z](?:$|[\s.,;:)])|\b(?:Ctrl|Alt)[ +][^Z\s]|\bF[2-9]\b`)

// namesKey says whether a sentence names a key that could be another one. Ctrl Z is not: that is Fyne's own.
func namesKey(s string) bool { return keyInWords.MatchString(strings.ReplaceAll(s, "Ctrl Z", "")) }

// Every key that a screen shows comes from a table that dispatches it: no picture of a key and no sentence has one
// written into it.
func TestNoScreenDrawsAFixedKey(t *testing.T) {
	for _, dir := range []string{".", "..", "../widgets"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for at, key := range writtenKeys(f) {
				t.Errorf("%s: %s is written where it is shown", set.Position(at), key)
			}
		}
	}
}

// writtenKeys are the keys written into what a file shows, by where they stand.
func writtenKeys(f *ast.File) map[token.Pos]string {
	out := map[token.Pos]string{}
	keys := func(args ...ast.Expr) {
		for _, a := range args {
			if s, ok := textOf(a); ok && !fixedKeys[s] {
				out[a.Pos()] = s
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.ValueSpec: // names of keys, and the usual ones of the window
			return len(n.Names) == 0 || !slices.Contains([]string{"keyNames", "windowKeys", "modifierNames", "reserved", "keyIcons", "shortcutNames"}, n.Names[0].Name)
		case *ast.CompositeLit:
			switch of := fmt.Sprint(n.Type); {
			case of == "Act" || of == "&{views Act}":
				return false
			case of == "&{widgets KeyHint}" || of == "KeyHint":
				for _, e := range n.Elts {
					if kv, ok := e.(*ast.KeyValueExpr); ok && fmt.Sprint(kv.Key) == "Keys" {
						if list, ok := kv.Value.(*ast.CompositeLit); ok {
							keys(list.Elts...)
						}
					}
				}
			case n.Type != nil && isActs(n.Type):
				return false
			}
		case *ast.CallExpr:
			if sel, ok := n.Fun.(*ast.SelectorExpr); ok {
				switch {
				case sel.Sel.Name == "Key" && len(n.Args) == 3:
					keys(n.Args[2])
				case sel.Sel.Name == "Hint" && len(n.Args) > 3:
					keys(n.Args[3:]...)
				case sel.Sel.Name == "NewField" && len(n.Args) == 4:
					if s, _ := textOf(n.Args[2]); s != "" {
						keys(n.Args[2])
					}
				case slices.Contains([]string{"HasPrefix", "TrimPrefix", "CutPrefix", "TrimSuffix"}, sel.Sel.Name):
					return false
				}
			}
		case *ast.BasicLit:
			if s, ok := textOf(n); ok && len(s) > 3 && namesKey(strings.ReplaceAll(s, "a key with Ctrl or Alt", "")) {
				out[n.Pos()] = strconv.Quote(s)
			}
		}
		return true
	})
	return out
}

// isActs says whether a type is a list of acts.
func isActs(e ast.Expr) bool {
	list, ok := e.(*ast.ArrayType)
	return ok && (fmt.Sprint(list.Elt) == "Act" || fmt.Sprint(list.Elt) == "&{views Act}")
}

func textOf(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// searchAlone and the others do without what they draw off the window's goroutine.
func searchAlone(h Host) View {
	v := NewSearch(h)
	v.deliver = func(func()) {}
	return v
}

func anonymityAlone(h Host) View {
	v := NewAnonymity(h)
	v.deliver = func(func()) {}
	return v
}

func caseAlone(h Host) View {
	v := NewCase(h)
	v.deliver = func(func()) {}
	return v
}

func reportAlone(h Host) View {
	v := NewReport(h)
	v.off = func(f func()) { f() }
	return v
}

// With another key for each thing that can be done, no screen shows any of the usual ones any longer.
func TestNoScreenShowsAKeyThatWasChanged(t *testing.T) {
	s := doubtful(t, true)
	iv := s.InterviewRows(session.InterviewFilter{})[0].Interview.ID
	for _, c := range []struct {
		name string
		view func(Host) View
		arg  any
	}{
		{"interviews", func(h Host) View { return NewInterviews(h) }, nil}, {"coding", func(h Host) View { return NewCoding(h) }, iv}, {"codebook", func(h Host) View { return NewCodebook(h) }, nil},
		{"quotes", quotesOnTheSpot, nil}, {"stories", quotesOnTheSpot, "stories"}, {"review", func(h Host) View { return NewReview(h) }, nil}, {"history", func(h Host) View { return NewHistory(h) }, nil},
		{"coders", func(h Host) View { return NewCoders(h) }, nil}, {"search", searchAlone, nil}, {"anonymity", anonymityAlone, nil},
		{"notes", func(h Host) View { return NewNotes(h) }, nil}, {"themes", newThemes, nil}, {"explore", newExplore, nil},
		{"report", reportAlone, nil}, {"case", caseAlone, nil}, {"overview", func(h Host) View { return NewOverview(h) }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRoom(t, s, theme.LightMode, bodyLarge, c.view, c.arg)
			usual := map[string]bool{}
			for i, a := range slices.Concat(r.view.(Keyed).Acts(), (*Coding)(nil).sayActs(), WindowTable(r.Prefs()).Acts) {
				if a.Do == nil && !strings.HasPrefix(a.ID, "window.") || a.ID == "window.undo" || a.ID == "window.help" {
					continue
				}
				if err := r.prefs.SetKeys(a.ID, []string{"Ctrl+" + string(rune('А'+i))}, a.Keys); err != nil {
					t.Fatal(err)
				}
				for _, k := range a.Keys {
					// Numbers and signs are shown for much else, Z for undo.
					if key := partsOf(k)[len(partsOf(k))-1]; !fixedKeys[key] && key != "Z" && (key == "/" || key >= "A" && key <= "z") {
						usual[key] = true
					}
				}
			}
			ofTable := regexp.MustCompile(`(Ctrl )?[А-ӿ]`)
			shown := func() (out []string) {
				for _, w := range wordsOf(r.win.Content()) {
					if usual[w] || w != "Z" && namesKey(ofTable.ReplaceAllString(w, "")) {
						out = append(out, w)
					}
				}
				return out
			}
			r.win.Content().Refresh()
			r.view.Content().Refresh()
			r.win.Resize(bodyLarge.AddWidthHeight(20, 20))
			if got := shown(); len(got) > 0 {
				t.Errorf("still shows %q", got)
			}
			if c.name == "coding" {
				v := r.view.(*Coding)
				v.uncoded(true)
				v.refresh()
				if got := shown(); len(got) > 0 {
					t.Errorf("with a passage in hand it still shows %q", got)
				}
			}
		})
	}
}
