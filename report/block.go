package report

import (
	"openloop/report/page"
)

// Block is a piece of a page at its place.
type Block struct {
	X, Y, W, H float64
	content    content
}

// content draws a block's inside.
type content interface {
	draw(p *page.Pen, b Block)
}
