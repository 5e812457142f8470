package store

import "os/exec"

// asNobody is never called: nobody is root here.
func asNobody(*exec.Cmd) {}
