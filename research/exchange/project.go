package exchange

import "time"

// Project is what a project file of another program holds: codes, texts and what is marked in them. Every place in a
// text is told in Unicode code points of Source.Text, from 0, end-exclusive, whatever the file counts in.
type Project struct {
	Origin string // the program that wrote it, as it calls itself; "" where it does not say
	Name   string
	Users  []User
	Codes  []Entry // in the order of their tree; GUID is never empty
	// CodeNotes are the memos on codes, by the GUID of the code.
	CodeNotes map[string][]Note
	Sources   []Source
	Cases     []Case
	Sets      []Set
	Notes     []Note // on the whole project, and those that nothing refers to
	// Readings are the ways in which the file's places can be understood, the best first. The first one was used.
	// It is empty where nothing is marked.
	Readings []Reading
	// Lost says what stands in the file and could not be taken, one sentence each, with how many and where. It names
	// nobody: texts and cases are told by their numbers in the file.
	Lost []string
}

// User is somebody who coded.
type User struct {
	GUID, Name string
}

// Source is one text.
type Source struct {
	GUID       string
	Name       string
	Text       string // LF line ends, no byte order mark
	Selections []Selection
	Coded      []Coded // on the text as a whole
	Notes      []Note
	Values     []Value
	At         time.Time // when it was made, UTC; zero where the file does not say
}

// Selection is a marked passage, from code point Start up to, not including, End of its source's text.
type Selection struct {
	GUID       string
	Start, End int
	Quote      string // its words, only where the file has no text
	Coded      []Coded
	Notes      []Note
}

// Coded is one code put by one user.
type Coded struct {
	GUID string
	Code string // the GUID of an Entry
	User string // the GUID of a User, "" where the file does not say
	At   time.Time
	// Notes are the memos on this coding alone.
	Notes []Note
}

// Note is a memo.
type Note struct {
	GUID, Name, Text string
	User             string
	At               time.Time
}

// Case is somebody or something that texts are about, with what is known of it.
type Case struct {
	GUID, Name string
	Values     []Value
	Sources    []string // GUIDs
}

// Value is one variable of a case or a source, as text: "3.5", "true", "2026-03-12".
type Value struct {
	Name, Type, Value string // Type is Text, Boolean, Integer, Float, Date or DateTime
}

// Set is a group of codes and sources that a person made.
type Set struct {
	GUID, Name     string
	Codes, Sources []string
}

// What no project exceeds: texts of all sources together, in bytes; and how many there are.
const (
	maxText    = 64 << 20
	maxProject = 64 << 20  // the description of a project, project.qde
	maxMarks   = 2_000_000 // the elements in it, each with its beginning and its end
	maxSources = 20_000
)

// Count is how many passages are marked and how many codes stand on them.
func (p *Project) Count() (selections, codings int) {
	for _, s := range p.Sources {
		selections += len(s.Selections)
		codings += len(s.Coded)
		for _, m := range s.Selections {
			codings += len(m.Coded)
		}
	}
	return selections, codings
}
