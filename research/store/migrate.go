package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
)

// The migrations in order: NNNN_what.sql brings a file of version NNNN-1 to version NNNN. They are never
// edited once released.
//
//go:embed migrations/*.sql
var migrations embed.FS

func migrationFiles() []string {
	files, _ := fs.Glob(migrations, "migrations/*.sql") // the pattern is sound
	return files
}

// schemaVersion is the version of the files this program writes.
func schemaVersion() int { return len(migrationFiles()) }

// migrate brings a file from version have to the newest, one transaction a step.
func migrate(ctx context.Context, w *writer, have int) error {
	for i, file := range migrationFiles() {
		if i < have {
			continue
		}
		script, err := migrations.ReadFile(file)
		if err != nil {
			return err
		}
		err = w.inTx(ctx, func() error {
			tail := fmt.Sprintf("\nPRAGMA application_id = %d; PRAGMA user_version = %d;", applicationID, i+1)
			return w.exec(ctx, string(script)+tail)
		})
		if err != nil {
			return fmt.Errorf("migration %s: %w", file, err)
		}
	}
	if have < schemaVersion() {
		// The version must stand in the file itself, where the next Open looks for it.
		return w.exec(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	}
	return nil
}
