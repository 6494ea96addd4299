import Exchange
import HTML
import House
import Kit
import Registers
import Sheets

/// The second step: which column stands for which field, and whether the file was read rightly.
struct ImportColumnsPage {
    let visit: Visit
    let work: ImportWork

    private static let open: Set<ImportState> = [.uploaded, .mapped, .checked, .settled]

    func answer() async throws -> Answer {
        let id = try visit.number("run")
        let preview = try await visit.house.imports.preview(id, as: visit.actor)
        guard ImportColumnsPage.open.contains(preview.run.state) else { return .redirect(ImportAddress.run(id)) }
        return .page(page(preview, errors: []))
    }

    /// Takes the columns and starts the dry run.
    func take() async throws -> Answer {
        let id = try visit.number("run")
        let run = try await visit.house.imports.run(id, as: visit.actor)
        var targets: [Int: ColumnTarget?] = [:]
        for column in run.columns {
            guard let chosen = visit.form[ImportColumnsPage.fieldName(column)] else { continue }
            targets[column.column] = .some(ColumnTarget(rawValue: chosen))
        }
        do {
            _ = try await visit.house.imports.map(id, targets, as: visit.actor)
        } catch let error as ImportError where error.kind == .headings {
            return try await refused(id, error.description)
        }
        await work.check(id, in: visit.house, as: visit.actor)
        return .redirect(ImportAddress.run(id))
    }

    /// Reads the file as the person says.
    func readAgain() async throws -> Answer {
        let id = try visit.number("run")
        var options = try await visit.house.imports.run(id, as: visit.actor).options
        options.sheet = visit.form["sheet"].flatMap { Int($0) }
        options.encoding = visit.form["encoding"].flatMap { TextEncoding(rawValue: $0)?.rawValue }
        options.separator = visit.form["separator"].flatMap { ImportColumnsPage.separators[$0] }
        options.headerFirst = visit.form["header_first"].flatMap { Int($0) }
        options.headerLast = visit.form["header_last"].flatMap { Int($0) }
        do {
            _ = try await visit.house.imports.reread(id, options: options, as: visit.actor)
            return .redirect(ImportAddress.part(id, "columns"), notice: "已按您的选择重新读取文件。")
        } catch let error as ImportError where error.kind != .wrongState && error.kind != .notFound {
            return try await refused(id, error.description)
        } catch let error as SheetError {
            return try await refused(id, "\(error)")
        }
    }

    private func refused(_ id: Int64, _ message: String) async throws -> Answer {
        let preview = try await visit.house.imports.preview(id, as: visit.actor)
        return .page(page(preview, errors: [FieldError(field: nil, message: message)]), status: 422)
    }

    private static func fieldName(_ column: ImportColumn) -> String { "column-\(column.column)" }

    // MARK: The page

    private func page(_ preview: ImportPreview, errors: [FieldError]) -> Page {
        let run = preview.run
        return Page(
            title: "导入：对应栏目", shell: visit.shell(current: "imports"), step: ImportStep.columns.words,
            caption: run.label, breadcrumb: [Link("导入", "/imports")], notice: visit.notice, errors: errors
        ) {
            steps(ImportStep.names, current: ImportStep.columns.rawValue)
            reading(preview)
            if run.columns.isEmpty {
                emptyState("没有找到表头") {
                    p("请在“文件读得不对？”里写明表头在第几行，或者换一个工作表。")
                }
            } else {
                mapping(preview)
            }
            children(preview)
            rereading(preview)
            linkLine("放弃这次导入", ImportAddress.part(run.id, "abandon"))
        }
    }

    private func reading(_ preview: ImportPreview) -> HTML {
        let run = preview.run
        let header = run.header.map { place in
            place.first == place.last ? "第 \(place.first) 行" : "第 \(place.first) 至 \(place.last) 行"
        }
        return summaryList([
            SummaryRow("台账", visit.catalogue.register(run.register)?.listTitle ?? run.register),
            SummaryRow("文件格式", run.formatText), SummaryRow("工作表", run.header?.sheetName ?? ""),
            SummaryRow("表头", header ?? "没有找到"), SummaryRow("数据从", run.header.map { "第 \($0.data) 行开始" } ?? ""),
        ])
    }

    private func mapping(_ preview: ImportPreview) -> HTML {
        let run = preview.run
        return postForm(ImportAddress.part(run.id, "columns"), csrf: visit.csrf) {
            if !preview.missing.isEmpty {
                inset {
                    p("文件里没有找到这些必填的栏目：\(preview.missing.map(\.title).joined(separator: "、"))。")
                    p("已有的记录可以照样更新；缺这些内容的新记录不会收。")
                }
            }
            dataTable(
                "文件里的栏目，\(run.columns.count) 栏", id: "columns",
                columns: [TableColumn("文件里的栏目"), TableColumn("前几行写的是"), TableColumn("对应台账里的"), TableColumn("怎样认出的")],
                rows: run.columns.map { row($0, preview) })
            submitButton("开始核对")
        }
    }

