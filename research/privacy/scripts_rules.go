package privacy

import (
	"strings"
	"sync"
)

// What may be attached to a name, and what stands beside one, by writing.

// attached says how letters may be attached to a name in one kind of writing.
type attached struct {
	before map[string]bool // single or together, as they are written in front
	behind map[string]bool // endings and particles
	most   int             // signs of what may stand in front, or behind, at most
	long   int             // a name of as many signs is found anywhere within a word
}

// attachments are those of each writing with blanks between words. All of them as signs.
var attachments = sync.OnceValue(func() (all [writings]attached) {
	all[hebrew] = attached{before: stacks("ו", "ש כש מש לכש", "ב כ ל מ", "ה"), behind: signSet("לה קה לי"), most: 6, long: 4}
	all[arabic] = attached{before: stacks("و ف أ", "ب ك ل س", "ال ل"), behind: signSet("ه ها هم هما هن ي نا ك كم كن كما ا ان ين ون ات ية يه ت تها ته ش م رو را و ام اش مان تان شان ای یی هایی های ست است اند ایم اید یم ید ند هاش هام هات هاشون شون مون تون اينا اینا جان خان"), most: 5, long: 4}
	all[indic] = attached{behind: signSet("जी ने को से का के की में पर तक भी ही जीने जीको जीसे जीका जीके जीकी ला ना नी चा ची चे त हून कडे साठी शी वर ओं यों ों भाई बेन साहब सर मैम"), most: 6, long: 4}
	all[hangul] = attached{behind: particles(), most: 8, long: 3}
	all[georgian] = attached{behind: signSet("მ მა ს ის ით თ ად დ ო ი ა ზე ში თან სთან დან იდან თვის სთვის ისთვის მდე მდის ც მც სც იც აც ის ისგან სგან გან ივით ვით სა"), most: 7, long: 4}
	all[ethiopic] = attached{before: stacks("", "የ ለ በ ከ እ ያ", "ስለ እንደ ወደ"), behind: signSet("ን ም ና ስ ው ዋ ዬ ንም ውን ዋን ምን ንና ና ጋ ጋር"), most: 4, long: 4}
	all[otherCase] = attached{long: 4}
	return all
})

// stacks are all ways to put one of each group behind another, with none of some.
func stacks(groups ...string) map[string]bool {
	all := []string{""}
	for _, g := range groups {
		for _, s := range all {
			for _, p := range strings.Fields(g) {
				all = append(all, s+p)
			}
		}
	}
	return signSet(strings.Join(all, " "))
}

// particles are those of Korean: titles, then what marks the case, one or two of them.
func particles() map[string]bool {
	titles := append(strings.Fields(koreanTitles), "", "이", "네")
	cases := strings.Fields("은 는 이 가 을 를 의 에 에게 에게서 께 께서 한테 한테서 와 과 랑 이랑 하고 도 만 로 으로 부터 까지 처럼 보다 이나 나 라고 이라고 라는 이라는 입니다 이에요 예요 이죠 죠 인데 이고 이며 이었습니다 였습니다 야 아 여 씩 마다 조차 밖에 이든 든지 한테는 에게는 께서는 께서도 한테도 에게도 와는 과는 와도 과도 랑은 까지도 만은 만이 만의 로서 이요 요")
	all := map[string]bool{}
	for _, t := range titles {
		if t != "" {
			all[t] = true
		}
		for _, c := range cases {
			all[t+c] = true
		}
	}
	return all
}

// koreanTitles stand behind a name, with or without a blank.
const koreanTitles = "님 씨 군 양 과장 부장 대리 차장 대표 사장 이사 팀장 상무 전무 회장 실장 주임 사원 교수 박사 선생 선생님 과장님 부장님 대리님 차장님 대표님 사장님 이사님 팀장님 상무님 전무님 회장님 실장님 주임님 교수님 박사님 본부장 본부장님 센터장 센터장님 책임 책임님 선임 선임님 매니저 매니저님 소장 소장님 변호사 변호사님 기자 원장 원장님 형 누나 언니 오빠 여사"

// Titles that stand behind a name in Japanese and Chinese, and in front of one in Thai.
const (
	japaneseTitles = "さん 様 さま 氏 くん 君 ちゃん 殿 先生 社長 副社長 部長 課長 係長 次長 専務 常務 主任 室長 本部長 支店長 所長 工場長 会長 代表 取締役 教授 博士 先輩 主査 店長 リーダー マネージャー"
	chineseTitles  = "先生 女士 小姐 太太 总 經理 经理 老师 工 主任 董 董事长 总经理 总监 教授 博士 医生 处长 科长 部长 局长 院长 校长 主管 组长 老板 师傅 哥 姐 叔 阿姨 同学 同志 律师 副总 工程师 行长 店长 厂长 秘书 助理 顾问"
	thaiTitles     = "คุณ นาย นาง นางสาว น.ส. ดร. พี่ น้อง อาจารย์ หมอ คุณหมอ ผู้จัดการ ท่าน เจ๊ เฮีย ป้า ลุง น้า"
)

// signKey is a text as signs, letters only.
func signKey(text string) string {
	var b strings.Builder
	for _, s := range signsOf(nil, text) {
		if s.r != signSpace && s.r != signEnd {
			b.WriteRune(s.r)
		}
	}
	return b.String()
}

// signSet makes a set of words parted by blanks, as signs.
func signSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		if k := signKey(w); k != "" {
			set[k] = true
		}
	}
	return set
}

// everyday are words that everybody uses all the time and that are somebody's name as well. Alone they are meant as
// a name only where a title stands beside them.
var everyday = sync.OnceValue(func() map[string]bool {
	return signSet("לי שלי שלה שלו עם גם אני הוא היא יש אין כל זה זו או אם מה מי כן לא רק עוד על אל את של בין כי אז פה שם היה הם " +
		"علي عليه عليها عليك عليكم علينا عليهم إلى في من هنا هو هي هم ما لا ان مع عن قد كل بعد قبل هذا هذه ذلك نحن انا كان ليس " +
		"از به با در که این آن را هم من تو او ما شما یک بود است برای تا و یا اگر همه " +
		"में है हैं था थी थे का की के को से ने पर और यह वह हम मैं तो भी ही कि जो एक नहीं बात साथ " +
		"มา ดี ไป ได้ ให้ ที่ ว่า และ ของ ใน มี ไม่ เป็น จะ กับ แล้ว ใหม่ หนึ่ง ก็ นี้ นั้น เขา เรา ผม " +
		"이 그 저 나 우리 수 것 때 더 안 잘 다 또 좀 일 있 없 " +
		"的 是 在 我 有 和 就 不 人 都 一 上 也 很 到 说 要 去 你 会 着 没有 看 好 自己 这 " +
		"これ それ あれ ここ そこ どこ こと もの する いる ある なる から まで です ます した って ない よう とき みな いま")
})
