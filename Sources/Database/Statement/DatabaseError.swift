/// What went wrong in the database, with the statement but without its values.
public struct DatabaseError: Error, Sendable {
    /// What to tell apart.
    public enum Kind: Sendable, Equatable {
        /// A row with the same key is there already.
        case uniqueViolation(Constraint)
        /// A row that is referred to is missing, or one that is still referred to was to be deleted.
        case foreignKeyViolation(Constraint)
        /// A value breaks a condition of its table.
        case checkViolation(Constraint)
        /// A value is missing.
        case notNull(Constraint)
        /// Somebody else holds a lock for too long.
        case busy
        /// Two transactions got in each other's way (also a deadlock); repeating helps.
        case serialization
        /// The connection broke before the commit: nothing was written.
        case connectionLost
        /// The connection broke during the commit: it may or may not have been written.
        case outcomeUnknown
        /// The database cannot be opened or reached.
        case cannotConnect
        /// All connections stayed in use for longer than the allowed wait.
        case poolExhausted
        /// The statement is wrong, or names something that is not there.
        case syntax
        /// A value that its column's type cannot hold, or text with a NUL character.
        case invalidValue
        /// A column of a result was read as something that it is not.
        case wrongType
        /// A write inside `read`.
        case readOnly
        /// Migrations and database do not fit each other.
        case migration
        /// This engine cannot do it.
        case unsupported
        /// Anything else: full disk, damaged file, no right.
        case other
    }

    /// Which constraint was broken, as far as the engine says.
    public struct Constraint: Sendable, Equatable {
        /// The constraint's name, where the engine gives it.
        public var name: String?
        /// The table, where the engine gives it.
        public var table: String?
        /// The columns, where the engine gives them.
        public var columns: [String]

        /// A constraint.
        public init(name: String? = nil, table: String? = nil, columns: [String] = []) {
            self.name = name
            self.table = table
            self.columns = columns
        }

        var inWords: String {
            let place = columns.isEmpty ? name.map { [$0] } ?? [] : columns
            return ([table].compactMap { $0 } + [place.joined(separator: "、")]).filter { !$0.isEmpty }
                .joined(separator: " 表的 ")
        }
    }

    /// What to tell apart.
    public let kind: Kind
    /// What is wrong and what to do, in Chinese, without any value of a row.
    public let message: String
    /// The statement's text without its values.
    public var sql: String?
    /// SQLSTATE, or SQLite's extended result code.
    public var code: String?
    /// The engine's own words. They may hold values of a row: not for users, not for logs that leave the machine.
    public var detail: String?
    /// Which statement of a batch or which row of a bulk insert, counted from 0.
    public var statement: Int?

    /// An error of this room.
    public init(
        _ kind: Kind, _ message: String, sql: String? = nil, code: String? = nil, detail: String? = nil,
        statement: Int? = nil
    ) {
        self.kind = kind
        self.message = message
        self.sql = sql
        self.code = code
        self.detail = detail
        self.statement = statement
    }

    /// Whether the values that were to be written are what is wrong, not the database or the statement.
    public var isOfValues: Bool {
        switch kind {
        case .uniqueViolation, .foreignKeyViolation, .checkViolation, .notNull, .invalidValue: true
        default: false
        }
    }

    /// Whether the same transaction may well succeed when it is run again.
    public var isWorthRepeating: Bool {
        switch kind {
        case .busy, .serialization, .connectionLost: true
        default: false
        }
    }
}

extension DatabaseError: CustomStringConvertible {
    /// The message, then the place and the statement.
    public var description: String {
        var text = message
        if let statement { text += "（第 \(statement + 1) 条）" }
        if let code { text += "［\(code)］" }
        if let sql { text += "\n语句：\(sql)" }
        return text
    }
}

extension DatabaseError.Kind {
    /// The message for an error that an engine reports.
    var message: String {
        switch self {
        case .uniqueViolation(let constraint): "\(constraint.inWords) 已有相同的值，没有写入。"
        case .foreignKeyViolation(let constraint):
            constraint.inWords.isEmpty
                ? "引用的记录不存在，或要删除的记录还在被引用，没有写入。" : "\(constraint.inWords) 引用的记录不存在，或还在被引用，没有写入。"
        case .checkViolation(let constraint): "值不符合约定 \(constraint.inWords)，没有写入。"
        case .notNull(let constraint): "\(constraint.inWords) 必须有值，没有写入。"
        case .busy: "数据库正被别的程序占用，等候超时。请稍后再试。"
        case .serialization: "同时有别人在改同一处数据，没有写入。请再试一次。"
        case .connectionLost: "与数据库的连接断了，没有写入。请再试一次。"
        case .outcomeUnknown: "提交时与数据库的连接断了，不能确定是否已写入。请先查看，再决定是否重做。"
        case .cannotConnect: "打不开数据库。请检查地址、口令和服务是否运行。"
        case .poolExhausted: "数据库连接都在使用中，等候超时。请稍后再试。"
        case .syntax: "语句写错了，或表、列不存在。这是程序的错，请报告。"
        case .invalidValue: "有一个值放不进它的列，没有写入。"
        case .wrongType: "查询结果的类型与程序所要的不同。这是程序的错，请报告。"
        case .readOnly: "只读事务里不能写。这是程序的错，请报告。"
        case .migration: "数据库的结构与程序的版本不合。"
        case .unsupported: "这种数据库不支持此操作。"
        case .other: "数据库没有完成此操作。"
        }
    }
}
