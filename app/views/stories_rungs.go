package views

import (
	"context"
	"fmt"
	"strings"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// storyRungHigh is a rung in the list under the words of a story.
const storyRungHigh = 40

// readRungs reads the ladders of the story's interviews: material for its lines.
func (f *storyForm) readRungs() {
	f.rungs = nil
	if !f.known || len(f.row.Interviews) == 0 {
		return
	}
	rungs, err := f.tab.view.host.Session().StoryRungs(context.Background(), f.row.Story)
	if err != nil {
		f.tab.view.host.Fail(err)
		return
	}
	f.rungs = rungs
}

// rungsHigh is how tall the list of rungs is.
func (f *storyForm) rungsHigh() float32 {
	if len(f.rungs) == 0 {
		return 0
	}
	return 30 + float32(len(f.rungs))*storyRungHigh + 8
}

// takeRung adds a line for a rung to the story, below what is written.
func (f *storyForm) takeRung(i int) { f.takeLines(f.rungs[i : i+1]) }

// takeRungs adds a line for every rung.
func (f *storyForm) takeRungs() {
	switch {
	case !f.known || f.tab.view.host.Session().ReadOnly():
	case len(f.rungs) == 0:
		f.tab.view.host.Say("None of its interviews has a ladder yet. Build one on the Coding screen.")
	default:
		f.takeLines(f.rungs)
	}
}

func (f *storyForm) takeLines(rungs []session.StoryRung) {
	lines := []string{}
	if was := strings.TrimRight(f.text.Text, " \n"); was != "" {
		lines = append(lines, was)
	}
	open := 0
	for _, r := range rungs {
		if r.Line == "" || strings.Contains(f.text.Text, strings.TrimSpace(r.Line)) {
			continue
		}
		lines = append(lines, strings.TrimRight(r.Line, " "))
		if r.Quote == "" && !r.Test {
			open++
		}
	}
	f.text.SetText(strings.Join(lines, "\n"))
	f.save()
	f.text.Focus()
	if open > 0 {
		f.tab.view.host.Say(fmt.Sprintf("%s to say in your own words: nobody’s leave without being cleared as a quote.", howMany(open, "line")))
	}
}

// drawRungs lists the rungs; pressing one takes it over.
func (f *storyForm) drawRungs(p *widgets.Pen, x, y, in float32) {
	if len(f.rungs) == 0 {
		return
	}
	p.L(x, y+8, "Rungs of their ladders", theme.CaptionB, p.Mute)
	p.R(x+in, y+8, "click one to take it over, or "+f.tab.view.keys().press("stories.rungs")+" for all", theme.Caption, p.Mute)
	y += 22
	for i, r := range f.rungs {
		key := fmt.Sprintf("rung:%d", i)
		if p.Hover == key {
			p.Box(x-6, y, in+12, storyRungHigh-2, theme.RadiusControl, p.Tokens.Hover, nil)
		}
		name := r.Name
		if name == "" {
			name = "No code yet"
		}
		state, ink := "own words", p.Warn
		switch {
		case r.Quote != "":
			state, ink = "cleared quote", p.Accent
		case r.Test:
			state, ink = "price test", p.Mute
		}
		p.LW(x, y+11, in-150, r.Of+"  "+name, theme.SmallB, p.Ink)
		p.R(x+in, y+11, state, theme.Caption, ink)
		p.LW(x, y+28, in, r.Words, theme.Small.Slanted(), p.Ink2)
		p.Hit(key, x-6, y, in+12, storyRungHigh-2, func() { f.takeRung(i) })
		y += storyRungHigh
	}
}
