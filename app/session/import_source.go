package session

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/sheet"
)

// Source is a file read into memory with the guess of what its columns mean, which a person may correct
// before it is imported. It holds identities and is never written anywhere.
type Source struct {
	File     string // base name
	Book     *sheet.Book
	Mappings []intake.Mapping
}

// maxImport is the largest file that is read: 512 MB, far over any sheet of interviews.
const maxImport = 512 << 20

// ReadSource reads a spreadsheet and guesses its columns.
func (s *Session) ReadSource(ctx context.Context, path string, p Progress) (*Source, error) {
	return s.ReadSealedSource(ctx, path, "", p)
}

// ReadSealedSource is ReadSource of a workbook that opens with a password, which is kept nowhere.
func (s *Session) ReadSealedSource(ctx context.Context, path, password string, p Progress) (*Source, error) {
	data, err := readSteady(path, maxImport)
	if err != nil {
		return nil, err
	}
	return s.readSource(ctx, filepath.Base(path), data, password, p)
}

// WantsPassword says whether a file was not read because it opens with a password: none was given, or another.
func WantsPassword(err error) bool { return errors.Is(err, sheet.ErrPassword) }

// readSteady reads a file of at most so many bytes, and says so where it changes meanwhile: half of the one and
// half of the other would be neither.
func readSteady(path string, most int64) ([]byte, error) {
	name := filepath.Base(path)
	cannot := func(err error) error {
		return research.Problemf(research.NotFound, "%s cannot be read: %w. Check that it is there and not open elsewhere.", name, plainFileError(err))
	}
	before, err := os.Stat(path)
	if err != nil {
		return nil, cannot(err)
	}
	if before.IsDir() || !before.Mode().IsRegular() || before.Size() > most {
		return nil, research.Problemf(research.Invalid, "%s is a folder or larger than %d MB. Choose a file, or divide it.", name, most>>20)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, cannot(err)
	}
	defer func() { _ = f.Close() }()      // read only
	data := make([]byte, before.Size()+1) // one more, to see whether it grew
	n, err := io.ReadFull(f, data)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, cannot(err)
	}
	data = data[:n]
	after, err := os.Stat(path)
	if err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) || int64(len(data)) != before.Size() {
		return nil, research.Problemf(research.Conflict, "%s changed while it was read, so it was not taken. Close it where it is open, wait until it is copied, and import it again.", name)
	}
	return data, nil
}

// plainFileError drops the path from a file error: the sentence has the name already.
func plainFileError(err error) error {
	if pe, ok := err.(*os.PathError); ok {
		return pe.Err
	}
	return err
}

// ReadSourceData is ReadSource of a file in memory.
func (s *Session) ReadSourceData(ctx context.Context, name string, data []byte, p Progress) (*Source, error) {
	return s.readSource(ctx, name, data, "", p)
}

func (s *Session) readSource(ctx context.Context, name string, data []byte, password string, p Progress) (*Source, error) {
	defer s.sparing.begin()()
	book, err := sheet.ReadLimited(ctx, name, data, sheet.Options{Password: password}, func(done, total int) { p.say(done, total, "Reading %s", name) })
	if err != nil {
		return nil, err
	}
	guide, err := s.store.Questions(ctx)
	if err != nil {
		return nil, err
	}
	return &Source{File: name, Book: book, Mappings: intake.Guess(book, guide)}, nil
}

// Plan says what the source holds, by its mappings as they now stand. Nothing is written.
func (s *Session) Plan(ctx context.Context, src *Source, p Progress) (*intake.Plan, error) {
	defer s.sparing.begin()()
	guide, err := s.store.Questions(ctx)
	if err != nil {
		return nil, err
	}
	plan, err := intake.Build(ctx, src.Book, src.Mappings, s.Book(), guide, func(done, total int) { p.say(done, total, "Reading row %d of %d", done, total) })
	if err != nil {
		return nil, err
	}
	if say := withoutCompany(plan, s.Study().MinOrganisations); say != "" {
		plan.Warnings = append([]string{say}, plan.Warnings...)
	}
	return plan, nil
}
