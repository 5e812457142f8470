package report_test

import (
	"bytes"
	"context"
	"os"
	"testing"

	"openloop/report/internal/made"
	"openloop/report/pdf"
)

// OPENLOOP_LOOK names the beginning of files to write the troublesome packs to, for a person to look at.
func TestLook(t *testing.T) {
	to := os.Getenv("OPENLOOP_LOOK")
	if to == "" {
		t.Skip("OPENLOOP_LOOK is not set")
	}
	all := studies()
	all["10000"] = made.Study(10000)
	for name, in := range all {
		var b bytes.Buffer
		if err := pdf.Write(context.Background(), &b, build(t, in), nil); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to+"-"+name+".pdf", b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
