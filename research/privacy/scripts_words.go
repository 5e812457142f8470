package privacy

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// titleWords stand before a name.
var titleWords = sync.OnceValue(func() map[string]bool {
	return signSet("מר גברת גב גב' ד\"ר דר פרופ פרופ' פרופסור אדון הרב האחים " +
		"السيد السيده الاستاذ الاستاذه استاذ استاذه الدكتور الدكتوره دكتور دكتوره المهندس المهندسه مهندس الشيخ الحاج الانسه " +
		"آقای آقا خانم دکتر مهندس جناب سرکار استاد حاج " +
		"श्री श्रीमती सुश्री डॉ डॉक्टर मिस्टर मिस मिसेज प्रोफेसर कुमारी " + thaiTitles + " " +
		"ბატონი ბატონმა ბატონს ქალბატონი ქალბატონმა ექიმი " +
		"አቶ ወይዘሮ ወይዘሪት ዶክተር ዶር ኢንጂነር")
})

// titlesBehind stand behind a name.
var titlesBehind = sync.OnceValue(func() map[string]bool {
	return signSet(japaneseTitles + " " + chineseTitles + " " + koreanTitles + " जी साहब भाई बेन جان خان آقا خانم")
})

// introWords have a name behind them: "my name is", "called".
var introWords = sync.OnceValue(func() map[string]bool {
	return signSet("שמי שמו שמה ששמו ששמה בשם הנקרא הנקראת " +
		"اسمي اسمه اسمها يدعى تدعى المدعو المدعوه واسمه واسمها " +
		"اسمم اسمش " +
		"नाम " +
		"სახელად ስሜ ስሙ ስሟ")
})

// companyWords have a company's name behind them.
var companyWords = sync.OnceValue(func() map[string]bool {
	return signSet("חברת בחברת לחברת מחברת שחברת וחברת קבוצת סטארטאפ " +
		"شركه بشركه لشركه وشركه مجموعه مؤسسه مصرف بنك " +
		"شرکت گروه هلدینگ " +
		"บริษัท บจก. บมจ. หจก. " +
		"კომპანია ኩባንያ")
})

// legalWords are no part of what a company is called.
var legalWords = sync.OnceValue(func() map[string]bool {
	return signSet("חברת קבוצת בע\"מ בעמ שותפות شركه مؤسسه مجموعه المحدوده محدوده ذمم شمم ش م ذ مساهمه شرکت گروه سهامی خاص عام هلدینگ " +
		"บริษัท บจก บมจ หจก จำกัด มหาชน लिमिटेड प्राइवेट प्रा लि कंपनी शपस შპს სს 株式会社 有限会社 合同会社 株 주식회사 유한회사 주 유 有限公司 有限责任公司 股份有限公司 集团")
})

// legalAffixes are legal forms written together with the name, the longest first.
var legalAffixes = sync.OnceValue(func() []string {
	return affixes("株式会社 有限会社 合同会社 股份有限公司 有限责任公司 有限公司 集团公司 集团 公司 주식회사 유한회사 บริษัท จำกัด")
})

// genericAffixes are towns and trades in names written without blanks, the longest first.
var genericAffixes = sync.OnceValue(func() []string {
	return affixes("北京 上海 深圳 广州 杭州 南京 苏州 成都 武汉 重庆 天津 东京 大阪 台湾 台北 香港 中国 日本 " +
		"科技 技术 信息 软件 实业 贸易 电子 网络 银行 物流 制药 医药 食品 机械 重工 能源 化工 制造 工业 商事 电机 产业 制作所 工务店 建设 运输 电气 商店 不动产 物产 股份 控股 投资 咨询 保险 证券 " +
		"製作所 工業 電機 産業 銀行 運輸 電気 不動産 物産 ホールディングス グループ システムズ システム ソフト フーズ " +
		"전자 산업 물산 은행 건설 화학 제약 식품 물류 중공업 기계 정보 기술 소프트 시스템 시스템즈 테크 그룹 증권 생명 보험 홀딩스 " +
		"אלקטרוניקה")
})

// affixes are words as signs, the longest first.
func affixes(words string) []string {
	out := strings.Fields(words)
	for i, w := range out {
		out[i] = signKey(w)
	}
	slices.SortFunc(out, func(a, b string) int { return utf8.RuneCountInString(b) - utf8.RuneCountInString(a) })
	return slices.Compact(out)
}

// generic are words that many companies are called, which mean none alone.
var generic = sync.OnceValue(func() map[string]bool {
	return signSet("בנק מכון משרד תעשיות מפעלי מערכות טכנולוגיות פתרונות שירותי ביטוח קבוצת אחים רשת מרכז " +
		"بنك البنك مصنع مصانع شركات الشركه العربيه الوطنيه الدوليه المتحده العامه مجموعه مكتب مؤسسه مصرف " +
		"بانک صنایع مهندسی فناوری گروه شرکت بازرگانی تولیدی بین المللی " +
		"बैंक भारत भारतीय इंडिया नेशनल इंडस्ट्रीज ธนาคาร ไทย ბანკი ባንክ")
})
