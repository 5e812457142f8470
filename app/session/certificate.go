package session

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"openloop/report/pdf"
)

// Certificate is the proof as a page for the participant, or for whoever looks after data protection.
func (p ErasureProof) Certificate() pdf.Certificate {
	c := pdf.Certificate{Eyebrow: "CERTIFICATE OF ERASURE", At: p.At,
		Title: p.Pseudonym + " was erased",
		Lead:  "Everything that this person said in the study, everything noted about it, and who they were, was taken out of the files below. This cannot be undone. The pseudonym is kept so that it is never given to anybody else.",
		Facts: []pdf.CertificateFact{{Label: "Study", Text: p.Study}, {Label: "Pseudonym", Text: p.Pseudonym}, {Label: "Erased on", Text: p.At.Format("2 January 2006, 15:04 UTC")}},
		Foot:  "Made by Openloop on the computer of the people who hold the study. A sum (SHA-256) identifies a file's content: the sum after an erasure is that of the file as it was left."}
	if p.Organisation != "" {
		c.Facts = append(c.Facts, pdf.CertificateFact{Label: "Organisation", Text: p.Organisation + ", of which nobody was left, went too"})
	}
	if p.Again {
		c.Facts = append(c.Facts, pdf.CertificateFact{Label: "Once more", Text: "The study had lost them before; this run saw to everything else."})
	}
	if p.Sought > 0 {
		c.Facts = append(c.Facts, pdf.CertificateFact{Label: "Looked for traces",
			Text: fmt.Sprintf("%d record numbers and passages, in %s of the files as they lie on the disk: none found", p.Sought, size(p.Searched))})
	}
	var rows []string
	for _, r := range p.Removed {
		rows = append(rows, fmt.Sprintf("%d %s", r.N, r.What))
	}
	if len(rows) > 0 {
		c.Parts = append(c.Parts, pdf.CertificatePart{Heading: "What was removed", Notes: []string{strings.Join(rows, " · ")}})
	}
	files := pdf.CertificatePart{Heading: "From which files"}
	for _, f := range p.Files {
		files.Prints = append(files.Prints, pdf.CertificatePrint{Name: filepath.Base(f.Path), What: f.What, Before: f.Before, After: f.After})
	}
	c.Parts = append(c.Parts, files, pdf.CertificatePart{Heading: "Not reached: to be destroyed by hand", Notes: p.NotReached},
		pdf.CertificatePart{Heading: "What no program can do", Notes: p.ByHand})
	return c
}

// Certificate is the proof as a page.
func (p ClosingProof) Certificate() pdf.Certificate {
	c := pdf.Certificate{Eyebrow: "CERTIFICATE OF CLOSING", At: p.At, Title: "The key to the names was destroyed",
		Lead:  "The vault of this study, which alone knew who stood behind each pseudonym, was overwritten and removed. The study now holds pseudonyms only; nobody can tell from it again who was who.",
		Facts: []pdf.CertificateFact{{Label: "Study", Text: p.Study}, {Label: "Closed on", Text: p.At.Format("2 January 2006, 15:04 UTC")}, {Label: "Interviews kept", Text: fmt.Sprintf("%d, under pseudonyms", p.Interviews)}},
		Foot:  "Made by Openloop on the computer of the people who hold the study."}
	if p.OpenMasks > 0 {
		c.Facts = append(c.Facts, pdf.CertificateFact{Label: "Left masked", Text: fmt.Sprintf("%d passages that nobody had looked at; they cannot be read any more", p.OpenMasks)})
	}
	c.Parts = []pdf.CertificatePart{{Heading: "What was destroyed", Notes: p.Files},
		{Heading: "What the study still is", Notes: []string{"It can be read, coded and counted. Nothing can be imported into it, since nobody would be recognised, and what it exports is marked as a draft, since it cannot be searched for names any more."}},
		{Heading: "What no program can do", Notes: p.ByHand}}
	return c
}

// size is a number of bytes in words.
func size(n int64) string {
	switch {
	case n >= 10<<20:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d KB", (n+1023)/1024)
}

// Proof is what can be certified: an ErasureProof or a ClosingProof.
type Proof interface{ Certificate() pdf.Certificate }

// SaveCertificate writes a proof's certificate to path as a PDF, whole or not at all.
func (s *Session) SaveCertificate(ctx context.Context, proof Proof, path string) error {
	var b bytes.Buffer
	if err := pdf.WriteCertificate(ctx, &b, proof.Certificate()); err != nil {
		return err
	}
	f := &madeFile{path: path, data: b.Bytes()}
	if err := f.store(); err != nil {
		return err
	}
	if err := os.Rename(f.part, path); err != nil {
		_ = os.Remove(f.part)
		return f.cannot(err)
	}
	return nil
}

// CertificateName is the name that a certificate's file gets when nobody chose one.
func (s *Session) CertificateName(what string) string {
	return fmt.Sprintf("%s-%s.pdf", strings.TrimSuffix(filepath.Base(s.Path()), StudyExt), what)
}
