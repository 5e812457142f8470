package command

import (
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
)

// machine is what the times were measured on.
type machine struct {
	Cores      int    `json:"cores"`
	Go         string `json:"go"`
	System     string `json:"os"`
	FileSystem string `json:"file_system"`
}

func thisMachine(dir string) machine {
	return machine{runtime.NumCPU(), runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH, fileSystem(dir)}
}

// fileSystem is the kind of file system that a folder is on, where the system lists its mounts.
func fileSystem(dir string) string {
	mounts, err := os.ReadFile("/proc/self/mounts")
	dir, err2 := filepath.EvalSymlinks(dir)
	kind, longest := "an unknown file system", 0
	if err != nil || err2 != nil {
		return kind
	}
	for _, line := range strings.Split(string(mounts), "\n") {
		f := strings.Fields(line)
		if len(f) < 3 || len(f[1]) < longest {
			continue
		}
		if f[1] == "/" || dir == f[1] || strings.HasPrefix(dir, f[1]+"/") {
			kind, longest = f[2], len(f[1])
		}
	}
	return kind
}

// peakMemory is the most memory that this process has held since forgetPeak, in MB; 0 where the system does
// not tell.
func peakMemory() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, ok := strings.Cut(string(status), "VmHWM:")
	f := strings.Fields(rest)
	if !ok || len(f) == 0 {
		return 0
	}
	kb, _ := strconv.ParseFloat(f[0], 64)
	return kb / 1024
}

// forgetPeak gives memory back and begins to measure its peak anew, where the system can.
func forgetPeak() {
	debug.FreeOSMemory()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}
