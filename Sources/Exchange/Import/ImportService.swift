public import Access
import Base
import Database
public import Registers
public import Secrets
import Sheets

/// Takes spreadsheets into registers: upload, matching of columns, dry run, application. Every step is kept in the
/// database, so that pages, commands and several processes see the same and may go on with it.
public final class ImportService: Sendable {
    /// The registers.
    public let store: RegisterStore
    let keyring: Keyring
    let trail: Trail
    let vault: FileVault
    let rowTable: RowTable

    /// How many rows go into one transaction.
    static let chunkSize = 500
    /// The largest file that is taken.
    static let sizeLimit = 64 << 20

    /// A service over a store whose tables are there.
    public init(store: RegisterStore, keyring: Keyring, trail: Trail) {
        self.store = store
        self.keyring = keyring
        self.trail = trail
        vault = FileVault(keyring: keyring)
        rowTable = RowTable(keyring: keyring)
    }

    // MARK: Looking

    /// An import as it stands now: for following its progress.
    /// - Throws: `ImportError.notFound` when there is none or it is not the actor's to see.
    public func run(_ id: Int64, as actor: Actor) async throws -> ImportRun {
        let run = try await store.database.read { try RunTable.load(id, in: $0) }
        guard let run, ImportService.sees(run.owner, actor) else {
            throw ImportError(.notFound, "没有第 \(id) 号导入，或者它不是您的。")
        }
        return run
    }

    /// The imports that the actor may see, newest first.
    public func runs(register: String? = nil, as actor: Actor, limit: Int = 50) async throws -> [ImportRun] {
        var condition = visible(to: actor)
        if let register { condition += SQL(" AND register = \(register)") }
        let asked = condition
        return try await store.database.read { connection in
            let ids = try RunTable.owners(asked, limit: ImportService.looked, in: connection)
                .filter { ImportService.sees($0, actor) }.prefix(limit).map(\.id)
            guard !ids.isEmpty else { return [] }
            return try RunTable.list(SQL.oneOf("id", Array(ids)), limit: limit, in: connection)
        }
    }

    /// How many imports that the actor may see were begun and neither applied nor given up.
    /// - Parameter limit: counting stops there.
    public func unfinishedCount(as actor: Actor, atMost limit: Int = 999) async throws -> Int {
        let open = ImportState.allCases.filter { !$0.isOver }.map(\.rawValue)
        let condition = visible(to: actor) + SQL(" AND \(SQL.oneOf("state", open))")
        let owners = try await store.database.read { connection in
            try RunTable.owners(condition, limit: limit, in: connection)
        }
        return owners.count { ImportService.sees($0, actor) }
    }

    /// How many of the newest imports are looked through for those that a narrow scope may see.
    private static let looked = 1_000

    /// What can be said in SQL of whose imports one sees; `sees` decides.
    private func visible(to actor: Actor) -> SQL {
        let registers = store.catalogue.registers.map(\.name).filter { ImportService.seesOthers(of: $0, actor) }
        let own = actor.account.map { SQL("account = \($0)") } ?? SQL("FALSE")
        return registers.isEmpty ? own : SQL("(\(own) OR \(SQL.oneOf("register", registers)))")
    }

    /// Rows of an import by outcome, a page at a time.
    public func rows(
        _ run: Int64, outcome: RowOutcome? = nil, warnedOnly: Bool = false, after row: Int = 0, limit: Int = 20,
        as actor: Actor
    ) async throws -> ImportRowPage {
        _ = try await self.run(run, as: actor)
        let rowTable = rowTable
        let entries = try await store.database.read { connection in
            var condition = SQL("row_number > \(row)")
            if let outcome { condition += SQL(" AND outcome = \(outcome)") }
            if warnedOnly { condition += SQL(" AND warned") }
            return try rowTable.entries(run, condition, limit: limit + 1, in: connection)
        }
        let shown = try entries.prefix(limit).map { try rowTable.row($0, run: run) }
        return ImportRowPage(rows: shown, next: entries.count > limit ? shown.last?.row : nil)
    }

    /// The file as it was uploaded.
    public func original(_ run: Int64, as actor: Actor) async throws -> [UInt8] {
        try await bytes(of: try await self.run(run, as: actor))
    }

