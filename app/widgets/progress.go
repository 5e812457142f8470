package widgets

import (
	"fmt"
	"math"
	"time"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
)

// ProgressCard shows a long job: what it is doing, how far it has come, how fast, how long it will still
// take, and a button that stops it.
type ProgressCard struct {
	Board
	Title    string
	Foot     string // what cancelling means
	OnCancel func()

	what        string
	done, total int
	began       time.Time // the part of the job that it is at
	now         func() time.Time
	stopping    bool
	over        *overlay
}

// The measures of a progress card.
const (
	progressWidth  = 460
	progressHeight = 214
)

// NewProgressCard is the card of a job that begins now.
func NewProgressCard(title string, cancel func()) *ProgressCard {
	c := &ProgressCard{Title: title, OnCancel: cancel, now: time.Now, Foot: "Cancelling leaves the study as it was."}
	c.began = c.now()
	c.Draw = c.paint
	c.Min = func() fyne.Size { return fyne.NewSize(progressWidth, progressHeight) }
	c.Extend(c)
	return c
}

// Update says how far the job is; total 0 means that nobody knows. Where a job begins to count anew, as one does that
// first reads and then stores, speed and time left are those of the part that it is at.
func (c *ProgressCard) Update(what string, done, total int) {
	if done < c.done/2 { // a little less is said by whoever works beside others
		c.began = c.now()
	}
	c.what, c.done, c.total = what, done, total
	c.Refresh()
}

// Cancel stops the job, once.
func (c *ProgressCard) Cancel() {
	if c.stopping || c.OnCancel == nil {
		return
	}
	c.stopping = true
	c.Refresh()
	c.OnCancel()
}

// ShowModal puts the card over everything on a canvas; Escape cancels.
func (c *ProgressCard) ShowModal(on fyne.Canvas) {
	if c.over != nil && c.over.shown {
		return
	}
	c.over = &overlay{canvas: on, card: c, place: centred(progressWidth, progressHeight), modal: true, radius: theme.RadiusDialog, onKey: func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			c.Cancel()
		}
	}}
	c.over.show(nil)
}

// Hide takes the card away.
func (c *ProgressCard) Hide() {
	if c.over != nil {
		c.over.hide()
		return
	}
	c.Board.Hide()
}

// Share is how much is done, 0 to 1.
func (c *ProgressCard) Share() float64 {
	if c.total <= 0 {
		return 0
	}
	return math.Max(0, math.Min(1, float64(c.done)/float64(c.total)))
}

// Pace says how fast the job goes and how long it will still take; both "" until that can be told.
func (c *ProgressCard) Pace() (speed, left string) {
	took := c.now().Sub(c.began).Seconds()
	if c.done < 1 || took < .5 {
		return "", ""
	}
	rate := float64(c.done) / took
	speed = speedWords(rate)
	if c.total > c.done && took >= 1 {
		left = leftWords(float64(c.total-c.done) / rate)
	}
	return speed, left
}

func speedWords(rate float64) string {
	switch {
	case rate >= 10000:
		return fmt.Sprintf("%.0f,000 a second", rate/1000)
	case rate >= 1000:
		n := int(math.Round(rate/100)) * 100
		return fmt.Sprintf("%d,%03d a second", n/1000, n%1000)
	case rate >= 2:
		return fmt.Sprintf("%.0f a second", rate)
	}
	return fmt.Sprintf("%.0f a minute", rate*60)
}

// leftWords rounds so that the number does not flicker.
func leftWords(seconds float64) string {
	switch {
	case seconds < 1.5:
		return "about a second left"
	case seconds < 10:
		return fmt.Sprintf("about %.0f seconds left", math.Ceil(seconds))
	case seconds < 55:
		return fmt.Sprintf("about %.0f seconds left", math.Ceil(seconds/5)*5)
	case seconds < 90:
		return "about a minute left"
	case seconds < 3600:
		return fmt.Sprintf("about %.0f minutes left", math.Ceil(seconds/60))
	}
	return fmt.Sprintf("about %.1f hours left", seconds/3600)
}

func (c *ProgressCard) paint(p *Pen) {
	in := float32(dialogInset)
	if c.over == nil {
		p.Raised(0, 0, p.W, p.H, theme.RadiusDialog)
	}
	p.LW(in, 34, p.W-2*in, c.Title, theme.Dialogue, p.Ink)
	p.LW(in, 62, p.W-2*in, c.what, theme.Body, p.Ink2)
	share := float32(c.Share())
	p.Bar(in, 92, p.W-2*in, 8, share, p.Accent)
	x := in
	if c.total > 0 {
		x += p.L(x, 114, fmt.Sprintf("%.0f%%", share*100), theme.SmallB, p.Ink) + 8
	}
	speed, left := c.Pace()
	p.L(x, 114, speed, theme.Small, p.Mute)
	p.R(p.W-in, 114, left, theme.Small, p.Mute)
	p.HLine(0, p.H-dialogFoot, p.W, p.Line)
	foot, cy := c.Foot, p.H-dialogFoot/2
	if c.stopping {
		foot = "Stopping …"
	}
	label := "Cancel"
	w := ButtonW(label, "")
	p.LW(in, cy, p.W-2*in-w, foot, theme.Small, p.Mute)
	p.button(p.W-16-w, cy, w, "btn:"+label, label, "", Secondary, c.stopping || c.OnCancel == nil, c.Cancel)
}
