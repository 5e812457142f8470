package session

// Suggests says whether codes are to be suggested.
func (p *Prefs) Suggests() bool { return !p.Unsuggested }

// SetSuggests switches the suggesting of codes on or off.
func (p *Prefs) SetSuggests(on bool) error {
	p.Unsuggested = !on
	return p.Save()
}
