"""The grammar of Chinese time expressions, as patterns anchored at their first characters.

Patterns are composed of the fragments below and name only what the guideline calls TIME. A lookahead
after a unit keeps out words that merely begin like it (``年级``, ``日均``, ``月球``).
"""

from annot.annotate.time_words import alternatives

__all__ = [
    "CENTURY",
    "CLOCK",
    "CLOCK_RANGE",
    "DATE",
    "DAY",
    "DAY_NUMBER",
    "DAY_TAIL",
    "DECADE",
    "DIGITAL_CLOCK",
    "DIGITS",
    "DURATION",
    "EVENT",
    "FESTIVAL",
    "FIRST",
    "IN_MONTH",
    "ISO_DATE",
    "LONE_EDGE",
    "LUNAR",
    "MONTH",
    "MONTHS",
    "NAMED",
    "NUMERALS",
    "OFFICE_HOURS",
    "ORDINAL",
    "PACKED_DATE",
    "PART_OF_DAY",
    "PLAN",
    "POINT",
    "QUARTER",
    "RANGE_END",
    "SPACE",
    "TAIL",
    "TO",
    "TOWARDS",
    "YEARLY",
    "YEARS",
]

DIGITS = "0123456789"
NUMERALS = "〇○零一二两三四五六七八九十百半数几"
SPACE = r"[ \u00a0\u3000]?"
TO = rf"{SPACE}(?:至|到|－|─|—{{1,2}}|-{{1,2}}|–|~|～){SPACE}"
NOT_NUMBER = r"(?![0-9一二三四五六七八九十])"

# Years 1500 to 2199: older ones do not occur in policy text, and 3400年 is a duration.
YEAR_NUMBER = r"(?:(?:1[5-9]|2[01])[0-9]{2}|[一二][〇○零九八七六][〇○零一二三四五六七八九]{2})"
YEAR = rf"{YEAR_NUMBER}{SPACE}年(?:度|份)?(?!代|级|轻|龄)"
# School years and seasons of snow, sugar and heating lie across two years.
SPAN_OF_TWO = "(?:学年度?|雪季|榨季|采暖季|供暖季)"
YEARS = (
    rf"{YEAR_NUMBER}(?:{SPACE}(?:{TO}|[、和与及]){YEAR_NUMBER}){{1,5}}{SPACE}"
    rf"(?:年(?:秋冬季|冬春季|度|份)?|{SPAN_OF_TWO})"
)
NAMED_YEAR = (
    r"(?:(?<!当)今年|(?<!过)去年|(?<![目以之提日])前年|(?<![文说表证])明年|(?<![以之产成投运用建])后年|本年度?"
    r"|(?<![以之])上(?:一年度?|年度?)|下一年度?|(?<!每)当年|(?<![不相])同年|次年|翌年|全年)(?!代|级|轻|龄|均)"
)
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
MONTH = rf"{MONTH_NUMBER}{SPACE}月份?(?!球|亮|饼|薪|均|嫂|票|租|龄|三(?![日号十]))"
MONTHS = rf"{MONTH_NUMBER}(?:月份?)?(?:{TO}|[、和与及]){MONTH}"
ONES = "[一二三四五六七八九]"
DAY_NUMBER = rf"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十{ONES}?|十{ONES}?|{ONES})"
NOT_DAY = r"(?!线|楼|均|产|报(?!名|到|送|告|价|道|考))"
DAY = rf"{DAY_NUMBER}{SPACE}日{NOT_DAY}(?!元|企|资|本|常|照|化|语|游|千里|之|为|三餐|内|以内)"
MONTH_DAY = rf"{DAY_NUMBER}{SPACE}[日号]{NOT_DAY}"
WEEKDAY = r"[（(]?(?:周|星期|礼拜)[一二三四五六日天][）)]?"
PART_OF_DAY = r"(?:上午|下午|凌晨|清晨|早上|早晨|中午|傍晚|晚上|晚间|夜间|深夜|晚|早)"
HOUR = r"(?:零|2[0-4]|1[0-9]|0?[0-9]|十[一二]?|[一二三四五六七八九])"
DIGITAL_CLOCK = r"(?<![0-9.:：])(?:2[0-4]|1[0-9]|0?[0-9])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:：]|\.[0-9])"
CLOCK = rf"(?:{HOUR}{SPACE}(?:时|点)(?:[0-5]?[0-9]分|半|整)?许?|{DIGITAL_CLOCK})"
TIME_OF_DAY = rf"{SPACE}(?:{PART_OF_DAY}(?:{SPACE}{CLOCK})?|{CLOCK})"
CLOCK_RANGE = rf"(?:{TO}(?:{PART_OF_DAY})?{CLOCK})?"
DAY_TAIL = rf"(?:{WEEKDAY})?(?:{TIME_OF_DAY}{CLOCK_RANGE})?"
IN_MONTH = (
    rf"(?:{SPACE}(?:(?:{DAY_NUMBER}(?:{TO}|[、和]))?{MONTH_DAY}{DAY_TAIL}"
    r"|[上中下]{1,2}旬|第[1-5一二三四五]周(?![年期岁])|当月(?!度)|[初底末](?!次|级|步)))?"
)

