package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// may says which of our own packages each package may import, directly or not; a name ending in / allows
// everything below it. What is not listed may import nothing of ours.
var may = map[string][]string{
	"openloop/research":          {},
	"openloop/research/analysis": {"openloop/research"},
	"openloop/research/privacy":  {"openloop/research"},
	"openloop/research/vault":    {"openloop/research"},
	"openloop/research/sheet":    {"openloop/research"},
	"openloop/research/intake":   {"openloop/research", "openloop/research/sheet"},
	"openloop/research/store":    {"openloop/research"},
	"openloop/research/exchange": {"openloop/research"},
	"openloop/assets":            {"openloop/research"},
	"openloop/assets/fonts":      {},
	"openloop/report/page":       {"openloop/assets/fonts"},
	"openloop/report/chart":      {"openloop/report/page", "openloop/assets/fonts"},
	"openloop/report":            {"openloop/research", "openloop/research/analysis", "openloop/research/privacy", "openloop/report/chart", "openloop/report/page", "openloop/assets", "openloop/assets/fonts"},
	"openloop/report/leak":       {"openloop/research", "openloop/research/sheet"},
	"openloop/app/session":       {"openloop/research", "openloop/research/", "openloop/report", "openloop/report/", "openloop/assets", "openloop/assets/"},
	"openloop/app/command":       {"openloop/research", "openloop/research/", "openloop/report", "openloop/report/", "openloop/assets", "openloop/assets/", "openloop/app/session"},
	"openloop/app/theme":         {"openloop/assets", "openloop/assets/", "openloop/research"},
}

// only says which packages may use a library directly.
var only = map[string][]string{
	"modernc.org/sqlite":            {"openloop/research/store", "openloop/research/exchange"},
	"database/sql":                  {"openloop/research/store", "openloop/research/exchange"},
	"github.com/jung-kurt/gofpdf":   {"openloop/report/pdf"},
	"github.com/xuri/excelize/v2":   {"openloop/research/sheet", "openloop/report/excel"},
	"filippo.io/age":                {"openloop/research/vault"},
	"github.com/zalando/go-keyring": {"openloop/app/session"},
}

func list(t *testing.T, format string) [][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", format, "./...").CombinedOutput()
	if err != nil {
		t.Skipf("go list does not run here: %v\n%s", err, out)
	}
	var rows [][]string
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		rows = append(rows, strings.Fields(line))
	}
	return rows
}

// Dependencies point one way, and no face of the program reaches into the ground.
func TestWhoMayImportWhom(t *testing.T) {
	for _, row := range list(t, `{{.ImportPath}} {{join .Deps " "}}`) {
		pkg := row[0]
		allowed, listed := may[pkg]
		for _, dep := range row[1:] {
			below := strings.HasPrefix(pkg, "openloop/research") || strings.HasPrefix(pkg, "openloop/report") || pkg == "openloop/app/session"
			if below && strings.HasPrefix(dep, "fyne.io/") {
				t.Errorf("%s imports the window (%s)", pkg, dep)
			}
			if listed && (dep == "openloop" || strings.HasPrefix(dep, "openloop/")) && !slices.ContainsFunc(allowed, func(a string) bool {
				return a == dep || strings.HasSuffix(a, "/") && strings.HasPrefix(dep, a)
			}) {
				t.Errorf("%s may not depend on %s", pkg, dep)
			}
		}
	}
}

// A library that one room stands for stays in that room.
func TestLibrariesStayInTheirRoom(t *testing.T) {
	for _, row := range list(t, `{{.ImportPath}} {{join .Imports " "}}`) {
		for _, dep := range row[1:] {
			if rooms, ok := only[dep]; ok && !slices.Contains(rooms, row[0]) && !strings.HasPrefix(row[0], rooms[0]+"/") {
				t.Errorf("%s imports %s, which only %s may", row[0], dep, strings.Join(rooms, ", "))
			}
		}
	}
}

// Tests, too, know SQL in one room: they read study files from outside through storetest.
func TestTestsLeaveSQLToTheStore(t *testing.T) {
	for _, row := range list(t, `{{.ImportPath}} {{join .TestImports " "}} {{join .XTestImports " "}}`) {
		for _, dep := range row[1:] {
			if (dep == "database/sql" || dep == "modernc.org/sqlite") && !strings.HasPrefix(row[0], "openloop/research/store") && row[0] != "openloop/research/exchange" {
				t.Errorf("the tests of %s import %s", row[0], dep)
			}
		}
	}
}
