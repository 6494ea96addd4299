import House
import Kit

/// One request of somebody without an account.
struct OpenVisit: Sendable {
    /// The installation.
    let house: House
    /// The address with its query.
    let address: PageAddress
    /// The parts of the path by name.
    let parts: [String: String]
    /// How pages look.
    let display: PageLook

    /// A part of the path.
    /// - Throws: `NotFound` when the path has none of that name.
    func part(_ name: String) throws -> String {
        guard let part = parts[name] else { throw NotFound() }
        return part
    }

    /// The first value of a name in the query; empty where there is none.
    func query(_ name: String) -> String { address.value(name) ?? "" }

    /// The surroundings of every page for the public.
    var shell: Shell {
        Shell(
            place: "", here: address.text, settings: display, help: HelpLines.read(house.settings.environment),
            footer: [Link("登录", "/sign-in")])
    }
}
