package excel

import (
	"bytes"
	"context"
	"os"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
)

func build(tb testing.TB, in report.Input) report.Document {
	tb.Helper()
	d, err := report.Build(context.Background(), in)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func write(tb testing.TB, d report.Document) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, d, nil); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// OPENLOOP_LOOK names a file to write the made-up workbook to, for a person to look at.
func TestLook(t *testing.T) {
	to := os.Getenv("OPENLOOP_LOOK")
	if to == "" {
		t.Skip("OPENLOOP_LOOK is not set")
	}
	if err := os.WriteFile(to+".xlsx", write(t, build(t, made.Study(60))), 0o600); err != nil {
		t.Fatal(err)
	}
}
