import Access
import Base
import House
import Registers
import Rounds

/// Whether a record on its way in does a step of an open round, as whoever writes it may think: one whose date is not one
/// of the round's is asked about.
struct RoundQuestion {
    let visit: Visit
    let register: RegisterDefinition
    /// The record that is changed; nil for a new one.
    let existing: Record?

    /// The question at the date; nil where the step is not open, or another round counts the day.
    func fault(_ values: FieldValues) async throws -> FieldFault? {
        guard let when = register.when, let day = values[when]?.day, existing?[when] != .day(day),
            let subject = register.subject, let owner = register.field(subject)?.target,
            let id = (values[subject] ?? existing?[subject])?.integer, visit.actor.can(.rounds, "read")
        else { return nil }
        let rounds = try await visit.house.rounds.standing(owner, id, as: visit.actor)
            .filter { $0.round.isOpen && isOpen($0.steps, of: $0.round) }.map(\.round)
        guard let round = rounds.first, !rounds.contains(where: { $0.counts(on: day) }) else { return nil }
        return FieldFault(when, "\(round.title)：\(RoundWords.question(round, day))", level: .warning)
    }

    /// Whether a step that such a record does still waits, or was done by this one.
    private func isOpen(_ steps: [MemberStep], of round: Round) -> Bool {
        let names = visit.house.rounds.definition(of: round)?.steps.filter { $0.doneBy == register.name }.map(\.name)
        return steps.contains { step in
            names?.contains(step.step) == true
                && (step.state == .waiting || (step.record != nil && step.record == existing?.id))
        }
    }
}
