import Access
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// One item of a draft: corrected, added, taken out.
struct ItemRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans/drafts/:id/items/:item") { visit in
            let (plan, key) = try await item(visit)
            let form = key.form(plan.content, tools: tools(visit, plan))
            return .page(try await page(visit, plan, key, form, version: plan.version, errors: []))
        }
        routes.post("/plans/drafts/:id/items/:item") { try await save($0) }
        routes.get("/plans/drafts/:id/items/:item/delete") { visit in
            let (plan, key) = try await item(visit)
            return .page(deletePage(visit, plan, key, errors: []))
        }
        routes.post("/plans/drafts/:id/items/:item/delete") { try await delete($0) }
    }

    /// The draft and the item that the path names.
    private func item(_ visit: Visit) async throws -> (Plan, ItemKey) {
        try visit.actor.require(.plans, "edit")
        let plan = try await visit.draft()
        guard let key = ItemKey(try visit.part("item")), key.exists(in: plan.content) else { throw NotFound() }
        return (plan, key)
    }

    private func tools(_ visit: Visit, _ plan: Plan) -> ItemTools {
        let book = visit.house.plans
        return ItemTools(
            indicators: indicators(visit, book.indicators.definitions(in: plan.region)),
            proposal: { book.indicators.proposal(for: $0, in: plan.region) }, units: book.units)
    }

    /// By the register over which they count, in the order of the packs.
    private func indicators(_ visit: Visit, _ definitions: [IndicatorDefinition]) -> [ChoiceGroup] {
        let registers = visit.house.registers.catalogue.registers
        let choices = Dictionary(grouping: definitions, by: \.register)
        return registers.compactMap { register in
            choices[register.name].map { own in
                ChoiceGroup(register.title, own.map { Choice($0.name, "\($0.title)（\($0.unit)）") })
            }
        }
    }

    private func page(
        _ visit: Visit, _ plan: Plan, _ key: ItemKey, _ form: any ItemForm, version: Int64, errors: [FieldError],
        isStale: Bool = false
    ) async throws -> Page {
        let base = "/plans/drafts/\(plan.id)"
        let address = "\(base)/items/\(key.text)"
        let text = try await visit.house.plans.source(of: plan.id, as: visit.actor).text.map { SourceParagraphs($0) }
        return Page(
            title: key.isNew ? "添加\(key.title)" : "修改\(key.title)", shell: visit.planShell, caption: plan.title,
            breadcrumb: [Link("方案", "/plans"), Link("核对草稿", base)], errors: errors
        ) {
            columns {
                div {
                    if isStale { held(visit, plan, key) }
                    postForm(address, csrf: visit.csrf) {
                        hiddenField("version", String(version))
                        form.html(errors)
                        buttonRow {
                            submitButton("保存")
                            if !key.isNew, key != .heading {
                                buttonLink("删除\(key.title)", "\(address)/delete", .warning)
                            }
                        }
                    }
                    linkLine("不改了，回到核对", key.isNew ? base : "\(base)#\(key.text)")
                }
                source(text, key, plan)
            }
        }
    }

    /// What the draft holds since somebody else saved it, beside what was typed.
    private func held(_ visit: Visit, _ plan: Plan, _ key: ItemKey) -> HTML {
        panel("草稿里现在的内容（第 \(plan.version) 版）", id: "held") {
            if let item = visit.items(plan).first(where: { $0.key == key }) {
                p(item.heading)
                for line in item.lines { p(line) }
            } else {
                summaryList([SummaryRow("标题", plan.title), SummaryRow("文号", plan.content.documentNumber ?? "")])
            }
            p("下面是您填的，都还在。对照以后按“保存”，就以您填的为准。")
        }
    }

    /// The text around the item.
    private func source(_ text: SourceParagraphs?, _ key: ItemKey, _ plan: Plan) -> HTML {
        guard let text, !text.all.isEmpty else { return .empty }
        let number = key.isNew ? nil : text.number(of: key.place(in: plan.content))
        let first = max(1, (number ?? 1) - 1)
        let last = min(text.all.count, number.map { $0 + 6 } ?? 12)
        return panel("原文", id: "source") {
            p(number.map { "从第 \($0) 段读出，下面是它前后的原文。" } ?? "下面是原文的开头。")
            text.html(first...last)
        }
    }

    private func save(_ visit: Visit) async throws -> Answer {
        let (plan, key) = try await item(visit)
        let tools = tools(visit, plan)
        let form = key.form(visit.form, plan.content, tools: tools)
        let version = visit.form["version"].flatMap { Int64($0) } ?? plan.version
        var content = plan.content
        var errors = form.apply(to: &content)
        if errors.isEmpty {
            do {
                _ = try await visit.house.plans.update(
                    plan.id, version: version, content: content, checked: key.part(in: plan.content), as: visit.actor)
                let place = key.isNew ? "" : "#\(key.text)"
                return .redirect("/plans/drafts/\(plan.id)\(place)", notice: "\(key.title)已经保存。")
            } catch let refusal as Refusal {
                errors = refusal.faults.map { ItemErrors.error($0, key) }
            } catch let stale as StalePlan {
                guard key.exists(in: stale.current.content) else { throw stale }
                let error = FieldError(field: nil, message: stale.description)
                return .page(
                    try await page(
                        visit, stale.current, key, form, version: stale.current.version, errors: [error], isStale: true),
                    status: 409)
            }
        }
        return .page(
            try await page(visit, plan, key, form, version: plan.version, errors: errors), status: 422)
    }

    private func deletePage(_ visit: Visit, _ plan: Plan, _ key: ItemKey, errors: [FieldError]) -> Page {
        let base = "/plans/drafts/\(plan.id)"
        let shown = visit.items(plan).first { $0.key == key }
        return Page(
            title: "删除\(key.title)", shell: visit.planShell, caption: plan.title,
            breadcrumb: [Link("方案", "/plans"), Link("核对草稿", base)], errors: errors, width: .narrow
        ) {
            if let shown {
                inset {
                    p(shown.heading)
                    for line in shown.lines { p(line) }
                }
            }
            if case .action(let number?) = key, !plan.content.actions[number - 1].measures.isEmpty {
                warningText("它下面的 \(plan.content.actions[number - 1].measures.count) 条措施也会删除。")
            }
            p("删除以后可以重新添加，原文不受影响。")
            postForm("\(base)/items/\(key.text)/delete", csrf: visit.csrf) {
                hiddenField("version", String(plan.version))
                buttonRow {
                    submitButton("确认删除", .warning)
                    buttonLink("不删除", "\(base)#\(key.text)")
                }
            }
        }
    }

    private func delete(_ visit: Visit) async throws -> Answer {
        let (plan, key) = try await item(visit)
        guard !key.isNew, key != .heading else { throw NotFound() }
        var content = plan.content
        key.remove(from: &content)
        let version = visit.form["version"].flatMap { Int64($0) } ?? plan.version
        do {
            _ = try await visit.house.plans.update(
                plan.id, version: version, content: content, checked: key.part(in: plan.content), as: visit.actor)
            return .redirect("/plans/drafts/\(plan.id)", notice: "\(key.title)已经删除。")
        } catch let stale as StalePlan {
            let error = FieldError(field: nil, message: stale.description)
            return .page(deletePage(visit, plan, key, errors: [error]), status: 409)
        }
    }
}

