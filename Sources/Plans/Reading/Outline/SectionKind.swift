/// What a heading announces.
enum SectionKind {
    /// Goals, principles, requirements at the start.
    case goals
    /// A heading such as 主要措施 that only holds the lines of action.
    case container
    /// What secures the plan: leadership, funds, oversight.
    case safeguard
    /// A subject.
    case subject

    /// Titles that only say what part of a document follows; in a text without line breaks they end where they end.
    static let plainTitles = [
        "总体要求", "指导思想", "基本原则", "工作目标", "总体目标", "主要目标", "目标任务", "任务目标", "发展目标", "工作任务", "主要任务", "重点任务", "工作措施", "主要措施",
        "重点工作", "主要内容", "工作内容", "工作要求", "保障措施", "组织实施", "组织保障", "工作保障", "有关要求", "监督落实", "实施步骤", "工作步骤", "总体思路", "目标要求",
        "工作原则", "附则", "总则",
    ]

    /// What only describes how things stand.
    static func isBackground(_ title: TextSlice) -> Bool {
        title.containsAny(backgroundWords) && !title.containsAny(["落实", "加强", "强化", "督导"])
    }

    private static let backgroundWords = [
        "现状", "基本情况", "发展基础", "面临形势", "背景", "形势", "回顾", "主要成效", "执行情况", "实施情况", "完成情况", "主要成就", "发展成就", "取得的成", "工作成效",
        "机遇和挑战", "机遇与挑战", "存在问题", "主要问题", "存在的问题",
    ]

    private static let goalWords = [
        "总体目标", "目标任务", "任务目标", "主要目标", "工作目标", "发展目标", "总体要求", "指导思想", "基本原则", "总体思路", "预期目标", "主要指标",
        "建设目标", "行动目标", "具体目标", "目标要求", "工作思路", "工作原则", "总则", "现状", "基本情况", "发展基础", "面临形势", "编制背景", "规划背景", "形势",
    ]
    private static let containerWords = [
        "主要", "重点", "工作", "具体", "任务", "措施", "举措", "内容", "行动", "政策", "实施", "项目", "及", "和", "与", "、", "分工", "目标", "工程",
        "推进",
        "安排", "清单", "事项", "责任", "的", "落实",
    ]
    private static let safeguardWords = [
        "保障", "措施", "工作", "组织", "实施", "领导", "要求", "监督", "落实", "机制", "加强", "强化", "条件", "推进", "有关", "管理", "检查", "考核",
        "评估", "督导", "附则", "完善", "健全", "及", "和", "与", "、", ",", "其他", "事项", "督查", "监管", "监测", "支撑", "保证", "政策", "体系",
        "步骤", "安排",
        "宣传", "资金", "相关", "几点", "规划", "方案", "确保", "进度", "时间",
    ]

    static func of(_ title: TextSlice, isFirst: Bool, isLate: Bool) -> SectionKind {
        let title = title.trimmed(of: "。:")
        guard !title.isEmpty, title.count <= 24 else { return .subject }
        if goalWords.contains(where: { title.hasPrefix($0) || title.hasSuffix($0) })
            || title.hasSuffix("目标") && title.count <= 8 || isBackground(title)
        {
            return .goals
        }
        if leaves(title, containerWords) && title.containsAny(["任务", "措施", "举措", "内容", "行动", "事项", "工程", "项目"])
            && !title.containsAny(["保障", "组织"])
        {
            return .container
        }
        if isLate, leaves(title, safeguardWords) { return .safeguard }
        return .subject
    }

    /// Whether nothing is left of the title once the words are taken out.
    private static func leaves(_ title: TextSlice, _ words: [String]) -> Bool {
        var index = title.startIndex
        let sorted = words.sorted { $0.unicodeScalars.count > $1.unicodeScalars.count }
        while index < title.endIndex {
            guard let word = sorted.first(where: { title.has($0, at: index) }) else { return false }
            index += word.unicodeScalars.count
        }
        return true
    }
}
