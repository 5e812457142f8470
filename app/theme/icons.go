package theme

import (
	"fmt"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// Line icons on a grid of 24, lines 1.8 wide, drawn for this app. COL stands for the colour of what is filled.
var drawings = map[string]string{
	"arrow-down":  `<path d="M12 4v15M6.500 13.500l5.500 5.500l5.500 -5.500"/>`,
	"arrow-left":  `<path d="M20 12h-15M10.500 6.500l-5.500 5.500l5.500 5.500"/>`,
	"arrow-right": `<path d="M4 12h15M13.500 6.500l5.500 5.500l-5.500 5.500"/>`,
	"arrow-up":    `<path d="M12 20v-15M6.500 10.500l5.500 -5.500l5.500 5.500"/>`,
	"bracket":     `<path d="M9 4.500h-3.500v15h3.500M15 4.500h3.500v15h-3.500"/>`,
	"building":    `<path d="M5 20.500v-15.500l8 -2v17.500M13 8.500h6v12M3.500 20.500h17M8 8h2M8 12h2M8 16h2M16 12.500h.2M16 16.500h.2"/>`,
	"calendar":    `<rect x="4" y="5.500" width="16" height="15" rx="2"/><path d="M4 10h16M8.500 3v4M15.500 3v4"/>`,
	"chart":       `<path d="M4 4v16h16"/><path d="M8.500 16v-4M12.500 16v-8M16.500 16v-6"/>`,
	"check":       `<path d="M5 12.500l4.500 4.500l9.500 -10"/>`,
	"circle":      `<circle cx="12" cy="12" r="8"/>`,
	"clock":       `<circle cx="12" cy="12" r="8.500"/><path d="M12 7.500v5l3 2"/>`,
	"close":       `<path d="M6.500 6.500l11 11M17.500 6.500l-11 11"/>`,
	"codebook":    `<path d="M5 5.5a2 2 0 0 1 2 -2h12v17h-12a2 2 0 0 1 -2 -2z"/><path d="M5 18a2 2 0 0 1 2 -2h12"/><path d="M9 8h6"/>`,
	"coding":      `<path d="M4 20.5h16"/><path d="M7 16.5l1 -4.5l8 -8l4 4l-8 8z"/><path d="M13.5 6.5l4 4"/>`,
	"contacts":    `<rect x="4.500" y="3.500" width="15" height="17" rx="2"/><circle cx="12" cy="10" r="2.500"/><path d="M8 16.500c.4 -2 1.900 -3 4 -3s3.600 1 4 3M2.500 8h2M2.500 12h2M2.500 16h2"/>`,
	"copy":        `<rect x="8.500" y="8.500" width="11.500" height="12" rx="2"/><path d="M15.500 8.500v-3a2 2 0 0 0 -2 -2h-7.500a2 2 0 0 0 -2 2v8a2 2 0 0 0 2 2h2.500"/>`,
	"down":        `<path d="M6 9.500l6 6l6 -6"/>`,
	"download":    `<path d="M12 4v11M7 10.500l5 5l5 -5M4.500 19.500h15"/>`,
	"edit":        `<path d="M4 20l1 -4.500l10.500 -10.500l3.500 3.500l-10.500 10.500z"/><path d="M13 7.500l3.500 3.500"/>`,
	"export":      `<path d="M12 15.500v-11M7 9l5 -5l5 5M4.500 19.500h15"/>`,
	"eye":         `<path d="M2.500 12c2.500 -4 5.500 -6 9.500 -6s7 2 9.500 6c-2.500 4 -5.500 6 -9.500 6s-7 -2 -9.500 -6z"/><circle cx="12" cy="12" r="2.800"/>`,
	"eye-off":     `<path d="M2.500 12c2.500 -4 5.500 -6 9.500 -6s7 2 9.500 6c-2.500 4 -5.500 6 -9.500 6s-7 -2 -9.500 -6z"/><path d="M5 19l14 -14"/>`,
	"file":        `<path d="M6 3.500h8.500l4 4v13h-12.500z"/><path d="M14 3.500v4.500h4.500"/>`,
	"filter":      `<path d="M4 5.500h16l-6.500 7.500v6l-3 -1.800v-4.200z"/>`,
	"flag":        `<path d="M6 21v-17h11l-2.500 4l2.500 4h-11"/>`,
	"folder":      `<path d="M3.500 6.500a1.500 1.500 0 0 1 1.500 -1.500h4.500l2 2.500h7.500a1.500 1.500 0 0 1 1.500 1.500v8.500a1.500 1.500 0 0 1 -1.500 1.500h-14a1.500 1.500 0 0 1 -1.500 -1.500z"/>`,
	"help":        `<circle cx="12" cy="12" r="8.500"/><path d="M9.500 9.500a2.500 2.500 0 1 1 3.600 2.200c-.8 .4 -1.100 .9 -1.100 1.800M12 16.500v.3"/>`,
	"history":     `<path d="M4.500 12a7.500 7.500 0 1 1 2.500 5.600"/><path d="M4 17.500v-4h4M12 8v4.500l3 2"/>`,
	"home":        `<path d="M4 11l8 -7l8 7"/><path d="M6 9.500v10.500h12v-10.500"/><path d="M10 20v-6h4v6"/>`,
	"import":      `<path d="M12 4v11M7 10.500l5 5l5 -5M4.500 19.500h15"/>`,
	"improve":     `<path d="M3.5 17.5l6 -6l4 4l7 -8.5"/><path d="M15 7h5.500v5.500"/>`,
	"info":        `<circle cx="12" cy="12" r="8.500"/><path d="M12 11v5.500M12 7.600v.3"/>`,
	"interviews":  `<path d="M5.5 4.5h13a2 2 0 0 1 2 2v8a2 2 0 0 1 -2 2h-7.5l-4.5 4v-4h-1a2 2 0 0 1 -2 -2v-8a2 2 0 0 1 2 -2z"/><path d="M8 9h8M8 12.5h5"/>`,
	"key":         `<circle cx="8" cy="15.500" r="4"/><path d="M11 12.500l8.500 -8.500M15.500 8l3 3M18.500 5l2 2"/>`,
	"keyboard":    `<rect x="2.500" y="6" width="19" height="12" rx="2"/><path d="M6 9.800h.2M9 9.800h.2M12 9.800h.2M15 9.800h.2M18 9.800h.2M6 14.200h.2M18 14.200h.2M9 14.200h6"/>`,
	"ladder":      `<path d="M8 3.500v17M16 3.500v17M8 7.500h8M8 12h8M8 16.500h8"/>`,
	"left":        `<path d="M14.500 6l-6 6l6 6"/>`,
	"link":        `<path d="M10 14a4 4 0 0 0 6 .4l3 -3a4 4 0 0 0 -5.700 -5.700l-1.500 1.500"/><path d="M14 10a4 4 0 0 0 -6 -.4l-3 3a4 4 0 0 0 5.700 5.700l1.500 -1.500"/>`,
	"lock":        `<rect x="5" y="10.500" width="14" height="10" rx="2"/><path d="M8 10.500v-3a4 4 0 0 1 8 0v3"/>`,
	"loop":        `<path d="M19.5 9a8 8 0 1 0 .5 5"/><path d="M20 4v5h-5"/>`,
	"mail":        `<rect x="3.500" y="5.500" width="17" height="13" rx="2"/><path d="M4 7.500l8 6l8 -6"/>`,
	"mark":        `<path d="M19.6 8.200a8.500 8.500 0 1 0 .9 4.800"/><circle cx="20" cy="5" r="1.600" fill="COL"/>`,
	"mask":        `<path d="M2.500 12c2.500 -4 5.500 -6 9.500 -6s7 2 9.500 6c-2.500 4 -5.500 6 -9.500 6s-7 -2 -9.500 -6z"/><path d="M5 19l14 -14"/>`,
	"merge":       `<path d="M6 4v4c0 3 6 3 6 7v5M18 4v4c0 3 -6 3 -6 7"/><path d="M9 17l3 3l3 -3"/>`,
	"minus":       `<path d="M5 12h14"/>`,
	"moon":        `<path d="M19.500 14.500a8 8 0 1 1 -10 -10a6.500 6.500 0 0 0 10 10z"/>`,
	"more":        `<circle cx="5.500" cy="12" r="1" fill="COL"/><circle cx="12" cy="12" r="1" fill="COL"/><circle cx="18.500" cy="12" r="1" fill="COL"/>`,
	"note":        `<path d="M4.500 4.500h15v10.500l-4.500 4.500h-10.500z"/><path d="M15 19.500v-4.500h4.500M8 9h8M8 12.500h4"/>`,
	"overview":    `<rect x="3.5" y="3.5" width="7" height="9" rx="1.5"/><rect x="13.5" y="3.5" width="7" height="5" rx="1.5"/><rect x="13.5" y="11.5" width="7" height="9" rx="1.5"/><rect x="3.5" y="15.5" width="7" height="5" rx="1.5"/>`,
	"pause":       `<path d="M8.500 5.500v13M15.500 5.500v13"/>`,
	"people":      `<circle cx="9" cy="8" r="3.500"/><path d="M3 19.500c0 -3.500 2.500 -5.500 6 -5.500s6 2 6 5.500"/><path d="M15.500 5a3.500 3.500 0 0 1 0 6.500M17.500 14.500c2 .8 3.500 2.500 3.500 5"/>`,
	"person":      `<circle cx="12" cy="8" r="3.800"/><path d="M4.500 20c0 -4 3 -6.500 7.500 -6.500s7.500 2.500 7.500 6.500"/>`,
	"phone":       `<path d="M6 4h3.500l1.500 4.500l-2.200 1.600a11 11 0 0 0 5 5l1.600 -2.200l4.600 1.600v3.500a2 2 0 0 1 -2 2c-8 -.5 -13.500 -6 -14 -14a2 2 0 0 1 2 -2z"/>`,
	"play":        `<path d="M8 5.500l10.500 6.500l-10.500 6.500z"/>`,
	"plus":        `<path d="M12 5v14M5 12h14"/>`,
	"quote":       `<path d="M10 7c-3 1 -4.500 3 -4.500 6v4h4.500v-4.500h-2M19 7c-3 1 -4.500 3 -4.500 6v4h4.500v-4.500h-2"/>`,
	"redo":        `<path d="M16 5l4 4l-4 4"/><path d="M20 9h-10a5 5 0 0 0 0 10h4"/>`,
	"refresh":     `<path d="M19 8a7.800 7.800 0 0 0 -14 1.500M5 16a7.800 7.800 0 0 0 14 -1.500"/><path d="M19.500 4v4.500h-4.500M4.500 20v-4.500h4.500"/>`,
	"report":      `<path d="M6 3.5h8.500l4 4v13h-12.500z"/><path d="M14 3.500v4.500h4.500M9 12.500h6M9 16h6"/>`,
	"right":       `<path d="M9.500 6l6 6l-6 6"/>`,
	"save":        `<path d="M4.500 4.500h11.500l3.500 3.500v11.500h-15z"/><path d="M8 4.500v4.500h7v-4.500M8 19.500v-6h8v6"/>`,
	"search":      `<circle cx="10.500" cy="10.500" r="6"/><path d="M15 15l5 5"/>`,
	"settings":    `<path d="M3.500 7h9M17.500 7h3M3.500 17h3M11.500 17h9"/><circle cx="15" cy="7" r="2.500"/><circle cx="9" cy="17" r="2.500"/>`,
	"shield":      `<path d="M12 3.500l7.500 2.500v6c0 4.500 -3 7 -7.500 8.500c-4.500 -1.500 -7.500 -4 -7.500 -8.500v-6z"/>`,
	"shield-ok":   `<path d="M12 3.500l7.500 2.500v6c0 4.500 -3 7 -7.500 8.500c-4.500 -1.500 -7.500 -4 -7.500 -8.500v-6z"/><path d="M8.500 12l2.500 2.500l4.500 -5"/>`,
	"sort":        `<path d="M12 5v14M7 14l5 5l5 -5"/>`,
	"spark":       `<path d="M12 3.500l2 6.500l6.500 2l-6.500 2l-2 6.500l-2 -6.500l-6.500 -2l6.500 -2z"/>`,
	"split":       `<path d="M12 20v-5c0 -4 -6 -4 -6 -7v-3.500M12 15c0 -4 6 -4 6 -7v-3.500"/><path d="M3.500 7l2.500 -2.500l2.500 2.500M15.500 7l2.500 -2.500l2.500 2.500"/>`,
	"stop":        `<rect x="6.500" y="6.500" width="11" height="11" rx="1.500"/>`,
	"sun":         `<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600l1.400 1.400M17 17l1.400 1.400M5.600 18.400l1.400 -1.400M17 7l1.400 -1.400"/>`,
	"table":       `<rect x="3.500" y="4.500" width="17" height="15" rx="2"/><path d="M3.500 9.500h17M3.500 14.500h17M9.500 9.500v10"/>`,
	"explore":     `<path d="M4 4v16h16"/><path d="M8 15.5v-4M12 15.5v-8M16 15.5v-6"/>`,
	"themes":      `<path d="M3.5 6.5h17M3.5 12h17M3.5 17.5h17"/><circle cx="15" cy="6.5" r="2.2" fill="COL"/><circle cx="8" cy="12" r="2.2" fill="COL"/><circle cx="17" cy="17.5" r="2.2" fill="COL"/>`,
	"trash":       `<path d="M4.500 6.500h15M9.500 6.500v-2.500h5v2.500M6.500 6.500l1 14h9l1 -14M10.500 10.500v6M13.500 10.500v6"/>`,
	"undo":        `<path d="M8 5l-4 4l4 4"/><path d="M4 9h10a5 5 0 0 1 0 10h-4"/>`,
	"unlock":      `<rect x="5" y="10.500" width="14" height="10" rx="2"/><path d="M8 10.500v-3a4 4 0 0 1 7.600 -1.700"/>`,
	"up":          `<path d="M6 14.500l6 -6l6 6"/>`,
	"up-down":     `<path d="M8 9.500l4 -4l4 4M8 14.500l4 4l4 -4"/>`,
	"video":       `<rect x="3.500" y="6.500" width="12" height="11" rx="2"/><path d="M15.500 10.500l5 -3v9l-5 -3"/>`,
	"warn":        `<path d="M12 4l9 16h-18z"/><path d="M12 10v4.500M12 17v.3"/>`,
}

// aliases are other names of the same drawings.
var aliases = map[string]string{"arrow": "arrow-right", "arrowdown": "arrow-down", "shieldok": "shield-ok", "updown": "up-down", "add": "plus"}

// drawing finds a drawing by its name or another one.
func drawing(name string) (string, bool) {
	if body, ok := drawings[name]; ok {
		return body, true
	}
	body, ok := drawings[aliases[name]]
	return body, ok
}

// Icons lists the names of the icons in alphabetical order.
func Icons() []string {
	names := make([]string, 0, len(drawings))
	for n := range drawings {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// HasIcon says whether there is an icon of that name.
func HasIcon(name string) bool { _, ok := drawing(name); return ok }

// strokes are how thick lines are on the grid, where not 1.8.
var strokes = map[string]float32{"mark": 2.6}

// Icon is the named icon in a colour, to be shown 16 pixels large; a name that does not exist gives an
// empty circle.
func Icon(name string, c color.NRGBA) fyne.Resource { return IconAt(name, c, 16) }

// IconAt is the named icon in a colour, to be shown at a size in device pixels: Fyne's SVG painter
// scales shapes but not the width of their lines. Colour and width are part of the resource's name,
// because Fyne keeps what it has drawn by name.
func IconAt(name string, c color.NRGBA, pixels float32) fyne.Resource {
	body, ok := drawing(name)
	if !ok {
		name, body = "circle", drawings["circle"]
	}
	width := strokes[name]
	if width == 0 {
		width = 1.8
	}
	stroke := fmt.Sprintf("%.2f", max(1, width*pixels/24))
	col := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	svg := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24"><g fill="none" stroke="` + col +
		`" stroke-width="` + stroke + `" stroke-linecap="round" stroke-linejoin="round">` + strings.ReplaceAll(body, "COL", col) + `</g></svg>`
	return fyne.NewStaticResource("openloop-"+name+col+"-"+stroke+".svg", []byte(svg))
}
