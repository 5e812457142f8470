package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"openloop/research"
)

// Places is what a search filters by, of every turn and coding of a study: held in memory, so that any filter is
// a walk over numbers. Half a million turns and a million codings take 20 MB. It is not changed once it is made;
// [Store.PlacesAgain] makes another one of it.
type Places struct {
	interviews []place // by row number
	at         map[research.ID]int
	coders     []string // what a coding's coder is a number of
	last       uint32   // the greatest row number of a turn
	shared     bool     // at is that of other places, too
}

// place is one interview.
type place struct {
	k       int64
	id      research.ID
	outcome research.Outcome
	wave    research.ID
	turns   []placedTurn // in order
	codings []placedCoding
}

type placedTurn struct {
	k     uint32
	stage uint8
	asked bool
}

// placedCoding is a coding whose words are there: its verbatim, the turns in which that begins and ends, and in
// what the code (18 bits), the coder (10) and the round (4), the code highest.
type placedCoding struct{ verbatim, from, to, what uint32 }

const mostCoders, mostCodes = 1 << 10, 1 << 18

func (c placedCoding) code() int64 { return int64(c.what >> 14) }
func (c placedCoding) coder() int  { return int(c.what >> 4 & (mostCoders - 1)) }
func (c placedCoding) round() int  { return int(c.what & 15) }

// Places reads them. Interviews that were not touched since the study was last closed are read in one piece
// each: half a million turns in a tenth of a second.
func (r reader) Places(ctx context.Context) (*Places, error) {
	p := &Places{at: map[research.ID]int{}}
	err := r.atOnce(ctx, func(q queryer) error {
		l := newPlacing(p)
		if err := l.interviews(ctx, q, "1", nil); err != nil {
			return err
		}
		if err := l.kept(ctx, q); err != nil {
			return err
		}
		return l.fresh(ctx, q, "NOT ("+keptSQL+")", nil)
	})
	return p, r.explain("search", err)
}

// PlacesAgain is the places of a study in which these interviews were touched since: read again, the others as
// they were.
func (r reader) PlacesAgain(ctx context.Context, was *Places, interviews []research.ID) (*Places, error) {
	p := &Places{at: was.at, coders: slices.Clone(was.coders), interviews: slices.Clone(was.interviews), last: was.last, shared: true}
	list := asJSON(interviews)
	const these = "i.id IN (SELECT value FROM json_each(?1))"
	err := r.atOnce(ctx, func(q queryer) error {
		l := newPlacing(p)
		for _, id := range interviews {
			if i, ok := p.at[id]; ok {
				p.interviews[i] = place{k: p.interviews[i].k, id: id, outcome: gone}
			}
		}
		if err := l.interviews(ctx, q, these, []any{list}); err != nil {
			return err
		}
		return l.fresh(ctx, q, these, []any{list})
	})
	return p, r.explain("search", err)
}

// Without are the places without those of some interviews.
func (p *Places) Without(interviews []research.ID) *Places {
	out := &Places{at: p.at, coders: p.coders, last: p.last, interviews: slices.Clone(p.interviews)}
	for _, id := range interviews {
		if i, ok := p.at[id]; ok {
			out.interviews[i] = place{k: p.interviews[i].k, id: id, outcome: gone}
		}
	}
	return out
}

// gone is the outcome of an interview that is not there any more.
const gone research.Outcome = "\x00"

// atOnce runs reads that are all to be of the same moment.
func (r reader) atOnce(ctx context.Context, fn func(q queryer) error) error {
	db, ok := r.q.(*sql.DB)
	if !ok {
		return fn(r.q)
	}
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return fn(tx)
}

// placing fills places from the file.
type placing struct {
	p      *Places
	byK    map[int64]int // the interviews that are read, by row number
	coders map[string]int
}

func newPlacing(p *Places) *placing {
	l := &placing{p: p, byK: map[int64]int{}, coders: map[string]int{}}
	for i, c := range p.coders {
		l.coders[c] = i
	}
	return l
}

