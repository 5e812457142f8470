package exchange

import (
	"encoding/xml"
)

// ProjectNamespace is that of REFI-QDA projects, version 1.0.
const ProjectNamespace = "urn:QDA-XML:project:1.0"

// A project by the schema Project.xsd of 2019, as far as texts go. Elements stand in the order that it asks for.
// The code tree is read by the reader of codebooks, token by token.
type (
	qdeProject struct {
		XMLName  xml.Name   `xml:"Project"`
		NS       string     `xml:"xmlns,attr"`
		Name     string     `xml:"name,attr"`
		Origin   string     `xml:"origin,attr,omitempty"`
		Users    *qdeUsers  `xml:"Users"`
		Book     *qdeBook   `xml:"CodeBook"`
		Vars     *qdeVars   `xml:"Variables"`
		Cases    *qdeCases  `xml:"Cases"`
		Sources  *qdeTexts  `xml:"Sources"`
		Notes    *qdeNotes  `xml:"Notes"`
		Links    *qdeLinks  `xml:"Links"`
		Sets     *qdeSets   `xml:"Sets"`
		Graphs   *qdeGraphs `xml:"Graphs"`
		NoteRefs []qdeRef   `xml:"NoteRef"`
	}
	qdeUsers struct {
		User []qdeUser `xml:"User"`
	}
	qdeUser struct {
		GUID string `xml:"guid,attr"`
		Name string `xml:"name,attr"`
		ID   string `xml:"id,attr,omitempty"`
	}
	qdeBook struct {
		Codes struct {
			Code []qdcCode
		} `xml:"Codes"`
	}
	qdeVars struct {
		Variable []qdeVar `xml:"Variable"`
	}
	qdeVar struct {
		GUID string `xml:"guid,attr"`
		Name string `xml:"name,attr"`
		Type string `xml:"typeOfVariable,attr"`
	}
	qdeCases struct {
		Case []qdeCase `xml:"Case"`
	}
	qdeCase struct {
		GUID    string     `xml:"guid,attr"`
		Name    string     `xml:"name,attr"`
		Codes   []qdeRef   `xml:"CodeRef"`
		Values  []qdeValue `xml:"VariableValue"`
		Sources []qdeRef   `xml:"SourceRef"`
		Passage []qdeRef   `xml:"SelectionRef"`
	}
	qdeValue struct {
		Ref      qdeRef  `xml:"VariableRef"`
		Text     *string `xml:"TextValue"`
		Boolean  *string `xml:"BooleanValue"`
		Integer  *string `xml:"IntegerValue"`
		Float    *string `xml:"FloatValue"`
		Date     *string `xml:"DateValue"`
		DateTime *string `xml:"DateTimeValue"`
	}
	qdeTexts struct {
		Text    []qdeText  `xml:"TextSource"`
		PDF     []qdePDF   `xml:"PDFSource"`
		Picture []qdeMedia `xml:"PictureSource"`
		Audio   []qdeMedia `xml:"AudioSource"`
		Video   []qdeMedia `xml:"VideoSource"`
	}
	qdeText struct {
		GUID     string         `xml:"guid,attr"`
		Name     string         `xml:"name,attr,omitempty"`
		Rich     string         `xml:"richTextPath,attr,omitempty"`
		Plain    string         `xml:"plainTextPath,attr,omitempty"`
		User     string         `xml:"creatingUser,attr,omitempty"`
		At       string         `xml:"creationDateTime,attr,omitempty"`
		Content  *string        `xml:"PlainTextContent"`
		Passages []qdeSelection `xml:"PlainTextSelection"`
		Coded    []qdeCoding    `xml:"Coding"`
		Notes    []qdeRef       `xml:"NoteRef"`
		Values   []qdeValue     `xml:"VariableValue"`
	}
	qdeSelection struct {
		GUID        string      `xml:"guid,attr"`
		Name        string      `xml:"name,attr,omitempty"`
		Start       int         `xml:"startPosition,attr"`
		End         int         `xml:"endPosition,attr"`
		User        string      `xml:"creatingUser,attr,omitempty"`
		At          string      `xml:"creationDateTime,attr,omitempty"`
		Description string      `xml:"Description,omitempty"`
		Coded       []qdeCoding `xml:"Coding"`
		Notes       []qdeRef    `xml:"NoteRef"`
	}
	qdeCoding struct {
		GUID  string   `xml:"guid,attr"`
		User  string   `xml:"creatingUser,attr,omitempty"`
		At    string   `xml:"creationDateTime,attr,omitempty"`
		Code  qdeRef   `xml:"CodeRef"`
		Notes []qdeRef `xml:"NoteRef"`
	}
	qdePDF struct {
		GUID     string      `xml:"guid,attr"`
		Name     string      `xml:"name,attr"`
		Passages []struct{}  `xml:"PDFSelection"`
		Text     *qdeText    `xml:"Representation"`
		Coded    []qdeCoding `xml:"Coding"`
	}
	qdeMedia struct {
		Name        string          `xml:"name,attr"`
		Description *qdeText        `xml:"TextDescription"`
		Transcripts []qdeTranscript `xml:"Transcript"`
		Pictures    []struct{}      `xml:"PictureSelection"`
		Sounds      []struct{}      `xml:"AudioSelection"`
		Films       []struct{}      `xml:"VideoSelection"`
	}
	qdeTranscript struct {
		GUID    string     `xml:"guid,attr"`
		Name    string     `xml:"name,attr"`
		Plain   string     `xml:"plainTextPath,attr"`
		Content *string    `xml:"PlainTextContent"`
		Points  []qdePoint `xml:"SyncPoint"`
		Passage []struct {
			GUID  string      `xml:"guid,attr"`
			From  string      `xml:"fromSyncPoint,attr"`
			To    string      `xml:"toSyncPoint,attr"`
			Coded []qdeCoding `xml:"Coding"`
			Notes []qdeRef    `xml:"NoteRef"`
		} `xml:"TranscriptSelection"`
		Notes []qdeRef `xml:"NoteRef"`
	}
	qdePoint struct {
		GUID     string `xml:"guid,attr"`
		Position *int   `xml:"position,attr"`
	}
	qdeNotes struct {
		Note []qdeText `xml:"Note"`
	}
	qdeSets struct {
		Set []qdeSet `xml:"Set"`
	}
	qdeSet struct {
		GUID    string   `xml:"guid,attr"`
		Name    string   `xml:"name,attr"`
		Codes   []qdeRef `xml:"MemberCode"`
		Sources []qdeRef `xml:"MemberSource"`
	}
	qdeLinks struct {
		Link []struct{} `xml:"Link"`
	}
	qdeGraphs struct {
		Graph []struct{} `xml:"Graph"`
	}
	qdeRef struct {
		Target string `xml:"targetGUID,attr"`
	}
)
