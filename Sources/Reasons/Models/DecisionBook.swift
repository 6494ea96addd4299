public import Base
import Decisions
public import Packs

/// The decisions of all packs: `decisions/*.dmn` and `decisions/*.md`.
public struct DecisionBook: Sendable {
    /// A decision of a pack.
    public struct Entry: Sendable {
        /// Its name: that of its file.
        public let name: String
        /// The pack that brings it.
        public let pack: Pack
        /// The model.
        public let model: BoundModel

        /// What people call it.
        public var title: String { model.definitions.name }
        /// What it answers.
        public var question: String { model.decision.question ?? model.decision.name }
    }

    /// All decisions, those of core first.
    public let entries: [Entry]

    /// Reads the models of all packs.
    /// - Throws: `Diagnostics` with all that is wrong: file, line, element.
    public init(_ library: PackLibrary, parameters: ParameterBook) throws {
        let faults = Faults()
        let files = library.packs.flatMap { pack in
            Self.endings.flatMap { pack.contents(of: "decisions", ending: $0) }.sorted { $0.file < $1.file }
                .map { (pack: pack, file: $0.file, bytes: $0.bytes) }
        }
        let models = files.map { Self.read($0.file, $0.bytes, faults) }
        var entries: [Entry] = []
        for ((pack, file, _), model) in zip(files, models) {
            guard let model else { continue }
            // Of two models of one namespace that of the own pack is meant, then core's.
            let own = zip(files, models).filter { $0.0.pack.name == pack.name }.compactMap(\.1)
            if let model = Self.bound(model, among: own + models.compactMap { $0 }, parameters, faults) {
                let entry = Entry(name: Self.name(file), pack: pack, model: model)
                if entries.contains(where: { $0.name == entry.name && $0.pack.name == pack.name }) {
                    faults.add(Place(file: file), "方案包里已有另一个叫“\(entry.name)”的决策，.dmn 和 .md 只能留一个。")
                }
                entries.append(entry)
            }
        }
        self.entries = entries
        try faults.throwIfAny()
    }

    private static let endings = [".dmn", ".md"]

    /// The decision of this name in a region: that of the pack of the nearest region above, else core's.
    public func entry(_ name: String, in region: RegionCode?) -> Entry? {
        func depth(_ entry: Entry) -> Int { entry.pack.region?.text.utf8.count ?? 0 }
        return entries.filter { entry in entry.name == name && Self.holds(entry, in: region) }
            .max { depth($0) < depth($1) }
    }

    /// The decisions that can be asked in a region, each once.
    public func entries(in region: RegionCode?) -> [Entry] {
        var seen: Set<String> = []
        return entries.compactMap { seen.insert($0.name).inserted ? entry($0.name, in: region) : nil }
    }

    private static func holds(_ entry: Entry, in region: RegionCode?) -> Bool {
        entry.pack.region.map { own in region.map(own.contains) ?? false } ?? true
    }

    private static func name(_ file: String) -> String {
        String((file.split(separator: "/").last ?? "").prefix { $0 != "." })
    }

    private static func read(_ file: String, _ bytes: [UInt8], _ faults: Faults) -> Definitions? {
        if !MapReader.isName(name(file)) { faults.add(Place(file: file), "文件名应为小写英文，如 levy.dmn。") }
        do throws(Diagnostics) {
            return file.hasSuffix(".md")
                ? try Definitions.read(markdown: bytes, file: file) : try Definitions.read(bytes, file: file)
        } catch {
            for fault in error.list { faults.add(fault) }
            return nil
        }
    }

    private static func bound(
        _ model: Definitions, among known: [Definitions], _ parameters: ParameterBook, _ faults: Faults
    ) -> BoundModel? {
        do throws(Diagnostics) {
            let imports = try model.imported(from: known)
            return try BoundModel(DecisionModel(model, imports: imports), parameters: parameters)
        } catch {
            for fault in error.list { faults.add(fault) }
            return nil
        }
    }
}
