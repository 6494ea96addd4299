import Access
import Base
public import Packs

/// What a value on its way in has to keep to.
struct ParameterRules {
    private let parameter: Parameter
    private let actor: Actor
    private let regions: RegionTree

    init(_ parameter: Parameter, actor: Actor, regions: RegionTree) {
        self.parameter = parameter
        self.actor = actor
        self.regions = regions
    }

    func faults(_ draft: ParameterDraft) -> [FieldFault] {
        [value(draft), from(draft), to(draft), region(draft), document(draft)].compactMap { $0 }
    }

    private func value(_ draft: ParameterDraft) -> FieldFault? {
        guard !parameter.kind.accepts(draft.value) else { return outside(draft) }
        let wanted =
            switch parameter.kind {
            case .integer: "整数，如 12"
            case .decimal: "数字，如 1.25"
            case .money: "以元为单位的金额，最多两位小数，如 1.50"
            case .text: "文字"
            case .boolean: "是或否"
            case .date: "日期"
            }
        return FieldFault("value", "“\(parameter.title)”应是\(wanted)。", value: draft.value)
    }

    private func outside(_ draft: ParameterDraft) -> FieldFault? {
        guard let bounds = parameter.bounds, !bounds.contains(draft.value), let range = parameter.range else {
            return nil
        }
        let message = "“\(parameter.title)”应\(range)，填的是 \(draft.value)。请核对单位和小数点。"
        return FieldFault("value", message, value: draft.value)
    }

    private func from(_ draft: ParameterDraft) -> FieldFault? {
        draft.from == nil ? FieldFault("from", "请填从哪天起执行，按文件写的施行日期。") : nil
    }

    private func to(_ draft: ParameterDraft) -> FieldFault? {
        guard let from = draft.from, let to = draft.to, to < from else { return nil }
        return FieldFault("to", "执行到的日期早于开始的日期，请核对。", value: to.iso)
    }

    private func region(_ draft: ParameterDraft) -> FieldFault? {
        guard let region = draft.region else {
            return actor.scope.contains(nil) ? nil : FieldFault("region", "您只能为自己的区划提出，请选择区划。")
        }
        if regions[region] == nil { return FieldFault("region", "系统里没有这个区划，请重新选择。", value: region.text) }
        return actor.scope.contains(region) ? nil : FieldFault("region", "这个区划不在您的数据权限内。", value: region.text)
    }

    private func document(_ draft: ParameterDraft) -> FieldFault? {
        normalised(draft.citation.document ?? "").count < 4
            ? FieldFault("document", "请写明依据的文件名和文号，没有依据的数不能用。") : nil
    }
}

extension Parameter {
    /// Between what its values lie, in words: “在 0 到 36 个月之间”; nil when nothing is said.
    public var range: String? {
        let unit = (unit ?? (kind == .money ? "元" : nil)).map { " \($0)" } ?? ""
        switch (bounds?.min, bounds?.max) {
        case (let min?, let max?): return "在 \(min) 到 \(max)\(unit)之间"
        case (let min?, nil): return "不小于 \(min)\(unit)"
        case (nil, let max?): return "不大于 \(max)\(unit)"
        case (nil, nil): return nil
        }
    }
}
