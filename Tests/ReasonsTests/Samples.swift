import Base
import Decisions
import FEEL
import FileTesting
import Packs
import Reasons
import Testing

/// The project's packs, and questions about them.
enum Samples {
    static let library = Result { try PackLibrary(folder: ProjectFiles.packs) }

    static func parameters() throws -> ParameterBook { try book(library.get()) }

    static func book(_ library: PackLibrary) throws -> ParameterBook {
        let faults = Faults()
        let book = try ParameterBook(library, faults: faults)
        try faults.throwIfAny()
        return book
    }

    static func decisions() throws -> DecisionBook { try DecisionBook(library.get(), parameters: parameters()) }

    static func model(_ name: String) throws -> BoundModel {
        try #require(try decisions().entry(name, in: nil)).model
    }

    static func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    /// A model of these elements, of a strict kind where that is said.
    static func bound(_ elements: String, strict: Bool = false, parameters: ParameterBook? = nil) throws -> BoundModel {
        let language = strict ? "expressionLanguage=\"https://qihang.org.cn/strict\"" : ""
        let text = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="试" namespace="urn:t" \(language)>
            \(elements)
            </definitions>
            """
        let definitions = try Definitions.read(Array(text.utf8), file: "t.dmn")
        return try BoundModel(DecisionModel(definitions), parameters: parameters ?? self.parameters())
    }
}
