/// How many rows of a file became what.
public struct ImportCounts: Sendable, Hashable, Codable {
    /// Rows that were read.
    public var total = 0
    /// Rows that become new records.
    public var new = 0
    /// Rows that change a record.
    public var changed = 0
    /// Rows that say what the records say already.
    public var same = 0
    /// Rows that may belong to a record; they wait at the duplicate desk.
    public var doubtful = 0
    /// Rows with errors.
    public var refused = 0
    /// Rows of a worksheet that nobody filled in.
    public var blank = 0
    /// Rows with warnings, whatever their outcome.
    public var warned = 0
    /// Rows that were written.
    public var applied = 0

    /// No rows.
    public init() {}

    /// Reads counts as they were kept; what an older version did not count is nought.
    public init(from decoder: any Decoder) throws {
        let kept = try decoder.container(keyedBy: CodingKeys.self)
        func count(_ key: CodingKeys) throws -> Int { try kept.decodeIfPresent(Int.self, forKey: key) ?? 0 }
        total = try count(.total)
        new = try count(.new)
        changed = try count(.changed)
        same = try count(.same)
        doubtful = try count(.doubtful)
        refused = try count(.refused)
        blank = try count(.blank)
        warned = try count(.warned)
        applied = try count(.applied)
    }

    /// The number of rows of an outcome.
    public subscript(outcome: RowOutcome) -> Int {
        get {
            switch outcome {
            case .new: new
            case .changed: changed
            case .same: same
            case .doubtful: doubtful
            case .refused: refused
            case .blank: blank
            }
        }
        set {
            switch outcome {
            case .new: new = newValue
            case .changed: changed = newValue
            case .same: same = newValue
            case .doubtful: doubtful = newValue
            case .refused: refused = newValue
            case .blank: blank = newValue
            }
        }
    }

    /// The outcomes to speak of: lines that nobody filled in only where there are some.
    public var outcomes: [RowOutcome] { RowOutcome.allCases.filter { $0 != .blank || blank > 0 } }

    /// What is said of a file that has headings alone.
    public static let noRows = "文件里只有表头，下面没有一行内容，请填好再上传"

    /// `共 120 行：新增 80，有变化 10，…`.
    public var text: String {
        guard total > 0 else { return ImportCounts.noRows }
        let parts = outcomes.map { "\($0.title) \(self[$0])" }
        return "共 \(total) 行：" + parts.joined(separator: "，")
    }
}

/// How often something was wrong, for the summary.
public struct FaultCount: Sendable, Hashable, Codable {
    /// The field; nil for the row as a whole.
    public let field: String?
    /// The heading, as people know the field.
    public let title: String
    /// What is wrong, without the value.
    public let message: String
    /// Whether it refuses the row.
    public let isError: Bool
    /// In how many cells.
    public var count: Int
}
