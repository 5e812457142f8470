package excel

import (
	"time"

	"github.com/xuri/excelize/v2"
)

// stream writes a sheet row by row, without keeping what it has written: fifty thousand quotes are nothing out of the
// way.
func (s *sheet) stream() {
	f := s.b.f
	for _, c := range s.charts {
		s.b.do(f.AddChart(s.name, c.at, c.chart))
	}
	w, err := f.NewStreamWriter(s.name)
	if err != nil {
		s.b.do(err)
		return
	}
	var cells []excelize.Cell
	var row []any
	for y, fields := range s.rows {
		cells, row = cells[:0], row[:0]
		for _, v := range fields {
			cells = append(cells, excelize.Cell{StyleID: v.style, Value: v.value})
		}
		for x := range cells {
			row = append(row, &cells[x])
		}
		if h := s.tall[y+1]; len(row) > 0 || h > 0 {
			s.b.do(w.SetRow(cell(1, y+1), row, excelize.RowOpts{Height: h}))
		}
	}
	for _, m := range s.merged {
		s.b.do(w.MergeCell(m[0], m[1]))
	}
	if s.table != nil {
		s.b.do(w.AddTable(s.table))
	}
	s.b.do(w.Flush())
}

// besideNumber is the sort of formula for which excelize leaves the cell's number a number; for others it makes it a text.
var besideNumber = excelize.STCellFormulaTypeDataTable

// place writes a sheet cell by cell: one whose formulas stand beside what comes out of them.
func (s *sheet) place() {
	f := s.b.f
	for y, fields := range s.rows {
		for x, v := range fields {
			at := cell(x+1, y+1)
			switch value := v.value.(type) {
			case string:
				s.b.do(f.SetCellStr(s.name, at, value))
			case int:
				s.b.do(f.SetCellInt(s.name, at, int64(value)))
			case float64:
				s.b.do(f.SetCellFloat(s.name, at, value, -1, 64))
			case time.Time:
				s.b.do(f.SetCellValue(s.name, at, value))
			case worked:
				s.b.do(f.SetCellFloat(s.name, at, value.v, -1, 64))
				s.b.do(f.SetCellFormula(s.name, at, value.formula, excelize.FormulaOpts{Type: &besideNumber}))
			}
			if v.style != 0 {
				s.b.do(f.SetCellStyle(s.name, at, at, v.style))
			}
		}
		if h := s.tall[y+1]; h > 0 {
			s.b.do(f.SetRowHeight(s.name, y+1, h))
		}
	}
	for _, m := range s.merged {
		s.b.do(f.MergeCell(s.name, m[0], m[1]))
	}
	if s.table != nil {
		s.b.do(f.AddTable(s.name, s.table))
	}
	for _, c := range s.charts {
		s.b.do(f.AddChart(s.name, c.at, c.chart))
	}
}
