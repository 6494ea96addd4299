import HTML
import House
import Kit
import Quota

/// The yearly audits: the only one at once, or all to choose from.
struct AuditIndex {
    let visit: Visit

    func answer() throws -> Answer {
        let audits = visit.audits
        if audits.count == 1 { return .redirect(AuditAddress.audit(audits[0].name), notice: visit.message) }
        return .page(
            Page(title: "年审", shell: visit.shell(current: "audits"), notice: visit.notice) {
                if audits.isEmpty { emptyState("没有您能看的年审") }
                linkList(audits.map { Link($0.title, AuditAddress.audit($0.name)) })
            })
    }
}
