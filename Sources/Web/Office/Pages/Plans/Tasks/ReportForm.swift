import Access
import Base
import HTML
import House
import Kit
import Plans
import Registers

/// A report of progress as it was typed.
struct ReportForm: Sendable {
    var unit = ""
    var state = ""
    var text = ""
    var percent = ""
    var day = DateParts()
    var files: [FormData.File] = []
    var errors: [FieldError] = []

    private static let fileFields = ["evidence", "evidence2", "evidence3"]

    init() {}

    init(_ form: FormData) {
        unit = form["unit"] ?? ""
        state = form["state"] ?? ""
        text = form["text"] ?? ""
        percent = form["percent"] ?? ""
        day = DateParts(field: "day") { form[$0] }
        files = ReportForm.fileFields.compactMap { form.file($0) }
    }

    func html(_ visit: Visit, _ task: PlanTask, action: String) -> HTML {
        postForm(action, csrf: visit.csrf, multipart: true) {
            if let turn = task.turn { p("今天报的，算\(PlanWords.turn(turn))。") }
            if visit.actor.can(.plans, "edit") || visit.actor.unit == nil {
                selectField(
                    Field("unit", "报送的单位", value: unit, errors: errors), task.units.map { Choice($0.name, $0.name) })
            }
            radioGroup(
                Field("state", "现在的状态", value: state.isEmpty ? shown(task) : state, errors: errors),
                TaskState.allCases.filter { $0 != .notStarted }.map { Choice($0.rawValue, $0.title) })
            textArea(
                Field("text", "做了什么，到了哪一步", value: text, hint: "受阻的写明原因和需要谁来解决。", errors: errors), rows: 5, limit: 2_000
            )
            textField(
                Field("percent", "完成比例", value: percent, hint: "0 到 100 的整数。", optional: true, errors: errors), .percent
            )
            dateField(
                Field("day", "情况截至哪天", hint: "补报以前的情况时填；空着就是今天。", optional: true, errors: errors), day)
            fieldGroup("佐证材料", hint: "文件出错需要重新选择。") {
                for (index, name) in ReportForm.fileFields.enumerated() {
                    fileField(
                        Field(name, "第 \(index + 1) 个文件", optional: true, errors: errors),
                        accept: ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.ofd,.txt",
                        formats: "PDF、图片、Word、Excel、OFD 或文本，不超过 20 MB")
                }
            }
            submitButton("报送进展")
        }
    }

    private func shown(_ task: PlanTask) -> String {
        task.state == .notStarted ? TaskState.underway.rawValue : task.state.rawValue
    }

    /// Hands the report in.
    /// - Returns: whether it was taken; if not, `errors` says why.
    mutating func send(_ visit: Visit, _ task: PlanTask) async throws -> Bool {
        guard let state = TaskState(rawValue: state) else {
            errors = [FieldError(field: "state", message: "请选择现在的状态。")]
            return false
        }
        let written = normalised(percent).filter { $0 != "%" }
        let share = Int(written)
        if !written.isEmpty, share == nil {
            errors = [FieldError(field: "percent", message: "完成比例请输入 0 到 100 的整数。")]
            return false
        }
        let asOf = WrittenLines.day(day.text)
        if !day.text.isEmpty, asOf == nil {
            errors = [FieldError(field: "day", message: "“\(day.text)”不是日期。请填年、月、日，或者空着。")]
            return false
        }
        do {
            try await visit.house.plans.report(
                ProgressReport(
                    task: task.id, unit: unit.isEmpty ? nil : unit, state: state, text: text, percent: share,
                    evidence: files.map { ProgressReport.File(name: $0.name, bytes: $0.bytes) }, day: asOf),
                as: visit.actor)
            return true
        } catch let refusal as Refusal {
            errors = refusal.faults.map { FieldError(field: $0.field, message: $0.message) }
            return false
        }
    }
}
