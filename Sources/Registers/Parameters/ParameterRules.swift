import Access
import Base
import Packs

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
        parameter.mistake(in: draft.value).map { FieldFault("value", $0, value: draft.value) }
    }

    private func from(_ draft: ParameterDraft) -> FieldFault? {
        guard let from = draft.from else { return FieldFault("from", "请填从哪天起执行，按文件写的施行日期。") }
        return from.isInCalendar ? nil : FieldFault("from", "从哪天起执行的年份应是四位数。", value: from.iso)
    }

    private func to(_ draft: ParameterDraft) -> FieldFault? {
        if let to = draft.to, !to.isInCalendar {
            return FieldFault("to", "执行到哪天的年份应是四位数。", value: to.iso)
        }
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
