public import Base

/// A record of a register as a reader may see it.
public struct Record: Sendable {
    /// The register's name.
    public let register: String
    /// Its number, unique within the register.
    public let id: Int64
    /// Goes up by one with every change; an update names the version that it saw.
    public let version: Int64
    /// Its state, where the register has states.
    public let state: String?
    /// By when the next step is due, where the step that led to the state says so.
    public let due: Day?
    /// The values by field. Secrets are masked unless the reader works for the system itself.
    public var values: FieldValues
    /// When it was created.
    public let createdAt: Instant
    /// When it last changed.
    public let updatedAt: Instant
    /// When it was removed; nil while it lives.
    public let removedAt: Instant?
    /// The record into which it was merged.
    public let mergedInto: Int64?

    /// A field's value.
    public subscript(field: String) -> FieldValue {
        values[field] ?? .null
    }
}

/// From where a change came.
public struct Source: Sendable, Hashable {
    /// The way that it took.
    public enum Channel: String, CaseIterable, Sendable {
        /// A page of the program.
        case page
        /// A file that was imported.
        case file
        /// A command on the server.
        case command
        /// A round.
        case round
        /// Another program.
        case api

        /// What people read.
        public var title: String {
            switch self {
            case .page: "页面"
            case .file: "文件导入"
            case .command: "命令"
            case .round: "轮次"
            case .api: "接口"
            }
        }
    }

    /// The way that it took.
    public let channel: Channel
    /// The file and row, the command, the round.
    public let note: String?

    /// A source.
    public init(_ channel: Channel, note: String? = nil) {
        self.channel = channel
        self.note = note
    }

    /// Typed on a page.
    public static let page = Source(.page)
    /// Done by a command.
    public static let command = Source(.command)
}

/// What is wrong with a value or a record, and what to do.
public struct FieldFault: Error, Sendable, Hashable {
    /// Whether it refuses the record or asks.
    public typealias Level = RegisterDefinition.Check.Level

    /// The field; nil for the record as a whole.
    public let field: String?
    /// What is wrong and what to do, in Chinese.
    public let message: String
    /// Whether it refuses the record or asks.
    public let level: Level
    /// What was written; nil for secrets and where nothing was.
    public let value: String?

    /// A fault.
    public init(_ field: String?, _ message: String, level: Level = .error, value: String? = nil) {
        self.field = field
        self.message = message
        self.level = level
        self.value = value
    }
}

/// A write that the rules refuse. Nothing was written.
public struct Refusal: Error, Sendable, CustomStringConvertible {
    /// Why.
    public let faults: [FieldFault]

    /// A refusal.
    public init(_ faults: [FieldFault]) {
        self.faults = faults
    }

    /// The messages, one a line.
    public var description: String { faults.map(\.message).joined(separator: "\n") }
}

/// A write against a version that is no longer the newest. Nothing was written.
public struct StaleRecord: Error, Sendable, CustomStringConvertible {
    /// The record as it is now.
    public let current: Record

    /// What happened and what to do.
    public var description: String {
        "在您修改期间，别人已经改了这条记录（现在是第 \(current.version) 版）。请对照两边的内容后再保存。"
    }
}

/// A record that does not exist or lies outside what the reader may see.
public struct NoSuchRecord: Error, Sendable, CustomStringConvertible {
    /// The register's name.
    public let register: String
    /// The number asked for.
    public let id: Int64

    /// A record that is not there.
    public init(register: String, id: Int64) {
        self.register = register
        self.id = id
    }

    /// What happened and what to do.
    public var description: String { "没有编号为 \(id) 的记录，或者它不在您的管辖范围内。" }
}
