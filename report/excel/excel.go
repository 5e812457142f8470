// Package excel writes a report.Document as a native workbook: released figures and cleared quotes
// only, real numbers and dates, native charts, the same bytes for the same document.
package excel

import (
	"context"
	"fmt"
	"io"

	"openloop/report"
)

// Write writes the workbook. It reports each sheet to progress, which may be nil.
func Write(ctx context.Context, w io.Writer, d report.Document, progress func(done, total int)) error {
	return fmt.Errorf("excel: not written yet")
}
