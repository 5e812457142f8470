package views

// What the other screens do by keyboard. Each table drives the keys of its screen, what buttons and cards say of
// them, and the help, where they can be changed.

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
	return append(v.acts(), inTable("The table", "open the interview")...)
}

func (v *Interviews) acts() []Act {
	return []Act{
		{"interviews.search", "search", "Interviews", []string{"/"}, v.Find},
		{"interviews.code", "code the interview", "Interviews", []string{"C"}, v.codeChosen},
		{"interviews.same", "the participant has another pseudonym", "Interviews", []string{"M"}, v.sameChosen},
	}
}

func (v *Interviews) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts()} }

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
func (v *Codebook) Acts() []Act { return append(v.acts(), inTable("The list", "write on its card")...) }

func (v *Codebook) acts() []Act {
	if v.guideShown {
		return nil
	}
	t := v.codes
	const on = "The chosen code"
	return []Act{
		{"codebook.search", "search", "Codebook", []string{"/"}, v.Find},
		{"codebook.new", "new code", "Codebook", []string{"N"}, t.askNew},
		{"codebook.versions", "versions", "Codebook", []string{"V"}, t.showVersions},
		{"codebook.merge", "merge others into it", on, []string{"M"}, t.writing(t.askMerge)},
		{"codebook.split", "split it", on, []string{"S"}, t.writing(t.splitUsed)},
		{"codebook.move", "move it to another stage", on, []string{"P"}, t.below(t.askMove)},
		{"codebook.retire", "retire it, or use it again", on, []string{"R"}, t.below(t.form.toggleRetired)},
		{"codebook.up", "move it up", on, []string{"Alt+Up"}, t.below(func() { t.shift(-1) })},
		{"codebook.down", "move it down", on, []string{"Alt+Down"}, t.below(func() { t.shift(1) })},
	}
}

func (v *Codebook) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts()} }

// Acts are what the Quotes screen does by keyboard.
func (v *Quotes) Acts() []Act {
	open := "write the quote in other words"
	if v.storiesShown {
		open = "write on its card"
	}
	return append(v.acts(), inTable("The list", open)...)
}

func (v *Quotes) acts() []Act {
	if v.storiesShown {
		return []Act{
			{"stories.new", "new story", "Stories", []string{"N"}, v.stories.add},
			{"stories.clear", "clear the story", "Stories", []string{"C"}, v.stories.form.clear},
			{"stories.rungs", "take over the rungs of its ladders", "Stories", []string{"L"}, v.stories.form.takeRungs},
		}
	}
	t := v.quotes
	return []Act{
		{"quotes.search", "search", "Quotes", []string{"/"}, v.Find},
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

func (v *Quotes) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts()} }

// Acts are what Overview does by keyboard.
func (v *Overview) Acts() []Act {
	if v.nobody() {
		return v.beginActs()
	}
	return []Act{{"overview.look", "look for names that came in late", "Overview", []string{"L"}, v.look}}
}

func (v *Overview) keys() KeyTable { return KeyTable{v.host.Prefs(), v.Acts()} }

// Acts are what Anonymity does by keyboard.
func (v *Anonymity) Acts() []Act {
	return append(v.acts(), Act{"anonymity.turn", "turn the leaves", "Anonymity", []string{"Left", "Right"}, nil})
}

func (v *Anonymity) acts() []Act {
	return []Act{{"anonymity.look", "look for names that came in late", "Anonymity", []string{"L"}, v.look}}
}

func (v *Anonymity) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts()} }

// Acts are what History does by keyboard.
func (v *History) Acts() []Act {
	return append(v.acts(), append(inTable("The steps", "step back or forward to it"), Act{"history.leave", "go back", "The steps", []string{"Esc"}, nil})...)
}

func (v *History) acts() []Act {
	return []Act{
		{"history.find", "find a step", "History", []string{"/"}, v.Find},
		{"history.export", "export the trail", "History", []string{"E"}, v.export},
	}
}

func (v *History) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts()} }

// Acts are what the Coders screen does by keyboard.
func (v *Coders) Acts() []Act { return append(v.acts(), inTable("The list", "read it in place")...) }

func (v *Coders) acts() []Act {
	const part = "Coders"
	acts := []Act{
		{"coders.note", "write why", "The difference", []string{"N"}, v.writeWhy},
		{"coders.agreement", "agreement, or differences", part, []string{"A"}, v.turnTab},
		{"coders.unit", "count turns, interviews or characters", part, []string{"U"}, v.turnUnit},
		{"coders.settled", "settled ones too", part, []string{"S"}, func() { v.settled.Set(!v.settled.On) }},
		{"coders.give", "give interviews to a second coder", part, []string{"G"}, v.giveMore},
	}
	for i, what := range []string{"the first coder's stands", "the second coder's stands", "both stand", "neither stands"} {
		acts = append(acts, Act{rulingAct(i), what, "The difference", []string{string(rulings[i].key)}, func() { v.settleListed(i) }})
	}
	return acts
}

func (v *Coders) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts()} }

// Acts are what the Review screen does by keyboard.
func (v *Review) Acts() []Act { return append(v.acts(), inTable("The list", "")...) }

func (v *Review) acts() []Act {
	const on = "The passage"
	acts := []Act{
		{"review.next", "next passage", "Go to", []string{"J", "Right"}, func() { v.step(1) }},
		{"review.previous", "the one before", "Go to", []string{"K", "Left"}, func() { v.step(-1) }},
		{"review.every", "answer all places with these words", on, []string{"A"}, v.toggleEvery},
		{"review.same", "two names of one", on, []string{"M"}, func() { v.asked = askSame(v.host, "", v.rows.Focus) }},
		{"review.unlock", "open the vault", on, []string{"U"}, v.unlockIfLocked},
	}
	for _, a := range append(reviewHides[:len(reviewHides):len(reviewHides)], reviewShows...) {
		acts = append(acts, Act{a.act, a.what, on, a.keys, func() { v.answer(a.key) }})
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

func (v *Review) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts()} }
