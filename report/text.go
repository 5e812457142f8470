package report

import "openloop/research/privacy"

// Text is the only kind of words that a Document holds: a constant label or released text.
type Text struct{ s string }

// constant is the type of Label's argument: from outside this package only constants fit it.
type constant string

// Label is a constant text of the program itself.
func Label(s constant) Text { return Text{string(s)} }

// Words is text of a person that has been released.
func Words(s privacy.SafeText) Text { return Text{s.String()} }

// String is the text.
func (t Text) String() string { return t.s }

// Empty says whether there is no text.
func (t Text) Empty() bool { return t.s == "" }

// MarshalText is the text, for JSON.
func (t Text) MarshalText() ([]byte, error) { return []byte(t.s), nil }
