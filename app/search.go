package app

// search shows the search over the whole study; Escape goes back from there to the screen that is up now.
func (a *App) search() { a.Go("search", a.screen) }
