package session

import (
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/store"
)

// blindTo is the interviews that a coder codes a second time and has not finished, and whether anybody codes a
// second time.
func blindTo(ctx context.Context, st *store.Store, coder string) (blind map[research.ID]bool, several bool, err error) {
	list, err := st.Assignments(ctx)
	if err != nil {
		return nil, false, err
	}
	blind = map[research.ID]bool{}
	for _, a := range list {
		if a.Coder == coder && !a.Done {
			blind[a.Interview] = true
		}
	}
	return blind, len(list) > 0, nil
}

// judged says whether a reason is somebody's judgement, which a second coder must not see.
func judged(k research.ReasonKind) bool { return k == research.Told || k == research.DecidedReason }

// Blind says whether the session's coder codes an interview a second time and must not see what the others
// put, nor a count that tells of it.
func (s *Session) Blind(interview research.ID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.facts.blind[interview]
}

// round is that of a new coding.
func (s *Session) round(interview research.ID) int {
	if s.Blind(interview) {
		return research.SecondRound
	}
	return research.FirstRound
}

// BlindLeft is how many interviews the session's coder has yet to code blind. Figures leave them out.
func (s *Session) BlindLeft() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.facts.blind)
}

// CountsUnsaid says that how many codings there are may not be told: the session's coder has interviews left to code
// blind, and a count over all of them would say how much others found there.
func (s *Session) CountsUnsaid() bool { return s.BlindLeft() > 0 }

// wholeFigures refuses to let figures leave from which interviews are missing.
func (s *Session) wholeFigures() error {
	if n := s.BlindLeft(); n > 0 {
		return research.Problemf(research.Withheld, "%s still codes %d interviews blind, and until that is done figures are shown without them. Finish them, or have somebody else make the pack.", s.opt.Coder, n)
	}
	return nil
}

// notJudging keeps a second coder from changing reasons that they do not see.
func (s *Session) notJudging(interview research.ID, kind research.ReasonKind) error {
	if judged(kind) && s.Blind(interview) {
		return research.Problemf(research.Invalid, "What was told and what decided are left to the first coder. Code the passages; when you are done you see what was put.")
	}
	return nil
}

// SetCoder changes whose initials are written on codings and into the history, and shows what that coder may see.
func (s *Session) SetCoder(initials string) {
	if initials == s.opt.Coder {
		return
	}
	s.opt.Coder = initials
	s.store.SetCoder(initials)
	ctx := context.Background()
	blind, _, err := blindTo(ctx, s.store, initials)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.facts.coder = initials
	if err != nil || !maps.Equal(blind, s.facts.blind) {
		s.facts.reload(ctx, s.store)
	}
}

// CheckInitials answers initials as they are kept, or says what is wrong with them.
func CheckInitials(s string) (string, error) {
	ini, ok := shortAlready(strings.TrimSpace(s))
	if !ok || ini == "" || len([]rune(ini)) > 4 {
		return "", research.Problemf(research.Invalid, "Initials have one to four letters, as in RO. Whose they are is nobody's business in this file.")
	}
	return ini, nil
}

// Second is one second coder and how far they are.
type Second struct {
	Coder       string
	Given, Done int    // interviews
	Codings     int    // in finished interviews only
	Sample      string // how the interviews were drawn
}

// Seconds lists the second coders by initials; nothing of several coders shows while there are none.
func (s *Session) Seconds(ctx context.Context) ([]Second, error) {
	list, err := s.store.Assignments(ctx)
	if err != nil {
		return nil, err
	}
	by := map[string]*Second{}
	for _, a := range list {
		c := by[a.Coder]
		if c == nil {
			c = &Second{Coder: a.Coder}
			by[a.Coder] = c
		}
		c.Given++
		if c.Sample == "" || a.Sample == c.Sample {
			c.Sample = a.Sample
		} else if a.Sample != "" && !strings.Contains(c.Sample, a.Sample) {
			c.Sample += "; " + a.Sample
		}
		if a.Done {
			c.Done++
		}
	}
	out := make([]Second, 0, len(by))
	for _, k := range slices.Sorted(maps.Keys(by)) {
		out = append(out, *by[k])
	}
	return out, nil
}

// SeveralCoders says whether anybody codes a second time.
func (s *Session) SeveralCoders() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.facts.several
}

// Draw is a sample of interviews for a second coder.
type Draw struct {
	Coder      string
	Interviews []research.ID
	Of         int    // interviews that could have been drawn
	Seed       uint64 // the same seed on the same study draws the same interviews
	Share      float64
}

// Says is how the sample was drawn, for the method page: "10 of 46 interviews (20%), by outcome, seed 4711".
func (d Draw) Says() string {
	return fmt.Sprintf("%d of %d interviews (%.0f%%), by outcome, seed %d", len(d.Interviews), d.Of, 100*d.Share, d.Seed)
}

