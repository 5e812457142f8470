package privacy

// Identities lists the forms that a leak check looks for, as Dictionary.Identities does, without the work of
// making a dictionary.
func Identities(known []Known) []Identity { return (&Dictionary{known: known}).Identities() }
