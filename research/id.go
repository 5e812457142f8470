package research

// ID identifies a record for good, across copies of a study: a UUID (version 7) in its text form.
// The store makes them; the empty ID means "not stored yet".
type ID string
