import Base
import House
import Kit
import Registers
import Rounds

/// Who comes after a visit: first the others of the same village, then the others of the list from which the visit was
/// opened; without such a list, all whom the visitor may see. When the list of a village or town is done, the next one near
/// it with people left.
struct VisitNext {
    /// The next one, and what is true of those who were passed on the way.
    enum Outcome {
        /// Somebody of the same village.
        case here(Record)
        /// Nobody waits in the village any more; somebody elsewhere does.
        case elsewhere(Record)
        /// Nobody of the list's region waits any more; somebody near it does, who is on the list of this address.
        case beyond(Record, list: String)
        /// Nobody of the list waits any more.
        case listDone(othersWait: Bool)
    }

    let visit: Visit
    let place: RoundPlace
    let step: RoundDefinition.Step
    let subject: Record

    /// - Parameter village: those who waited in the village before the visit was saved, from which its place in their order
    ///   is known.
    func outcome(after village: [Record]) async throws -> Outcome {
        let here = village.firstIndex { $0.id == subject.id }
        let later = here.map { village[($0 + 1)...] } ?? []
        if let next = later.first ?? village.first(where: { $0.id != subject.id }) { return .here(next) }
        if let next = try await first(list) { return .elsewhere(next) }
        if let (next, list) = try await near() { return .beyond(next, list: list) }
        return .listDone(othersWait: try await first(waiting()) != nil)
    }

    /// The first who waits around the list's region, in the smallest region above it, and the list of where they live.
    private func near() async throws -> (Record, String)? {
        var query = list
        guard let done = query.region else { return nil }
        for wider in done.path.reversed() where wider != done && place.round.region.contains(wider) {
            query.region = wider
            guard let next = try await first(query) else { continue }
            let village = place.region(of: next) ?? wider
            let address = RoundAddress.members(
                place.round.id, step: step.name, state: .waiting, overdue: query.overdue, region: village)
            return (next, address)
        }
        return nil
    }

    /// Those who wait in the subject's village, in the order of the worklist; none where it has no region.
    func village() async throws -> [Record] {
        guard let region = place.region(of: subject) else { return [] }
        var query = waiting()
        query.region = region
        query.limit = 200
        return try await visit.house.rounds.members(place.round.id, query, as: visit.actor).records
    }

    private func first(_ query: MemberQuery) async throws -> Record? {
        var query = query
        query.limit = 2
        let found = try await visit.house.rounds.members(place.round.id, query, as: visit.actor).records
        return found.first { $0.id != subject.id }
    }

    private func waiting() -> MemberQuery {
        var query = MemberQuery()
        query.step = step.name
        query.state = .waiting
        return query
    }

    /// The worklist from which the visit was opened, as far as it is a heap of work: a search is for one person.
    private var list: MemberQuery {
        var query = waiting()
        let asked = AddressReader.address(place.askedNext ?? "")
        guard asked.path == RoundAddress.part(place.round.id, "members").path else { return query }
        query.region = asked.value("region").flatMap { RegionCode($0) }
        query.overdue = asked.value("overdue") == "yes"
        return query
    }
}