// DrawSample draws interviews for blind second coding: a share (0 to 1) of those of each outcome, rounded so that
// the whole is as near to the share as can be, and at least one. Interviews that the coder has already, or has
// coded as the first, are left out. Nothing is stored.
func (s *Session) DrawSample(ctx context.Context, coder string, share float64, seed uint64) (Draw, error) {
	coder, err := CheckInitials(coder)
	if err != nil {
		return Draw{}, err
	}
	if share <= 0 || share > 1 {
		return Draw{}, research.Problemf(research.Invalid, "The share of interviews to code twice lies between 1 and 100 percent.")
	}
	out, err := s.notFor(ctx, coder)
	if err != nil {
		return Draw{}, err
	}
	strata := map[research.Outcome][]research.ID{}
	d := Draw{Coder: coder, Seed: seed, Share: share}
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		if id := r.Interview.ID; !out[id] {
			strata[r.Interview.Outcome] = append(strata[r.Interview.Outcome], id)
			d.Of++
		}
	}
	if d.Of == 0 {
		return Draw{}, research.Problemf(research.NotFound, "There is no interview left that %s has not coded. Import interviews first, or choose another coder.", coder)
	}
	d.Interviews = pick(strata, d.Of, share, rand.New(rand.NewPCG(seed, 0)))
	return d, nil
}

// notFor is the interviews that a coder has been given or has coded as the first.
func (s *Session) notFor(ctx context.Context, coder string) (map[research.ID]bool, error) {
	out, err := s.store.CodedBy(ctx, coder)
	if err != nil {
		return nil, err
	}
	list, err := s.store.Assignments(ctx)
	for _, a := range list {
		if a.Coder == coder {
			out[a.Interview] = true
		}
	}
	return out, err
}

// pick draws from each stratum its part of the whole: what is lost by rounding down goes to the largest parts left
// over (Hamilton's method).
func pick(strata map[research.Outcome][]research.ID, of int, share float64, rnd *rand.Rand) []research.ID {
	total := max(1, int(math.Round(share*float64(of))))
	keys := slices.Sorted(maps.Keys(strata))
	take, left := map[research.Outcome]int{}, total
	for _, k := range keys {
		take[k] = int(share * float64(len(strata[k])))
		left -= take[k]
	}
	rest := func(k research.Outcome) float64 { return share*float64(len(strata[k])) - float64(take[k]) }
	byRest := slices.Clone(keys)
	slices.SortStableFunc(byRest, func(a, b research.Outcome) int {
		if rest(a) > rest(b) {
			return -1
		}
		if rest(a) < rest(b) {
			return 1
		}
		return 0
	})
	for i := 0; left > 0 && i < 2*len(byRest); i++ {
		if k := byRest[i%len(byRest)]; take[k] < len(strata[k]) {
			take[k]++
			left--
		}
	}
	var out []research.ID
	for _, k := range keys {
		ids := slices.Clone(strata[k])
		rnd.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		out = append(out, ids[:take[k]]...)
	}
	return out
}

// Assign gives the interviews of a sample to a second coder.
func (s *Session) Assign(ctx context.Context, d Draw) error {
	_, err := s.store.Edit(ctx, fmt.Sprintf("Give %d interviews to %s for second coding", len(d.Interviews), d.Coder), func(tx *store.Tx) error {
		known, err := tx.Coders(ctx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(known, func(c research.Coder) bool { return c.Initials == d.Coder }) {
			if _, err := tx.PutCoder(research.Coder{Initials: d.Coder}); err != nil {
				return err
			}
		}
		for _, id := range d.Interviews {
			if _, err := tx.PutAssignment(research.Assignment{Interview: id, Coder: d.Coder, Sample: d.Says()}); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// TakeBack takes interviews back that a second coder has not begun. Those with codings of theirs stay.
func (s *Session) TakeBack(ctx context.Context, coder string) (int, error) {
	begun, err := s.store.SecondCodedBy(ctx, coder)
	if err != nil {
		return 0, err
	}
	n := 0
	_, err = s.store.Edit(ctx, "Take back interviews from "+coder, func(tx *store.Tx) error {
		list, err := tx.Assignments(ctx)
		if err != nil {
			return err
		}
		for _, a := range list {
			if a.Coder == coder && !a.Done && !begun[a.Interview] {
				if err := tx.DeleteAssignment(a.ID); err != nil {
					return err
				}
				n++
			}
		}
		return nil
	})
	return n, err
}

// FinishSecond says that the session's coder has coded an interview a second time, and lets them see what the
// others put.
func (s *Session) FinishSecond(ctx context.Context, interview research.ID) error {
	row, _ := s.InterviewRow(interview)
	_, err := s.store.Edit(ctx, "Finish second coding of "+row.Interview.Label, func(tx *store.Tx) error {
		list, err := tx.Assignments(ctx)
		if err != nil {
			return err
		}
		for _, a := range list {
			if a.Interview == interview && a.Coder == s.opt.Coder && !a.Done {
				a.Done = true
				_, err := tx.PutAssignment(a)
				return err
			}
		}
		return research.Problemf(research.NotFound, "%s has not been given %s to code a second time, or is done with it.", s.opt.Coder, row.Interview.Label)
	})
	return err
}
