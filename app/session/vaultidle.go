package session

import "time"

// DefaultIdle is after how long without an act the vault locks itself where nobody chose.
const DefaultIdle = 15 * time.Minute

// LockAfter makes the vault lock itself when nothing was done for so long. 0 never does. Whoever watches it
// by OnVault learns of it.
func (s *Session) LockAfter(idle time.Duration) {
	k := &s.keep
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.timer != nil {
		k.timer.Stop()
		k.timer = nil
	}
	k.limit, k.touched = idle, wall()
	if idle > 0 {
		k.timer = time.AfterFunc(idle, s.idled)
	}
}

// wall is the time as the clock on the wall has it: it goes on while the computer sleeps.
func wall() time.Time { return time.Now().Round(0) }

// Touch says that somebody is at work: every edit and every look at the study's figures or into its vault
// does so by itself, faces call it for keys.
func (s *Session) Touch() {
	k := &s.keep
	k.mu.Lock()
	late := k.limit > 0 && !k.touched.IsZero() && wall().Sub(k.touched) > k.limit
	k.touched = wall()
	k.mu.Unlock()
	if late { // the computer slept, and the timer with it
		s.LockVault()
	}
}

// idled locks the vault if nothing has been done, or waits for as long as is left.
func (s *Session) idled() {
	k := &s.keep
	k.mu.Lock()
	left := k.limit - wall().Sub(k.touched)
	if k.timer == nil {
		k.mu.Unlock()
		return
	}
	again := k.limit
	if left > 0 {
		again = left
	}
	k.timer.Reset(again)
	k.mu.Unlock()
	if left <= 0 {
		s.LockVault()
	}
}

func (s *Session) stopIdling() { s.LockAfter(0) }

// OnVault calls f whenever the vault was opened, locked or lost, on whichever goroutine did it, until cancel
// is called.
func (s *Session) OnVault(f func()) (cancel func()) {
	k := &s.keep
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.told == nil {
		k.told = map[int]func(){}
	}
	id := k.next
	k.next++
	k.told[id] = f
	return func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		delete(k.told, id)
	}
}

func (s *Session) tellVault() {
	k := &s.keep
	k.mu.Lock()
	var all []func()
	for _, f := range k.told {
		all = append(all, f)
	}
	k.mu.Unlock()
	for _, f := range all {
		f()
	}
}
