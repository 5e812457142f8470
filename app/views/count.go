package views

import (
	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// bigStudy is how many interviews a study has before counting it takes longer than a frame.
const bigStudy = 1000

// counting keeps a screen's figures up to date: at once in a usual study, off the window's goroutine in a big
// one. A change that comes while it counts makes it count once more.
type counting struct {
	running, again bool
	least          int // interviews of a big study, bigStudy when 0
}

// do counts and then shows. count runs on another goroutine in a big study and touches nothing of the screen;
// it answers what puts its result on the screen.
func (c *counting) do(h Host, count func(wave research.ID) (show func(), err error)) {
	if c.running {
		c.again = true
		return
	}
	wave := h.Wave()
	least := c.least
	if least == 0 {
		least = bigStudy
	}
	if h.Session().Heard() < least {
		show, err := count(wave)
		c.end(h, show, err)
		return
	}
	c.running = true
	s := h.Session()
	go session.Safely(func() {
		show, err := count(wave)
		fyne.Do(func() {
			c.running = false
			if h.Session() != s {
				return // closed meanwhile
			}
			if c.again {
				c.again = false
				c.do(h, count)
				return
			}
			c.end(h, show, err)
		})
	})
}

func (c *counting) end(h Host, show func(), err error) {
	if err != nil {
		h.Fail(err)
		return
	}
	show()
}

// draw says that the first figures are on their way; it answers whether there is nothing else to draw yet.
func (c *counting) draw(p *widgets.Pen, ready bool) bool {
	if !c.running || ready {
		return false
	}
	p.C(p.W/2, p.H/2-40, "Counting …", theme.Body, p.Mute)
	return true
}