SMALL = r"(?:[0-9]{1,2}|[一二两三四五六七八九]|十[一二]?)"
QUARTER = (
    r"(?:(?:第?[一二三四1-4](?:[、和至—-][二三四2-4])?|首)季度|第[一二三四]季(?![度节候稻])|首[二三两]季|首季)"
    r"(?:[初末](?![步期始级次端]))?"
)
FIRST = rf"(?<!提)[前头]{SMALL}个?(?:月|季度)"
HOLIDAY = r"(?:(?:小?长假|假期|黄金周)?(?:期间|前夕|前后|当天|当日)|(?:小?长假|假期|黄金周)[前后]|小?长假|假期|黄金周)"
AFTER_HOLIDAY = r"(?:过后|(?:上班|复工|假期|放假)?[前后](?:第[一二三四五六七八九十]天)?)"
FESTIVAL = (
    rf"(?:(?:{alternatives('festival')})(?!联欢|晚会|文化|档|消费|习俗|路|街)(?:{HOLIDAY}|{AFTER_HOLIDAY})?"
    rf"|(?:{alternatives('holiday')}){HOLIDAY}|小?长假期间)"
)
SEASON = r"(?:(?:[春夏秋冬](?:季|天)|秋冬季|冬春季|春夏季)(?!赛))"
EDGE = r"(?:年?[初底末](?!次|级|步)|年中(?!国|央|心))"
WITHIN_YEAR = r"(?:内(?!部|外|容|地|蒙|陆|需|资)|同期|全年)"
WEEK_OF_YEAR = r"第[0-9]{1,2}周(?![年期岁])"
PART_OF_YEAR = (
    rf"(?:{WEEK_OF_YEAR}|[上下]半年|{FIRST}|{QUARTER}|{MONTHS}|{MONTH}{IN_MONTH}|{FESTIVAL}|{SEASON}|{WITHIN_YEAR}"
    rf"|{EDGE})"
)
DATE = rf"(?:{YEAR}|{NAMED_YEAR})(?:{SPACE}{PART_OF_YEAR}|(?:国庆|中秋|端午|清明|五一|“五一”)(?!节|[0-9]))?"

