package store

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"openloop/research"
)

// apart is how two copies of a study parted.
type apart struct {
	coder    string
	theirs   map[string]bool // steps, by uuid, that only the copy has done
	echoes   map[string]bool // steps of the copy that joined this study there: what they did came from here
	ours     map[string]bool // steps that only this study has done, and the copy has not joined
	backHere map[string]bool // steps that both have, and were taken back here only
	backNow  map[string]bool // steps that both have, and were taken back there only
	list     []Step
	uuids    []string // of list
	steps    int
}

func (a *apart) stepName() string {
	if a.coder == "" {
		return "Join a copy"
	}
	return "Join the copy of " + a.coder
}

// oneStep is what tells steps of two copies apart.
type oneStep struct {
	uuid, coder, name, state string
	schema                   int
	at                       string
}

func readSteps(ctx context.Context, q queryer) (list []oneStep, err error) {
	rows, err := q.QueryContext(ctx, "SELECT uuid, coder, name, state, schema, utc FROM step ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var st oneStep
		if err := rows.Scan(&st.uuid, &st.coder, &st.name, &st.state, &st.schema, &st.at); err != nil {
			return nil, err
		}
		list = append(list, st)
	}
	return list, rows.Err()
}

// joinedSteps are the steps of other copies that a study has taken over, and by which of its own steps.
func joinedSteps(ctx context.Context, q queryer) (all map[string]bool, by map[string][]string, err error) {
	all, by = map[string]bool{}, map[string][]string{}
	rows, err := q.QueryContext(ctx, "SELECT j.steps, coalesce((SELECT s.uuid FROM change c JOIN step s ON s.id = c.step WHERE c.tbl = 'joined' AND c.id = j.id LIMIT 1), '') FROM joined j")
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var list, step string
		if err := rows.Scan(&list, &step); err != nil {
			return nil, nil, err
		}
		for _, u := range strings.Fields(list) {
			all[u] = true
			by[step] = append(by[step], u)
		}
	}
	return all, by, rows.Err()
}

// parted finds which steps each copy has that the other has not.
func (s *Store) parted(ctx context.Context, c *Copy) (*apart, error) {
	mine, err := readSteps(ctx, s.q)
	if err != nil {
		return nil, err
	}
	other, err := readSteps(ctx, c.db)
	if err != nil {
		return nil, err
	}
	taken, takenBy, err := joinedSteps(ctx, s.q)
	if err != nil {
		return nil, err
	}
	given, givenBy, err := joinedSteps(ctx, c.db)
	if err != nil {
		return nil, err
	}
	if err := historyKnown(mine, other, filepath.Base(c.path)); err != nil {
		return nil, err
	}
	a := &apart{theirs: map[string]bool{}, echoes: map[string]bool{}, ours: map[string]bool{}, backHere: map[string]bool{}, backNow: map[string]bool{}}
	states := map[string]string{}
	for _, st := range mine {
		states[st.uuid] = st.state
	}
	here := map[string]bool{}
	coders := map[string]bool{}
	for _, st := range other {
		here[st.uuid] = true
		was, shared := states[st.uuid]
		switch done := st.state == "done"; {
		case shared && done && was != "done":
			a.backHere[st.uuid] = true
		case shared && !done && was == "done":
			a.backNow[st.uuid] = true
		case taken[st.uuid] && !done: // taken over once, and taken back there since
			a.theirs[st.uuid] = true
		case !shared && done && !taken[st.uuid]:
			_, ofOurs := states[first(givenBy[st.uuid])]
			a.theirs[st.uuid], a.echoes[st.uuid] = !ofOurs, ofOurs
			coders[st.coder] = true
			step := Step{Name: st.name, Coder: st.coder}
			_ = stamp{&step.At}.Scan(st.at)
			a.list, a.uuids = append(a.list, step), append(a.uuids, st.uuid)
		}
	}
	for _, st := range mine {
		ofTheirs := slices.ContainsFunc(takenBy[st.uuid], func(u string) bool { return here[u] })
		if st.state == "done" && !here[st.uuid] && !given[st.uuid] {
			a.steps++
			a.ours[st.uuid] = !ofTheirs // what came from them is no change of ours
		}
	}
	delete(coders, "")
	a.coder = strings.Join(slices.Sorted(maps.Keys(coders)), ", ")
	return a, nil
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// historyKnown makes sure that what was done since the copies parted can still be told: an erasure empties the
// journal, on purpose.
func historyKnown(mine, other []oneStep, name string) error {
	schema := map[string]int{}
	for _, st := range mine {
		schema[st.uuid] = st.schema
	}
	shared := map[string]bool{}
	for _, st := range other {
		was, ok := schema[st.uuid]
		shared[st.uuid] = ok
		if st.schema == erasedSchema && was != erasedSchema {
			return research.Problemf(research.Conflict, "Somebody was erased from %s after the copies parted, which closed its history, so what else was done there cannot be told. Erase the same person here, and have the work on the copy done again here.", name)
		}
	}
	new := 0 // steps that only the copy has
	for _, st := range other {
		if !shared[st.uuid] && st.state == "done" {
			new++
		}
	}
	for _, st := range mine {
		if st.schema == erasedSchema && !shared[st.uuid] {
			return closedHere(name, new)
		}
	}
	for _, st := range other {
		if shared[st.uuid] && schema[st.uuid] == erasedSchema && st.schema != erasedSchema {
			return closedHere(name, new)
		}
	}
	return nil
}

// closedHere says why a copy from before an erasure is not joined, and what to do with the steps that only it has.
func closedHere(name string, new int) error {
	const why = "Somebody was erased from this study after %s was copied from it. That emptied its history, so that it cannot be told what was changed here since, and words of theirs could come back with the copy. "
	if new == 0 {
		return research.Problemf(research.Conflict, why+"Nothing new was done on the copy: delete it, and give its coder a new one.", name)
	}
	steps := fmt.Sprintf("%d steps", new)
	if new == 1 {
		steps = "one step"
	}
	return research.Problemf(research.Conflict, why+"Its History lists %s that this study lacks: open the copy, export its trail, do those again here, then delete the copy and give its coder a new one.", name, steps)
}
