import Access
import Base
import House
import Kit
import Registers

/// One request of a signed-in person.
struct Visit: Sendable {
    /// The installation.
    let house: House
    /// Who asks.
    let session: Session
    /// The address with its query.
    let address: PageAddress
    /// The parts of the path by name.
    let parts: [String: String]
    /// What was sent; empty for a question.
    var form: FormData
    /// How pages look.
    let display: PageLook
    /// The message that the request before left.
    let message: String?

    /// The person, with role and scope.
    var actor: Access.Actor { session.actor }
    /// Today in China.
    var today: Day { house.registers.today }
    /// A fresh token for a form.
    var csrf: String { session.formToken() }
    /// What the packs define.
    var catalogue: Catalogue { house.catalogue }
    /// The regions.
    var regions: RegionTree { house.registers.regions }

    /// A part of the path.
    /// - Throws: `NotFound` when the path has none of that name.
    func part(_ name: String) throws -> String {
        guard let part = parts[name] else { throw NotFound() }
        return part
    }

    /// A part of the path that is a number.
    func number(_ name: String) throws -> Int64 {
        guard let number = Int64(try part(name)) else { throw NotFound() }
        return number
    }

    /// A register that the person may read.
    /// - Throws: `UnknownRegister`, `AccessError`.
    func register(_ name: String) throws -> RegisterDefinition {
        guard let register = catalogue.register(name) else { throw UnknownRegister(name: name) }
        try actor.require(.read, name)
        return register
    }

    /// The first value of a name in the query, nil when it is empty.
    func query(_ name: String) -> String? {
        address.value(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The surroundings of every page for this person.
    func shell(current: String) -> Shell {
        let place = ShellParts(visit: self)
        return Shell(
            place: place.place, here: address.text, navigation: place.navigation(current: current),
            viewer: place.viewer, settings: display, help: place.help, footer: place.footer)
    }

    /// The message of the request before, as a page shows it.
    var notice: Notice? {
        message.map { Notice(.success, $0) }
    }
}

/// An address that leads nowhere.
struct NotFound: Error {}
