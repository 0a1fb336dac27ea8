// Command korthweb-runtime is an OCI runtime that asks runc for no capability the host does not have.
//
// Where the host lacks a capability, `docker run --privileged` and `docker exec --privileged` fail, since the engine
// asks for all of them. This wrapper takes what is missing out of the bundle's config.json (create, run) or of the
// process file (exec) and then becomes runc.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/moby/sys/capability"
)

func main() {
	arguments := os.Args[1:]
	if file, inside := specification(arguments); file != "" {
		if err := restrict(file, inside); err != nil {
			fmt.Fprintf(os.Stderr, "korthweb-runtime: %s: %v\n", file, err)
			os.Exit(1)
		}
	}
	runc, err := exec.LookPath("runc")
	if err != nil {
		fmt.Fprintln(os.Stderr, "korthweb-runtime: Expected runc on the PATH:", err)
		os.Exit(1)
	}
	err = syscall.Exec(runc, append([]string{"runc"}, arguments...), os.Environ())
	fmt.Fprintln(os.Stderr, "korthweb-runtime:", err)
	os.Exit(1)
}

// specification finds the file that holds the capabilities, and the key under which its process is.
func specification(arguments []string) (file, inside string) {
	for i, argument := range arguments {
		name, value, found := strings.Cut(strings.TrimLeft(argument, "-"), "=")
		if !found && i+1 < len(arguments) {
			value = arguments[i+1]
		}
		switch {
		case !strings.HasPrefix(argument, "-"):
		case name == "bundle" || name == "b":
			return filepath.Join(value, "config.json"), "process"
		case name == "process" || name == "p":
			return value, ""
		}
	}
	return "", ""
}

func restrict(file, inside string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var whole map[string]any
	if err := json.Unmarshal(text, &whole); err != nil {
		return err
	}
	process := whole
	if inside != "" {
		process, _ = whole[inside].(map[string]any)
	}
	sets, _ := process["capabilities"].(map[string]any)
	here, err := bounding()
	if err != nil {
		return err
	}
	for name, set := range sets {
		sets[name] = only(set, here)
	}
	text, err = json.Marshal(whole)
	if err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o600)
}

func only(set any, allowed map[string]bool) []any {
	kept := []any{}
	each, _ := set.([]any)
	for _, name := range each {
		if text, _ := name.(string); allowed[text] {
			kept = append(kept, name)
		}
	}
	return kept
}

// bounding reads the names of the capabilities in this process's bounding set.
func bounding() (map[string]bool, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return nil, err
	}
	_, rest, _ := strings.Cut(string(status), "CapBnd:")
	hexadecimal, _, _ := strings.Cut(rest, "\n")
	bits, err := strconv.ParseUint(strings.TrimSpace(hexadecimal), 16, 64)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, each := range capability.ListKnown() {
		if bits&(1<<uint(each)) != 0 {
			names["CAP_"+strings.ToUpper(each.String())] = true
		}
	}
	return names, nil
}
