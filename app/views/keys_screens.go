package views

// What the other screens do by keyboard. Their keys stand on buttons and cards, so they stay as they are; the
// tables drive the keys all the same, and the help lists them.

// fixed is a table as the help lists keys that cannot be changed.
func fixed(acts []Act) []Act {
	out := make([]Act, len(acts))
	for i, a := range acts {
		a.Do = nil
		out[i] = a
	}
	return out
}

// inTable is a part of the help for lists and tables; their widgets take these keys themselves.
func inTable(part, open string) []Act {
	acts := []Act{{"table.move", "go through the list", part, []string{"Up", "Down"}, nil}, {"table.page", "a page up or down", part, []string{"Page Up", "Page Down"}, nil},
		{"table.ends", "first and last", part, []string{"Home", "End"}, nil}}
	if open != "" {
		acts = append(acts, Act{"table.open", open, part, []string{"Enter"}, nil})
	}
	return acts
}

// Acts are what the Interviews screen does by keyboard.
func (v *Interviews) Acts() []Act {
	return append(fixed(v.acts()), inTable("The table", "open the interview")...)
}

func (v *Interviews) acts() []Act {
	return []Act{
		{"interviews.search", "search", "Interviews", []string{"/"}, v.Find},
		{"interviews.code", "code the interview", "Interviews", []string{"C"}, v.codeChosen},
		{"interviews.same", "the participant has another pseudonym", "Interviews", []string{"M"}, v.sameChosen},
	}
}

// sameChosen asks whose pseudonym the chosen interview's participant has besides.
func (v *Interviews) sameChosen() {
	if row, ok := v.chosen(); ok && len(row.Participants) > 0 && !v.host.Session().ReadOnly() {
		v.card.same()
	}
}

// codeChosen opens the chosen interview for coding.
func (v *Interviews) codeChosen() {
	if row, ok := v.chosen(); ok {
		v.host.Go("coding", row.Interview.ID)
	}
}

// Acts are what the Codebook screen does by keyboard.
func (v *Codebook) Acts() []Act { return append(fixed(v.acts()), inTable("The list", "")...) }

func (v *Codebook) acts() []Act {
	on := func(r rune) func() { return func() { v.codes.act(r) } }
	return []Act{
		{"codebook.search", "search", "Codebook", []string{"/"}, v.Find},
		{"codebook.new", "new code", "Codebook", []string{"N"}, v.codes.askNew},
		{"codebook.versions", "versions", "Codebook", []string{"V"}, on('v')},
		{"codebook.merge", "merge others into it", "The chosen code", []string{"M"}, on('m')},
		{"codebook.split", "split it", "The chosen code", []string{"S"}, on('s')},
		{"codebook.move", "move it to another stage", "The chosen code", []string{"P"}, on('p')},
		{"codebook.retire", "retire it, or use it again", "The chosen code", []string{"R"}, on('r')},
		{"codebook.up", "move it up", "The chosen code", []string{"Alt+Up"}, nil},
		{"codebook.down", "move it down", "The chosen code", []string{"Alt+Down"}, nil},
	}
}

// Acts are what the Quotes screen does by keyboard.
func (v *Quotes) Acts() []Act { return append(fixed(v.acts()), inTable("The list", "")...) }

func (v *Quotes) acts() []Act {
	if v.storiesShown {
		return []Act{
			{"stories.new", "new story", "Stories", []string{"N"}, v.stories.add},
			{"stories.clear", "clear the story", "Stories", []string{"C"}, v.stories.form.clear},
		}
	}
	t := v.quotes
	return []Act{
		{"quotes.search", "search", "Quotes", []string{"/"}, t.search.Focus},
		{"quotes.clear", "clear the quote as said", "The chosen quote", []string{"C"}, t.clear},
		{"quotes.reword", "reword it", "The chosen quote", []string{"R"}, t.card.startRewording},
		{"quotes.refuse", "keep it in", "The chosen quote", []string{"X"}, t.refuse},
		{"quotes.skip", "skip it", "The chosen quote", []string{"S"}, t.skip},
		{"quotes.back", "take its clearance back", "The chosen quote", []string{"T"}, t.takeBack},
		{"quotes.first", "put it first in its theme", "The chosen quote", []string{"F"}, t.first},
		{"quotes.next", "next page of a long list", "Quotes", []string{"]"}, func() { t.turn(1) }},
		{"quotes.previous", "the page before", "Quotes", []string{"["}, func() { t.turn(-1) }},
	}
}

// Acts are what Overview does by keyboard.
func (v *Overview) Acts() []Act {
	return fixed([]Act{{"overview.look", "look for names that came in late", "Overview", []string{"L"}, func() { v.Rune('l') }}})
}

// Acts are what Anonymity does by keyboard.
func (v *Anonymity) Acts() []Act {
	return fixed([]Act{{"anonymity.look", "look for names that came in late", "Anonymity", []string{"L"}, func() { v.Rune('l') }}})
}

// Acts are what the Review screen does by keyboard.
func (v *Review) Acts() []Act { return append(fixed(v.acts()), inTable("The list", "")...) }

func (v *Review) acts() []Act {
	answer := func(r rune) func() { return func() { v.answer(r) } }
	const on = "The passage"
	acts := []Act{
		{"review.next", "next passage", "Go to", []string{"J", "Right"}, func() { v.step(1) }},
		{"review.previous", "the one before", "Go to", []string{"K", "Left"}, func() { v.step(-1) }},
		{"review.keep", "keep it masked", on, []string{"Y", "Enter"}, answer('y')},
		{"review.noname", "it is no name here", on, []string{"N"}, answer('n')},
		{"review.common", "never a name: a common word", on, []string{"C"}, answer('c')},
		{"review.person", "somebody new", on, []string{"P"}, answer('p')},
		{"review.organisation", "a company", on, []string{"O"}, answer('o')},
		{"review.somebody", "somebody who is known", on, []string{"S"}, answer('s')},
		{"review.always", "mask it in every text", on, []string{"W"}, answer('w')},
		{"review.wording", "say it more coarsely", on, []string{"G"}, answer('g')},
		{"review.every", "answer all places with these words", on, []string{"A"}, v.toggleEvery},
		{"review.same", "two names of one", on, []string{"M"}, func() { v.asked = askSame(v.host, "", v.rows.Focus) }},
		{"review.unlock", "open the vault", on, []string{"U"}, v.unlockIfLocked},
	}
	for i, key := range []string{"1", "2", "3", "4"} {
		acts = append(acts, Act{"review.coarser." + key, "the coarser word with this number", on, []string{key}, func() {
			if i < len(v.proposals) {
				v.coarser(v.proposals[i])
			}
		}})
	}
	return acts
}
