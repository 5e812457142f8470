package views

import (
	"testing"
	"time"

	"openloop/app/theme"
	"openloop/research"
	"openloop/research/store"
)

// A big study is counted off the window's goroutine, and once more when it changes meanwhile.
func TestBigStudyIsCountedMeanwhile(t *testing.T) {
	s := sampleStudy(t)
	r := newRoom(t, s, theme.LightMode, usual, func(h Host) View { return NewOverview(h) }, nil)
	c, on, counted, shown := counting{least: 60}, make(chan bool), make(chan bool), make(chan bool)
	count := func(research.ID) (func(), error) {
		counted <- true
		<-on
		return func() { shown <- true }, nil
	}
	await := func(what string, from chan bool) {
		select {
		case <-from:
		case <-time.After(10 * time.Second):
			t.Fatalf("waited in vain: %s", what)
		}
	}
	c.do(r, count) // does not wait for what is counted
	await("counting begins", counted)
	c.do(r, count)
	c.do(r, count)
	on <- true
	await("it is counted once more", counted)
	on <- true
	await("the figures show", shown)
	select {
	case <-counted:
		t.Error("two changes are counted twice")
	case <-time.After(50 * time.Millisecond):
	}
}

// The first figures of a usual study are there at once; those of a big one announce themselves.
func TestOverviewCounts(t *testing.T) {
	s := sampleStudy(t)
	r := newRoom(t, s, theme.LightMode, usual, func(h Host) View { return NewOverview(h) }, nil)
	v := r.view.(*Overview)
	if v.data.Interviews != 60 || v.counting.running {
		t.Fatalf("the overview shows %d interviews", v.data.Interviews)
	}
	v.data.Interviews, v.counting.running = 0, true
	v.Changed(store.Change{})
	v.board.Refresh()
	if n := len(v.board.Keys()); n != 0 || !v.counting.again {
		t.Errorf("while it counts the overview offers %v", v.board.Keys())
	}
}
