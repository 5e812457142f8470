package intake

import "openloop/research"

// Talk is what was said in one conversation, as a transcript gives it.
type Talk struct {
	File   string      // what reports call the transcript: its name, or "text 3" of a project
	Key    string      // by what a second import knows it again; "" where that is File
	Kept   bool        // it was written from the study: its turns stay as they are there
	Of     research.ID // the interview of the study whose conversation it is; "" where it is one of its own
	Voices []Voice     // who speaks
	Said   []Said      // in the order of the file
}

// Voice is who speaks in a transcript.
type Voice struct {
	Label     string // how the file calls them, "" where it says nobody; it may be a name
	Asks      bool   // the interviewer
	Left      bool   // what they say is left out
	Pseudonym string // of a participant of the study; "" for somebody new
	Person    Person // who somebody new is; without a name where the label is none, such as "Speaker 2"
}

// Said is one turn of a transcript.
type Said struct {
	Voice  int // index into Voices
	T0, T1 int // milliseconds from the beginning, 0 where not known
	Text   string
	Line   int // of the file, from 1
}
