package research

// SavedView is a way of looking at the figures that somebody wants to come back to.
type SavedView struct {
	ID   ID
	Pos  int    // order in the list
	Name string // as typed, scrubbed
	// What is counted and by what, as the Explore screen calls it: "codes", "hurt", "outcome", "table", "size". Keys,
	// never anybody's words.
	Rows, Side, By, Chart, Order string
}