// interviews reads interviews, without what is in them.
func (l *placing) interviews(ctx context.Context, q queryer, where string, args []any) error {
	rows, err := q.QueryContext(ctx, "SELECT k, id, outcome, coalesce(wave, '') FROM interview i WHERE "+where+" ORDER BY k", args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	waves := map[research.ID]research.ID{} // one copy of each
	for rows.Next() {
		var iv place
		if err := rows.Scan(&iv.k, &iv.id, &iv.outcome, &iv.wave); err != nil {
			return err
		}
		if w, ok := waves[iv.wave]; ok {
			iv.wave = w
		}
		waves[iv.wave] = iv.wave
		if i, ok := l.p.at[iv.id]; ok && l.p.interviews[i].k == iv.k {
			l.p.interviews[i], l.byK[iv.k] = iv, i
			continue
		}
		if l.p.shared {
			l.p.at, l.p.shared = maps.Clone(l.p.at), false
		}
		l.p.at[iv.id], l.byK[iv.k] = len(l.p.interviews), len(l.p.interviews)
		l.p.interviews = append(l.p.interviews, iv)
	}
	return rows.Err()
}

// keptSQL says that what was kept of interview i is still true: whatever touches it takes its row of counted away.
const keptSQL = "i.k IN (SELECT interview FROM counted) AND i.k IN (SELECT interview FROM searched)"

// kept reads what the study was closed with.
func (l *placing) kept(ctx context.Context, q queryer) error {
	rows, err := q.QueryContext(ctx, "SELECT interview, turns, codings, coders FROM searched i WHERE interview IN (SELECT interview FROM counted)")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var k int64
		var turns, codings, coders sql.RawBytes
		if err := rows.Scan(&k, &turns, &codings, &coders); err != nil {
			return err
		}
		if i, ok := l.byK[k]; ok {
			if err := l.unpack(&l.p.interviews[i], turns, codings, coders); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// The sizes of a turn and a coding as they are kept: the numbers of placedTurn and placedCoding, lowest byte first.
const packedTurn, packedCoding = 6, 16

func (l *placing) unpack(iv *place, turns, codings, coders []byte) error {
	var names []string
	if err := json.Unmarshal(coders, &names); err != nil {
		return err
	}
	numbers := make([]uint32, len(names))
	for i, c := range names {
		numbers[i] = l.coder(c)
	}
	le := binary.LittleEndian
	iv.turns = make([]placedTurn, 0, len(turns)/packedTurn)
	for ; len(turns) >= packedTurn; turns = turns[packedTurn:] {
		l.turn(iv, placedTurn{le.Uint32(turns), turns[4], turns[5] == 1})
	}
	iv.codings = make([]placedCoding, 0, len(codings)/packedCoding)
	for ; len(codings) >= packedCoding; codings = codings[packedCoding:] {
		c := placedCoding{le.Uint32(codings), le.Uint32(codings[4:]), le.Uint32(codings[8:]), le.Uint32(codings[12:])}
		if c.coder() >= len(numbers) {
			return fmt.Errorf("a coding of interview %d has no coder", iv.k)
		}
		c.what = c.what&^((mostCoders-1)<<4) | numbers[c.coder()]<<4
		iv.codings = append(iv.codings, c)
	}
	return nil
}

func (l *placing) turn(iv *place, t placedTurn) {
	iv.turns = append(iv.turns, t)
	l.p.last = max(l.p.last, t.k)
}

// coder is the number of a coder; those past the number there is room for share the last one.
func (l *placing) coder(initials string) uint32 {
	n, ok := l.coders[initials]
	if !ok {
		n = min(len(l.p.coders), mostCoders-1)
		l.coders[initials] = n
		if n == len(l.p.coders) {
			l.p.coders = append(l.p.coders, initials)
		}
	}
	return uint32(n)
}

// fresh reads turns and codings of interviews i one by one.
func (l *placing) fresh(ctx context.Context, q queryer, where string, args []any) error {
	rows, err := q.QueryContext(ctx, "SELECT i.k, t.k, t.stage, t.asked FROM interview i CROSS JOIN turn t ON t.interview = i.k WHERE "+where+" ORDER BY i.k, t.pos", args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var k int64
		var t placedTurn
		if err := rows.Scan(&k, &t.k, &t.stage, &t.asked); err != nil {
			return err
		}
		if i, ok := l.byK[k]; ok {
			l.turn(&l.p.interviews[i], t)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return l.freshCodings(ctx, q, where, args)
}

func (l *placing) freshCodings(ctx context.Context, q queryer, where string, args []any) error {
	rows, err := q.QueryContext(ctx, `SELECT i.k, v.k, v.from_turn, v.to_turn, c.code, c.round, c.coder FROM interview i CROSS JOIN verbatim v ON v.interview = i.k
		CROSS JOIN coding c ON c.verbatim = v.k WHERE NOT v.orphan AND `+where, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var k, code, round int64
		var c placedCoding
		var coder string
		if err := rows.Scan(&k, &c.verbatim, &c.from, &c.to, &code, &round, &coder); err != nil {
			return err
		}
		i, ok := l.byK[k]
		if !ok || code >= mostCodes {
			continue
		}
		c.what = uint32(code)<<14 | l.coder(coder)<<4 | uint32(round)&15
		l.p.interviews[i].codings = append(l.p.interviews[i].codings, c)
	}
	return rows.Err()
}

// pack is an interview's places as they are kept.
func (p *Places) pack(iv *place) (turns, codings []byte, coders string) {
	le := binary.LittleEndian
	turns = []byte{}
	for _, t := range iv.turns {
		turns = le.AppendUint32(turns, t.k)
		asked := byte(0)
		if t.asked {
			asked = 1
		}
		turns = append(turns, t.stage, asked)
	}
	codings = []byte{}
	var names []string
	number := map[int]uint32{}
	for _, c := range iv.codings {
		n, ok := number[c.coder()]
		if !ok {
			n = uint32(len(names))
			number[c.coder()] = n
			names = append(names, p.coders[c.coder()])
		}
		for _, x := range []uint32{c.verbatim, c.from, c.to, c.what&^((mostCoders-1)<<4) | n<<4} {
			codings = le.AppendUint32(codings, x)
		}
	}
	return turns, codings, asJSON(names)
}

// keepPlaces stores the places of the interviews in which they are not kept yet.
func (w *writer) keepPlaces(ctx context.Context) error {
	if _, err := w.run(ctx, "DELETE FROM searched WHERE interview NOT IN (SELECT k FROM interview)"); err != nil {
		return err
	}
	p := &Places{at: map[research.ID]int{}}
	l := newPlacing(p)
	if err := l.interviews(ctx, w, "NOT ("+keptSQL+")", nil); err != nil || len(p.interviews) == 0 {
		return err
	}
	if err := l.fresh(ctx, w, "NOT ("+keptSQL+")", nil); err != nil {
		return err
	}
	for i := range p.interviews {
		iv := &p.interviews[i]
		turns, codings, coders := p.pack(iv)
		if _, err := w.run(ctx, "DELETE FROM searched WHERE interview = ?", iv.k); err != nil {
			return err
		}
		if _, err := w.run(ctx, "INSERT INTO searched (interview, turns, codings, coders) VALUES (?, ?, ?, ?)", iv.k, turns, codings, coders); err != nil {
			return err
		}
	}
	return nil
}
