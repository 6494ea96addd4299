public import Base
public import Packs

/// Everything that the packs of an installation define: registers, code lists, parameters and regions.
public struct Catalogue: Sendable {
    /// The packs from which it was read.
    public let library: PackLibrary
    /// The registers, those of core first.
    public let registers: [RegisterDefinition]
    /// The code lists by name.
    public let codeLists: [String: CodeList]
    /// The dated values.
    public let parameters: ParameterBook
    /// The regions that the packs bring.
    public let regions: [RegionEntry]
    private let registerIndex: [String: Int]

    /// Reads every definition of every pack.
    /// - Parameter taken: names of tables of other rooms, which no register may have.
    /// - Throws: `Diagnostics` with all that is wrong, each with file and line.
    public init(library: PackLibrary, taken: Set<String> = []) throws {
        let faults = Faults()
        self.library = library
        codeLists = try CatalogueReader.codeLists(library, faults: faults)
        parameters = try ParameterBook(library, faults: faults)
        regions = CatalogueReader.regions(library, faults: faults)
        registers = try RegisterReader.registers(
            library, codeLists: codeLists, parameters: parameters, taken: taken, faults: faults)
        registerIndex = Dictionary(
            registers.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        try faults.throwIfAny()
    }

    /// The register of this name.
    public func register(_ name: String) -> RegisterDefinition? {
        registerIndex[name].map { registers[$0] }
    }

    /// The registers whose records belong to a record of this one, in the order of the packs.
    public func registers(about subject: String) -> [RegisterDefinition] {
        registers.filter { register in
            register.subject.flatMap { register.field($0)?.target } == subject
        }
    }
}

/// A region that a pack brings.
public struct RegionEntry: Sendable, Hashable {
    /// Its code.
    public let code: RegionCode
    /// Its name without those above it.
    public let name: String
    /// What sort of region it is, where its level does not say so: 功能区, 街道.
    public let kind: String?

    /// A region.
    public init(code: RegionCode, name: String, kind: String? = nil) {
        self.code = code
        self.name = name
        self.kind = kind
    }
}
