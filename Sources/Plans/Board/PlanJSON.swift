import Foundation
import Registers

/// Plans as JSON texts, the same text for the same content.
enum PlanJSON {
    static func text(_ content: PlanContent) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(content), as: UTF8.self)
    }

    static func content(_ text: String, plan: Int64) throws -> PlanContent {
        do {
            return try JSONDecoder().decode(PlanContent.self, from: Data(text.utf8))
        } catch {
            throw Refusal([FieldFault(nil, "方案 \(plan) 的内容读不出来，请运行 qihang doctor。")])
        }
    }
}