    /// The sheets of child rows: nothing is chosen there, but one sees what is read.
    @HTMLBuilder private func children(_ preview: ImportPreview) -> HTML {
        if !preview.children.isEmpty {
            dataTable(
                "子表，\(preview.children.count) 个", id: "children",
                columns: [TableColumn("工作表"), TableColumn("靠哪些栏对上主表"), TableColumn("读入的栏"), TableColumn("不读的栏")],
                rows: preview.children.map { child in
                    guard child.isRead else {
                        return TableRow([
                            HTML(child.sheetName), tag("没有认出表头，没有读", .problem), HTML(""), HTML(""),
                        ])
                    }
                    return TableRow([
                        HTML(child.sheetName),
                        child.links.isEmpty ? tag("没有，请加“序号”栏", .problem) : HTML(child.links.joined(separator: "、")),
                        HTML(child.columns.joined(separator: "、")), HTML(child.unknown.joined(separator: "、")),
                    ])
                })
        }
    }

    private func row(_ column: ImportColumn, _ preview: ImportPreview) -> TableRow {
        let heading = column.heading.isEmpty ? "第 \(column.column + 1) 栏（没有表头）" : column.heading
        let samples = preview.samples[column.column] ?? []
        let tone: Tone = column.how == .similar ? .attention : column.how == .remembered ? .neutral : .plain
        return TableRow([
            HTML(heading), HTML(samples.joined(separator: "；")),
            selectField(
                Field(
                    ImportColumnsPage.fieldName(column), "“\(heading)”对应", value: column.target?.rawValue ?? ""),
                choices(preview), empty: "不导入这一栏"),
            tag(column.how.title, tone),
        ])
    }

    private func choices(_ preview: ImportPreview) -> [Choice] {
        preview.targets.map { choice in
            Choice(choice.target.rawValue, "\(choice.section)：\(choice.title)\(choice.isRequired ? "（必填）" : "")")
        }
    }

    // MARK: Reading again

    private func rereading(_ preview: ImportPreview) -> HTML {
        disclosure("文件读得不对？", isOpen: preview.run.columns.isEmpty) {
            firstRows(preview)
            postForm(ImportAddress.part(preview.run.id, "reading"), csrf: visit.csrf) {
                sheetField(preview)
                textFields(preview)
                headerFields(preview)
                submitButton("重新读取", .secondary)
            }
        }
    }

    private func firstRows(_ preview: ImportPreview) -> HTML {
        let rows = preview.firstRows.prefix(8)
        let width = min(12, (rows.flatMap(\.cells).map(\.column).max() ?? 0) + 1)
        return dataTable(
            "文件的前 \(rows.count) 行", id: "first-rows",
            columns: [TableColumn("行号")] + (0..<width).map { TableColumn("\($0 + 1) 栏") },
            rows: rows.map { row in TableRow([HTML("\(row.number)")] + (0..<width).map { HTML(row.text($0)) }) },
            narrow: .scrolled)
    }

    @HTMLBuilder private func sheetField(_ preview: ImportPreview) -> HTML {
        if preview.source.sheets.count > 1 {
            selectField(
                Field("sheet", "工作表", value: "\(preview.run.header?.sheet ?? preview.run.options.sheet ?? 0)"),
                preview.source.sheets.filter { !$0.hidden }.map { Choice("\($0.index)", $0.name) }, empty: "由系统判断")
        }
    }

    @HTMLBuilder private func textFields(_ preview: ImportPreview) -> HTML {
        if !preview.encodings.isEmpty {
            selectField(
                Field("encoding", "文字编码", value: preview.run.options.encoding ?? ""),
                preview.encodings.map { Choice($0.rawValue, $0.title) }, empty: "由系统判断")
        }
        if let separator = preview.source.separator {
            let chosen = preview.run.options.separator == nil ? nil : separator
            let name = ImportColumnsPage.separators.first { $0.value == chosen }?.key ?? ""
            selectField(
                Field("separator", "各栏之间用什么隔开", value: name),
                [
                    Choice("comma", "逗号"), Choice("tab", "制表符"), Choice("semicolon", "分号"), Choice("bar", "竖线"),
                    Choice("chinese", "中文逗号"),
                ], empty: "由系统判断")
        }
    }

    private static let separators = ["comma": ",", "tab": "\t", "semicolon": ";", "bar": "|", "chinese": "，"]

    private func headerFields(_ preview: ImportPreview) -> HTML {
        let options = preview.run.options
        return fieldGroup("表头在第几行", hint: "表头只有一行时，两个都写同一行。不写由系统判断。") {
            textField(
                Field("header_first", "表头第一行", value: options.headerFirst.map(String.init) ?? "", optional: true),
                .integer)
            textField(
                Field("header_last", "表头最后一行", value: options.headerLast.map(String.init) ?? "", optional: true),
                .integer)
        }
    }
}
