import Exchange
import Hummingbird
import Kit

/// The import wizard: file, columns, dry run, result, application. Every step is kept in the database, so each page can
/// be left and found again.
struct ImportRoutes: Sendable {
    private let work = ImportWork()

    func add(to routes: OfficeRoutes) {
        let work = work
        routes.get("/imports") { try await ImportList(visit: $0).answer() }
        routes.get("/imports/new") { try ImportUpload(visit: $0).start() }
        routes.upload("/imports/new") { try await ImportUpload(visit: $0).take() }
        routes.get("/imports/:run") { try await ImportProgressPage(visit: $0, work: work).answer() }
        routes.get("/imports/:run/columns") { try await ImportColumnsPage(visit: $0, work: work).answer() }
        routes.post("/imports/:run/columns") { try await ImportColumnsPage(visit: $0, work: work).take() }
        routes.post("/imports/:run/reading") { try await ImportColumnsPage(visit: $0, work: work).readAgain() }
        routes.post("/imports/:run/check") { try await ImportProgressPage(visit: $0, work: work).check() }
        routes.get("/imports/:run/rows") { try await ImportRowsPage(visit: $0).answer() }
        routes.get("/imports/:run/annotated") { try await ImportFiles(visit: $0).annotated() }
        routes.get("/imports/:run/original") { try await ImportFiles(visit: $0).original() }
        routes.get("/imports/:run/apply") { try await ImportApplyPage(visit: $0, work: work).ask() }
        routes.post("/imports/:run/apply") { try await ImportApplyPage(visit: $0, work: work).take() }
        routes.get("/imports/:run/abandon") { try await ImportAbandonPage(visit: $0).ask() }
        routes.post("/imports/:run/abandon") { try await ImportAbandonPage(visit: $0).take() }
    }
}

/// The steps of the wizard, as every page of it shows them.
enum ImportStep: Int, CaseIterable {
    case file = 1
    case columns
    case check
    case apply
    case done

    var title: String {
        switch self {
        case .file: "选文件"
        case .columns: "对应栏目"
        case .check: "核对"
        case .apply: "导入"
        case .done: "完成"
        }
    }

    /// Shown above the heading.
    var words: String { "第 \(rawValue) 步，共 \(ImportStep.allCases.count) 步" }

    static let names = allCases.map(\.title)
}

extension ImportRun {
    /// What the import is called on its pages; the number tells two imports of one file apart.
    var label: String { "\(fileName)（第 \(id) 号）" }
}

/// Where the pages of an import lie.
enum ImportAddress {
    static func run(_ id: Int64) -> String { "/imports/\(id)" }

    static func part(_ id: Int64, _ part: String) -> String { "/imports/\(id)/\(part)" }

    static func new(_ register: String?) -> String {
        PageAddress("/imports/new").with("register", register).text
    }
}
