import Base
public import Packs

/// Roles that one person must not hold together: who makes is not who checks.
public struct Incompatibility: Sendable, Equatable {
    /// The roles' names.
    public let roles: Set<String>
    /// Why, for the person who tries to give both.
    public let because: String
}

/// All roles of an installation, read from `roles.yaml` of its packs.
public struct RoleBook: Sendable, Equatable {
    /// The roles, in the order of the packs.
    public private(set) var roles: [RoleDefinition] = []
    /// What must not be held together.
    public private(set) var incompatible: [Incompatibility] = []

    /// Reads the packs in their order; a later pack's role takes the place of one of the same name.
    /// - Throws: `Diagnostic` or `Diagnostics` naming file, line and what is wrong.
    public init(packs: [Pack]) throws {
        try self.init(try packs.compactMap { try $0.file("roles.yaml") })
    }

    /// Reads `roles.yaml` files.
    /// - Throws: `Diagnostics` naming file, line and what is wrong.
    public init(_ files: [Node]) throws {
        let faults = Faults()
        for file in files { read(file, faults: faults) }
        try faults.throwIfAny()
    }

    /// The role of this name.
    public func role(_ name: String) -> RoleDefinition? {
        roles.first { $0.name == name }
    }

    /// What stands against one person holding these roles; nil when nothing.
    public func conflict(among names: [String]) -> Incompatibility? {
        incompatible.first { $0.roles.intersection(names).count > 1 }
    }

    private mutating func read(_ file: Node, faults: Faults) {
        let map = MapReader(file, what: "角色文件", faults: faults)
        var seen: Set<String> = []
        for node in map.list("roles") {
            let role = RoleDefinition(node, faults: faults)
            if !seen.insert(role.name).inserted {
                faults.add(node.place, "角色“\(role.name)”在这个文件里写了两次。请删去一处。")
            }
            roles.removeAll { $0.name == role.name }
            roles.append(role)
        }
        for node in map.list("incompatible") { readIncompatibility(node, faults: faults) }
        map.finish()
    }

    private mutating func readIncompatibility(_ node: Node, faults: Faults) {
        let map = MapReader(node, what: "不相容角色", faults: faults)
        let names = map.texts("roles")
        for name in names where role(name) == nil {
            let known = roles.map(\.name).joined(separator: "、")
            faults.add(Diagnostic(map.node("roles")?.place ?? map.place, found: name, expected: "已有的角色：\(known)"))
        }
        if Set(names).count < 2 { faults.add(map.place, "不相容角色至少写两个不同的角色。") }
        incompatible.append(Incompatibility(roles: Set(names), because: map.text("because")))
        map.finish()
    }
}