SINCE = (
    r"(?:以来|来(?!自|到|看|临|年|华)|至今|以后|之后|后(?!备|续|勤|期|方|来|台|端|劲|疫|[0-9一二三四五六七八九十])|以前|之前|前后"
    r"|前(?!期|来|往|列|沿|端|景|瞻|进|提|移|三|[0-9一二四五六七八九十])|期间|时期|间(?!接|隔|断)|内(?!部|外|容|地|蒙|陆|需|资))"
)
TAIL = rf"(?:{SINCE}|[\u4e00-\u9fff]{{1,6}}?以来)?"
END = rf"(?:{DATE}|{MONTH}{IN_MONTH}|{DAY}{DAY_TAIL}|{PART_OF_YEAR})"
RANGE_END = rf"(?:{TO}{END})?{TAIL}"
ISO_DATE = r"(?:19|20)[0-9]{2}([-/.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12][0-9]|0?[1-9])(?![0-9./-])"
PACKED_DATE = r"(?:19|20)[0-9]{2}(?:1[0-2]|0[1-9])(?:3[01]|[12][0-9]|0[1-9])(?= ?[0-2][0-9][:：])"
DECADE = r"(?:[1-9]0|[二三四五六七八九]{1,2}十)年代(?:[初末]|[前后中]期|中后期)?"
CENTURY = rf"(?:1[5-9]|2[01]|十[五六七八九]|二十一?|[上本])世纪(?:{DECADE}|[初末]|中叶|[前后]期)?(?!海上丝绸之路)"

PLAN_NUMBER = r"(?:十[一二三四五六七八九]?|[一二三四五六七八九])五"
PLAN_TAIL = r"(?:期间|时期|以来|初期|前期|中期|中后期|后期|[初末])"
# A quoted plan before 规划 or 纲要 is the name of a policy, not a time.
PLAN = (
    rf"(?:[“‘\"]{PLAN_NUMBER}[”’\"](?:{PLAN_TAIL}|(?![^，。；、：:,;.!？”\n]{{0,12}}(?:规划|纲要|计划)))"
    rf"|{PLAN_NUMBER}{PLAN_TAIL})"
)

NOT_SPAN_OF_YEARS = (
    r"(?!级|制|四季|到头|比一年|接着|又一年|期(?!间)|[^，。；、：,;“\n]{0,2}(?:行动|计划|规划|攻坚|会战|方案)|磨|树|如一|一遇|一度|之计|之交|代|轻|龄"
    r"|均|产|薪|货|终|检|审|鉴|历(?!史)|限|老店|老字号|品牌|企业|名校|大计|未有|一贯|禁渔|生|义务教育|变局|(?<=一年)(?:一[个次届变]|上一))"
)
NOT_SPAN_OF_DAYS = r"(?!猫|次|之(?!内)|天|比|园|酒店|连锁|津|河|府|台|然|下|空|体|线|性)"
COUNT = r"(?:(?<!\.)[0-9]{1,4}(?:\.[0-9])?|[一二两三四五六七八九十百半]{1,5})[多余几]?"
COUNTS = rf"{COUNT}(?:{TO}{COUNT})?"
# Hours with a decimal are measured (通关时间28.6小时), whole ones are a term (24小时内).
UNIT = (
    rf"(?:年{NOT_SPAN_OF_YEARS}|个半?[多余]?月(?!球|亮|饼|均)|(?:(?<!半)天|天(?=时间|之?内)){NOT_SPAN_OF_DAYS}"
    r"|(?<!\.[0-9])(?<!\.[0-9][0-9])个?小时(?!服务热线|便利|客服|自助|热线|工作制|.{0,2}圈|的?车程|高铁|航程|直达|可达|通达|到(?!账|期)|抵达)"
    r"|个?(?:星期|周|世纪|季度|昼夜)(?!年|期|边|岁|转|海上丝))"
)
SHORT_UNIT = r"(?:个工作日|(?:分钟|秒钟?|工作日|日)(?=(?:之|以)?内))"
MORE = r"(?:[多余半](?!样|种|个|家|数|元))?"
WITHIN = (
    r"(?:(?:之|以)?内(?!部|外|容|地|蒙|陆|需|资)|以来|来(?!自|到|看|临|年)|间(?!接|隔|断)|里(?!程)|期间|时间里|以上|左右"
    rf"|[之以]?[前后](?!备|续|勤|期|方|来|台|端|劲|往|列|沿|景|瞻|进|提){NOT_NUMBER})?"
)
DURATION = rf"{COUNTS}{SPACE}(?:{UNIT}|{SHORT_UNIT}){MORE}{WITHIN}"
TOWARDS = rf"(?:过去|(?<!由)过去的|未来|今后|最近|近|(?<!提)[前头]|(?<![最以])后){COUNTS}(?:{UNIT}){MORE}{WITHIN}"
ORDINAL = rf"第[0-9一二三四五六七八九十]{{1,3}}(?:年{NOT_SPAN_OF_YEARS}|天{NOT_SPAN_OF_DAYS}|个月)"

