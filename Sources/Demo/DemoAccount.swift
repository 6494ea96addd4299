public import Access
import Base
import House

/// An account with which the made-up city may be looked at.
public struct DemoAccount: Sendable, Equatable {
    /// The name with which one signs in.
    public let name: String
    /// Who it is, for people: the role and the place.
    public let role: String
    /// The name of the person.
    public let person: String
    /// The names of the roles held.
    public let roles: [String]
    /// The regions whose records may be dealt with.
    public let scope: RegionScope
    /// The responsible unit for which the person acts.
    public let unit: String?

    init(_ name: String, _ role: String, _ person: String, _ roles: [String], _ region: String, unit: String? = nil) {
        self.name = name
        self.role = role
        self.person = person
        self.roles = roles
        scope = RegionCode(region).map { .within([$0]) } ?? .within([])
        self.unit = unit
    }

    private init(everywhere name: String, _ role: String, _ person: String, _ roles: [String]) {
        self.name = name
        self.role = role
        self.person = person
        self.roles = roles
        scope = .everywhere
        unit = nil
    }

    /// Makes the account, unless an earlier run did.
    func make(in house: House, as actor: Access.Actor) async throws {
        guard try await house.access.account(named: name, actor: actor) == nil else { return }
        let draft = AccountDraft(signInName: name, name: person, roles: roles, scope: scope, unit: unit)
        try await house.access.createAccount(draft, password: Demo.password, mustChange: false, actor: actor)
    }

    static let all: [DemoAccount] = [
        DemoAccount("shi", "市残联经办（云河市）", "林晓梅", ["officer"], "9901"),
        DemoAccount("xian", "县残联经办（望川县，进度落后）", "赵国庆", ["officer"], "990122"),
        DemoAccount("qu", "区残联经办（青岚区，快做完了）", "孙丽娟", ["officer"], "990101"),
        DemoAccount(Staff.demoLiaisonAccount, "专职委员（青岚区云桥街道）", Staff.demoLiaison, ["liaison"], Staff.demoTown),
        DemoAccount(Staff.demoCounsellorAccount, "就业辅导员（青岚区）", Staff.demoCounsellor, ["counsellor"], "990101"),
        DemoAccount("cangongwei", "残工委办（云河市）", "郭志强", ["committee"], "9901"),
        DemoAccount("renshe", "责任单位（市人力资源社会保障局）", "何建明", ["unit"], "9901", unit: "市人力资源社会保障局"),
        DemoAccount("jiaoyu", "责任单位（市教育局）", "罗雪琴", ["unit"], "9901", unit: "市教育局"),
        DemoAccount("shenhe", "审核（云河市）", "唐海燕", ["auditor"], "9901"),
        DemoAccount("zhidu", "只读（云河市）", "程思远", ["readonly"], "9901"),
        DemoAccount(everywhere: "guanli", "系统管理员", "韩伟", ["system"]),
    ]
}
