public import Access
import Base
import Database
import Registers
import Secrets
import Sheets

extension ImportService {
    /// Takes a file in: recognises it, finds the headings, proposes what the columns stand for.
    /// - Throws: `SheetError` when it is no table, `ImportError`, `AccessError`.
    public func upload(
        bytes: [UInt8], fileName: String, register: String, options: ImportOptions = ImportOptions(), as actor: Actor
    ) async throws -> ImportRun {
        let definition = try definition(register, for: actor)
        guard bytes.count <= ImportService.sizeLimit else {
            throw ImportError(.tooLarge, "文件超过 \(ImportService.sizeLimit >> 20) MB。请拆成几个文件后再上传。")
        }
        let source = try options.open(bytes: bytes, fileName: fileName)
        try refuseTemplate(source, ofOtherThan: definition, actor)
        let (header, columns) = try await propose(source, definition, options)
        let digest = Hex.text(Digest.sha256(bytes))
        let vault = vault
        let id = try await store.database.write { connection in
            let id = try RunTable.insert(
                register: register, fileName: fileName, digest: digest, size: bytes.count,
                formatText: source.formatText, options: options, columns: columns, header: header?.place,
                actor: actor, in: connection)
            try vault.put(bytes, run: id, digest: digest, in: connection)
            return id
        }
        return try await run(id, as: actor)
    }

    /// Reads the file again as the person says: another sheet, encoding, separator or rows of headings.
    public func reread(_ run: Int64, options: ImportOptions, as actor: Actor) async throws -> ImportRun {
        let known = try await self.run(run, as: actor)
        try require(known, [.uploaded, .mapped, .checked, .settled])
        let definition = try definition(known.register, for: actor)
        let source = try options.open(bytes: try await bytes(of: known), fileName: known.fileName)
        let (header, columns) = try await propose(source, definition, options)
        try await store.database.write { connection in
            try ImportService.forgetRows(of: run, in: connection)
            try RunTable.update(
                run,
                [
                    "options = \(try JSONText.encode(options))", "columns = \(try JSONText.encode(columns))",
                    "header = \(try header.map { try JSONText.encode($0.place) })",
                    "format_text = \(source.formatText)", "state = \(ImportState.uploaded.rawValue)",
                ], in: connection)
        }
        return try await self.run(run, as: actor)
    }

    /// Confirms what the columns stand for. Columns that are not named keep their proposal; the choice is remembered.
    /// - Parameter targets: by column; nil leaves the column out.
    /// - Throws: `ImportError.headings` when two columns stand for one field, or none for the field that names a record.
    public func map(_ run: Int64, _ targets: [Int: ColumnTarget?] = [:], as actor: Actor) async throws -> ImportRun {
        let known = try await self.run(run, as: actor)
        try require(known, [.uploaded, .mapped, .checked, .settled])
        let definition = try definition(known.register, for: actor)
        let catalogue = TargetCatalogue(definition, catalogue: store.catalogue)
        let columns = known.columns.map { column -> ImportColumn in
            guard let choice = targets[column.column], choice != column.target else { return column }
            var column = column
            column.target = choice.flatMap { catalogue.entry($0) == nil ? nil : $0 }
            column.targetTitle = column.target.flatMap { catalogue.entry($0)?.title }
            column.how = .chosen
            return column
        }
        try ImportService.requireSense(columns, definition, catalogue)
        try await store.database.write { connection in
            try ImportService.forgetRows(of: run, in: connection)
            try MappingMemory.remember(register: known.register, columns: columns, in: connection)
            try RunTable.update(
                run,
                ["columns = \(try JSONText.encode(columns))", "state = \(ImportState.mapped.rawValue)"], in: connection)
        }
        return try await self.run(run, as: actor)
    }

    /// Gives an import up. What was written stays; what waits at the duplicate desk is taken away.
    public func abandon(_ run: Int64, as actor: Actor) async throws -> ImportRun {
        let known = try await self.run(run, as: actor)
        try require(known, [.uploaded, .mapped, .checking, .checked, .settled, .applying])
        try await store.database.write { connection in
            try connection.run(
                "DELETE FROM duplicate_pair WHERE run = \(run) AND state = \(PairState.open.rawValue)")
            try connection.run("DELETE FROM import_row_unique WHERE run = \(run)")
            try RunTable.update(
                run,
                ["state = \(ImportState.abandoned.rawValue)", "finished_at = \(Instant.now.iso)"], in: connection)
        }
        return try await self.run(run, as: actor)
    }

