package leak

import (
	"context"
	"strings"

	"openloop/research"
)

// mostPages is how many pages of a PDF Pages reads, and mostWords how many bytes of text.
const (
	mostPages = 5000
	mostWords = 32 << 20
)

// Pages is the text layer of a PDF, page by page and line by line, for who wants to read one. It takes the same
// parser as the leak check, which follows no pointer twice, unpacks no more than it is allowed, and so holds up
// against files that are made to be read forever. The error is a *research.Problem that names the file.
func Pages(ctx context.Context, name string, data []byte) ([]string, error) {
	t := &taken{ctx: ctx, left: mostPacked, looked: map[string]int{}}
	f, err := parsePDF(data, t)
	if err != nil {
		return nil, research.Problemf(research.Unreadable, "%s is damaged, cut off or protected with a password. Open it, print it to a new PDF or save it as .docx without a password, and import that.", name)
	}
	pages := f.pages()
	if len(pages) > mostPages {
		return nil, research.Problemf(research.Invalid, "%s has more than %d pages. Divide it.", name, mostPages)
	}
	var out []string
	words, lost, shown := 0, 0, false
	for _, p := range pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		in := f.draw(f.contents(p), f.resources(p), 0)
		if lost += in.lost; in.unpacked {
			return nil, research.Problemf(research.Damaged, "%s is packed in a way that cannot be read, or unpacks to far more than a transcript would. Open it, print it to a new PDF, and import that.", name)
		}
		text := in.text()
		if words += len(text); words > mostWords {
			return nil, research.Problemf(research.Invalid, "%s holds far more text than a transcript would. Divide it.", name)
		}
		shown = shown || strings.TrimSpace(text) != ""
		out = append(out, text)
	}
	switch {
	case !shown && lost > 0:
		return nil, research.Problemf(research.Unreadable, "%s does not say which letters it shows. Save the transcript as .docx or .txt, or have its text recognised.", name)
	case !shown:
		return nil, research.Problemf(research.Unreadable, "%s has no text layer: its pages are pictures. Have its text recognised, or save the transcript as .docx or .txt.", name)
	}
	return out, nil
}

// mostPacked is how much a PDF may unpack to, in bytes.
const mostPacked = 256 << 20
