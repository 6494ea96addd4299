import Access
import Base
import Exchange
import Foundation
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// The records behind a figure: as many as it says.
struct NamesRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans/:id/targets/:name/names") { visit in
            let names = try await NamesQuestion(visit)
            return .page(NamesPage(visit: visit, names: names, list: try await names.read(visit)).page)
        }
        routes.get("/plans/:id/targets/:name/names/export") { try await export($0) }
    }

    private func export(_ visit: Visit) async throws -> Answer {
        let names = try await NamesQuestion(visit)
        let format = visit.query("format").flatMap { ExportFormat(rawValue: $0) } ?? .xlsx
        let path = FileManager.default.temporaryDirectory.path + "/qihang-\(UUID().uuidString).\(format.fileExtension)"
        _ = try await visit.house.exports.export(names.query, columns: [], format: format, to: path, as: visit.actor)
        let name = "\(PlanWords.name(names.target, in: names.board))-\(visit.today.iso).\(format.fileExtension)"
        return .file(path: path, name: name, mediaType: format.mediaType)
    }
}

/// Which names are asked for, as the address says.
struct NamesQuestion: Sendable {
    let board: PlanBoard
    let target: PlanBoard.Target
    let question: FigureQuestion
    let query: ListQuery
    let figure: Figure

    /// - Throws: `NotFound` when there is no such target, or when the person may not see its names.
    init(_ visit: Visit) async throws {
        board = try await visit.board()
        target = try board.target(try visit.part("name"))
        guard let asked = target.names, let table = target.table else { throw NotFound() }
        var question = asked
        question.part = visit.query("part").flatMap { RegionCode($0) }
        question.month = visit.query("month").flatMap { Month(iso: $0) }
        if table.indicator.ratio != nil {
            question.side = visit.query("side").flatMap { FigureQuestion.Side(rawValue: $0) }
        }
        self.question = question
        query = try await visit.house.plans.names(question, on: visit.today, as: visit.actor)
        if question.part == nil, question.month == nil, question.side == nil {
            figure = table.total
        } else {
            figure = try await visit.house.plans.figures(question, on: visit.today, as: visit.actor).total
        }
    }

    /// One page of records with the people they are about.
    func read(_ visit: Visit) async throws -> NamesList {
        var query = query
        query.after = visit.query("after").flatMap { Cursor(encoded: $0) }
        query.before = visit.query("before").flatMap { Cursor(encoded: $0) }
        query.limit = 50
        let asked = query
        return try await visit.house.registers.read(as: visit.actor, on: visit.today) { reading in
            let register = try reading.definition(asked.register)
            let page = try reading.list(asked)
            return NamesList(
                register: register, page: page, count: try reading.count(asked),
                people: try NamesList.people(page.records, register, reading))
        }
    }
}

/// A page of records behind a figure.
struct NamesList: Sendable {
    let register: RegisterDefinition
    let page: ListPage
    let count: Int
    /// The subjects of the records, by number.
    let people: [Int64: Record]

    /// The register of the subjects; nil when the records are about nobody else.
    static func subjects(_ register: RegisterDefinition) -> String? {
        register.subject.flatMap { register.field($0)?.target }
    }

    static func people(
        _ records: [Record], _ register: RegisterDefinition, _ reading: RegisterReading
    ) throws -> [Int64: Record] {
        guard let subject = register.subject, let target = subjects(register), reading.actor.can(.read, target)
        else { return [:] }
        let numbers = records.compactMap { record -> Int64? in
            guard case .integer(let number) = record[subject] else { return nil }
            return number
        }
        let found = try reading.records(target, Array(Set(numbers)))
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
