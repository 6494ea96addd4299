/// Words before a list of offices: 责任单位： 牵头部门： 完成时限：
enum UnitLabel {
    /// What follows the label.
    enum Meaning: Equatable {
        case units(PlanDocument.Role)
        case deadline
        /// Persons, telephone numbers and the like.
        case other
    }

    private static let heads: [(String, Meaning)] = [
        ("第一责任", .units(.lead)), ("主要责任", .units(.lead)), ("牵头责任", .units(.lead)), ("牵头负责", .units(.lead)),
        ("共同责任", .units(.joint)), ("配合责任", .units(.joint)), ("责任牵头", .units(.lead)), ("责任配合", .units(.joint)),
        ("牵头", .units(.lead)), ("主办", .units(.lead)), ("主责", .units(.lead)), ("责任", .units(.joint)),
        ("配合", .units(.joint)), ("协办", .units(.joint)), ("参与", .units(.joint)), ("参加", .units(.joint)),
        ("协同", .units(.joint)), ("协作", .units(.joint)), ("协助", .units(.joint)), ("支持", .units(.joint)),
        ("承办", .units(.joint)), ("实施", .units(.joint)), ("落实", .units(.joint)), ("主管", .units(.joint)),
        ("监管", .units(.joint)), ("组织", .units(.joint)), ("负责", .units(.joint)), ("工作", .units(.joint)),
        ("涉及", .units(.joint)), ("相关", .units(.joint)), ("部门", .units(.joint)), ("职责", .units(.joint)),
        ("任务", .units(.joint)), ("分管", .other),
    ]
    private static let nouns = ["单位和部门", "单位及部门", "单位(部门)", "部门(单位)", "单位", "部门", "科室", "处室", "机构", "主体", "分工", "股室"]
    /// 部门分工 and 职责分工 are labels; 部门单位 is not.
    private static let headsOfDivision: Set<String> = ["部门", "职责", "任务", "分管"]
    private static let persons = ["领导", "人", "负责人", "县领导", "市领导", "省领导", "区领导", "州领导", "市长", "县长", "区长"]
    private static let times = ["完成时限", "完成时间", "时限要求", "办结时限", "完成期限", "时间节点", "时间要求", "时间安排", "时限", "计划完成时间"]

    /// The label that begins at the place, with its colon.
    static func parse(_ text: TextSlice, at place: Int) -> (meaning: Meaning, end: Int)? {
        for time in times where text.has(time, at: place) {
            if let end = colon(text, after: place + time.unicodeScalars.count) { return (.deadline, end) }
        }
        for person in ["联系人", "联络员", "联系电话", "联系方式"] where text.has(person, at: place) {
            if let end = colon(text, after: place + person.unicodeScalars.count) { return (.other, end) }
        }
        for (head, meaning) in heads where text.has(head, at: place) {
            let next = place + head.unicodeScalars.count
            for noun in nouns where text.has(noun, at: next) && (noun == "分工" || !headsOfDivision.contains(head)) {
                if let end = colon(text, after: next + noun.unicodeScalars.count) { return (meaning, end) }
            }
            for person in persons where text.has(person, at: next) {
                if let end = colon(text, after: next + person.unicodeScalars.count) { return (.other, end) }
            }
            if head == "牵头" || head == "责任" || head == "配合", let end = colon(text, after: next) {
                return (meaning, end)
            }
        }
        return nil
    }

    private static func colon(_ text: TextSlice, after place: Int) -> Int? {
        var index = place
        while index < text.endIndex, text[index] == " " || text[index] == "]" { index += 1 }
        guard index < text.endIndex else { return nil }
        if text[index] == ":" { return index + 1 }
        // [责任单位] needs no colon.
        return index > place && text[index - 1] == "]" ? index : nil
    }
}
