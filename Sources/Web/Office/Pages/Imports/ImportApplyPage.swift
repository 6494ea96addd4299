import Exchange
import HTML
import House
import Kit
import Registers

/// The last question before rows are written.
struct ImportApplyPage {
    let visit: Visit
    let work: ImportWork

    func ask() async throws -> Answer {
        let run = try await visit.house.imports.run(try visit.number("run"), as: visit.actor)
        guard run.state == .checked else { return .redirect(ImportAddress.run(run.id)) }
        return .page(page(run, errors: []))
    }

    func take() async throws -> Answer {
        let run = try await visit.house.imports.run(try visit.number("run"), as: visit.actor)
        guard run.state == .checked || run.state == .applying else { return .redirect(ImportAddress.run(run.id)) }
        guard let mode = visit.form["mode"].flatMap({ ApplyMode(rawValue: $0) }) else {
            return refused(run, "请选择怎样导入。")
        }
        if mode == .everything, run.counts.refused > 0, run.state == .checked {
            return refused(
                run, "有 \(grouped(run.counts.refused)) 行有错，不能全部导入。请改好后重新上传，或者选择只导入没有错的行。")
        }
        await work.apply(run.id, mode, in: visit.house, as: visit.actor)
        return .redirect(ImportAddress.run(run.id))
    }

    private func refused(_ run: ImportRun, _ message: String) -> Answer {
        .page(page(run, errors: [FieldError(field: "mode", message: message)]), status: 422)
    }

    private func page(_ run: ImportRun, errors: [FieldError]) -> Page {
        Page(
            title: "导入：确认", shell: visit.shell(current: "imports"), step: ImportStep.apply.words,
            caption: run.label,
            breadcrumb: [Link("导入", "/imports"), Link("第 \(run.id) 号导入", ImportAddress.run(run.id))], errors: errors,
            width: .narrow
        ) {
            steps(ImportStep.names, current: ImportStep.apply.rawValue)
            summaryList([
                SummaryRow("台账", visit.catalogue.register(run.register)?.listTitle ?? run.register),
                SummaryRow("会新增", "\(grouped(run.counts.new)) 条记录"),
                SummaryRow("会修改", "\(grouped(run.counts.changed)) 条记录"),
                SummaryRow("不会动", "\(grouped(run.counts.same)) 条记录（内容已经一样）"),
                SummaryRow("等人认定", "\(grouped(run.counts.doubtful)) 行"),
                SummaryRow("有错不收", "\(grouped(run.counts.refused)) 行"),
            ])
            postForm(ImportAddress.part(run.id, "apply"), csrf: visit.csrf) {
                radioGroup(
                    Field(
                        "mode", "怎样导入", value: visit.form["mode"] ?? ApplyMode.goodRows.rawValue, errors: errors),
                    [
                        Choice(
                            ApplyMode.goodRows.rawValue, "只导入没有错的行", hint: "有错的行留下，改好以后再传一次同一个文件。"),
                        Choice(
                            ApplyMode.everything.rawValue, "全部正确才导入", hint: "只要有一行有错，就一行也不写入。"),
                    ])
                submitButton("确认导入")
            }
            linkLine("先不导入，回到核对结果", ImportAddress.run(run.id))
        }
    }
}
