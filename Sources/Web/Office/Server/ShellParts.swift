import Access
import House
import Kit
import Registers

/// What surrounds every page: where one is, where one may go, who one is, where help is.
struct ShellParts {
    let visit: Visit

    /// The place that the installation serves for this person.
    var place: String {
        guard let roots = visit.session.scope.roots else { return "全部区划" }
        let names = roots.prefix(2).map { visit.regions.fullName(of: $0) }
        return names.isEmpty ? "没有管辖区划" : names.joined(separator: "、")
    }

    var viewer: Viewer {
        let roles = visit.actor.roleTitles.joined(separator: "、")
        let role = [roles, visit.actor.unit ?? place].filter { !$0.isEmpty }.joined(separator: " · ")
        return Viewer(name: visit.actor.name, role: role, signOut: "/sign-out", csrf: visit.csrf)
    }

    /// The entries that the person's roles open.
    func navigation(current: String) -> [NavigationItem] {
        let actor = visit.actor
        var items = [("desk", "工作台", "/", true)]
        items.append(("registers", "台账", "/registers", actor.canAny(.read)))
        items.append(("rounds", "轮次", "/rounds", actor.can(.rounds, "read")))
        items.append(("plans", "方案", "/plans", actor.can(.plans, "read")))
        items.append(("audits", "年审", AuditAddress.index, !visit.audits.isEmpty))
        items.append(("imports", "导入", "/imports", actor.canAny(.import)))
        items.append(("duplicates", "疑似重复", "/duplicates", actor.canAny(.import)))
        items.append(("regions", "区划", "/regions", actor.can(.admin, "regions")))
        items.append(("decisions", "决策", "/decisions", actor.can(.decisions, "read")))
        items.append(("parameters", "参数", "/parameters", actor.canAny(.parameters)))
        items.append(("accounts", "账号", "/accounts", actor.can(.admin, "accounts")))
        items.append(("trail", "痕迹", "/trail", actor.can(.admin, "trail")))
        return items.filter(\.3).map { NavigationItem($0.1, $0.2, isCurrent: $0.0 == current) }
    }

    var help: [HelpContact] {
        HelpLines.read(visit.house.settings.environment)
    }

    var footer: [Link] {
        [Link("我的账号", "/account"), Link("无障碍说明", "/accessibility")]
    }
}

/// The ways to reach a human, as the operator set them.
enum HelpLines {
    /// Reads `QIHANG_HELP_PHONE`, `QIHANG_HELP_TEXT` and `QIHANG_HELP_COUNTER`; says where to set them when none is.
    static func read(_ environment: [String: String]) -> [HelpContact] {
        var contacts: [HelpContact] = []
        if let phone = environment["QIHANG_HELP_PHONE"] {
            contacts.append(HelpContact(kind: "电话", text: phone, href: "tel:" + phone.filter { $0.isNumber }))
        }
        if let text = environment["QIHANG_HELP_TEXT"] {
            contacts.append(HelpContact(kind: "短信", text: text, href: "sms:" + text.filter { $0.isNumber }))
        }
        if let counter = environment["QIHANG_HELP_COUNTER"] { contacts.append(HelpContact(kind: "窗口", text: counter)) }
        if contacts.isEmpty { contacts.append(HelpContact(kind: "窗口", text: "所在县（市、区）残联就业服务窗口")) }
        return contacts
    }
}
