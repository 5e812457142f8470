// Package report builds the board pack: a Document of pages, figures and quotes that has passed
// disclosure control and may leave the house. The same document becomes the PDF (report/pdf), the
// workbook (report/excel) and the preview in the window.
//
// The steps, in order:
//
//	scope     the interviews that the pack is about
//	release   groups are merged, every count is disclosed or withheld: the Figures, the one source
//	pages     each page's message is drafted from the figures, its charts and quotes are placed
//	Scene     a page as vectors
//
// A Document holds no raw string. Constant labels come through Label; whatever a person wrote or said
// comes through privacy.Release. Nothing counted reaches a page but through a Figure.
package report
