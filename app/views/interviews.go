package views

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// Interviews is the table of everybody heard, with filters above, the card of the chosen interview beside
// it, and below it the places where the searched words were said.
type Interviews struct {
	base
	filter session.InterviewFilter
	rows   []session.InterviewRow // that pass the filter
	all    int                    // in the study
	hits   []store.Hit
	asked  int // counts searches, so that a late answer is dropped
	done   int // the last search that was answered
	timer  *time.Timer

	search                   *widgets.Field
	searchBox                fyne.CanvasObject
	outcome, method, consent *widgets.Picker
	wave                     *widgets.Picker
	table                    *widgets.Table
	found                    *widgets.Rows
	card                     *interviewCard

	empty                          *widgets.EmptyState
	frame, foot, foundHead, filled *widgets.Board
	content                        *fyne.Container

	// deliver runs a function on the window's goroutine, pause is how long a search waits for another letter.
	deliver func(func())
	pause   time.Duration
}

const (
	interviewCardWidth = 288
	interviewCardLeast = 860 // width under which the card gives its place to the table
	interviewFoot      = 36
	interviewHits      = 200  // at most, so that a common word costs no more than a rare one
	interviewsAtOnce   = 2000 // interviews that are filtered within a frame
	searchPause        = 80 * time.Millisecond
)

// NewInterviews is the Interviews screen.
func NewInterviews(h Host) *Interviews {
	v := &Interviews{base: base{h}, deliver: fyne.Do, pause: searchPause}
	v.filters()
	v.table = widgets.NewTable(v.columns(), func() int { return len(v.rows) }, func(i int) string { return string(v.rows[i].Interview.ID) })
	v.table.Empty = "No interview matches. Take a filter away, or search for other words."
	v.table.OnChoose = func(int) { v.card.show(v.chosen()) }
	v.table.OnOpen = func(i int) { v.host.Go("coding", v.rows[i].Interview.ID) }
	v.table.Rows().OnKey, v.table.Rows().OnRune = v.Key, v.Rune
	v.table.SortBy(0, false)
	v.card = newInterviewCard(h)
	v.frame = widgets.NewBoard(func(p *widgets.Pen) { p.Card(0, 0, p.W, p.H) })
	v.foot = widgets.NewBoard(v.drawFoot)
	v.found = widgets.NewRows(theme.RowHeight, v.drawHit)
	v.found.OnOpen = func(i int) { v.host.Go("coding", v.hits[i]) }
	v.foundHead = widgets.NewBoard(v.drawFoundHead)
	v.filled = widgets.NewBoard(v.drawClear)
	v.empty = widgets.NewEmptyState("interviews", "No interviews yet", "Bring in the spreadsheet. Openloop shows what each column means to it, and takes names away before anything is stored.",
		"Import", "import", func() { v.host.Go("import", nil) })
	v.content = widgets.Placed(v.layout, v.empty, v.searchBox, v.outcome, v.wave, v.method, v.consent, v.filled, v.frame, v.table, v.foundHead, v.found, v.foot, v.card.content)
	return v
}

// filters makes the search field and the drop-downs.
func (v *Interviews) filters() {
	v.search, v.searchBox = widgets.NewField("Search words or P07", "search", "/", false)
	v.search.OnChanged = func(s string) { v.filter.Words = s; v.query() }
	v.search.OnKey = v.searchKey
	outcomes, methods := research.Outcomes(), research.Methods()
	names := []string{"Any"}
	for _, o := range outcomes {
		names = append(names, o.String())
	}
	v.outcome = widgets.NewPicker("Outcome", names, 0, func(i int) {
		v.filter.Outcome = ""
		if i > 0 {
			v.filter.Outcome = outcomes[i-1]
		}
		v.reload()
	})
	held := []string{"Any"}
	for _, m := range methods {
		held = append(held, m.String())
	}
	v.method = widgets.NewPicker("Heard by", held, 0, func(i int) {
		v.filter.Method = ""
		if i > 0 {
			v.filter.Method = methods[i-1]
		}
		v.reload()
	})
	v.consent = widgets.NewPicker("Quotes", []string{"Any", "Allowed"}, 0, func(i int) { v.filter.Quotable = i == 1; v.reload() })
	v.wave = wavePicker(v.host)
}

