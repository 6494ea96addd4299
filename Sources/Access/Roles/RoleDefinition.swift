import Base
import Packs

/// A role of a pack: what its holders may do. Where they may do it, the account says.
public struct RoleDefinition: Sendable, Equatable {
    /// The name: `liaison`.
    public let name: String
    /// What people call it: 专职委员.
    public let title: String
    /// Who holds it and what for, for the person who gives it.
    public let about: String
    /// For each verb, of what.
    public let allowed: [Verb: [NamePattern]]
    /// What its holders see of secret fields.
    public let secrets: SecretAccess
    /// Whether holders deal only with the people who are assigned to them.
    public let ownCaseload: Bool
    /// Whether an account with this role must name its responsible unit.
    public let needsUnit: Bool
    /// Whether holders may share their saved lists with the colleagues of their regions.
    public let sharesViews: Bool
    /// The roles that holders who manage accounts may give.
    public let grants: [NamePattern]

    /// Whether the role allows something.
    public func allows(_ verb: Verb, _ what: String) -> Bool {
        allowed[verb]?.contains { $0.matches(what) } ?? false
    }

    init(_ node: Node, faults: Faults) {
        let map = MapReader(node, what: "角色", faults: faults)
        name = map.name("name")
        title = map.text("title")
        about = map.optionalText("about") ?? ""
        var allowed: [Verb: [NamePattern]] = [:]
        for verb in Verb.allCases {
            let patterns = RoleDefinition.patterns(map, verb.rawValue, known: verb.actions, faults: faults)
            if !patterns.isEmpty { allowed[verb] = patterns }
        }
        self.allowed = allowed
        secrets = map.choice("secrets", SecretAccess.self) ?? .none
        ownCaseload = map.flag("own_caseload")
        needsUnit = map.flag("needs_unit")
        sharesViews = map.flag("shares_views")
        grants = RoleDefinition.patterns(map, "grants", known: nil, faults: faults)
        map.finish()
    }

    private static func patterns(_ map: MapReader, _ key: String, known: [String]?, faults: Faults) -> [NamePattern] {
        map.list(key).compactMap { node in
            guard let written = node.scalar, let pattern = NamePattern(written) else {
                faults.add(Diagnostic(node.place, found: node.found, expected: "名字、“开头_*”或“*”"))
                return nil
            }
            if let known, !known.contains(where: pattern.matches) {
                let words = known.joined(separator: "、")
                faults.add(Diagnostic(node.place, found: written, expected: "以下之一：\(words)，或“*”"))
            }
            return pattern
        }
    }
}
