import Access
import Base
import Exchange
import HTML
import House
import Kit
import Registers
import Sheets

/// The first step: which register, which file.
struct ImportUpload {
    let visit: Visit

    /// The registers into which the person may import.
    static func registers(_ visit: Visit) -> [RegisterDefinition] {
        visit.catalogue.registers.filter { visit.actor.can(.import, $0.name) && visit.actor.can(.write, $0.name) }
    }

    func start() throws -> Answer {
        guard !ImportUpload.registers(visit).isEmpty else { throw AccessError.notAllowed(.import, "台账") }
        return .page(page(register: visit.query("register") ?? "", errors: []))
    }

    func take() async throws -> Answer {
        let register = visit.form["register"] ?? ""
        var errors: [FieldError] = []
        if visit.catalogue.register(register) == nil {
            errors.append(FieldError(field: "register", message: "请选择导入到哪个台账。"))
        }
        let file = visit.form.file("file")
        if file == nil { errors.append(FieldError(field: "file", message: "请选择要导入的文件。")) }
        if let file, file.bytes.isEmpty {
            errors.append(FieldError(field: "file", message: "“\(file.name)”是空文件，请重新选择。"))
        }
        guard errors.isEmpty, let file else { return .page(page(register: register, errors: errors), status: 422) }
        do {
            let run = try await visit.house.imports.upload(
                bytes: file.bytes, fileName: file.name, register: register, options: options, as: visit.actor)
            return .redirect(ImportAddress.part(run.id, "columns"))
        } catch let error as SheetError {
            return refused(register, "\(error)")
        } catch let error as ImportError {
            return refused(register, error.description, field: error.kind == .otherRegister ? "register" : "file")
        }
    }

    private func refused(_ register: String, _ message: String, field: String = "file") -> Answer {
        .page(page(register: register, errors: [FieldError(field: field, message: message)]), status: 422)
    }

    private var options: ImportOptions {
        var options = ImportOptions()
        options.emptyErases = visit.form["empty_erases"] == "yes"
        options.region = visit.form["region"].flatMap { RegionCode($0)?.text }
        return options
    }

    private func page(register: String, errors: [FieldError]) -> Page {
        let choices = ImportUpload.registers(visit)
        return Page(
            title: "导入：选文件", shell: visit.shell(current: "imports"), step: ImportStep.file.words,
            breadcrumb: [Link("导入", "/imports")], errors: errors, width: .narrow
        ) {
            steps(ImportStep.names, current: ImportStep.file.rawValue)
            postForm("/imports/new", csrf: visit.csrf, multipart: true) {
                selectField(
                    Field("register", "导入到哪个台账", value: register, errors: errors),
                    choices.map { Choice($0.name, $0.listTitle) })
                fileField(
                    Field("file", "文件", errors: errors), accept: ".xlsx,.csv,.txt,.xls,.html",
                    formats: "XLSX 或 CSV，不超过 64 MB")
                inset { p("附件不随表格导入，请在记录页面上传。CSV 和 XLSX 里的附件栏只写文件名称。") }
                moreOptions
                submitButton("上传，看看各栏")
            }
            templates(choices)
        }
    }

    private var moreOptions: HTML {
        disclosure("更多选择") {
            selectField(
                Field(
                    "region", "没有写区划的行归到", value: visit.form["region"] ?? "",
                    hint: "文件里只写了村名时，也在这个区划里找。", optional: true),
                RegionChoices.choices(visit), empty: "不指定")
            checkbox(
                Field(
                    "empty_erases", "空白的格子表示清空台账里原来的内容", value: visit.form["empty_erases"] ?? "",
                    hint: "一般不要选：不选时，空白的格子不改动原来的内容。"))
        }
    }

    private func templates(_ registers: [RegisterDefinition]) -> HTML {
        disclosure("还没有表格？下载空白模板") {
            linkList(
                registers.map { register in
                    Link(
                        "\(register.listTitle)模板（XLSX）", RegisterAddress.list(register.name).text + "/template")
                }, label: "空白模板")
        }
    }
}
