import Access
import Base
import Exchange
import House
import Kit
import Registers
import Rounds

/// A workbook for a liaison with the people for whom a step waits: filled in by hand and taken back by the import.
struct RoundWorksheet {
    let visit: Visit

    private static let most = 20_000

    func answer() async throws -> Answer {
        let place = try await RoundPlace(visit)
        let step = try place.step()
        try visit.actor.require(.rounds, "work")
        let doneBy = try visit.register(step.doneBy)
        let people = try await people(place, step)
        let path = ImportFiles.temporaryPath()
        try await writer(place, doneBy).write(
            people, extra: { filled($0, place) }, title: step.title, spareRows: 0, to: path)
        let region = visit.regions.fullName(of: place.region)
        return .file(
            path: path, name: "\(region)-\(step.title)待办-\(visit.today.iso).xlsx", mediaType: ImportFiles.workbookType)
    }

    private func people(_ place: RoundPlace, _ step: RoundDefinition.Step) async throws -> [Record] {
        var query = MemberQuery()
        query.step = step.name
        query.state = .waiting
        query.region = place.region
        query.limit = 500
        var people: [Record] = []
        while people.count < RoundWorksheet.most {
            let page = try await visit.house.rounds.members(place.round.id, query, as: visit.actor)
            people += page.records
            guard let next = page.next else { break }
            query.after = next
        }
        return people
    }

    /// Number, name and region of the member, which nobody changes; then the fields of the step's register.
    private func writer(_ place: RoundPlace, _ doneBy: RegisterDefinition) async throws -> TemplateWriter {
        let subject = doneBy.subject ?? ""
        let own = doneBy.fields.filter { $0.name != subject && $0.name != doneBy.region && $0.kind != .reference }
        let member = [
            TemplateColumn(
                title: numberHeading(place), target: ColumnTarget(subject, by: "#id"), isOpen: false),
            TemplateColumn(
                title: nameHeading(place), target: ColumnTarget(subject, by: place.register.label), isOpen: false),
            TemplateColumn(
                title: RoundWorksheet.regionHeading, target: doneBy.region.map { ColumnTarget($0) }, isOpen: false),
        ]
        let rest = TemplateColumn.columns(of: doneBy, fields: own.map(\.name), catalogue: visit.catalogue)
        let offered = try await visit.house.registers.read(as: visit.actor) { try TemplateColumn.offering(rest, $0) }
        return TemplateWriter(register: doneBy, columns: member + offered, regions: visit.regions)
    }

    private func filled(_ record: Record, _ place: RoundPlace) -> [String: String] {
        [
            numberHeading(place): "\(record.id)", nameHeading(place): place.name(record),
            RoundWorksheet.regionHeading: place.region(of: record).map { visit.regions.fullName(of: $0) } ?? "",
        ]
    }

    private func numberHeading(_ place: RoundPlace) -> String { "\(place.register.title)编号（请勿改动）" }

    private func nameHeading(_ place: RoundPlace) -> String {
        place.register.field(place.register.label)?.title ?? place.register.title
    }

    private static let regionHeading = "所在区划"
}
