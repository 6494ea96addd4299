/// What the cell formats of a workbook make of numbers.
struct XLSXStyles: Sendable {
    private var shapes: [NumberShape] = []

    /// The shape that the cell format of that number gives.
    func shape(_ style: Int) -> NumberShape {
        style >= 0 && style < shapes.count ? shapes[style] : .plain
    }

    /// Reads the part `styles.xml`.
    static func read(_ stream: any ByteStream, part: String) throws -> XLSXStyles {
        var styles = XLSXStyles()
        var custom: [Int: NumberShape] = [:]
        var inCellFormats = false
        let scanner = XMLScanner(stream, part: part)
        while true {
            switch try scanner.next() {
            case .finished: return styles
            case .start:
                if scanner.isNamed("numFmt") {
                    if let id = scanner.attributeText("numFmtId").flatMap({ Int($0) }),
                        let code = scanner.attributeText("formatCode")
                    {
                        custom[id] = NumberShape(code: code)
                    }
                } else if scanner.isNamed("cellXfs") {
                    inCellFormats = true
                } else if inCellFormats, scanner.isNamed("xf"), styles.shapes.count < 65_536 {
                    let id = scanner.attributeText("numFmtId").flatMap { Int($0) } ?? 0
                    styles.shapes.append(custom[id] ?? NumberShape(builtIn: id))
                }
            case .end:
                if scanner.isNamed("cellXfs") { inCellFormats = false }
            case .text: continue
            }
        }
    }
}
