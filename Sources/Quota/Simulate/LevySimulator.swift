public import Base
public import FEEL
public import Packs
public import Reasons
public import Registers

/// Works out what an employer would owe, from figures that stand in no register.
public struct LevySimulator: Sendable {
    /// What is tried out.
    public struct Case: Sendable {
        /// Where the employer declares.
        public var region: RegionCode
        /// The year for which it declares; the law of the first day of declaring, in the year after, holds.
        public var year: Int
        /// The employer's fields.
        public var employer: FieldValues
        /// The declaration's fields.
        public var declaration: FieldValues
        /// The persons placed, in ten-thousandths.
        public var placed: Int64
        /// Values of parameters that are not published yet.
        public var assumptions: [Question.Assumption]

        /// A case.
        public init(
            region: RegionCode, year: Int, employer: FieldValues, declaration: FieldValues, placed: Int64,
            assumptions: [Question.Assumption] = []
        ) {
            self.region = region
            self.year = year
            self.employer = employer
            self.declaration = declaration
            self.placed = placed
            self.assumptions = assumptions
        }
    }

    /// The same case with more persons.
    public struct Other: Sendable {
        /// What is different.
        public let title: String
        /// What would be owed.
        public let levy: Answer
        /// How much less that is, in yuan.
        public let saved: Number?
    }

    private let audit: AuditDefinition
    private let simulator: AuditDefinition.Simulator
    private let store: RegisterStore
    private let decisions: DecisionBook

    /// - Returns: nil for an audit that offers nothing to try out.
    public init?(_ audit: AuditDefinition, in audits: AuditStore) {
        guard let simulator = audit.simulator else { return nil }
        (self.audit, self.simulator) = (audit, simulator)
        (store, decisions) = (audits.store, audits.decisions)
    }

    /// The employer's fields that are asked for.
    public var employerFields: [FieldDefinition] { fields(simulator.employer, of: owner) }
    /// The declaration's fields that are asked for.
    public var declarationFields: [FieldDefinition] {
        fields(simulator.declaration, of: store.catalogue.register(audit.declaration))
    }

    /// A parameter of the packs.
    public func parameter(_ name: String) -> Parameter? { store.parameters[name] }

    /// What would be owed, with reasons and working.
    /// - Throws: `NoAnswer`: no parameters for that time and place, or figures that do not fit.
    public func levy(_ tried: Case) throws(NoAnswer) -> Answer {
        guard let model = decisions.entry(audit.levyDecision.decision, in: tried.region)?.model,
            let day = audit.opens.day(in: tried.year + 1),
            let declaration = store.catalogue.register(audit.declaration), let owner
        else { throw NoAnswer(reasons: ["没有名为“\(audit.levyDecision.decision)”的决策。"]) }
        let facts = Auditor.facts(
            audit.levyDecision,
            [
                "declaration": declaration.context(of: tried.declaration),
                "employer": owner.context(of: tried.employer),
                "placed": .number(Number(Int(tried.placed), scale: 4)),
            ])
        return try model.answer(
            Question(inputs: facts, day: day, region: tried.region, assumptions: tried.assumptions),
            parameters: store.parameters)
    }

    /// The same with what the pack adds, where it can be worked out.
    public func others(_ tried: Case, beside levy: Answer) -> [Other] {
        simulator.additions.compactMap { addition in
            var more = tried
            more.placed += addition.placed
            guard let other = try? self.levy(more) else { return nil }
            return Other(title: addition.title, levy: other, saved: LevySimulator.less(levy, other))
        }
    }

    private static func less(_ one: Answer, _ other: Answer) -> Number? {
        guard let first = one.result.number, let second = other.result.number else { return nil }
        return first.subtracting(second)
    }

    private var owner: RegisterDefinition? {
        store.catalogue.register(audit.declaration).flatMap { register in
            register.subject.flatMap { register.field($0)?.target }
        }.flatMap(store.catalogue.register)
    }

    private func fields(_ names: [String], of register: RegisterDefinition?) -> [FieldDefinition] {
        names.compactMap { register?.field($0) }
    }
}