// columns are the table's.
func (v *Interviews) columns() []widgets.TableColumn {
	row := func(i int) *session.InterviewRow { return &v.rows[i] }
	return []widgets.TableColumn{
		{Title: "Who", Text: func(i int) string { return row(i).Interview.Label }, Strong: true, Least: 36},
		{Title: "Org.", Text: func(i int) string { return row(i).Organisation.Pseudonym }, Mute: true, Least: 34},
		{Title: "Role band", Text: func(i int) string { return row(i).RoleBand() }, Grow: true, Least: 60},
		{Title: "Outcome", Outcome: func(i int) research.Outcome { return row(i).Interview.Outcome }, Least: 86},
		{Title: "Segment", Text: func(i int) string { return row(i).Organisation.Segment }, Grow: true, Least: 88},
		{Title: "Heard by", Text: func(i int) string { return row(i).Interview.Method.String() }, Most: 120, Least: 58},
		{Title: "Wave", Text: func(i int) string { return row(i).Wave }, Least: 52},
		{Title: "Told", Text: func(i int) string { return row(i).Told }, Grow: true, Most: 150, Least: 76},
		{Title: "Decided", Text: func(i int) string { return row(i).Decided }, Paint: v.paintDecided, Grow: true, Most: 200, Least: 148},
		{Title: "Codes", Text: func(i int) string { return fmt.Sprint(row(i).Codings) }, Paint: v.paintCodings, Width: 52, Right: true},
	}
}

// paintDecided is the finding of a row, or that there is none yet.
func (v *Interviews) paintDecided(p *widgets.Pen, i int, x, cy, w float32) {
	if d := v.rows[i].Decided; d != "" {
		p.LW(x, cy, w, d, theme.SmallB, p.Ink)
		return
	}
	p.LW(x, cy, w, "not decided yet", theme.Small.Slanted(), p.Mute)
}

// paintCodings is how many codes there are, with a tick where the interview is done.
func (v *Interviews) paintCodings(p *widgets.Pen, i int, x, cy, w float32) {
	r := v.rows[i]
	ink := p.Ink2
	if r.Codings == 0 {
		ink = p.Mute
	}
	p.R(x+w, cy, fmt.Sprint(r.Codings), theme.Small, ink)
	if r.Interview.Coded {
		p.Icon(x+w-34, cy, 14, "check", p.Accent)
	}
}

// layout places everything for a size.
func (v *Interviews) layout(s fyne.Size) {
	none := v.all == 0
	for _, o := range v.content.Objects {
		setShown(o, none == (o == fyne.CanvasObject(v.empty)))
	}
	if none {
		widgets.Put(v.empty, 0, 0, s.Width, s.Height)
		return
	}
	x, right := float32(theme.Margin), s.Width-theme.Margin
	cw := float32(interviewCardWidth)
	setShown(v.card.content, s.Width >= interviewCardLeast)
	if s.Width < interviewCardLeast {
		cw = -theme.Gap
	}
	v.placeFilters(x, right)
	w, h := right-x-cw-theme.Gap, s.Height-44-16
	widgets.Put(v.frame, x, 44, w, h)
	widgets.Put(v.foot, x+1, 44+h-interviewFoot-1, w-2, interviewFoot)
	tableH := h - 2 - interviewFoot
	hitsH := v.hitsHeight(tableH)
	widgets.Put(v.table, x+1, 45, w-2, tableH-hitsH)
	setShown(v.found, hitsH > 0)
	setShown(v.foundHead, hitsH > 0)
	widgets.Put(v.foundHead, x+1, 45+tableH-hitsH, w-2, theme.HeadHeight)
	widgets.Put(v.found, x+1, 45+tableH-hitsH+theme.HeadHeight, w-2, max(0, hitsH-theme.HeadHeight))
	widgets.Put(v.card.content, right-interviewCardWidth, 44, interviewCardWidth, h)
}

// setShown shows or hides an object.
func setShown(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
		return
	}
	o.Hide()
}

