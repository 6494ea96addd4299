import Foundation

/// Text made comparable: NFKC (full-width and half-width forms, Kangxi radicals, ligatures), every kind of white
/// space one space, none at the ends, invisible characters gone. What a person wrote is kept beside it for display.
public func normalised(_ written: some StringProtocol) -> String {
    if isPlain(written) { return String(written) }
    return spaced(visible(written).precomposedStringWithCompatibilityMapping) { radicals[$0] ?? $0 }
}

/// Text as it is stored and shown: the very characters that a person wrote, （ and ( told apart, but every kind of white
/// space one space, none at the ends, invisible characters gone. It is compared in its `normalised` form.
public func asWritten(_ written: some StringProtocol) -> String {
    isPlain(written) ? String(written) : spaced(visible(written)) { $0 }
}

/// Without what cannot be seen: it may stand between a letter and its accent.
private func visible(_ written: some StringProtocol) -> String {
    String(String.UnicodeScalarView(written.unicodeScalars.filter { !isInvisible($0) }))
}

private func spaced(_ text: String, _ form: (Unicode.Scalar) -> Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView()
    var pendingSpace = false
    for scalar in text.unicodeScalars {
        if scalar.properties.isWhitespace || scalar.value < 0x20 {
            pendingSpace = !result.isEmpty
            continue
        }
        if pendingSpace { result.append(" ") }
        pendingSpace = false
        result.append(form(scalar))
    }
    return String(result)
}

/// Whether a text is normalised as it stands: printable ASCII and common ideographs, as names and numbers mostly are.
private func isPlain(_ written: some StringProtocol) -> Bool {
    written.unicodeScalars.allSatisfy { scalar in
        (0x21...0x7E).contains(scalar.value) || (0x4E00...0x9FFF).contains(scalar.value)
    }
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
    default: false
    }
}

/// Radicals that documents hold in place of the ideograph and that NFKC leaves alone (CJK Radicals Supplement).
private let radicals: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs = "⺟母⺠民⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻢马⻥鱼⻦鸟⻩黄⻬齐⻰龙⻳龟⺫目⺼肉⻄西⻌辶⻝食"
    let scalars = Array(pairs.unicodeScalars)
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for index in stride(from: 0, to: scalars.count - 1, by: 2) { table[scalars[index]] = scalars[index + 1] }
    return table
}()
