import Access
import Base
import Exchange
import HTML
import House
import Kit
import Registers
import Sheets

/// Towns and villages out of a file: uploaded, shown as a difference, applied.
struct RegionPages {
    let visit: Visit

    /// How many regions a table shows; the rest is counted.
    private static let shown = 200

    func start() throws -> Answer {
        try visit.actor.require(.admin, "regions")
        return .page(startPage(errors: []))
    }

    func take() async throws -> Answer {
        try visit.actor.require(.admin, "regions")
        guard let file = visit.form.file("file") else { return refused("请选择区划名单的文件。") }
        do {
            let id = try await visit.house.regions.upload(bytes: file.bytes, fileName: file.name, as: visit.actor)
            return .redirect(RegionAddress.upload(id))
        } catch let error as SheetError {
            return refused(error.message)
        } catch let error as ImportError {
            return refused(error.message)
        }
    }

    func difference() async throws -> Answer {
        let upload = try await visit.house.regions.upload(try visit.number("upload"), as: visit.actor)
        return .page(upload.appliedAt == nil ? differencePage(upload) : donePage(upload))
    }

    func apply() async throws -> Answer {
        let upload = try await visit.house.regions.apply(try visit.number("upload"), as: visit.actor)
        return .redirect(RegionAddress.upload(upload.id), notice: "区划已写入。")
    }

    private func refused(_ message: String) -> Answer {
        .page(startPage(errors: [FieldError(field: "file", message: message)]), status: 422)
    }

    // MARK: Uploading

    private func startPage(errors: [FieldError]) -> Page {
        Page(title: "区划", shell: visit.shell(current: "regions"), notice: visit.notice, errors: errors, width: .narrow)
        {
            summaryList(counts)
            p("新设、改名的乡镇（街道）和村（社区），在这里用表格补充。先列出会有什么变化，您确认以后才写入。")
            inset {
                p("每行一个区划：代码（2、4、6、9 或 12 位数字）、名称，需要时再写类型，如“功能区”“街道”。")
                p("统计部门的区划代码表可以直接用：标题、序号、城乡分类代码会自动略过。")
            }
            postForm(RegionAddress.start, csrf: visit.csrf, multipart: true) {
                fileField(
                    Field("file", "区划名单", errors: errors), accept: ".xlsx,.csv,.txt,.xls,.html",
                    formats: "XLSX 或 CSV，不超过 16 MB")
                submitButton("上传，看看变化")
            }
            RegionPlacePage.entrances(visit)
        }
    }

    /// How many regions of each level the person deals with.
    private var counts: [SummaryRow] {
        let own = visit.regions.all.filter { visit.actor.scope.contains($0.code) }
        let levels = Dictionary(grouping: own, by: \.code.level)
        return RegionLevel.allCases.compactMap { level in
            levels[level].map { SummaryRow("现有\(level.chinese)", "\(grouped($0.count)) 个") }
        }
    }

    // MARK: The difference

    private func differencePage(_ upload: RegionUpload) -> Page {
        let difference = upload.difference
        return Page(
            title: "区划的变化", shell: visit.shell(current: "regions"), caption: "\(upload.fileName)（第 \(upload.id) 号）",
            breadcrumb: [Link("区划", RegionAddress.start)], notice: visit.notice
        ) {
            summaryList([
                SummaryRow("新增", "\(grouped(difference.added.count)) 个"),
                SummaryRow("改名或改类型", "\(grouped(difference.renamed.count)) 个"),
                SummaryRow("没有变化", "\(grouped(difference.same)) 个"),
                SummaryRow("有问题、没有收的行", "\(grouped(upload.faultCount)) 行"),
            ])
            if difference.isEmpty {
                inset { p("文件里的区划系统里都已经有了，不用写入。") }
            } else {
                p("现在还没有写入。")
                postForm(RegionAddress.upload(upload.id), csrf: visit.csrf) { submitButton("写入这些区划") }
            }
            added(difference)
            renamed(difference)
            faults(upload)
            absent(difference)
            linkLine("换一个文件", RegionAddress.start)
        }
    }

    @HTMLBuilder private func added(_ difference: RegionDifference) -> HTML {
        if !difference.added.isEmpty {
            dataTable(
                "会新增的，\(heading(difference.added.count))", id: "added",
                columns: [TableColumn("代码"), TableColumn("名称"), TableColumn("类型"), TableColumn("在哪里")],
                rows: difference.added.prefix(RegionPages.shown).map { change in
                    TableRow([
                        HTML(change.entry.code.text), HTML(change.entry.name),
                        HTML(change.entry.kind ?? change.entry.code.level.chinese), HTML(above(change.entry.code)),
                    ])
                })
        }
    }

    @HTMLBuilder private func renamed(_ difference: RegionDifference) -> HTML {
        if !difference.renamed.isEmpty {
            dataTable(
                "会改名或改类型的，\(heading(difference.renamed.count))", id: "renamed",
                columns: [TableColumn("代码"), TableColumn("现在的"), TableColumn("改成"), TableColumn("在哪里")],
                rows: difference.renamed.prefix(RegionPages.shown).map { change in
                    TableRow([
                        HTML(change.entry.code.text), HTML(change.before.map(words) ?? ""),
                        HTML(words(change.entry)), HTML(above(change.entry.code)),
                    ])
                })
        }
    }

    @HTMLBuilder private func faults(_ upload: RegionUpload) -> HTML {
        if !upload.faults.isEmpty {
            panel("有问题、没有收的行", id: "faults") {
                ul { for fault in upload.faults.prefix(RegionPages.shown) { li(fault) } }
                if upload.faultCount > upload.faults.count {
                    p("还有 \(grouped(upload.faultCount - upload.faults.count)) 行。")
                }
            }
        }
    }

    /// Regions that the file leaves out: perhaps abolished, perhaps forgotten. They stay.
    @HTMLBuilder private func absent(_ difference: RegionDifference) -> HTML {
        if !difference.absent.isEmpty {
            disclosure("系统里有、文件里没有的 \(grouped(difference.absent.count)) 个") {
                p("这些区划会保留，里面的记录不受影响。确实撤并了的，请先把记录转到新的区划。")
                ul {
                    for entry in difference.absent.prefix(RegionPages.shown) {
                        li("\(entry.code.text) \(visit.regions.fullName(of: entry.code))")
                    }
                }
            }
        }
    }

    private func heading(_ count: Int) -> String {
        count <= RegionPages.shown ? "\(grouped(count)) 个" : "\(grouped(count)) 个，列出前 \(RegionPages.shown) 个"
    }

    private func words(_ entry: RegionEntry) -> String {
        entry.name + (entry.kind.map { "（\($0)）" } ?? "")
    }

    private func above(_ code: RegionCode) -> String {
        code.path.dropLast().compactMap { visit.regions.name(of: $0) }.joined()
    }

    // MARK: Done

    private func donePage(_ upload: RegionUpload) -> Page {
        Page(
            title: "区划已写入", shell: visit.shell(current: "regions"), caption: "\(upload.fileName)（第 \(upload.id) 号）",
            breadcrumb: [Link("区划", RegionAddress.start)], notice: visit.notice, width: .narrow
        ) {
            summaryList([
                SummaryRow("新增", "\(grouped(upload.added)) 个"),
                SummaryRow("改名或改类型", "\(grouped(upload.renamed)) 个"),
                SummaryRow("谁写入的", upload.actorName), SummaryRow("时间", upload.appliedAt?.chinese ?? ""),
            ])
            linkList([Link("再上传一个文件", RegionAddress.start), Link("去导入名单", "/imports/new")])
        }
    }
}
