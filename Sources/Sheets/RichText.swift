/// Text made of runs, as it stands in shared and inline strings.
enum RichText {
    /// Adds the texts within the element whose start was just met, up to its end; phonetic runs are left out.
    static func append(to bytes: inout [UInt8], from scanner: XMLScanner, limit: Int) throws {
        let before = bytes.count
        var depth = 1
        var inText = false
        while depth > 0 {
            switch try scanner.next() {
            case .start:
                if scanner.isNamed("rPh") || scanner.isNamed("phoneticPr") {
                    try scanner.skipElement()
                } else {
                    depth += 1
                    inText = scanner.isNamed("t")
                }
            case .end:
                depth -= 1
                inText = false
            case .text:
                if inText { scanner.appendText(to: &bytes) }
                guard bytes.count <= limit else {
                    throw SheetError(.tooLarge, "有一个单元格的文字超过 \(limit >> 10) KB。请缩短后再上传")
                }
            case .finished: return
            }
        }
        if bytes.count > before { XMLText.unescape(&bytes) }
    }
}
