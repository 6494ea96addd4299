/// Takes out the spaces that scanning and type-setting put between Chinese characters.
///
/// Runs of two and more spaces separate things (an office from a date, two signatures) and stay in short lines;
/// a title between 《》 keeps its own single space.
enum StraySpaces {
    static func remove(from line: inout SourceLine) {
        let text = line.folded
        guard text.contains(" ") else { return }
        if isSetWide(text) { return line.removeAll { text[$0] == " " } }
        var unwanted = Set<Int>()
        let isSpacedOut = isSpacedOut(text)
        let isLong = text.count > 40
        var depth = 0
        var hasSign = false
        for index in text.indices {
            switch text[index] {
            case "《": depth += 1
            case "》": depth -= 1
            case "。", ",", ":", "、", ";": hasSign = true
            default: break
            }
            guard text[index] == " ", index > text.startIndex, index + 1 < text.endIndex else { continue }
            let before = text[index - 1]
            let after = text[index + 1]
            let isSingle = before != " " && after != " "
            if isSpacedOut {
                if isSingle || before == " " { unwanted.insert(index) }
            } else if isSingle, isJoint(before, after) {
                let isFigure = before.isASCIIDigit || after.isASCIIDigit
                if isFigure || (isLong && depth <= 0 && (hasSign || index > 36)) { unwanted.insert(index) }
            } else if isLong, depth <= 0, index > 60, !isSingle {
                unwanted.insert(index)
            }
        }
        if let pair = widePair(text) { unwanted.formUnion(pair) }
        line.removeAll { unwanted.contains($0) }
    }

    private static func isJoint(_ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
        !(before.isASCIILetter && after.isASCIILetter) && !(before.isASCIIDigit && after.isASCIIDigit)
            && !(before.isASCIILetter && after.isASCIIDigit) && before != "|" && after != "|"
    }

    /// 责 任 单 位: single spaces between most characters.
    static func isSpacedOut(_ text: TextSlice) -> Bool {
        var signs = 0
        var gaps = 0
        var han = 0
        for index in text.indices where text[index] != " " {
            signs += 1
            if text[index].isHan { han += 1 }
            if index + 2 < text.endIndex, text[index + 1] == " ", text[index + 2] != " " { gaps += 1 }
        }
        return han >= 3 && signs >= 4 && gaps * 5 >= signs * 3
    }

    /// 某  市  教  育  局: every character apart, by two spaces or more, as in the head of a joint document.
    static func isSetWide(_ text: TextSlice) -> Bool {
        let words = text.split(separator: " ")
        return words.count >= 4 && words.allSatisfy { $0.count == 1 } && text.allSatisfy { $0.isHan || $0 == " " }
            && text.count >= words.count * 3 - 2
    }

    /// 第一章 总 则: two characters set wide apart at the end of a short line.
    static func widePair(_ text: TextSlice) -> Range<Int>? {
        guard text.count <= 16, text.count >= 3, let last = text.last, last.isHan else { return nil }
        var index = text.endIndex - 2
        while index > text.startIndex, text[index] == " " { index -= 1 }
        guard index < text.endIndex - 2, text[index].isHan, index == text.startIndex || text[index - 1] == " " else {
            return nil
        }
        return index + 1..<text.endIndex - 1
    }
}
