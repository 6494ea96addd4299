import Access
import Base
import House
import Kit
import Registers
import Rounds

/// A round as one request sees it: itself, its definition, the register of its members.
struct RoundPlace {
    let visit: Visit
    let round: Round
    let definition: RoundDefinition
    let register: RegisterDefinition

    /// - Throws: `NotFound` when there is no such round; `Refusal` when the packs no longer define it.
    init(_ visit: Visit) async throws {
        self.visit = visit
        guard visit.actor.can(.rounds, "read") else { throw AccessError.notAllowed(.rounds, "read") }
        round = try await visit.house.rounds.round(try visit.number("round"), as: visit.actor)
        guard let definition = visit.house.rounds.definition(of: round) else {
            throw Refusal([FieldFault(nil, "方案包里没有“\(round.title)”的定义了。")])
        }
        self.definition = definition
        register = try visit.register(definition.register)
    }

    /// The region asked about: the one in the address, else the round's, or the person's own where theirs is smaller.
    var region: RegionCode {
        if let asked = visit.query("region").flatMap({ RegionCode($0) }), round.region.contains(asked) { return asked }
        let own = (visit.actor.scope.roots ?? []).filter { round.region.contains($0) }
        return own.count == 1 ? own[0] : round.region
    }

    /// The step named in the address or the form.
    /// - Throws: `NotFound`.
    func step() throws -> RoundDefinition.Step {
        guard let step = definition.step(visit.query("step") ?? visit.form["step"] ?? "") else { throw NotFound() }
        return step
    }

    /// Where one goes afterwards: the list from which one came, else the worklist.
    func next(_ step: RoundDefinition.Step, in region: RegionCode?) -> String {
        askedNext ?? RoundAddress.members(round.id, step: step.name, state: .waiting, region: region)
    }

    /// The address to which one asked to come back; nil where none was asked.
    var askedNext: String? {
        let asked = visit.query("next") ?? visit.form["next"] ?? ""
        return asked.isEmpty ? nil : SignInRoutes.safe(asked)
    }

    var mayWork: Bool { round.isOpen && visit.actor.can(.rounds, "work") }

    /// Whether the person may do a step here: work on the round and write the step's register.
    func mayDo(_ step: RoundDefinition.Step) -> Bool { mayWork && visit.actor.can(.write, step.doneBy) }

    /// The pages above.
    func trail(_ more: Link...) -> [Link] {
        [Link("轮次", "/rounds"), Link(round.title, RoundAddress.board(round.id))] + more
    }

    /// What a member is called.
    func name(_ record: Record) -> String {
        let text = register.field(register.label).map {
            FieldText.write(record[$0.name], of: $0, regions: visit.regions)
        }
        return text.flatMap { $0.isEmpty ? nil : $0 } ?? "编号 \(record.id)"
    }

    func region(of record: Record) -> RegionCode? {
        register.region.flatMap { record[$0].text }.flatMap { RegionCode($0) }
    }

    /// A member by its number.
    /// - Throws: `NoSuchRecord`.
    func member() async throws -> Record {
        let (id, name) = (try visit.number("record"), register.name)
        let record = try await visit.house.registers.read(as: visit.actor) { try $0.record(name, id) }
        guard let record else { throw NoSuchRecord(register: name, id: id) }
        return record
    }
}
