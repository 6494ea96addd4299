import Base

/// An employer of the city, made up like everything else.
struct Employer: Sendable {
    let name: String
    let code: String
    /// A code of `employer_kind`.
    let kind: String
    /// A code of `industry`.
    let industry: String
    let posts: [String]
    /// A code of `occupation_group`.
    let occupation: String
}

/// The employers of the city: the same ones whatever the seed.
enum Employers {
    /// Organs, institutions and firms that employ people by contract.
    static let units: [Employer] = make(count: 260, stream: 1, trades: unitTrades)
    /// Where several work at light work with guidance.
    static let workshops: [Employer] = make(
        count: 24, stream: 2, trades: [("残疾人之家", "", "social", "Q", ["手工串珠", "包装折盒", "来料加工"], "6")])
    /// Villages and communities that fund public posts.
    static let publicPosts = ["保洁员", "河道巡查员", "公共设施管理员", "图书管理员", "社区协管员", "护林员"]
    /// Massage shops.
    static let massage: [Employer] = make(
        count: 30, stream: 3, trades: [("盲人按摩馆", "", "individual", "O", ["保健按摩师"], "4")])

    private typealias Trade = (
        word: String, form: String, kind: String, industry: String, posts: [String], occupation: String
    )

    private static let unitTrades: [Trade] = [
        ("电子", "有限公司", "private_firm", "C", ["装配工", "质检员", "包装工"], "6"),
        ("服饰", "有限公司", "private_firm", "C", ["缝纫工", "剪线工", "包装工"], "6"),
        ("食品", "有限公司", "private_firm", "C", ["包装工", "分拣员"], "6"),
        ("物业服务", "有限公司", "private_firm", "K", ["保洁员", "门卫", "绿化工"], "4"),
        ("商贸", "有限公司", "private_firm", "F", ["理货员", "仓库管理员", "收银员"], "4"),
        ("网络科技", "有限公司", "private_firm", "I", ["客服", "数据标注员", "网店美工"], "4"),
        ("物流", "有限公司", "private_firm", "G", ["分拣员", "单证员"], "4"),
        ("餐饮管理", "有限公司", "private_firm", "H", ["洗碗工", "面点工", "配菜员"], "4"),
        ("建材", "有限公司", "private_firm", "C", ["操作工", "仓库管理员"], "6"),
        ("城市投资", "集团有限公司", "state_firm", "N", ["办事员", "档案员"], "3"),
        ("公共交通", "有限公司", "state_firm", "G", ["调度员", "站务员"], "4"),
        ("茶叶", "专业合作社", "cooperative", "A", ["采茶工", "分拣员"], "5"),
        ("果蔬", "专业合作社", "cooperative", "A", ["种植员", "分拣员"], "5"),
        ("中心小学", "", "institution", "P", ["图书管理员", "宿管员"], "3"),
        ("中心卫生院", "", "institution", "Q", ["收费员", "导诊员"], "3"),
        ("社会工作服务中心", "", "social", "Q", ["社工助理", "活动助理"], "3"),
    ]
    private static let places = ["云河", "青岚", "石渡", "柳泉", "望川", "白鹿", "临溪", "云桥", "双塔", "茶亭", "松坪", "凤鸣"]
    private static let words = [
        "恒信", "众和", "嘉禾", "金桥", "百顺", "同心", "瑞丰", "新源", "宏远", "康达", "星辰", "永盛", "千峰", "万家", "春晖", "启明",
    ]

    private static func make(count: Int, stream: UInt64, trades: [Trade]) -> [Employer] {
        var chance = Chance(seed: 79, stream: stream)
        var seen: Set<String> = []
        var list: [Employer] = []
        while list.count < count {
            let trade = chance.pick(trades)
            let firm = trade.form.isEmpty && trade.kind == "institution" ? "" : chance.pick(words)
            let name = "\(chance.pick(places))\(firm)\(trade.word)\(trade.form)"
            // Institutions have no word of their own, so few names are possible; a numeral keeps them apart.
            let unique = seen.insert(name).inserted ? name : "\(name)（\(list.count)号）"
            seen.insert(unique)
            list.append(
                Employer(
                    name: unique, code: code(list.count + Int(stream) * 1_000), kind: trade.kind,
                    industry: trade.industry, posts: trade.posts, occupation: trade.occupation))
        }
        return list
    }

    /// A unified social credit code of region 99, which no registry issues, with the right check character.
    private static func code(_ number: Int) -> String {
        let first17 = "91990101MA" + String(String(10_000_000 + number * 7_919 % 9_000_000).suffix(7))
        for last in "0123456789ABCDEFGHJKLMNPQRTUWXY" {
            if let code = try? UnifiedCode(first17 + String(last)), code.checkFits { return code.text }
        }
        return first17 + "0"
    }
}
