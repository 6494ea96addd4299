import FileTesting
import Packs
import Plans

/// Everything that packs/core tells the reader.
enum ReaderOptions {
    /// How to read; with no names at all when the packs are not there.
    static let all: PlanReader.Options = {
        guard let library = try? PackLibrary(folder: ProjectFiles.root + "/packs"),
            let options = try? PlanReader.Options(library: library)
        else { return PlanReader.Options(lexicon: .empty) }
        return options
    }()

    /// The names of offices.
    static var lexicon: UnitLexicon? { all.lexicon.units.isEmpty ? nil : all.lexicon }
}
