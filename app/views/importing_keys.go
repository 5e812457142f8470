package views

import "openloop/app/widgets"

// Acts are what the Import screen does by keyboard.
func (v *Import) Acts() []Act {
	acts := v.acts()
	switch v.step {
	case stepMatch:
		if v.talks != nil {
			acts = append(acts, Act{"import.speaker", "what a speaker is, by number", "The transcript", []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, nil},
				Act{"import.facts", "say more of the interview it makes", "The transcript", []string{"0"}, nil})
		}
		return append(acts, inTable("The list", "choose what it is")...)
	case stepNames:
		return append(acts, inTable("The list", "go on to the next step")...)
	case stepPlan, stepDone:
		return append(acts, Act{"import.enter", "go on to the next step", "Import", []string{"Enter"}, nil})
	}
	return acts
}

// acts are those of the step that is up.
func (v *Import) acts() []Act {
	const here = "Import"
	if v.step == stepChoose {
		return []Act{
			{"import.file", "choose a file", here, []string{"Enter"}, nil},
			{"import.folder", "choose a folder", here, []string{"F"}, v.askFolder},
			{"import.paste", "paste a transcript", here, []string{"Ctrl+V"}, v.paste},
			{"import.write", "write an interview", here, []string{"W"}, v.write},
		}
	}
	acts := []Act{{"import.on", "go on to the next step", here, []string{"Ctrl+Enter"}, v.goOn}}
	if v.step < stepDone {
		acts = append(acts, Act{"import.back", "a step back", here, []string{"Esc"}, nil})
	}
	switch v.step {
	case stepMatch:
		acts = append(acts, Act{"import.save", "save this matching", here, []string{"Ctrl+S"}, v.saveAside})
		if v.tabs.Visible() {
			acts = append(acts, Act{"import.part", "the next sheet or part", here, []string{"N"}, v.nextPart})
		}
	case stepNames:
		acts = append(acts, Act{"import.names", "show or cover names", here, []string{"V"}, v.bareNames})
	case stepDone:
		acts = append(acts, Act{"import.save", "save this report", here, []string{"Ctrl+S"}, v.saveAside})
	}
	return acts
}

func (v *Import) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts()} }

// Rune does what a letter stands for.
func (v *Import) Rune(r rune) bool { return dispatch(v.host.Prefs(), v.acts(), keyOfRune(r)) }

// nextPart shows the next sheet of a workbook, or the next part of a project, the first after the last.
func (v *Import) nextPart() {
	n, at := 0, v.sheet
	switch {
	case v.project != nil:
		n, at = len(v.parts()), v.partAt()
	case v.source != nil:
		n = len(v.source.Mappings)
	}
	if n > 1 {
		v.rows.SetCount(0)
		v.turnTo((at + 1) % n)
		v.focusRows()
	}
}

// bareNames shows the names that get pseudonyms, or covers them again.
func (v *Import) bareNames() {
	v.bare = !v.bare
	v.rows.Refresh()
	v.board.Refresh()
}

// drawHints paints between the steps, which end at x, and the right edge what may be done by key.
func (v *Import) drawHints(p *widgets.Pen, x, right float32) {
	if v.tabs.Visible() {
		right = v.tabs.Position().X - 16
	}
	t := v.keys()
	hints := []widgets.KeyHint{t.hint("go on", "import.on"), t.hint("next part", "import.part"), t.hint("names", "import.names"), t.hint("save", "import.save"), t.hint("folder", "import.folder"), t.hint("paste", "import.paste"), t.hint("write", "import.write")}
	w := float32(0)
	for i, h := range hints {
		if h.What == "" {
			continue
		}
		if x+w+widgets.HintWidth(h.What, h.Keys...) > right {
			hints = hints[:i]
			break
		}
		w += widgets.HintWidth(h.What, h.Keys...) + 16
	}
	p.Hints(right-w+16, 30, w, hints...)
}
