/// The automatic numbers of a Word file: 一、 and （一） that are not in its text.
struct WordNumbering {
    private struct Level {
        var format = "decimal"
        var text = ""
        var start = 1
    }

    private var abstract: [Int: [Int: Level]] = [:]
    private var lists: [Int: Int] = [:]
    private var counts: [Int: [Int: Int]] = [:]
    /// Lists that begin anew at a number: list, level, first number.
    private var restarts: [Int: [Int: Int]] = [:]

    init(_ bytes: [UInt8]) {
        var scanner = MarkupScanner(bytes)
        var current: Int?
        var level = 0
        var list: Int?
        var overridden = 0
        while let token = scanner.next() {
            guard case .open(let name, let attributes, _) = token else { continue }
            let value = { (key: String) in MarkupScanner.value(of: key, in: attributes) }
            switch name {
            case "w:abstractnum":
                current = value("w:abstractNumId").flatMap { Int($0) }
                list = nil
            case "w:num":
                list = value("w:numId").flatMap { Int($0) }
                current = nil
            case "w:lvloverride": overridden = value("w:ilvl").flatMap { Int($0) } ?? 0
            case "w:startoverride":
                if let list, let first = WordNumbering.start(value("w:val")) {
                    restarts[list, default: [:]][overridden] = first
                }
            case "w:abstractnumid": if let list { lists[list] = value("w:val").flatMap { Int($0) } }
            case "w:lvl": level = value("w:ilvl").flatMap { Int($0) } ?? 0
            case "w:numfmt":
                if let current {
                    abstract[current, default: [:]][level, default: Level()].format = value("w:val") ?? "decimal"
                }
            case "w:lvltext":
                if let current { abstract[current, default: [:]][level, default: Level()].text = value("w:val") ?? "" }
            case "w:start":
                if let current {
                    abstract[current, default: [:]][level, default: Level()].start =
                        WordNumbering.start(value("w:val")) ?? 1
                }
            default: break
            }
        }
    }

    /// The first number of a list, within what Word itself takes.
    private static func start(_ written: String?) -> Int? {
        written.flatMap { Int($0) }.map { min(max($0, 0), 32_767) }
    }

    /// The number of the next paragraph of a list at a level; nil for bullets.
    mutating func next(list: Int, level: Int) -> String? {
        guard let key = lists[list], let levels = abstract[key], let own = levels[level], own.format != "bullet",
            own.format != "none"
        else {
            return nil
        }
        if let first = restarts[list]?.removeValue(forKey: level) { counts[key, default: [:]][level] = first - 1 }
        counts[key, default: [:]][level] = (counts[key]?[level] ?? own.start - 1) + 1
        for deeper in levels.keys where deeper > level { counts[key]?[deeper] = nil }
        var result = own.text
        for index in 0...max(0, min(level, 8)) {
            let shape = levels[index] ?? Level()
            let number = counts[key]?[index] ?? shape.start
            result = result.replacing("%\(index + 1)", with: WordNumbering.write(number, shape.format))
        }
        return result
    }

    private static func write(_ number: Int, _ format: String) -> String {
        if format.hasPrefix("chinese") || format.hasPrefix("japanese") || format.hasPrefix("taiwanese")
            || format.hasPrefix("ideograph")
        {
            return chinese(number)
        }
        if format.hasPrefix("decimalEnclosedCircle"), (1...20).contains(number),
            let circled = Unicode.Scalar(0x245F + UInt32(number))
        {
            return String(Character(circled))
        }
        return String(number)
    }

    private static func chinese(_ number: Int) -> String {
        let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        guard (1...99).contains(number) else { return String(number) }
        let tens = number / 10
        let ones = number % 10
        return (tens > 1 ? digits[tens] : "") + (tens > 0 ? "十" : "") + (ones > 0 ? digits[ones] : "")
    }
}
