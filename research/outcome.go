package research

// Outcome is what became of a deal or lead, as the study's interviews are grouped by.
type Outcome string

// The outcomes, in the order in which screens and pages list them.
const (
	Won                  Outcome = "won"
	Lost                 Outcome = "lost"
	NoDecision           Outcome = "no_decision"
	Stalled              Outcome = "stalled"
	QualifiedNoDeal      Outcome = "qualified_no_opportunity"
	UnqualifiedLead      Outcome = "unqualified_lead"
	LeadFollowUp         Outcome = "lead_follow_up"
	Churned              Outcome = "churned"
	OutcomeUnknown       Outcome = ""
	outcomeUnknownString         = "unknown"
)

// Outcomes lists every outcome in display order.
func Outcomes() []Outcome {
	return []Outcome{Won, Lost, NoDecision, Stalled, QualifiedNoDeal, UnqualifiedLead, LeadFollowUp, Churned}
}

// String is the outcome in plain words: "No decision".
func (o Outcome) String() string {
	switch o {
	case Won:
		return "Won"
	case Lost:
		return "Lost"
	case NoDecision:
		return "No decision"
	case Stalled:
		return "Stalled"
	case QualifiedNoDeal:
		return "Qualified, never an opportunity"
	case UnqualifiedLead:
		return "Unqualified lead"
	case LeadFollowUp:
		return "Lead follow-up"
	case Churned:
		return "Churned"
	}
	return outcomeUnknownString
}

// Valid says whether o is one of Outcomes.
func (o Outcome) Valid() bool { return o.String() != outcomeUnknownString }

// Method is how an interview was held.
type Method string

// The methods. Observing and shadowing give field notes rather than answers.
const (
	Telephone    Method = "telephone"
	FaceToFace   Method = "face_to_face"
	Facilitated  Method = "facilitated_meeting"
	ObservedCall Method = "observed_sales_call"
	Shadowing    Method = "shadowing"
	FollowUpCall Method = "lead_follow_up_call"
)

// Methods lists every method in display order.
func Methods() []Method {
	return []Method{Telephone, FaceToFace, Facilitated, ObservedCall, Shadowing, FollowUpCall}
}

// String is the method in plain words: "Face to face".
func (m Method) String() string {
	switch m {
	case Telephone:
		return "Telephone"
	case FaceToFace:
		return "Face to face"
	case Facilitated:
		return "Facilitated meeting"
	case ObservedCall:
		return "Observed sales call"
	case Shadowing:
		return "Shadowing at the customer"
	case FollowUpCall:
		return "Lead follow-up call"
	}
	return "unknown"
}

// Consent is what a participant allows to be quoted.
type Consent string

// The levels of consent; the empty one means nobody has asked yet and counts as ConsentNone.
const (
	ConsentUnasked  Consent = ""
	ConsentFree     Consent = "free"
	ConsentReworded Consent = "reworded"
	ConsentNone     Consent = "none"
)

// String is the consent in plain words.
func (c Consent) String() string {
	switch c {
	case ConsentFree:
		return "Quotes may be used as said"
	case ConsentReworded:
		return "Quotes may be used reworded"
	case ConsentNone:
		return "No quotes from this person"
	}
	return "Consent not asked yet"
}
