import Access
import Base
import Database
import Demo
import House
import Plans
import StoreTesting
import Testing

/// The made-up city's plan is at work: every kind of standing is there to be seen, for the office and for units.
@Suite(.serialized) struct PlanProgressTests {
    @Test(arguments: Store.engines)
    func tasksAreDoneUnderWayStuckAndLate(_ engine: Database.Engine) async throws {
        try await withCity(engine) { city in
            let plans = city.house.plans
            let plan = try #require(try await plans.plans(as: city.actor).first { $0.region.text == "9901" })
            let board = try await plans.board(plan.id, on: Demo.day, as: city.actor)
            let tasks = board.actions.flatMap(\.tasks)
            for state in TaskState.allCases { #expect(tasks.contains { $0.state == state }, "\(state)") }
            #expect(tasks.contains { $0.late && !$0.recurring })
            #expect(tasks.filter { $0.late && $0.recurring }.count >= 3)
            #expect(tasks.contains { $0.recurring && $0.state == .done && !$0.late })
            // Some periods came and went: they are asked since the first report, not since the installation.
            for task in tasks where task.late && task.recurring {
                let due = try #require(task.due)
                #expect(due < plan.publishedAt?.chinaDay ?? due)
                #expect(task.progress.first.map { $0.day < due } == true)
            }
            for unit in ["市人力资源社会保障局", "市教育局"] {
                let own = try await plans.tasks(of: unit, on: Demo.day, as: city.actor)
                #expect(
                    own.contains { $0.late && $0.recurring && $0.progress.first?.actor != city.actor.name }, "\(unit)")
            }
            let reminders = try await plans.dueSoon(within: 14, on: Demo.day, as: city.actor)
            #expect(reminders.contains { $0.kind == .task && $0.late })

            // Made again, nothing is reported twice.
            try await city.demo.make(people: MadeCity.people, folder: city.folder) { _ in }
            let again = try await plans.board(plan.id, on: Demo.day, as: city.actor).actions.flatMap(\.tasks)
            #expect(again.map(\.id) == tasks.map(\.id))
            let task = try #require(tasks.first { $0.progress.isEmpty == false })
            #expect(try await plans.task(task.id, on: Demo.day, as: city.actor).progress.count <= 2)
        }
    }
}
