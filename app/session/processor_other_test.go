//go:build !unix

package session

import "time"

var began = time.Now()

// processorTime is the time that has passed, where the system does not tell how long processors were busy.
func processorTime() time.Duration { return time.Since(began) }
