package intaketest

// sightCodings are coded passages as tables, a passage a row, as the programs for coding write them and as teams keep
// them by hand. Codes are those of the starter codebook, by title, by number or below the names of a tree.
func sightCodings() []Sight {
	return []Sight{
		{Name: "german maxqda segments", File: "Codierte Segmente.xlsx", Codings: 4,
			Cols:  "Dokumentname=interview; Code=code; Segment=verbatim; Bearbeitet von=coder; Kommentar=note/ignore",
			Codes: "EVA-05 COM-01 DEC-05 COM-01",
			Text: `
== Codierte Segmente
Farbe | Kommentar | Dokumentgruppe | Dokumentname | Code | Anfang | Ende | Gewicht | Segment | Bearbeitet von | Bearbeitet am | Fläche | Abdeckungsgrad %
● | | Welle 1 | G-01 | Fit and proof > Demonstration | 12 | 12 | 0 | Die Vorführung mit unseren eigenen Daten. | RO | 12.03.2026 10:14 | 41 | 1,20
● | | Welle 1 | G-02 | Proposal > Timing of the proposal | 8 | 8 | 0 | Das Angebot kam zu spät. | RO | 12.03.2026 10:20 | 24 | 0,80
● | nachfragen | Welle 1 | G-03 | Consensus > Incumbent or prior tie | 15 | 16 | 0 | Wir kannten den anderen seit Jahren. | IV | 13.03.2026 09:01 | 36 | 1,02
● | | Welle 1 | G-04 | Proposal > Timing of the proposal | 3 | 3 | 0 | Vier Wochen auf ein Angebot gewartet. | IV | 13.03.2026 09:14 | 37 | 1,10
`},
		{Name: "english maxqda segments", File: "Retrieved Segments.csv", Comma: '\t', Encoding: "utf-16", Codings: 3,
			Cols:  "Document name=interview; Code=code; Segment=verbatim; Author=coder",
			Codes: "DIS-02 NEG-01 DEC-01",
			Text: `
Color | Comment | Document group | Document name | Code | Begin | End | Weight score | Segment | Author | Creation date | Area | Coverage %
● | | Lost | Int 07 | Discovery\\Listening | 4 | 4 | 0 | They talked for forty minutes and asked nothing. | ruth | 3/12/2026 10:14:00 AM | 48 | 2.10
● | | Lost | Int 07 | Negotiation\\Price against value | 9 | 9 | 0 | It was not dear, it was dear for what it did. | ruth | 3/12/2026 10:16:00 AM | 45 | 2.00
● | | Won | Int 09 | Consensus\\Stakeholder support | 11 | 12 | 0 | Our warehouse people wanted it from the first day. | ian | 3/13/2026 09:16:00 AM | 50 | 2.40
`},
		{Name: "atlas.ti quotations", File: "Quotation Manager.xlsx", Codings: 4,
			Cols:  "Document=interview; Quotation Content=verbatim; Codes=code; Created by=coder; Comment=note/ignore",
			Codes: "DIS-05 COM-01 TRG-01 EVA-07",
			Text: `
== Quotations
ID | Quotation Name | Document | Document Groups | Quotation Content | Comment | Codes | Reference | Density | Created by | Modified by | Created | Modified
1:1 | Nobody came back | Interview 12 | Lost | Nobody came back to us for two weeks, and then the offer came late. | | Responsiveness and follow-through\nTiming of the proposal | ¶ 14 | 2 | Ruth | Ruth | 12/03/2026 10:14 | 12/03/2026 10:14
1:2 | A rule | Interview 12 | Lost | A new rule came in that spring. | check | Compelling reason to change | ¶ 2 | 1 | Ruth | Ian | 12/03/2026 10:15 | 13/03/2026 10:14
2:1 | Three calls | Interview 13 | Won | We called three of their customers. | | References and proof | ¶ 21 | 1 | Ian | Ian | 13/03/2026 11:14 | 13/03/2026 11:14
`},
		{Name: "nvivo coding summary", File: "Coding Summary by File.xlsx", Codings: 3,
			Cols:  "File Name=interview; Hierarchical Name=code/ignore; Code=code; Coded Text=verbatim; Coded By Initials=coder",
			Codes: "EVA-03 EVA-03 DEC-04",
			Text: `
== Coding Summary By File
Coding Summary By File
Win-loss 2026
13/03/2026 16:20

File Name | Classification | Code | Hierarchical Name | Coverage | Number Of Coding References | Reference Number | Coded By Initials | Modified On | Coded Text
Files\\Interview 21 | Buyer | Technical fit and integration | Codes\\Fit\\Technical fit and integration | 0.0121 | 2 | 1 | RO | 12/03/2026 10:14 | It had to talk to our till system and did not.
Files\\Interview 21 | Buyer | Technical fit and integration | Codes\\Fit\\Technical fit and integration | 0.0121 | 2 | 2 | RO | 12/03/2026 10:19 | Two of our three interfaces were missing.
Files\\Interview 22 | Buyer | Fear of delivery risk | Codes\\Decision\\Fear of delivery risk | 0.0202 | 1 | 1 | IV | 13/03/2026 09:14 | I saw myself explaining a failed move to the board.
`},
		{Name: "dedoose excerpts", File: "DedooseChartExcerpts.xlsx", Codings: 4,
			Cols:  "Excerpt Copy=verbatim; Codes Applied Combined=code; Resource Title=interview; Excerpt Creator=coder",
			Codes: "NEG-03 NEG-04 EVA-02 DIS-06",
			Text: `
== Excerpts
Excerpt Copy | Codes Applied Combined | Resource Creator | Resource Date | Resource Title | Excerpt Creator | Excerpt Date | Excerpt Range | Code: Ease of use Applied | Code: Terms and flexibility Applied
The notice period would not move, and the man was rude about it. | Terms and flexibility, Negotiating manner | ruth | 3/2/2026 | Interview 31 | ruth | 3/9/2026 | 1201-1266 | FALSE | TRUE
Our oldest foreman had it running in an hour. | Ease of use | ruth | 3/2/2026 | Interview 31 | ruth | 3/9/2026 | 2210-2255 | TRUE | FALSE
He told us what it would not do. | Trust and candour | ruth | 3/4/2026 | Interview 32 | ian | 3/10/2026 | 88-120 | FALSE | FALSE
`},
		{Name: "qualcoder report", File: "Coding_report.csv", Codings: 3,
			Cols:  "File=interview; Coder=coder; Coded=verbatim; Codename=code; Memo=note/ignore",
			Codes: "LEA-02 LEA-04 EXP-01",
			Text: `
File | Coder | Coded | Id | Codename | Coded_Memo | Category | Pos0 | Pos1 | Memo
Interview 41 | ruth | Nobody rang for nine days after the fair. | 1 | Speed of first response | | Hand-off | 120 | 161 | 
Interview 41 | ruth | After one mail it went quiet. | 2 | Dropped without nurture | | Hand-off | 300 | 329 | 
Interview 42 | ian | I had never heard the name before. | 3 | Awareness and reputation | | Learning | 12 | 46 | 
`},
		{Name: "spanish codings by hand", File: "Citas codificadas.xlsx", Codings: 3,
			Cols:  "Entrevista=interview; Cita textual=verbatim; Código asignado=code; Valoración=polarity; Codificador=coder; Peso=weight",
			Codes: "NEG-01 COM-01 DIS-02",
			Text: `
== Citas
Entrevista | Cita textual | Código asignado | Valoración | Peso | Codificador
E1 | No era caro, era caro para lo que hacía. | NEG-01 | negativa | decisivo | RO
E2 | La propuesta llegó tres semanas tarde. | COM-01 | negativa | contribuyó | RO
E2 | Nos escucharon antes de hablar. | DIS-02 | positiva | mencionado | IV
`},
		{Name: "french codings by hand", File: "Verbatims codés.csv", Comma: ';', Encoding: "bom", Codings: 3,
			Cols:  "Entretien n°=interview; Verbatim=verbatim; Code attribué=code; Tonalité=polarity; Codé par=coder; Citable=clearance",
			Codes: "EVA-07 TRG-03 DEC-02",
			Text: `
Entretien n° | Verbatim | Code attribué | Tonalité | Codé par | Citable
1 | Nous avons appelé trois de leurs clients. | EVA-07 | positif | RO | oui
2 | Il n'y avait rien au budget cette année-là. | TRG-03 | négatif | RO | non
3 | Notre chef d'atelier ne l'a pas défendu. | DEC-02 | négatif | IV | oui
`},
		{Name: "dutch codings by hand", File: "Gecodeerde citaten.csv", Comma: ';', Codings: 3,
			Cols:  "Gesprek=interview; Citaat=verbatim; Code=code; Positief of negatief=polarity; Codeur=coder; Over wie=about",
			Codes: "EVA-05 DIS-05 DEC-08",
			Text: `
Gesprek | Citaat | Code | Positief of negatief | Over wie | Codeur
G1 | De demo liep op onze eigen gegevens. | EVA-05 | positief | ons | RO
G2 | Twee weken hoorden we niets. | DIS-05 | negatief | ons | RO
G3 | De ander was er elke week. | DEC-08 | negatief | concurrent | IV
`},
		{Name: "dovetail highlights", File: "highlights.csv", Codings: 3,
			Cols:  "Note title=interview; Highlight=verbatim; Tags=code; Highlight author=coder; Highlight URL=ignore/contact",
			Codes: "DIS-08 COM-03 NEG-02",
			Text: `
Highlight ID | Highlight | Tags | Note title | Note ID | Project | Highlight author | Highlight created at | Highlight URL
1a2b3c | We asked for an engineer and got one the next day. | Right people brought in | Interview 51 | n-51 | Win-loss 2026 | Ruth Oakden | 2026-03-12T10:14:00Z | https://research.example/h/1a2b3c
1a2b3d | Our finance lead could not add it up. | Business case | Interview 51 | n-51 | Win-loss 2026 | Ruth Oakden | 2026-03-12T10:16:00Z | https://research.example/h/1a2b3d
1a2b3e | Nobody could tell us what a seat was. | Pricing model and clarity | Interview 52 | n-52 | Win-loss 2026 | Ian Vale | 2026-03-12T11:14:00Z | https://research.example/h/1a2b3e
`},
	}
}