    /// Whoever uploaded it sees it; else whoever may import into the register and whose regions cover theirs.
    static func sees(_ run: RunOwner, _ actor: Actor) -> Bool {
        if let account = actor.account, account == run.account { return true }
        guard seesOthers(of: run.register, actor) else { return false }
        let scope = run.scope.map { RegionScope.within($0.compactMap { RegionCode($0) }) } ?? .everywhere
        return actor.scope.contains(scope)
    }

    /// A file holds people with names and numbers, and of them those who look after their own people alone see nobody
    /// else's: not even in the file of a colleague of the same village.
    static func seesOthers(of register: String, _ actor: Actor) -> Bool {
        actor.can(.import, register)
            && ![Verb.import, .read].contains { actor.ownCaseloadOnly($0, register) }
    }

    // MARK: Shared by the steps

    func definition(_ register: String, for actor: Actor) throws -> RegisterDefinition {
        guard let definition = store.catalogue.register(register) else {
            throw ImportError(.unsupported, "没有名为“\(register)”的台账。")
        }
        try actor.require(.import, register)
        return definition
    }

    func bytes(of run: ImportRun) async throws -> [UInt8] {
        let vault = vault
        return try await store.database.read { try vault.bytes(of: run, in: $0) }
    }

    /// The file opened, with its headings found again.
    func opened(_ run: ImportRun) async throws -> OpenedFile {
        let source = try run.options.open(bytes: try await bytes(of: run), fileName: run.fileName)
        guard let register = store.catalogue.register(run.register) else {
            throw ImportError(.unsupported, "没有名为“\(run.register)”的台账。")
        }
        var options = run.options
        options.sheet = run.header?.sheet ?? options.sheet
        let remembered = try await store.database.read {
            try MappingMemory.recallAll(register: run.register, in: $0)
        }
        let matcher = HeadingMatcher(
            TargetCatalogue(register, catalogue: store.catalogue), remembered: remembered)
        // Where the headings were found counts, even if more was learned about headings since.
        if let place = run.header, options.headerRows == nil {
            let found = try HeaderReading.find(in: source, options: options, matcher: matcher)
            if let found, found.place == place { return try OpenedFile(source, found, run, register, matcher) }
            options.headerFirst = place.first
            options.headerLast = place.last
        }
        guard let header = try HeaderReading.find(in: source, options: options, matcher: matcher) else {
            throw ImportError(.headings, "没有找到表头。请指明表头在第几行。")
        }
        return try OpenedFile(source, header, run, register, matcher)
    }

    /// An uploaded file, ready to be read row by row.
    struct OpenedFile: Sendable {
        private let source: SheetSource
        private let header: HeaderReading
        private let sheets: ChildSheets
        private let columns: [ImportColumn]
        private let register: RegisterDefinition

        fileprivate init(
            _ source: SheetSource, _ header: HeaderReading, _ run: ImportRun, _ register: RegisterDefinition,
            _ matcher: HeadingMatcher
        ) throws {
            self.source = source
            self.header = header
            columns = run.columns
            self.register = register
            sheets = try ChildSheet.find(in: source, register: register, matcher: matcher)
        }

        /// What is wrong with its sheets as a whole.
        var faults: [RowFault] { sheets.unread.map(\.fault) }

        /// Its records after a row.
        func records(_ rows: RowReader, regions: RegionTree, after row: Int) throws -> RowSource {
            let children =
                sheets.read.isEmpty
                ? nil
                : try ChildRows(
                    sheets.read, in: source, header: header, columns: columns,
                    reader: ChildReader(register: register, regions: regions))
            return try RowSource(source, header: header, rows: rows, children: children, after: row)
        }
    }

    func require(_ run: ImportRun, _ states: Set<ImportState>) throws {
        guard states.contains(run.state) else {
            throw ImportError(.wrongState, "这次导入现在是“\(run.state.title)”，不能做这一步。")
        }
    }

    /// Runs a long step; two processes never do it at once.
    func alone<Result: Sendable>(_ run: Int64, _ body: () async throws -> Result) async throws -> Result {
        guard let result = try await store.database.withAdvisoryLock("import-run-\(run)", body) else {
            throw ImportError(.busy, "这次导入正在处理中，请稍候再看。")
        }
        return result
    }
}
