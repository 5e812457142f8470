package intaketest

// surveys are exports of survey tools.
func surveys() []maker {
	return []maker{
		{Layout: Layout{Name: "surveymonkey", Kind: "per_interview", Answers: 3, Fields: "interview ignore ignore date contact email first_name last_name contact answer answer answer answer answer closed"},
			head: "RespondentID | CollectorID | StartDate | EndDate | IP Address | Email Address | First Name | Last Name | Custom Data | What made you look for a new supplier? | Which of these did you look at? Please select all that apply. | | | | How likely are you to recommend us? // | | | | | | | | | Open-Ended Response | Corvina | Plannable | Torvex | Other (please specify) | Response",
			row:  "11{n} | 77 | {d:01/02/2006 15;04;05} | {d:01/02/2006 15;04;05} | {ip} | {e} | {f} | {l} | | {say} | {pick:Corvina//Corvina} | {pick:/Plannable/Plannable} | {pick:Torvex/Torvex/} | | {pick:7/9}"},
		{Layout: Layout{Name: "surveymonkey with early dates", Kind: "per_interview", Fields: "interview ignore date contact answer"},
			head: "Respondent ID | StartDate | EndDate | IP Address | What felt risky about going ahead? // | | | | Open-Ended Response",
			row:  "11{n} | {amb:01/02/2006 15;04;05} | {amb:01/02/2006 15;04;05} | {ip} | {say}"},
		{Layout: Layout{Name: "qualtrics", Kind: "per_interview", Answers: 2, Fields: "ignore date ignore contact ignore ignore ignore ignore interview last_name first_name email deal contact contact ignore ignore closed answer"},
			head: "StartDate | EndDate | Status | IPAddress | Progress | Duration (in seconds) | Finished | RecordedDate | ResponseId | RecipientLastName | RecipientFirstName | RecipientEmail | ExternalReference | LocationLatitude | LocationLongitude | DistributionChannel | UserLanguage | Q1 | Q2 // Start Date | End Date | Response Type | IP Address | Progress | Duration (in seconds) | Finished | Recorded Date | Response ID | Recipient Last Name | Recipient First Name | Recipient Email | External Data Reference | Location Latitude | Location Longitude | Distribution Channel | User Language | How satisfied were you? | What decided it for you? // " +
				`{"ImportId":"startDate"} | {"ImportId":"endDate"} | {"ImportId":"status"} | {"ImportId":"ipAddress"} | {"ImportId":"progress"} | {"ImportId":"duration"} | {"ImportId":"finished"} | {"ImportId":"recordedDate"} | {"ImportId":"_recordId"} | {"ImportId":"recipientLastName"} | {"ImportId":"recipientFirstName"} | {"ImportId":"recipientEmail"} | {"ImportId":"externalDataReference"} | {"ImportId":"locationLatitude"} | {"ImportId":"locationLongitude"} | {"ImportId":"distributionChannel"} | {"ImportId":"userLanguage"} | {"ImportId":"QID1"} | {"ImportId":"QID2_TEXT"}`,
			row: "{d:2006-01-02 15;04;05} | {d:2006-01-02 15;04;05} | 0 | {ip} | 100 | 38 | 1 | {d:2006-01-02 15;04;05} | R_{n}Yx | {l} | {f} | {e} | {s15:006} | {lat} | 7.23 | anonymous | EN | {pick:2/4} | {say}"},
		{Layout: Layout{Name: "qualtrics several choices", Kind: "per_interview", Answers: 2, Fields: "ignore date interview email answer answer answer answer"},
			head: `StartDate | EndDate | ResponseId | RecipientEmail | Q3_1 | Q3_2 | Q3_3 | Q4 // Start Date | End Date | Response ID | Recipient Email | Which of these counted? - Selected Choice - Price | Which of these counted? - Selected Choice - References | Which of these counted? - Selected Choice - Timing | What else? // {"ImportId":"startDate"} | {"ImportId":"endDate"} | {"ImportId":"_recordId"} | {"ImportId":"recipientEmail"} | {"ImportId":"QID3_1"} | {"ImportId":"QID3_2"} | {"ImportId":"QID3_3"} | {"ImportId":"QID4_TEXT"}`,
			row:  "{d:2006-01-02 15;04;05} | {d:2006-01-02 15;04;05} | R_{n}Yz | {e} | {pick:Price//Price} | {pick:/References/References} | {pick:Timing/} | {say}"},
		{Layout: Layout{Name: "qualtrics legacy", Kind: "per_interview", Header: 1, encoding: "bom", Fields: "interview ignore name deal email contact ignore ignore date ignore closed answer contact contact"},
			head: "V1 | V2 | V3 | V4 | V5 | V6 | V7 | V8 | V9 | V10 | Q1 | Q2 | LocationLatitude | LocationLongitude // ResponseID | ResponseSet | Name | ExternalDataReference | EmailAddress | IPAddress | Status | StartDate | EndDate | Finished | How satisfied were you? | What decided it for you? | LocationLatitude | LocationLongitude",
			row:  "R_{n}Q | Default | {p} | {s15:006} | {e} | {ip} | 0 | {d:2006-01-02 15;04;05} | {d:2006-01-02 15;04;05} | 1 | {pick:2/4} | {say} | {lat} | 7.2"},
		{Layout: Layout{Name: "typeform new", Kind: "per_interview", Answers: 3, Fields: "ignore answer answer closed ignore ignore date interview ignore"},
			head: "# | What made you look for a new supplier? | Which of these counted for you? | How likely are you to recommend us? | Response Type | Start Date (UTC) | Submit Date (UTC) | Network ID | Tags",
			row:  "a{n}b | {say} | {pick:Price, References/Timing/Price, Timing} | {pick:7/9} | completed | {d:2006-01-02 15;04;05} | {d:2006-01-02 15;04;05} | 8f{n} | "},
		{Layout: Layout{Name: "typeform old", Kind: "per_interview", Answers: 2, Fields: "ignore answer answer answer answer ignore date interview"},
			head: "# | What made you look for a new supplier? | Price | References | Timing | Start Date (UTC) | Submit Date (UTC) | Network ID",
			row:  "a{n}b | {say} | {pick:Price/Price/} | {pick:References//References} | {pick:/Timing/Timing} | {d:2006-01-02 15;04;05} | {d:2006-01-02 15;04;05} | 8f{n}"},
		{Layout: Layout{Name: "google forms", Kind: "per_interview", Answers: 3, Fields: "date email name organisation answer answer closed"},
			head: "Timestamp | Email Address | Your name | Company | What made you look for a new supplier? | Which of these counted for you? | How likely are you to recommend us?",
			row:  "{d:1/2/2006 15;04;05} | {e} | {p} | {c} | {say} | {pick:Price, References/Timing/Price, Timing} | {pick:7/9}"},
		{Layout: Layout{Name: "google forms grid", Kind: "per_interview", Answers: 3, Fields: "date email closed closed answer"},
			head: "Timestamp | Username | How did we do? [Speed] | How did we do? [Price] | Is there anything else you would like to tell us?",
			row:  "{d:2006/01/02 3;04;05 PM GMT+1} | {e} | {pick:Good/Bad} | {pick:Bad/Good/Good} | {say}"},
		{Layout: Layout{Name: "microsoft forms", Kind: "per_interview", Answers: 2, Fields: "interview ignore date email name answer answer"}, workbook: true,
			head: "ID | Start time | Completion time | Email | Name | Which of these counted for you? | What would have changed your mind?",
			row:  "{n} | {d:cell} | {d:cell} | {e} | {p} | {pick:Price;References;/Timing;/Price;Timing;} | {say}"},
		{Layout: Layout{Name: "microsoft forms in german", Kind: "per_interview", Fields: "interview ignore date email name answer answer"}, workbook: true,
			head: "ID | Startzeit | Fertigstellungszeit | E-Mail | Name | Was hat für Sie gezählt? | Was hätte Ihre Meinung geändert?",
			row:  "{n} | {d:cell} | {d:cell} | {e} | {p} | {pick:Preis;Referenzen;/Zeitpunkt;/Preis;Zeitpunkt;} | {say}"},
		{Layout: Layout{Name: "survey of lost buyers by hand", Kind: "per_interview", comma: '|', Fields: "date name title organisation email outcome consent answer answer", File: "lost.csv"},
			head: "Submitted at | Full name | Job title | Company name | Work email | Did you buy from us? | Can we quote you? | Why did you choose them? | What would you tell our sales team?",
			row:  "{d:2006-01-02T15;04;05Z} | {p} | {pick:CFO/CTO} | {c} | {e} | {pick:No, we chose another/Yes} | {pick:yes/no} | {say:a} | {say:ab}"},
	}
}

// All makes every layout.
func All() []Layout {
	var out []Layout
	for _, list := range [][]maker{interviewSheets(), crmExports(), surveys()} {
		for _, m := range list {
			out = append(out, m.make())
		}
	}
	return out
}
