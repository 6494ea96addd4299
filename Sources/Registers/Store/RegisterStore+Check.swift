import Base
import Database

/// A place in a register where something is not as it should be.
public struct RegisterFault: Sendable, Equatable {
    /// The register.
    public let register: RegisterDefinition
    /// The field concerned; nil where it is the record as a whole.
    public let field: FieldDefinition?
    /// What was found: a region's code, a file's digest; nil where the count says all.
    public let value: String?
    /// How many records.
    public let count: Int
    /// The first of them.
    public let record: Int64

    /// Compares by names.
    public static func == (left: RegisterFault, right: RegisterFault) -> Bool {
        (left.register.name, left.field?.name, left.value, left.count, left.record)
            == (right.register.name, right.field?.name, right.value, right.count, right.record)
    }
}

extension RegisterStore {
    /// Regions that live records name and that the table of regions does not have.
    public func unknownRegions() async throws -> [RegisterFault] {
        try await database.read { connection in
            try self.catalogue.registers.flatMap { register in
                try register.storedFields.filter { $0.kind == .region }.flatMap { field in
                    try connection.rows(
                        """
                        SELECT \(name: "r.\(field.name)"), COUNT(*), MIN(r.id) FROM \(name: register.name) r
                        WHERE r.removed_at IS NULL AND \(name: "r.\(field.name)") IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM region g WHERE g.code = \(name: "r.\(field.name)"))
                        GROUP BY \(name: "r.\(field.name)") ORDER BY \(name: "r.\(field.name)") LIMIT 100
                        """
                    ).map { row in
                        RegisterFault(
                            register: register, field: field, value: try row.text(0), count: Int(try row.int(1)),
                            record: try row.int(2))
                    }
                }
            }
        }
    }

    /// Files that live records name and that are not kept.
    public func missingAttachments() async throws -> [RegisterFault] {
        try await database.read { connection in
            let kept = Set(try connection.rows("SELECT digest FROM attachment").map { try $0.text(0) })
            var faults: [RegisterFault] = []
            for register in self.catalogue.registers {
                for field in register.storedFields where field.kind == .attachment {
                    try connection.each(
                        """
                        SELECT id, \(name: field.name) FROM \(name: register.name)
                        WHERE removed_at IS NULL AND \(name: field.name) IS NOT NULL ORDER BY id
                        """
                    ) { row in
                        let id = try row.int(0)
                        for digest in RegisterTable.list(column: try row.text(1)) where !kept.contains(digest) {
                            faults.append(
                                RegisterFault(register: register, field: field, value: digest, count: 1, record: id))
                        }
                    }
                }
            }
            return faults
        }
    }

    /// Files whose content is not what their digest says.
    public func damagedAttachments(
        progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) async throws -> [(digest: String, name: String)] {
        try await database.read { try AttachmentStore().damaged(in: $0, progress: progress) }
    }
}
