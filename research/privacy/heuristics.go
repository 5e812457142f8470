package privacy

// ordinary says whether a folded word is one that anybody uses, as opposed to a name.
func ordinary(w string) bool { return len(w) < 3 }
