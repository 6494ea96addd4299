import Access
import Base
import HTML
import Kit
import Registers

/// The fields of the filter panel: one for each field that the saved list offers, by what the field holds.
struct FilterFields {
    let state: ListState
    /// The accounts that may be chosen, by field.
    let accounts: [String: [Choice]]
    let actor: Actor
    let regions: RegionTree

    private var subjects: [ListCondition.Subject] {
        let all = ListCondition.Subject.all(of: state.register)
        return state.view.filters.compactMap { name in all.first { $0.name == name } }
    }

    /// The panel, or nothing where the saved list offers no filter.
    var panel: HTML {
        let subjects = subjects
        guard !subjects.isEmpty else { return .empty }
        let names = subjects.flatMap { [$0.key, "\($0.key).from", "\($0.key).to"] }
        return filterPanel(
            at: state.start, names: names, active: state.conditions.count,
            isOpen: !state.errors.isEmpty || !state.conditions.isEmpty
        ) {
            for subject in subjects { control(subject) }
        }
    }

    /// The conditions that hold, each with the address without it.
    var chipList: HTML {
        var list = (state.looksForNumber ? [] : state.conditions).map { condition in
            let rest =
                state.address.values(condition.item.name).count > 1
                ? state.start.without(condition.item.name)
                : state.start.removing(condition.item.name, condition.item.value)
            return Chip(words(condition), removeHref: rest.text)
        }
        if state.looksForNumber {
            list.append(Chip("按号码查找", removeHref: state.start.text))
        } else if let search = state.search {
            list.append(Chip("查找：\(search)", removeHref: state.start.without(ListState.searchName).text))
        }
        var clear = RegisterAddress.list(state.register.name)
        clear.items = state.start.items.filter { $0.name == ListState.viewName || $0.name == columnName }
        return chips(list, clearHref: clear.text)
    }

    private func words(_ condition: ListCondition) -> String {
        guard let choice = accounts[condition.subject.name]?.first(where: { $0.value == condition.item.value }) else {
            return condition.words
        }
        return "\(condition.subject.title)：\(choice.label)"
    }

    private func control(_ subject: ListCondition.Subject) -> HTML {
        let field = Field(
            subject.key, subject.title, value: state.address.value(subject.key) ?? "", errors: state.errors)
        switch subject {
        case .state(let machine):
            return selectField(field, machine.states.map { Choice($0.name, $0.title) }, empty: "全部状态")
        case .field(let definition): return control(definition, field)
        }
    }

    private func control(_ definition: FieldDefinition, _ field: Field) -> HTML {
        switch definition.kind {
        case .choice, .choices:
            let codes = definition.codes?.entries.map { Choice($0.code, $0.title) } ?? []
            return selectField(field, codes + [Choice(ListCondition.nothing, "没有填写")], empty: "全部")
        case .boolean:
            var choices = [Choice("是", "是"), Choice("否", "否")]
            if definition.isStored { choices.append(Choice(ListCondition.nothing, "没有填写")) }
            return selectField(field, choices, empty: "全部")
        case .account:
            let none = Choice(ListCondition.nothing, "没有指派")
            return selectField(field, (accounts[definition.name] ?? []) + [none], empty: "全部")
        case .region:
            return selectField(field, regionChoices(RegionCode(field.value)), empty: "管辖范围内全部")
        case .date, .month, .integer, .decimal, .money, .percent: return range(definition, field)
        default: return textField(field)
        }
    }

    private func range(_ definition: FieldDefinition, _ field: Field) -> HTML {
        let hint = definition.kind == .date ? "例如 2026-03-05" : definition.kind == .month ? "例如 2026-03" : nil
        return fieldGroup(definition.title, hint: hint) {
            for (end, words) in [("from", "从"), ("to", "到")] {
                let name = "\(field.name).\(end)"
                textField(
                    Field(
                        name, "\(definition.title)\(words)", value: state.address.value(name) ?? "",
                        errors: state.errors))
            }
        }
    }

    /// The way down to the region chosen, and the regions right below it.
    private func regionChoices(_ chosen: RegionCode?) -> [Choice] {
        let roots = actor.scope.roots ?? regions.children(of: nil).map(\.code)
        var codes: [RegionCode] = []
        if let chosen, actor.scope.contains(chosen) {
            let above = chosen.path.filter { code in
                regions[code] != nil && actor.scope.contains(code)
            }
            codes = above + regions.children(of: chosen).map(\.code)
        } else if roots.count == 1 {
            codes = roots + regions.children(of: roots[0]).map(\.code)
        } else {
            codes = roots
        }
        return codes.map { Choice($0.text, regions.fullName(of: $0)) }
    }
}
