extension PersonFile {
    static func wishKinds(_ traits: Traits, _ chance: inout Chance) -> [String] {
        if traits.category == "1", chance.holds(400) { return ["massage"] }
        if traits.category == "5" || traits.category == "6", chance.holds(500) { return ["assisted"] }
        let usual = traits.village.rural ? inCountry : inTown
        let first = chance.pick(usual)
        let second = chance.pick(usual)
        return first == second || chance.holds(600) ? [first] : [first, second]
    }

    static func skills(_ traits: Traits, _ chance: inout Chance) -> [String] {
        if chance.holds(traits.severe ? 480 : 260) { return ["none"] }
        var list = traits.village.rural ? countrySkills : townSkills
        if traits.category == "1" { list += ["massage", "massage", "music"] }
        if !traits.male { list += ["sewing", "handicraft", "housekeeping"] }
        if traits.age < 40 { list += ["computer", "ecommerce", "customer_service", "design", "data"] }
        return Array(Set(chance.some(chance.int(1...2), of: list))).sorted()
    }

    private static let inTown = ["unit", "unit", "unit", "flexible", "home", "public_post", "online", "start_up"]
    private static let inCountry = ["farming", "farming", "unit", "flexible", "home", "public_post", "start_up"]
    private static let townSkills = [
        "repair", "electric", "cooking", "driving", "assembly", "computer", "customer_service",
    ]
    private static let countrySkills = ["planting", "planting", "breeding", "assembly", "repair", "cooking"]

    static let jobs: [String: [String]] = [
        "unit": ["保洁员", "仓库管理员", "包装工", "文员", "门卫", "客服", "缝纫工", "质检员", "理货员", "电子装配工"],
        "start_up": ["小卖部", "早餐店", "网店", "家电维修店", "农家乐"],
        "flexible": ["零工", "外卖分拣", "摆摊", "代购"],
        "home": ["手工编织", "来料加工", "数据标注", "云客服"],
        "assisted": ["残疾人之家手工", "包装折盒", "清洁助手"],
        "public_post": ["保洁公益岗", "河道巡查", "图书管理", "社区协管"],
        "farming": ["养鸡", "种茶", "种植蔬菜", "养羊", "食用菌种植"],
        "massage": ["盲人保健按摩"],
        "online": ["云客服", "电商客服", "直播助理", "音频编辑"],
    ]

    static let accommodations: [String: [String]] = [
        "1": ["读屏软件，座位靠近通道", "上下班有人引导"], "2": ["文字沟通，必要时手语翻译", "闪光提示"],
        "4": ["轮椅可进出的卫生间", "坐着完成的工作", "一楼或有电梯"], "5": ["分步骤示范，有人带教"],
        "6": ["按时服药时间，避免夜班"], "7": ["有人陪同上岗"],
    ]

    static let schools = ["云岭大学", "云岭职业技术学院", "云河师范学院", "云岭财经学院", "云河职业技术学院", "云岭特殊教育学院"]
    static let majors = ["计算机应用", "会计", "电子商务", "学前教育", "市场营销", "艺术设计", "针灸推拿", "机电一体化", "汉语言文学"]
}
