import Kit
import Registers

/// Searches whose words may be somebody's number. Words become part of the list's address; a number is looked for where it
/// was sent, and stands neither in the address nor in a log of addresses.
struct NumberSearch {
    let visit: Visit
    let name: String

    /// Where a search that was sent goes on when it is no number.
    var redirect: Answer? {
        let text = (visit.form[name] ?? "").trimmed
        guard !PersonalNumber.isLike(text) else { return nil }
        return .redirect(start.with(name, text).text)
    }

    /// The number that was sent.
    var number: String { (visit.form[name] ?? "").trimmed }

    /// An address that holds a number all the same leads to the one without it.
    var withoutNumber: Answer? {
        guard let text = visit.query(name), PersonalNumber.isLike(text) else { return nil }
        return .redirect(start.text, notice: "号码不放在网址里，没有查找。请把号码填在“查找”框里再按“搜索”。")
    }

    /// The page for what the address asks for.
    func answer(_ page: (_ search: String?) async throws -> Answer) async throws -> Answer {
        if let withoutNumber { return withoutNumber }
        return try await page(visit.query(name))
    }

    /// The page for what was sent: words go into the address, a number is looked for here and now.
    func search(_ page: (_ search: String?) async throws -> Answer) async throws -> Answer {
        if let redirect { return redirect }
        return try await page(number)
    }

    private var start: PageAddress { visit.address.without(name, pagingName, ListState.beforeName) }
}
