import FEEL
import Foundation
import Reasons
import Strict

extension BatchDescription {
    /// Reads a description.
    /// - Throws: `ReadableError` for a file that is not there; what JSON cannot say.
    static func read(_ file: String) throws -> BatchDescription {
        guard let text = FileManager.default.contents(atPath: file) else {
            throw ReadableError(description: "读不到“\(file)”，请检查路径和权限。")
        }
        return try JSONDecoder().decode(BatchDescription.self, from: text)
    }

    /// The parameters that are to be put in: what the description has columns for comes from those.
    func binding(_ held: [Answer.InForce]) -> [String: Value] {
        let described = Set(inputs.keys).union((lookups ?? []).flatMap(\.inputs.keys))
        let open = held.filter { !described.contains($0.input) }
        return Dictionary(open.map { ($0.input, $0.value) }) { first, _ in first }
    }
}
