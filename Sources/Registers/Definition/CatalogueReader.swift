import Base
import Packs

/// Reads code lists and regions out of packs.
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
