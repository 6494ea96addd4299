import Base

extension ParameterBook {
    /// Reads the `parameters.yaml` of all packs. A pack with a region gives values for that region.
    public init(_ library: PackLibrary, faults: Faults) throws {
        self.init()
        for pack in library.packs {
            guard let file = try pack.file("parameters.yaml") else { continue }
            let top = MapReader(file, what: "参数文件", faults: faults)
            for node in top.list("parameters") {
                add(ParameterReader(pack: pack, faults: faults).parameter(node, known: self))
            }
            top.finish()
        }
    }
}

/// Reads one pack's parameters.
private struct ParameterReader {
    let pack: Pack
    let faults: Faults

    func parameter(_ node: Node, known: ParameterBook) -> Parameter {
        let map = MapReader(node, what: "参数", faults: faults)
        let name = map.name("name")
        let kind = map.choice("kind", Parameter.Kind.self) ?? known[name]?.kind ?? .integer
        let bounds = bounds(map, kind) ?? known[name]?.bounds
        let entries = map.list("values").compactMap { entry($0, kind: kind, bounds: bounds) }
        let parameter = Parameter(
            name: name, title: map.optionalText("title") ?? known[name]?.title ?? name,
            path: path(map, name, known), unit: map.optionalText("unit") ?? known[name]?.unit, kind: kind,
            bounds: bounds, note: map.optionalText("note"),
            entries: entries.map(\.entry))
        map.finish()
        reportOverlaps(entries, of: parameter)
        return parameter
    }

    /// Two names or more with a point between, which no other parameter has.
    private func path(_ map: MapReader, _ name: String, _ known: ParameterBook) -> String? {
        guard let node = map.node("path") else { return known[name]?.path }
        let path = node.scalar ?? ""
        let parts = path.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count < 2 || parts.contains(where: { $0.isEmpty || $0.contains(where: \.isWhitespace) }) {
            faults.add(Diagnostic(node.place, found: node.found, expected: "决策里用的名称，如 保障金.安排比例"))
        }
        if let other = known.list.first(where: { $0.path == path && $0.name != name }) {
            faults.add(node.place, "名称“\(path)”已经是参数“\(other.title)”的。")
        }
        return path
    }

    /// The numbers between which values make sense.
    private func bounds(_ map: MapReader, _ kind: Parameter.Kind) -> Parameter.Bounds? {
        let written = ["min", "max"].map { key -> String? in
            guard let node = map.node(key) else { return nil }
            guard let text = node.scalar, Parameter.Bounds.number(text) != nil, kind.isNumber else {
                faults.add(Diagnostic(node.place, found: node.found, expected: "数字，并且参数是 integer、decimal 或 money"))
                return nil
            }
            return text
        }
        guard written.contains(where: { $0 != nil }) else { return nil }
        return Parameter.Bounds(min: written[0], max: written[1])
    }

    private func entry(
        _ node: Node, kind: Parameter.Kind, bounds: Parameter.Bounds?
    ) -> (entry: Parameter.Entry, place: Place)? {
        let map = MapReader(node, what: "参数值", faults: faults)
        let (from, to) = (map.day("from"), map.day("to"))
        let written = map.node("value")
        let citation = map.node("cite").map(citation) ?? Citation()
        let verified = map.flag("verified")
        _ = map.optionalText("note")
        map.finish()
        guard let period = Period(from: from, to: to) else {
            faults.add(map.place, "有效期的止早于起。")
            return nil
        }
        guard let value = written?.scalar, kind.accepts(value) else {
            let place = written?.place ?? map.place
            faults.add(Diagnostic(place, found: written?.found ?? "空", expected: "\(kind.rawValue) 类型的参数值"))
            return nil
        }
        if let bounds, !bounds.contains(value) {
            let expected = "\(bounds.min ?? "…") 到 \(bounds.max ?? "…") 之间的数"
            faults.add(Diagnostic(written?.place ?? map.place, found: value, expected: expected))
        }
        let entry = Parameter.Entry(
            region: pack.region, period: period, value: value, citation: citation, verified: verified,
            source: .pack(map.place))
        return (entry, map.place)
    }

    private func citation(_ node: Node) -> Citation {
        let map = MapReader(node, what: "出处", faults: faults)
        let citation = Citation(
            document: map.optionalText("document"), article: map.optionalText("article"),
            address: map.optionalText("url"), text: map.optionalText("text"))
        map.finish()
        return citation
    }

    private func reportOverlaps(_ entries: [(entry: Parameter.Entry, place: Place)], of parameter: Parameter) {
        for (index, (entry, place)) in entries.enumerated() {
            for other in entries[..<index] where entry.period.overlaps(other.entry.period) {
                faults.add(place, "参数“\(parameter.title)”的有效期与 \(other.place) 的重叠。")
            }
        }
    }
}