    /// What the page of the columns shows: how the file was read, its first rows, and what each column may stand for.
    public func preview(_ run: Int64, as actor: Actor) async throws -> ImportPreview {
        let known = try await self.run(run, as: actor)
        let definition = try definition(known.register, for: actor)
        let source = try known.options.open(bytes: try await bytes(of: known), fileName: known.fileName)
        let sheet = known.header?.sheet ?? known.options.sheet ?? 0
        let rows = try source.firstRows(sheet: sheet, count: 20 + (known.header?.last ?? 0))
        let data = rows.filter { $0.number >= known.header?.data ?? 1 }
        var samples: [Int: [String]] = [:]
        for column in known.columns {
            let texts = data.map { $0.text(column.column) }.filter { !$0.isEmpty }
            samples[column.column] = Array(texts.prefix(3))
        }
        let catalogue = TargetCatalogue(definition, catalogue: store.catalogue)
        let children = try ChildSheet.find(
            in: source, register: definition, matcher: HeadingMatcher(catalogue))
        return ImportPreview(
            run: known, source: source, firstRows: Array(rows.prefix(20)), samples: samples,
            targets: catalogue.choices, children: children.previews)
    }

    // MARK: Steps

    /// A template knows its register: read into another one most of it would be left out.
    private func refuseTemplate(
        _ source: SheetSource, ofOtherThan definition: RegisterDefinition, _ actor: Actor
    ) throws {
        guard let name = try TemplateMark.register(source), name != definition.name,
            let other = store.catalogue.register(name)
        else { return }
        let may = actor.can(.import, name) && actor.can(.write, name)
        let advice = may ? "请改选“\(other.listTitle)”，再上传这个文件。" : "您的角色不能导入“\(other.listTitle)”，请交给经办的人导入。"
        throw ImportError(
            .otherRegister, "这个文件是“\(other.listTitle)”的模板，您选的是“\(definition.listTitle)”。\(advice)")
    }

    private func propose(
        _ source: SheetSource, _ definition: RegisterDefinition, _ options: ImportOptions
    ) async throws -> (HeaderReading?, [ImportColumn]) {
        let catalogue = TargetCatalogue(definition, catalogue: store.catalogue)
        let general = try await store.database.read {
            try MappingMemory.recallAll(register: definition.name, in: $0)
        }
        let finder = HeadingMatcher(catalogue, remembered: general)
        guard let header = try HeaderReading.find(in: source, options: options, matcher: finder) else {
            return (nil, [])
        }
        let marks = try TemplateMark.read(source, register: definition.name)
        let headings = header.headings
        let remembered = try await store.database.read {
            try MappingMemory.recall(register: definition.name, headings: headings, in: $0)
        }
        // A template's own headings are sure; what was remembered comes next.
        let sure = remembered.merging(marks.mapValues { .some($0) }) { $1 }
        let columns = HeadingMatcher(catalogue, remembered: sure).match(headings).map { column -> ImportColumn in
            var column = column
            if column.target != nil, marks[HeadingForm.folded(column.heading)] == column.target {
                column.how = .template
            }
            return column
        }
        return (header, columns)
    }

    private static func requireSense(
        _ columns: [ImportColumn], _ definition: RegisterDefinition, _ catalogue: TargetCatalogue
    ) throws {
        var seen: [ColumnTarget: String] = [:]
        for column in columns {
            guard let target = column.target, target != ColumnTarget(definition.region ?? "") else { continue }
            if let other = seen[target] {
                let title = catalogue.entry(target)?.title ?? target.rawValue
                throw ImportError(.headings, "“\(other)”和“\(column.heading)”两栏都对应“\(title)”，请只留一栏。")
            }
            seen[target] = column.heading
        }
        let naming = definition.key + [definition.label, definition.subject ?? definition.label]
        let isNamed = seen.keys.contains { target in
            naming.contains(target.field) || target == .number
                || definition.field(target.field)?.kind == .certificateNumber
        }
        guard isNamed else {
            let titles = naming.compactMap { definition.field($0)?.title }
            let names = titles.enumerated().filter { titles.firstIndex(of: $1) == $0 }.map(\.element)
            throw ImportError(
                .headings, "没有一栏对应“\(names.joined(separator: "”或“"))”，分不清每一行是谁。请为这样的一栏选好对应的栏目。")
        }
    }

    static func forgetRows(of run: Int64, in connection: Connection) throws {
        try connection.run("DELETE FROM import_row WHERE run = \(run)")
        try connection.run("DELETE FROM import_row_unique WHERE run = \(run)")
        try connection.run("DELETE FROM duplicate_pair WHERE run = \(run) AND state = \(PairState.open.rawValue)")
        try RunTable.update(
            run,
            [
                "checked_through = 0", "applied_through = 0", "done_permille = 0",
                "counts = \(try JSONText.encode(ImportCounts()))", "fault_counts = \("[]")", "message = NULL",
                "finished_at = NULL",
            ], in: connection)
    }
}
