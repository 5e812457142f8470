package session

import "slices"

// KeysOf are the keys of an act: those that were chosen on this computer, or else the usual ones. An act may
// have been left without any.
func (p *Prefs) KeysOf(act string, usual []string) []string {
	if keys, ok := p.Keys[act]; ok {
		return keys
	}
	return usual
}

// SetKeys gives an act other keys. The usual ones are not kept, so that a later version may change them.
func (p *Prefs) SetKeys(act string, keys, usual []string) error {
	if slices.Equal(keys, usual) {
		delete(p.Keys, act)
		return p.Save()
	}
	if p.Keys == nil {
		p.Keys = map[string][]string{}
	}
	p.Keys[act] = slices.Clone(keys)
	return p.Save()
}

// ResetKeys gives every act its usual keys again.
func (p *Prefs) ResetKeys() error {
	p.Keys = nil
	return p.Save()
}
