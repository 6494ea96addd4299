import Base
import Foundation

/// A list that somebody saved for themselves, or for their region's colleagues.
public struct SavedView: Sendable, Identifiable, Equatable {
    /// What the list shows.
    public struct Content: Sendable, Equatable, Codable {
        /// A condition as the list's address says it.
        public struct Condition: Sendable, Equatable, Codable {
            /// Which end of a range a value is.
            public enum Part: String, Sendable, Codable {
                /// The value itself.
                case same
                /// The least value.
                case from
                /// The greatest value.
                case to
            }

            /// The field, or `state`.
            public let field: String
            /// What the value is.
            public let part: Part
            /// The value as it was chosen or typed.
            public let value: String

            /// A condition.
            public init(_ field: String, _ part: Part = .same, _ value: String) {
                self.field = field
                self.part = part
                self.value = value
            }
        }

        /// The pack's list on which it rests: whose own condition holds.
        public let view: String
        /// The columns, in order.
        public let columns: [String]
        /// The conditions.
        public let conditions: [Condition]
        /// The field by which the list is sorted, `-` before it for downwards; nil for the pack's order.
        public let sort: String?
        /// Part of a name that is looked for; never a number of somebody's.
        public let search: String?
        /// What the fields and the pack's list were called when it was saved, for saying which are no longer there.
        public let titles: [String: String]

        /// What a list of a register shows now. Conditions on secrets and on numbers of people are left out, and so is a
        /// search for one.
        public init(
            view: String, columns: [String], conditions: [Condition], sort: String?, search: String?,
            of register: RegisterDefinition
        ) {
            self.view = view
            self.columns = columns
            self.conditions = conditions.filter { condition in
                register.field(condition.field).map { !$0.secret && !$0.kind.isPersonalNumber } ?? true
            }
            self.sort = sort
            self.search = search.flatMap { PersonalNumber.isLike($0) ? nil : $0 }
            let named = columns + self.conditions.map(\.field) + [sort].compactMap { $0 }.map(Content.plain)
            var titles = Dictionary(
                named.compactMap { name in register.field(name).map { (name, $0.title) } },
                uniquingKeysWith: { first, _ in first })
            titles["view:\(view)"] = register.view(view).title
            self.titles = titles
        }

        /// What it shows that the register's definition no longer knows, in words.
        public func missing(in register: RegisterDefinition) -> [String] {
            var names: [String] = []
            if !register.views.contains(where: { $0.name == view }) { names.append("名单\(title("view:\(view)", view))") }
            let standing = register.standingColumns
            for column in columns where register.field(column) == nil && !standing.contains(column) {
                names.append("列\(title(column, column))")
            }
            for condition in conditions where !knows(condition.field, register) {
                names.append("条件\(title(condition.field, condition.field))")
            }
            if let sort, register.field(Content.plain(sort)) == nil {
                names.append("排序\(title(Content.plain(sort), Content.plain(sort)))")
            }
            var seen: Set<String> = []
            return names.filter { seen.insert($0).inserted }
        }

        private func knows(_ field: String, _ register: RegisterDefinition) -> Bool {
            field == "state" ? register.states != nil : register.field(field) != nil
        }

        private func title(_ key: String, _ name: String) -> String { "“\(titles[key] ?? name)”" }

        private static func plain(_ sort: String) -> String {
            sort.hasPrefix("-") ? String(sort.dropFirst()) : sort
        }
    }

    /// The number.
    public let id: Int64
    /// The register's name.
    public let register: String
    /// What people read.
    public let title: String
    /// What it shows.
    public let content: Content
    /// Who saved it.
    public let owner: String
    /// Whether it is the reader's own.
    public let isOwn: Bool
    /// Whether colleagues of the owner's regions see it.
    public let isShared: Bool
}

/// Texts that are, or may be, a number of one person: an identity number, a certificate, a telephone, a bank account.
public enum PersonalNumber {
    /// Seven digits and more are a number, whatever stands between them; names have none.
    public static func isLike(_ text: some StringProtocol) -> Bool {
        normalised(text).count(where: \.isASCIIDigit) >= 7
    }

    /// Whether a title holds such a number: seven digits with nothing but blanks and lines between them. Dates do not.
    public static func stands(in title: some StringProtocol) -> Bool {
        normalised(title).split { !$0.isASCIIDigit && $0 != " " && $0 != "-" }
            .contains { $0.count(where: \.isASCIIDigit) >= 7 && WrittenDate.day(String($0)) == nil }
    }
}
