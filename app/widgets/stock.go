package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// stock hands out canvas objects and takes back those of the last painting, so that repainting a board
// sixty times a second neither allocates nor fills Fyne's caches, which keep an object for a minute.
type stock struct {
	rects  shelf[*canvas.Rectangle]
	texts  shelf[*canvas.Text]
	lines  shelf[*canvas.Line]
	discs  shelf[*canvas.Circle]
	arcs   shelf[*canvas.Arc]
	shapes shelf[*canvas.ArbitraryPolygon]
	icons  map[iconKey]*shelf[*canvas.Image]
	keyed  map[string]*kept
	round  int
}

// shelf holds objects of one kind; those before next are in use.
type shelf[T fyne.CanvasObject] struct {
	all  []T
	next int
}

func (s *shelf[T]) take(make func() T) T {
	if s.next == len(s.all) {
		s.all = append(s.all, make())
	}
	s.next++
	return s.all[s.next-1]
}

// trim lets go of objects far beyond what is in use.
func (s *shelf[T]) trim() {
	if most := 2*s.next + 64; len(s.all) > most {
		s.all = append([]T(nil), s.all[:most]...)
	}
}

// iconKey tells icons apart: an image is drawn anew when its resource or size changes.
type iconKey struct {
	name string
	col  uint32
	size float32
}

// kept is an object that belongs to a key: a picture that is dear to draw.
type kept struct {
	obj   fyne.CanvasObject
	round int
}

// begin puts everything back on the shelves.
func (s *stock) begin() {
	s.rects.next, s.texts.next, s.lines.next, s.discs.next, s.arcs.next, s.shapes.next = 0, 0, 0, 0, 0, 0
	for _, i := range s.icons {
		i.next = 0
	}
	s.round++
}

// end lets go of what was not taken.
func (s *stock) end() {
	s.rects.trim()
	s.texts.trim()
	s.lines.trim()
	s.discs.trim()
	s.arcs.trim()
	s.shapes.trim()
	for k, i := range s.icons {
		if i.next == 0 && len(s.icons) > 64 {
			delete(s.icons, k)
			continue
		}
		i.trim()
	}
	for k, v := range s.keyed {
		if v.round != s.round {
			delete(s.keyed, k)
		}
	}
}

// keep answers the object of a key, made when it was not in the last painting.
func (s *stock) keep(key string, make func() fyne.CanvasObject) fyne.CanvasObject {
	k, ok := s.keyed[key]
	if !ok {
		k = &kept{obj: make()}
		if s.keyed == nil {
			s.keyed = map[string]*kept{}
		}
		s.keyed[key] = k
	}
	k.round = s.round
	return k.obj
}
