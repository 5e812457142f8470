package research

import (
	"errors"
	"fmt"
)

// Kind groups problems by what a caller does about them.
type Kind string

// The kinds of problems.
const (
	Invalid    Kind = "invalid"    // the input is wrong; the sentence says where
	NotFound   Kind = "not found"  // there is no such record or file
	Conflict   Kind = "conflict"   // somebody else has it open, or it is there already
	Locked     Kind = "locked"     // the vault must be unlocked first
	ReadOnly   Kind = "read-only"  // the file may be read only
	Damaged    Kind = "damaged"    // the file is broken
	Unreadable Kind = "unreadable" // the file is of another kind, newer, encrypted or cut off
	Withheld   Kind = "withheld"   // disclosure control or the leak check forbids it
)

// Problem is an error with a sentence that a person can act on: what happened, to which file, row or
// record, and what to do. It never holds personal data or a Go type name.
type Problem struct {
	Kind Kind
	Say  string
	Err  error // the cause, if any; for logs, not for the window
}

// Error is the sentence.
func (p *Problem) Error() string { return p.Say }

// Unwrap is the cause.
func (p *Problem) Unwrap() error { return p.Err }

// Problemf makes a Problem; format may use %w once for the cause, whose text then stands in the sentence.
func Problemf(k Kind, format string, args ...any) *Problem {
	err := fmt.Errorf(format, args...)
	return &Problem{Kind: k, Say: err.Error(), Err: errors.Unwrap(err)}
}

// KindOf is the kind of the first Problem in err's chain, or "".
func KindOf(err error) Kind {
	var p *Problem
	if errors.As(err, &p) {
		return p.Kind
	}
	return ""
}
