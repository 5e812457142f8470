package page

// Diagonals are the lines of the hatching, rising to the right, cut to the rectangle.
func (h Hatch) Diagonals() []Line {
	var lines []Line
	for k := h.Step / 2; h.Step > 0 && k < h.W+h.H; k += h.Step {
		// the line through (k, 0) on the top edge, going down to the left
		x1, y1 := h.X+k, h.Y
		if k > h.W {
			x1, y1 = h.X+h.W, h.Y+k-h.W
		}
		x2, y2 := h.X, h.Y+k
		if k > h.H {
			x2, y2 = h.X+k-h.H, h.Y+h.H
		}
		lines = append(lines, Line{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: h.LineWidth, Colour: h.Lines})
	}
	return lines
}
