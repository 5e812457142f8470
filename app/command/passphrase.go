package command

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"openloop/research"
)

// passphrase answers the vault's passphrase: from --passphrase-file, from OPENLOOP_PASSPHRASE, or asked at a
// terminal. Where there is none of these it says so.
func (e *env) passphrase(prompt string) (string, error) {
	if e.passFile != "" {
		b, err := os.ReadFile(e.passFile)
		if err != nil {
			return "", research.Problemf(research.NotFound, "The passphrase file cannot be read. Check --passphrase-file.")
		}
		line, _, _ := strings.Cut(string(b), "\n")
		return strings.TrimRight(line, "\r"), nil
	}
	if p := e.getenv("OPENLOOP_PASSPHRASE"); p != "" {
		return p, nil
	}
	if !e.interactive {
		return "", research.Problemf(research.Locked, "The vault's passphrase is needed and there is no terminal to ask at. Set OPENLOOP_PASSPHRASE or give --passphrase-file.")
	}
	return e.ask(prompt)
}

// newPassphrase asks twice at a terminal, so that a slip of the finger locks nobody out.
func (e *env) newPassphrase() (string, error) {
	asked := e.passFile == "" && e.getenv("OPENLOOP_PASSPHRASE") == ""
	first, err := e.passphrase("A passphrase for the vault: ")
	if err != nil || !asked {
		return first, err
	}
	again, err := e.ask("The same again: ")
	if err != nil {
		return "", err
	}
	if first != again {
		return "", research.Problemf(research.Invalid, "The two passphrases differ. Nothing was made; try again.")
	}
	return first, nil
}

// ask reads one line at the terminal without showing it.
func (e *env) ask(prompt string) (string, error) {
	fmt.Fprint(e.err, prompt)
	restore := hideTyping(e.in)
	line, err := readLine(e.in)
	restore()
	fmt.Fprintln(e.err)
	if err != nil && line == "" {
		return "", research.Problemf(research.Locked, "No passphrase was given.")
	}
	return line, nil
}

// readLine reads up to a line's end, byte by byte, so that nothing after it is lost.
func readLine(r io.Reader) (string, error) {
	line, err := bufio.NewReaderSize(oneByte{r}, 16).ReadString('\n')
	return strings.TrimRight(line, "\r\n"), err
}

// oneByte reads no further than it must.
type oneByte struct{ r io.Reader }

func (o oneByte) Read(p []byte) (int, error) {
	if len(p) > 1 {
		p = p[:1]
	}
	return o.r.Read(p)
}
