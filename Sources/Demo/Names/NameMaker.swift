/// Makes names of people who do not exist, of the kind that people of their age, sex and people bear.
enum NameMaker {
    /// A family name.
    static func surname(_ ethnicity: String, _ chance: inout Chance) -> String {
        if let own = Surnames.ofPeople[ethnicity], chance.holds(700) { return chance.pick(own) }
        if chance.holds(3) { return chance.pick(Surnames.compound) }
        return Surnames.common.pick(&chance)
    }

    /// A whole name.
    /// - Parameter surname: the family's; peoples whose names have none do not use it.
    static func name(
        _ surname: String, ethnicity: String, male: Bool, year: Int, _ chance: inout Chance
    ) -> String {
        switch ethnicity {
        case "05": return "\(chance.pick(male ? uyghurMen : uyghurWomen))·\(chance.pick(uyghurMen))"
        case "07": return "\(chance.pick(yiHouses))·\(chance.pick(male ? yiMen : yiWomen))"
        case "04": return chance.pick(male ? tibetanMen : tibetanWomen)
        default: return surname + given(male: male, year: year, &chance)
        }
    }

    static func given(male: Bool, year: Int, _ chance: inout Chance) -> String {
        let names = GivenNames.of(male: male, year: year)
        if chance.holds(names.alonePermille) { return String(chance.pick(names.alone)) }
        let first = chance.pick(names.first)
        var second = chance.pick(names.second)
        if first == second, chance.holds(800) { second = chance.pick(names.alone) }
        return String([first, second])
    }

    private static let uyghurMen = ["艾力", "买买提", "吐尔逊", "阿不都", "玉素甫", "阿迪力", "库尔班", "依明", "卡德尔"]
    private static let uyghurWomen = ["阿依古丽", "热孜万", "古丽娜尔", "帕提古丽", "阿孜古丽", "米日古丽"]
    private static let yiHouses = ["吉克", "阿尔", "沙马", "吉木", "马海", "曲比", "阿苏"]
    private static let yiMen = ["拉且", "日哈", "木呷", "尔古", "伍呷", "阿铁"]
    private static let yiWomen = ["阿呷", "尔洛", "阿依", "伍果", "日作"]
    private static let tibetanMen = ["扎西次仁", "丹增罗布", "多吉", "旺堆", "次旺平措", "洛桑"]
    private static let tibetanWomen = ["卓玛", "白玛央金", "次仁拉姆", "德吉", "央宗"]
}
