/// Characters of given names as they were liked in a decade of births: the first of two, the second of two, and alone.
struct GivenNames: Sendable {
    let first: [Character]
    let second: [Character]
    let alone: [Character]
    /// How many of a thousand bear a name of one character.
    let alonePermille: Int

    /// The names of men or women born in a year.
    static func of(male: Bool, year: Int) -> GivenNames {
        let decades = male ? men : women
        let index =
            switch year {
            case ..<1950: 0
            case ..<1970: 1
            case ..<1985: 2
            case ..<2000: 3
            default: 4
            }
        return decades[index]
    }

    private init(_ first: String, _ second: String, _ alone: String, _ alonePermille: Int) {
        self.first = Array(first)
        self.second = Array(second)
        self.alone = Array(alone)
        self.alonePermille = alonePermille
    }

    private static let men = [
        GivenNames("德玉金福长兴永万世振树文广国洪宝春志光正", "山林生海才田贵清元荣堂祥财明发昌富德武成", "福贵祥海山林", 30),
        GivenNames("建国志文学永金德世玉红卫新光春明东正立祖", "国军平华明民生强林东忠清刚新义根荣友成兵", "军强平勇刚伟明兵", 110),
        GivenNames("志建海晓文永小国少伟俊红宏春立明学家云正", "军伟勇强峰波涛辉林斌明平华龙飞刚亮军文杰", "伟勇强军涛超磊波斌辉刚鹏", 260),
        GivenNames("志俊文子嘉泽天浩家宇鹏晓海明建永立少国云", "杰伟龙鹏超飞豪浩宇峰辉强文磊凯华斌林涛健", "磊鹏超杰浩凯帅宇涛旭", 280),
        GivenNames("子浩宇梓俊一嘉泽家天博文思晨奕明佳锦睿铭", "轩宇涵泽豪辰睿阳杰博航昊霖熙然哲瑞晨洋凡", "轩睿昊涵泽", 60),
    ]

    private static let women = [
        GivenNames("秀桂玉淑凤兰素春金翠惠美菊月香彩银贵珍德", "英兰珍芳荣华琴芝云香花梅莲清贞仙凤珠娥秀", "英珍兰秀芳", 30),
        GivenNames("秀桂玉丽小春红淑建海爱凤美国雪金素惠月文", "英兰华芳珍荣琴玲红梅霞云萍香平玉莲敏凤群", "英芳红霞敏玲萍丽", 90),
        GivenNames("丽小海晓红春雪艳玉燕文美爱亚秀建金慧志彩", "芳红丽霞燕娟玲梅敏艳萍娜华平琴静英利君云", "丽艳芳娟敏静霞燕玲娜红", 230),
        GivenNames("晓雪婷文思佳丽静雅小海美嘉梦慧春玉倩晶欣", "婷静雪娟燕丽萍颖敏慧娜莹琳玲芳怡瑶洁霞蓉", "婷静雪颖敏倩慧娜莹洁", 250),
        GivenNames("梓子欣雨诗思佳一语可依嘉若梦紫怡涵雅静艺", "涵萱怡妍彤琪瑶欣雨诺然馨萌悦晗桐琳玥菲洁", "悦妍萱瑶涵", 50),
    ]
}
