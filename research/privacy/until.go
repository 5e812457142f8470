package privacy

import "context"

// Until is the frame for somebody who stops listening when ctx ends. A Disclose that is still at work then gives up within
// a millisecond or so: it withholds whatever it has not looked at, and its table is for nobody. Whoever asks with such a
// frame looks at ctx before taking the answer.
func (f Frame) Until(ctx context.Context) Frame {
	f.over = ctx.Done()
	return f
}

// stopped says whether nobody waits for the audit any more.
func (a *audit) stopped() bool {
	if a.over == nil {
		return false
	}
	select {
	case <-a.over:
		return true
	default:
		return false
	}
}
