import Base
import Packs

/// Reads code lists, parameters and regions out of packs.
enum CatalogueReader {
    static func codeLists(_ library: PackLibrary, faults: Faults) throws -> [String: CodeList] {
        var lists: [String: CodeList] = [:]
        for pack in library.packs {
            guard let file = try pack.file("codes.yaml") else { continue }
            let top = MapReader(file, what: "编码文件", faults: faults)
            for node in top.list("codes") {
                let list = codeList(node, faults: faults)
                // A city's list of the same name adds its codes to those of core.
                guard let known = lists[list.name] else {
                    lists[list.name] = list
                    continue
                }
                lists[list.name] = CodeList(
                    name: known.name, title: known.title, source: known.source, entries: known.entries + list.entries)
            }
            top.finish()
        }
        return lists
    }

    private static func codeList(_ node: Node, faults: Faults) -> CodeList {
        let map = MapReader(node, what: "编码表", faults: faults)
        let name = map.name("name")
        let title = map.optionalText("title") ?? name
        let source = map.optionalText("source")
        let entries = map.list("values").map { value in
            let entry = MapReader(value, what: "编码", faults: faults)
            let code = entry.text("code")
            let result = CodeList.Entry(
                code: code, title: entry.optionalText("title") ?? code, aliases: entry.texts("aliases"))
            entry.finish()
            if code.contains("|") { faults.add(value.place, "编码里不能有“|”。") }
            return result
        }
        map.finish()
        var seen: Set<String> = []
        for (entry, value) in zip(entries, map.list("values")) where !seen.insert(entry.code).inserted {
            faults.add(value.place, "编码“\(entry.code)”写了两次。")
        }
        return CodeList(name: name, title: title, source: source, entries: entries)
    }

    static func parameters(_ library: PackLibrary, faults: Faults) throws -> ParameterBook {
        var book = ParameterBook()
        for pack in library.packs {
            guard let file = try pack.file("parameters.yaml") else { continue }
            let top = MapReader(file, what: "参数文件", faults: faults)
            for node in top.list("parameters") {
                book.add(parameter(node, pack: pack, known: book, faults: faults))
            }
            top.finish()
        }
        return book
    }

    private static func parameter(
        _ node: Node, pack: Pack, known: ParameterBook, faults: Faults
    ) -> Parameter {
        let map = MapReader(node, what: "参数", faults: faults)
        let name = map.name("name")
        let kind = map.choice("kind", Parameter.Kind.self) ?? known[name]?.kind ?? .integer
        let entries = map.list("values").compactMap { value -> Parameter.Entry? in
            entry(MapReader(value, what: "参数值", faults: faults), kind: kind, pack: pack)
        }
        let parameter = Parameter(
            name: name, title: map.optionalText("title") ?? known[name]?.title ?? name,
            unit: map.optionalText("unit") ?? known[name]?.unit, kind: kind, entries: entries)
        _ = map.optionalText("note")
        map.finish()
        reportOverlaps(entries, of: parameter, faults: faults)
        return parameter
    }

    private static func entry(_ map: MapReader, kind: Parameter.Kind, pack: Pack) -> Parameter.Entry? {
        let from = map.day("from")
        let to = map.day("to")
        let written = map.node("value")
        let cite = map.node("cite").map { MapReader($0, what: "出处", faults: map.faults) }
        let document = cite?.optionalText("document")
        let article = cite?.optionalText("article")
        _ = cite?.optionalText("url")
        _ = cite?.optionalText("text")
        cite?.finish()
        let verified = map.flag("verified")
        _ = map.optionalText("note")
        map.finish()
        guard let period = Period(from: from, to: to) else {
            map.faults.add(map.place, "有效期的止早于起。")
            return nil
        }
        guard let value = written?.scalar, isValue(value, kind: kind) else {
            let place = written?.place ?? map.place
            map.faults.add(Diagnostic(place, found: written?.found ?? "空", expected: "\(kind.rawValue) 类型的参数值"))
            return nil
        }
        return Parameter.Entry(
            region: pack.region, period: period, value: value, document: document, article: article,
            verified: verified, place: map.place)
    }

    private static func isValue(_ text: String, kind: Parameter.Kind) -> Bool {
        switch kind {
        case .integer: Int64(text) != nil
        case .decimal: Scaled.read(text, scale: 12) != nil
        case .money: Money(yuan: text) != nil
        case .text: true
        case .boolean: text == "true" || text == "false"
        case .date: Day(iso: text) != nil
        }
    }

    private static func reportOverlaps(_ entries: [Parameter.Entry], of parameter: Parameter, faults: Faults) {
        for (index, entry) in entries.enumerated() {
            for other in entries[..<index] where overlap(entry.period, other.period) {
                faults.add(entry.place, "参数“\(parameter.title)”的有效期与 \(other.place) 的重叠。")
            }
        }
    }

    private static func overlap(_ left: Period, _ right: Period) -> Bool {
        let startsBeforeEnd = left.from.map { from in right.to.map { from <= $0 } ?? true } ?? true
        let endsAfterStart = left.to.map { to in right.from.map { $0 <= to } ?? true } ?? true
        return startsBeforeEnd && endsAfterStart
    }

    static func regions(_ library: PackLibrary, faults: Faults) -> [RegionEntry] {
        var entries: [RegionEntry] = []
        var names: [RegionCode: String] = [:]
        for pack in library.packs {
            guard let text = pack.text("regions.csv") else { continue }
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                    .map { $0.filter { $0 != "\r" } }
                guard cells.count >= 2, number > 0 else { continue }
                let place = Place(file: "packs/\(pack.name)/regions.csv", line: number + 1)
                guard let code = RegionCode(cells[0]) else {
                    faults.add(Diagnostic(place, found: cells[0], expected: "2、4、6、9 或 12 位区划代码"))
                    continue
                }
                // Packs may share a province or a city; they must agree on its name.
                if let known = names[code] {
                    if known != cells[1] { faults.add(place, "区划 \(code) 在别处叫“\(known)”，这里叫“\(cells[1])”。") }
                    continue
                }
                names[code] = cells[1]
                let kind = cells.count > 2 && !cells[2].isEmpty ? cells[2] : nil
                entries.append(RegionEntry(code: code, name: cells[1], kind: kind))
            }
        }
        return entries.sorted { $0.code < $1.code }
    }
}
