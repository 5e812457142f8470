package privacy

// LetStand has more names stand in clear, as those given to NewDictionary do. Nobody may be using the dictionary yet.
func (d *Dictionary) LetStand(clear ...string) {
	d.clear = append(d.clear, clear...)
	for _, text := range clear {
		d.addClear(text)
	}
}
