import Access
import Base
import Exchange
import HTML
import House
import Kit
import Registers

/// A region with those directly below it; one that a file brought by mistake is deleted here.
struct RegionPlacePage {
    let visit: Visit

    /// The outermost regions that somebody deals with, as links.
    @HTMLBuilder static func entrances(_ visit: Visit) -> HTML {
        let roots = visit.actor.scope.roots ?? visit.regions.children(of: nil).map(\.code)
        if !roots.isEmpty {
            panel("现有的区划", id: "existing") {
                linkList(roots.map { Link(visit.regions.fullName(of: $0), RegionAddress.place($0)) })
            }
        }
    }

    func show() throws -> Answer { .page(page(try place(), errors: [])) }

    func remove() async throws -> Answer {
        let place = try place()
        do {
            let gone = try await visit.house.regions.remove(
                place.code, reason: visit.form["reason"] ?? "", as: visit.actor)
            let above = place.code.parent.flatMap { visit.actor.scope.contains($0) ? $0 : nil }
            return .redirect(above.map(RegionAddress.place) ?? RegionAddress.start, notice: "“\(gone.name)”已删除。")
        } catch let refusal as Refusal {
            let errors = refusal.faults.map { FieldError(field: $0.field, message: $0.message) }
            return .page(page(place, errors: errors), status: 422)
        }
    }

    private func place() throws -> RegionEntry {
        try visit.actor.require(.admin, "regions")
        guard let code = RegionCode(try visit.part("code")), let entry = visit.regions[code],
            visit.actor.scope.contains(code)
        else { throw NotFound() }
        return entry
    }

    private func page(_ place: RegionEntry, errors: [FieldError]) -> Page {
        let below = visit.regions.children(of: place.code)
        return Page(
            title: visit.regions.fullName(of: place.code), shell: visit.shell(current: "regions"),
            caption: "代码 \(place.code.text)", breadcrumb: breadcrumb(place), notice: visit.notice, errors: errors
        ) {
            if below.isEmpty {
                emptyState("下面没有区划")
                if place.code.level >= .town { removal(place, errors) }
            } else {
                dataTable(
                    "下面的区划，\(grouped(below.count)) 个", id: "below",
                    columns: [
                        TableColumn("名称"), TableColumn("代码"), TableColumn("类型"), TableColumn("下面的区划", isNumber: true),
                    ],
                    rows: below.map { entry in
                        TableRow([
                            a(entry.name, .href(RegionAddress.place(entry.code))), HTML(entry.code.text),
                            HTML(entry.kind ?? entry.code.level.chinese),
                            HTML(grouped(visit.regions.children(of: entry.code).count)),
                        ])
                    })
            }
        }
    }

    private func breadcrumb(_ place: RegionEntry) -> [Link] {
        let above = place.code.path.dropLast().filter { visit.actor.scope.contains($0) && visit.regions[$0] != nil }
        return [Link("区划", RegionAddress.start)]
            + above.map { Link(visit.regions.name(of: $0) ?? $0.text, RegionAddress.place($0)) }
    }

    private func removal(_ place: RegionEntry, _ errors: [FieldError]) -> HTML {
        disclosure("这个区划加错了，删除", isOpen: !errors.isEmpty) {
            p("只有从名单里加进来、下面没有记录的区划可以删除。撤并了的，请先把记录转到新的区划。")
            postForm("\(RegionAddress.place(place.code))/remove", csrf: visit.csrf) {
                textField(Field("reason", "删除的理由", value: visit.form["reason"] ?? "", errors: errors))
                submitButton("删除“\(place.name)”", .warning)
            }
        }
    }
}