// placeFilters lays the filters out in a line; the field gives way first.
func (v *Interviews) placeFilters(x, right float32) {
	list := []*widgets.Picker{v.outcome, v.wave, v.method, v.consent}
	need := widgets.ButtonW("Clear", "") + 12
	for _, k := range list {
		need += widgets.PickerWidth(k.Label, k.Value()) + 8
	}
	fw := max(120, min(252, right-x-need))
	widgets.Put(v.searchBox, x, 1, fw, theme.ControlHeight)
	x += fw + 12
	for _, k := range list {
		w := max(40, min(widgets.PickerWidth(k.Label, k.Value()), right-x))
		widgets.Put(k, x, 1, w, theme.ControlHeight)
		x += w + 8
	}
	widgets.Put(v.filled, x, 1, widgets.ButtonW("Clear", ""), theme.ControlHeight)
}

// hitsHeight is the room for what was found in the text: all of it where no interview matched, else less
// than half.
func (v *Interviews) hitsHeight(all float32) float32 {
	if len(v.hits) == 0 {
		return 0
	}
	need := theme.HeadHeight + float32(len(v.hits))*theme.RowHeight
	if len(v.rows) == 0 {
		return min(all-theme.HeadHeight-40, max(need, all/2))
	}
	return min(need, float32(int(all*.45/theme.RowHeight))*theme.RowHeight+2)
}

// Content is the screen.
func (v *Interviews) Content() fyne.CanvasObject { return v.content }

// MinHeight lets the screen scroll in low windows.
func (v *Interviews) MinHeight() float32 { return 440 }

// Head is how many were heard; how many of them are shown stands below the table.
func (v *Interviews) Head() (title, sub string) {
	if v.all == 0 {
		return "Interviews", ""
	}
	return "Interviews", fmt.Sprintf("%d heard", v.all)
}

// Actions bring in more.
func (v *Interviews) Actions() []fyne.CanvasObject {
	if v.all == 0 {
		return nil
	}
	return []fyne.CanvasObject{widgets.NewButton("Import", "import", widgets.Secondary, func() { v.host.Go("import", nil) })}
}

// Show reads the interviews anew, with the cursor on the one it is given.
func (v *Interviews) Show(arg any) {
	fresh := wavePicker(v.host)
	v.wave.OnPick = fresh.OnPick
	v.wave.SetOptions(fresh.Options, fresh.Chosen)
	v.reload()
	if id, ok := arg.(research.ID); ok && id != "" {
		v.table.Choose(string(id))
	}
	if v.table.Chosen() < 0 && len(v.rows) > 0 {
		v.table.Choose(string(v.rows[v.table.Order()[0]].Interview.ID))
	}
	v.card.show(v.chosen())
}

// Changed follows a change of the study.
func (v *Interviews) Changed(store.Change) {
	v.reload()
	v.card.show(v.chosen())
}

// chosen is the interview that the cursor is on.
func (v *Interviews) chosen() (session.InterviewRow, bool) {
	if i := v.table.Chosen(); i >= 0 && i < len(v.rows) {
		return v.rows[i], true
	}
	return session.InterviewRow{}, false
}

// reload filters anew.
func (v *Interviews) reload() {
	s := v.host.Session()
	v.filter.Wave = v.host.Wave()
	v.all = s.Heard()
	v.setRows(s.InterviewRows(v.filter))
}

func (v *Interviews) setRows(rows []session.InterviewRow) {
	v.rows = rows
	v.table.Reload()
	v.foot.Refresh()
	v.filled.Refresh()
	v.content.Refresh()
}

// query filters by what was typed, at once where the study is small, and searches what was said once nobody
// types for a moment. What takes longer than a frame is done off the window's goroutine.
func (v *Interviews) query() {
	small := v.all <= interviewsAtOnce
	if small {
		v.reload()
	}
	v.asked++
	asked, filter, s := v.asked, v.filter, v.host.Session()
	if v.timer != nil {
		v.timer.Stop()
	}
	v.timer = time.AfterFunc(v.pause, func() {
		var rows []session.InterviewRow
		if !small {
			rows = s.InterviewRows(filter)
		}
		hits, err := said(s, filter.Words)
		v.deliver(func() {
			if asked != v.asked {
				return
			}
			v.done = asked
			if !small {
				v.setRows(rows)
			}
			if err != nil {
				v.host.Fail(err)
			}
			v.setHits(hits)
		})
	})
}