# 昨（14）日: the day stands in brackets within the word.
DATED_DAY = r"(?:[昨今明前](?:（[0-9]{1,2}）|\([0-9]{1,2}\))[日天])"
NAMED_DAY = (
    rf"(?:{DATED_DAY}|(?:{alternatives('day')})(?!头条|性)|(?:当天|当日(?!办结|往返|达)|当晚|次日(?!达)|翌日|同日))"
    rf"(?:{TIME_OF_DAY})?"
)
NAMED_MONTH = rf"(?:{alternatives('month')}|当月|次月|同月)(?!台|球)(?:{MONTH_DAY}{DAY_TAIL}|[上中下]旬|[初底末])?"
NAMED_WEEK = rf"(?:{alternatives('week')})(?!年|边|期)[一二三四五六日末]?"
NAMED_SPAN = (
    rf"(?:{alternatives('quarter')}|当季|[本上下]{SPAN_OF_TWO}|今冬明春|今明两年|明后两年|[今去][春夏秋冬](?!眠))"
)
NAMED = rf"(?:{NAMED_DAY}|{NAMED_MONTH}|{NAMED_WEEK}|{NAMED_SPAN})"
NOT_AFTER_COUNT = "(?<![0-9多几数每历近半一二两三四五六七八九十来去大学])"
EDGE_OF_YEAR = rf"{NOT_AFTER_COUNT}年(?:[底末初]|内(?!部|外))"
LONE_EDGE = rf"(?:岁末年初|年末岁初|{EDGE_OF_YEAR}|(?<![0-9个正腊])月[底末初])(?:(?:之|以)?前|以来)?"
OPENINGS = "(?:开航|开通|开园|开业|通车|投产|投运|复工|运营|开工|入汛|入夏|入冬)"
CONGRESS = r"党的[一二三四五六七八九十]{1,4}(?:大|届[一二三四五六七]中全会)"
EVENT = (
    rf"(?:(?:{alternatives('event')}|{CONGRESS})(?:以来|之前|之后|以后)"
    rf"|{OPENINGS}以来|复工第[一二三四五六七八九十]天)"
)

POINT = rf"(?:{DATE}|{MONTHS}|{MONTH}{IN_MONTH}|{DAY}{DAY_TAIL}|{NAMED}|{PLAN}|{CENTURY}|{PART_OF_YEAR}|{LONE_EDGE})"

LUNAR_DAY = r"(?:初[一二三四五六七八九十]|十[一二三四五六七八九]|二十[一二三四五六七八九]?|廿[一二三四五六七八九]|三十)"
LUNAR = rf"(?:(?:农历(?:[正冬腊]|{MONTH_NUMBER})月|[正腊]月){LUNAR_DAY}?|大年{LUNAR_DAY})"
WEEKDAYS = rf"(?:工作日|(?:周|星期)[一二三四五六日](?:{TO}(?:周|星期)?[一二三四五六日])?)"
OFFICE_HOURS = rf"{WEEKDAYS}{SPACE}(?:{PART_OF_DAY})?{CLOCK}{CLOCK_RANGE}"
# 每年 is a time only where a figure is counted by it: one stands in the same clause.
NEXT_YEAR = "(?:次年|翌年)?"
YEARLY = (
    rf"每(?:年(?:{MONTHS}|{MONTH}{IN_MONTH})(?:{TO}{NEXT_YEAR}{MONTH}{IN_MONTH})?前?(?!后)|月{DAY_NUMBER}日前)"
    r"|每(?:年(?!级|龄|代|轻)|月|周(?!刊|报)|[日天](?!报|网|经济|[\u4e00-\u9fff]{2}网))"
    r"(?=[^，,。；;！？!?\n]{0,20}?[0-9][0-9.]*[^0-9年月日.])"
)
