import Access
import Base
import Exchange
import HTML
import House
import Kit
import Registers
import Rounds

/// How far a round is: in all, and region by region down to the village.
struct RoundBoardPage {
    let visit: Visit

    func answer() async throws -> Answer {
        let place = try await RoundPlace(visit)
        let board = try await visit.house.rounds.board(
            place.round.id, in: place.region, on: visit.today, as: visit.actor)
        return .page(page(place, board))
    }

    /// The same numbers as a workbook.
    func export() async throws -> Answer {
        let place = try await RoundPlace(visit)
        let board = try await visit.house.rounds.board(
            place.round.id, in: place.region, on: visit.today, as: visit.actor)
        let path = RegisterFiles.temporaryPath()
        try RoundWorkbook(place: place, board: board, regions: visit.regions, day: visit.today).write(to: path)
        try await visit.noteExport("“\(place.round.title)”的进度表，\(visit.regions.fullName(of: place.region))")
        return .file(
            path: path, name: "轮次进度表-\(visit.today.iso).xlsx", mediaType: ExportFormat.xlsx.mediaType)
    }

    private func page(_ place: RoundPlace, _ board: RoundBoard) -> Page {
        Page(
            title: place.round.title, shell: visit.shell(current: "rounds"),
            caption: visit.regions.fullName(of: place.region), breadcrumb: breadcrumb(place), notice: visit.notice
        ) {
            p(when(place.round))
            p("名单上有 \(grouped(board.total.members)) \(place.register.unit)。")
            totals(place, board)
            regions(place, board)
            work(place)
        }
    }

    private func breadcrumb(_ place: RoundPlace) -> [Link] {
        let above = place.region.path.filter { place.round.region.contains($0) && $0 != place.region }
        return [Link("轮次", "/rounds")]
            + above.filter { visit.actor.scope.contains($0) }.map { region in
                Link(visit.regions.name(of: region) ?? region.text, RoundAddress.board(place.round.id, region: region))
            }
    }

    private func when(_ round: Round) -> String {
        let days = "\(round.openedOn.chinese)至\(round.closesOn.chinese)"
        return round.isOpen ? "\(days)，正在进行。" : "\(days)，已结束，下面是结束时的进度。"
    }

    // MARK: In all

    private func totals(_ place: RoundPlace, _ board: RoundBoard) -> HTML {
        panel("各步骤的进度", id: "steps") {
            for step in place.definition.steps {
                let coverage = board.total.steps[step.name] ?? Coverage()
                h3(step.title)
                progressBar(done: coverage.done, of: coverage.asked, unit: place.register.unit)
            }
            dataTable(
                "各步骤的\(place.register.unit == "人" ? "人数" : "数量")，点数字看名单", id: "step-numbers",
                columns: [
                    TableColumn("步骤"), TableColumn("应做", isNumber: true), TableColumn("已完成", isNumber: true),
                    TableColumn("待办", isNumber: true), TableColumn("其中逾期", isNumber: true),
                    TableColumn("未能完成", isNumber: true),
                ],
                rows: place.definition.steps.map { step in
                    TableRow(numbers(place, step, board.total.steps[step.name] ?? Coverage()))
                }, narrow: .stacked)
        }
    }

    private func numbers(_ place: RoundPlace, _ step: RoundDefinition.Step, _ coverage: Coverage) -> [HTML] {
        func link(_ count: Int, _ what: String, _ state: StepState?, overdue: Bool = false) -> HTML {
            guard count > 0 else { return HTML(grouped(count)) }
            let href = RoundAddress.members(
                place.round.id, step: step.name, state: state, overdue: overdue, region: place.region)
            return a(.href(href), .aria("label", "\(grouped(count))，\(step.title)\(what)的名单")) { grouped(count) }
        }
        return [
            HTML(step.title), link(coverage.asked, "应做", nil), link(coverage.done, "已完成", .done),
            link(coverage.waiting, "待办", .waiting), link(coverage.overdue, "逾期", .waiting, overdue: true),
            link(coverage.notDone, "未能完成", .notDone),
        ]
    }

    // MARK: By region

    @HTMLBuilder private func regions(_ place: RoundPlace, _ board: RoundBoard) -> HTML {
        if place.region.level != .village, !board.lines.isEmpty {
            panel("各\(place.region.level.child?.chinese ?? "区划")的进度", id: "regions") {
                dataTable(
                    "\(visit.regions.fullName(of: place.region))，\(board.lines.count) 个区划", id: "region-list",
                    columns: [TableColumn("区划"), TableColumn("名单", isNumber: true)]
                        + place.definition.steps.map { TableColumn($0.title) }
                        + [TableColumn("逾期", isNumber: true)],
                    rows: board.lines.map { line in row(place, line) })
            }
        }
    }

    private func row(_ place: RoundPlace, _ line: RoundBoard.Line) -> TableRow {
        let region = line.region ?? place.region
        let own = region == place.region
        let name = visit.regions.name(of: region) ?? region.text
        let href =
            own || region.level == .village
            ? RoundAddress.members(place.round.id, region: region) : RoundAddress.board(place.round.id, region: region)
        let overdue = line.steps.values.reduce(0) { $0 + $1.overdue }
        return TableRow(
            [a(own ? "\(name)（没有写到下一级的）" : name, .href(href)), HTML(grouped(line.members))]
                + place.definition.steps.map { step in cell(line.steps[step.name] ?? Coverage()) }
                + [overdue == 0 ? HTML("0") : tag(grouped(overdue), .problem)])
    }

    private func cell(_ coverage: Coverage) -> HTML {
        guard coverage.asked > 0 else { return HTML("没有人要做") }
        return HTML("\(grouped(coverage.done))/\(grouped(coverage.asked))（\(coverage.permille / 10)%）")
    }

    // MARK: What to do

    private func work(_ place: RoundPlace) -> HTML {
        panel("办理", id: "work") {
            linkList(
                [
                    Link("全部名单", RoundAddress.members(place.round.id, region: place.region)),
                    Link(
                        "导出进度表",
                        RoundAddress.part(place.round.id, "export").with("region", place.region.text).text),
                ]
                    + place.definition.steps.map { step in
                        Link(
                            "\(step.title)的待办名单",
                            RoundAddress.members(place.round.id, step: step.name, state: .waiting, region: place.region)
                        )
                    })
            if place.mayWork { worksheets(place) }
            if place.round.isOpen, visit.actor.can(.rounds, "close"),
                visit.actor.scope.contains(place.round.region)
            {
                linkLine("结束这一轮", RoundAddress.part(place.round.id, "close").text)
            }
        }
    }

    private func worksheets(_ place: RoundPlace) -> HTML {
        disclosure("用表格办理：下载待办表，填好再传回来") {
            p("表里已经填好名单。在表里逐人填写，存盘后传回来；系统先逐行核对，您确认以后才写入。")
            linkList(
                place.definition.steps.filter { place.mayDo($0) }.map { step in
                    Link(
                        "\(step.title)待办表（XLSX）",
                        RoundAddress.part(place.round.id, "worksheet").with("step", step.name)
                            .with("region", place.region.text).text)
                }, label: "待办表")
            linkList(
                uniqueRegisters(place).map { Link("传回填好的\($0.title)表", ImportAddress.new($0.name)) },
                label: "传回")
        }
    }

    private func uniqueRegisters(_ place: RoundPlace) -> [RegisterDefinition] {
        var seen: Set<String> = []
        return place.definition.steps.compactMap { step in
            guard visit.actor.can(.import, step.doneBy), seen.insert(step.doneBy).inserted else { return nil }
            return visit.catalogue.register(step.doneBy)
        }
    }
}
