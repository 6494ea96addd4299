public import Base
import Decisions
public import Packs

/// The decisions of all packs: `decisions/*.dmn`.
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
        var entries: [Entry] = []
        for pack in library.packs {
            for (file, bytes) in pack.contents(of: "decisions", ending: ".dmn") {
                if let entry = Self.entry(pack, file, bytes, parameters, faults) { entries.append(entry) }
            }
        }
        self.entries = entries
        try faults.throwIfAny()
    }

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

    private static func entry(
        _ pack: Pack, _ file: String, _ bytes: [UInt8], _ parameters: ParameterBook, _ faults: Faults
    ) -> Entry? {
        let name = (file.split(separator: "/").last ?? "").dropLast(4)
        if !MapReader.isName(name) { faults.add(Place(file: file), "文件名应为小写英文，如 levy.dmn。") }
        do throws(Diagnostics) {
            let definitions = try Definitions.read(bytes, file: file)
            if let other = definitions.imports.first {
                faults.add(
                    Place(file: file, line: other.origin.line), "“import”：方案包里的模型不能引入别的模型，请写在一个文件里。")
                return nil
            }
            let model = try BoundModel(DecisionModel(definitions), parameters: parameters)
            return Entry(name: String(name), pack: pack, model: model)
        } catch {
            for fault in error.list { faults.add(fault) }
            return nil
        }
    }
}
