import Access
import Base
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// A plan's document comes in: as a file or as pasted text.
struct UploadRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans/new") { visit in
            try visit.actor.require(.plans, "edit")
            return .page(page(visit, []))
        }
        routes.upload("/plans/new") { try await read($0) }
    }

    private func page(_ visit: Visit, _ errors: [FieldError]) -> Page {
        let regions = regions(visit)
        let one = regions.count == 1 ? regions[0].value : ""
        return Page(
            title: "读入新方案", shell: visit.planShell, step: "第 1 步，共 3 步", breadcrumb: [Link("方案", "/plans")],
            errors: errors, width: .narrow
        ) {
            steps(["读入文件", "核对", "发布"], current: 1)
            p("系统从方案文件里读出目标、措施、责任单位、期限和报送要求。读入以后由您核对，发布以前不会生效。")
            postForm("/plans/new", csrf: visit.csrf, multipart: true) {
                selectField(
                    Field(
                        "region", "哪里的方案", value: visit.form["region"] ?? one, hint: "方案在这个区划和它的下级执行。", errors: errors),
                    regions)
                fileField(
                    Field("file", "方案文件", hint: "原件和方案一起保存，以后可以下载。", optional: true, errors: errors),
                    accept: ".docx,.txt,.md,.html,.htm,.pdf,.ofd",
                    formats: "Word（.docx）、文本（.txt、.md）、网页（.html），或者 PDF、OFD（要同时粘贴全文），不超过 20 MB")
                textArea(
                    Field(
                        "text", "或者粘贴全文", value: visit.form["text"] ?? "",
                        hint: "没有文件，或者文件是 PDF、OFD 时用。连同标题、文号和附件一起粘贴。",
                        optional: true,
                        errors: errors), rows: 10)
                submitButton("读入并核对")
            }
        }
    }

    /// The regions for which the person may bring in a plan, down to counties.
    private func regions(_ visit: Visit) -> [Choice] {
        visit.regions.all.map(\.code).filter { code in
            visit.actor.scope.contains(code)
                && (code.level <= .county || visit.actor.scope.roots?.contains(code) == true)
        }.map { Choice($0.text, visit.regions.fullName(of: $0)) }
    }

    private func read(_ visit: Visit) async throws -> Answer {
        try visit.actor.require(.plans, "edit")
        var errors: [FieldError] = []
        let region = visit.form["region"].flatMap { RegionCode($0) }
        if region == nil { errors.append(FieldError(field: "region", message: "请选择这是哪里的方案。")) }
        let upload = upload(visit.form, &errors)
        guard errors.isEmpty, let region, let upload else { return .page(page(visit, errors), status: 422) }
        let reading = PlanReader.read(upload.source, options: visit.house.plans.units.reading)
        do {
            let plan = try await visit.house.plans.createDraft(
                document: reading.document, sourceText: reading.text.string, file: upload.file, region: region,
                as: visit.actor)
            return .redirect("/plans/drafts/\(plan.id)", notice: "文件已经读入，请核对。")
        } catch let refusal as Refusal {
            let errors = refusal.faults.map { FieldError(field: $0.field, message: $0.message) }
            return .page(page(visit, errors), status: 422)
        }
    }

    /// What is read, and the file that is kept with it.
    private struct Upload {
        let source: SourceText
        let file: PlanFile?
    }

    private func upload(_ form: FormData, _ errors: inout [FieldError]) -> Upload? {
        let pasted = WrittenLines.optional(form["text"]).map { SourceText(plainText: $0) }
        guard let file = form.file("file") else {
            if let pasted { return Upload(source: pasted, file: nil) }
            errors.append(FieldError(field: "file", message: "请选择方案文件，或者粘贴全文。"))
            return nil
        }
        do {
            return try upload(file, pasted)
        } catch let refusal as Refusal {
            errors += refusal.faults.map { FieldError(field: $0.field, message: $0.message) }
        } catch {
            let words = (error as? SourceText.LoadError)?.description ?? "“\(file.name)”打不开。请另存为 .docx 再试，或者粘贴全文。"
            errors.append(FieldError(field: "file", message: words))
        }
        return nil
    }

    private func upload(_ file: FormData.File, _ pasted: SourceText?) throws -> Upload {
        let kept = Result { try PlanFile(name: file.name, bytes: file.bytes) }
        if let pasted, let document = try? kept.get(), !document.isReadable {
            return Upload(source: pasted, file: document)
        }
        let source = try SourceText.load(fileName: file.name, bytes: file.bytes)
        guard WrittenLines.optional(source.text) != nil else {
            let words = "“\(file.name)”里没有文字。扫描件请先识别成文字，或者粘贴全文。"
            throw Refusal([FieldFault("file", words)])
        }
        return Upload(source: source, file: try kept.get())
    }
}
