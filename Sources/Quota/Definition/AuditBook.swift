import Base
import Packs
public import Reasons
public import Registers

/// The audits that the packs define: `audits/*.yaml`.
public struct AuditBook: Sendable {
    /// All definitions.
    public let definitions: [AuditDefinition]

    /// Reads the audits of every pack.
    /// - Throws: `Diagnostics` with all that is wrong, each with file and line.
    public init(_ catalogue: Catalogue, decisions: DecisionBook) throws {
        let faults = Faults()
        var definitions: [AuditDefinition] = []
        for pack in catalogue.library.packs {
            for file in try pack.files(in: "audits") {
                let map = MapReader(file, what: "年审", faults: faults)
                let reader = AuditReader(map: map, catalogue: catalogue, decisions: decisions)
                if let audit = reader.audit() { definitions.append(audit) }
            }
        }
        try faults.throwIfAny()
        self.definitions = definitions
    }

    /// The audit to which the declarations of a register belong.
    public func audit(ofDeclarations register: String) -> AuditDefinition? {
        definitions.first { $0.declaration == register }
    }
}
