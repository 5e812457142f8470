package command

import "fmt"

// many is "1 interview", "2 interviews"; other is the plural that does not end in s alone.
func many(n int, one string, other ...string) string {
	switch {
	case n == 1:
		return "1 " + one
	case len(other) > 0:
		return fmt.Sprintf("%d %s", n, other[0])
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// identities is how many were looked for in a file: "12 identities were".
func identities(n int) string { return many(n, "identity was", "identities were") }
