package views

import (
	"context"
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
	v.card.keys = v.keys
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
	v.search, v.searchBox = widgets.NewField("Search words or P07", "search", "", false)
	v.search.OnChanged = func(s string) { v.filter.Words = s; v.query() }
	v.search.OnKey = v.searchKey
	v.search.Cap = func() string { return v.keys().Of("interviews.search") }
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

// Content is the screen.
func (v *Interviews) Content() fyne.CanvasObject { return v.content }

// MinHeight lets the screen scroll in low windows.
func (v *Interviews) MinHeight() float32 { return 440 }

// Head is how many were heard; how many of them are shown stands below the table.
func (v *Interviews) Head() (title, sub string) {
	if v.all == 0 {
		return "Interviews", ""
	}
	return "Interviews", widgets.Number(v.all) + " heard"
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
	if v.all == 0 {
		return false
	}
	if known, used := walk(v.table.Rows(), e, fyne.KeyReturn, fyne.KeyEnter); known {
		return used
	}
	return v.keys().Press(keyOfEvent(e, heldModifiers()))
}

// Rune does what a letter stands for.
func (v *Interviews) Rune(r rune) bool { return v.keys().Press(keyOfRune(r)) }

// Leave puts names away: those in the dialog that asks who somebody is.
func (v *Interviews) Leave() { v.card.leave() }
