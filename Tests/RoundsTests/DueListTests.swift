import Access
import Base
import Database
import RegisterTesting
import StoreTesting
import Testing

@testable import Registers
@testable import Rounds

/// The lists of what is due in rounds read no more than they show, however large the city is.
@Suite struct DueListTests {
    private static func withPlans(
        _ engine: Database.Engine, role: String,
        _ questions: @escaping @Sendable (Round, RoundTests.Scene, RegisterReading) throws -> [SQL]
    ) async throws {
        try await RoundTests.withScene(engine) { scene in
            let round = try await RoundTests.open(scene)
            let reader = try await scene.test.colleague("du", roles: [role], in: "990101")
            try await scene.store.read(as: reader, on: round.closesOn) { reading in
                for question in try questions(round, scene, reading) {
                    let plan = try QueryPlan(question, in: reading.connection)
                    #expect(!plan.readsEverything, "\(plan)")
                }
            }
        }
    }

    @Test(arguments: Store.engines) func theNextDutiesAreFoundThroughIndexes(_ engine: Database.Engine) async throws {
        try await DueListTests.withPlans(engine, role: "officer") { round, _, reading in
            [
                RoundStore.heapQuestion([round.id], limit: 10, reading.actor.scope),
                RoundStore.memberQuestion(
                    round.id, region: RoundTests.village, step: "check", due: round.closesOn, limit: 10),
            ]
        }
    }

    @Test(arguments: Store.engines) func soAreThoseOfOnesOwnPeople(_ engine: Database.Engine) async throws {
        try await DueListTests.withPlans(engine, role: "liaison") { round, scene, reading in
            let source = CoverageSource(round, scene.rounds.book, reading)
            #expect(source.isOwn)
            return [RoundStore.ownQuestion(source, limit: 10)]
        }
    }

    @Test(arguments: Store.engines) func soIsTheListOfMembersWhoAreLate(_ engine: Database.Engine) async throws {
        for role in ["officer", "liaison"] {
            try await DueListTests.withPlans(engine, role: role) { round, scene, reading in
                var query = MemberQuery()
                query.step = "check"
                query.overdue = true
                let (list, _) = try RoundStore.listQuery(round.id, query, scene.rounds.book, reading)
                let plan = try ListPlan(list, try reading.definition("person"), reading: reading)
                return [
                    """
                    SELECT r.id FROM \(plan.from) WHERE \(plan.conditions.joined(separator: " AND "))
                    ORDER BY \(plan.keyset.order()) LIMIT 21
                    """
                ]
            }
        }
    }
}
