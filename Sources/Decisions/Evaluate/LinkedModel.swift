import Base
import FEEL

/// One of the models that are brought together, with its types and the names of its imports.
final class LinkedModel {
    let definitions: Definitions
    let types: TypeTable
    /// How much of its expressions is settled beforehand.
    let mode: Scope.Mode
    let report: (Diagnostic) -> Void
    /// The types by name, for expressions.
    private(set) lazy var feelTypes = types.feelTypes

    init(_ definitions: Definitions, mode: Scope.Mode, report: @escaping (Diagnostic) -> Void) {
        self.definitions = definitions
        self.mode = mode
        self.report = report
        types = TypeTable(definitions, report: report)
    }

    func fault(_ origin: Origin, _ message: String) {
        let id = origin.id.map { " \($0)" } ?? ""
        report(
            Diagnostic(Place(file: definitions.file, line: origin.line), "“\(origin.element)\(id)”：\(message)"))
    }
}

/// What a pointer may point at.
enum Element {
    case input(LinkedModel, InputData)
    case decision(LinkedModel, Decision)
    case knowledge(LinkedModel, BusinessKnowledgeModel)
    case service(LinkedModel, DecisionService)

    var model: LinkedModel {
        switch self {
        case .input(let model, _), .decision(let model, _), .knowledge(let model, _), .service(let model, _): model
        }
    }

    var variable: InformationItem {
        switch self {
        case .input(_, let input): input.variable
        case .decision(_, let decision): decision.variable
        case .knowledge(_, let knowledge): knowledge.variable
        case .service(_, let service): service.variable
        }
    }

    var chinese: String {
        switch self {
        case .input: "输入"
        case .decision: "决策"
        case .knowledge: "业务知识模型"
        case .service: "决策服务"
        }
    }
}

/// By which an element is found among all models.
struct ElementKey: Hashable {
    let namespace: String
    let id: String
}