/// Faults that the store finds in a plan, beside the field of the form where they can be mended.
enum ItemErrors {
    static func error(_ fault: FieldFault, _ key: ItemKey) -> FieldError {
        guard let path = fault.field?.split(separator: ".").map(String.init) else {
            return FieldError(field: nil, message: fault.message)
        }
        let own = way(key)
        guard path.starts(with: own), path.count > own.count else {
            return FieldError(field: nil, message: "\(place(path))\(fault.message)")
        }
        return FieldError(field: path[own.count], message: fault.message)
    }

    private static func way(_ key: ItemKey) -> [String] {
        switch key {
        case .goal(let number?): ["goals", String(number - 1)]
        case .action(let number?): ["actions", String(number - 1)]
        case .measure(let action, let number?): ["actions", String(action - 1), "measures", String(number - 1)]
        case .duty(let number?): ["duties", String(number - 1)]
        default: []
        }
    }

    /// Which other item a fault is about.
    static func place(_ path: [String]) -> String {
        let numbers = path.compactMap { Int($0) }.map { $0 + 1 }
        switch (path.first, numbers.count) {
        case ("goals", 1...): return "目标 \(numbers[0])："
        case ("actions", 2...): return "措施 \(numbers[0])-\(numbers[1])："
        case ("duties", 1...): return "报送要求 \(numbers[0])："
        default: return ""
        }
    }
}