// said finds words in the transcripts; a single letter is no word yet.
func said(s *session.Session, words string) ([]store.Hit, error) {
	if len([]rune(strings.TrimSpace(words))) < 2 {
		return nil, nil
	}
	return s.SearchText(context.Background(), words, interviewHits)
}

func (v *Interviews) setHits(hits []store.Hit) {
	v.hits = hits
	v.found.SetCount(len(hits))
	v.found.Mark(-1)
	v.foundHead.Refresh()
	v.content.Refresh()
}

// clear takes every filter away.
func (v *Interviews) clear() {
	v.filter = session.InterviewFilter{}
	v.outcome.Chosen, v.method.Chosen, v.consent.Chosen = 0, 0, 0
	for _, k := range []*widgets.Picker{v.outcome, v.method, v.consent} {
		k.Refresh()
	}
	v.search.SetText("")
	if v.host.Wave() != "" {
		v.host.SetWave("")
	}
	v.reload()
}

func (v *Interviews) drawClear(p *widgets.Pen) {
	f := v.filter
	f.Uncoded = false
	if f == (session.InterviewFilter{}) {
		return
	}
	p.Button(0, p.H/2, "Clear", "", widgets.Quiet, v.clear)
}

// tally is "62 interviews from 31 organisations · 31 lost, 19 won".
func (v *Interviews) tally() string {
	orgs, n := map[research.ID]bool{}, map[research.Outcome]int{}
	for _, r := range v.rows {
		if r.Organisation.ID != "" {
			orgs[r.Organisation.ID] = true
		}
		n[r.Interview.Outcome]++
	}
	s := howMany(len(v.rows), "interview")
	if len(orgs) > 0 {
		s += " from " + howMany(len(orgs), "organisation")
	}
	var parts []string
	for _, o := range []research.Outcome{research.Lost, research.Won, research.NoDecision} {
		if n[o] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[o], strings.ToLower(o.String())))
		}
	}
	return joined(" · ", s, strings.Join(parts, ", "))
}

func (v *Interviews) drawFoot(p *widgets.Pen) {
	p.HLine(0, 0, p.W, p.Line)
	hints := []widgets.KeyHint{{What: "open", Keys: []string{"Enter"}}, {What: "code", Keys: []string{"C"}}, {What: "search", Keys: []string{"/"}}}
	x := p.W - 16
	for i := len(hints) - 1; i >= 0; i-- {
		x -= widgets.HintWidth(hints[i].What, hints[i].Keys...)
		p.Hint(x, p.H/2, hints[i].What, hints[i].Keys...)
		x -= 14
	}
	p.LW(16, p.H/2, x-20, v.tally(), theme.Small, p.Mute)
}

// Find puts the cursor into the search field.
func (v *Interviews) Find() { v.search.Focus() }

// searchKey leaves the search field: down into what was found, or out of it.
func (v *Interviews) searchKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		v.intoResults()
	case fyne.KeyEscape:
		if v.search.Text != "" {
			v.search.SetText("")
		}
		v.table.Focus()
	default:
		return false
	}
	return true
}

// intoResults goes from the field to the first result.
func (v *Interviews) intoResults() {
	if len(v.rows) == 0 && len(v.hits) > 0 {
		v.found.Focus()
		v.found.Choose(0)
		return
	}
	v.table.Focus()
	if v.table.Chosen() < 0 && len(v.rows) > 0 {
		v.table.Rows().Choose(0)
	}
}

// Key walks through the table where nothing else has the keyboard.
func (v *Interviews) Key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyEnter:
		if v.all == 0 || v.table.Rows().Focused() {
			return false
		}
		v.table.Focus()
		v.table.Rows().TypedKey(e)
		return true
	}
	return false
}

// Rune opens the search with / and codes with C.
func (v *Interviews) Rune(r rune) bool {
	switch r {
	case '/':
		v.Find()
	case 'c', 'C':
		row, ok := v.chosen()
		if !ok {
			return false
		}
		v.host.Go("coding", row.Interview.ID)
	default:
		return false
	}
	return true
}
