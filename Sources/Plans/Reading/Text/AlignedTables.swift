/// Tables written with tabs or with columns of spaces.
enum AlignedTables {
    /// The cells of each line that belongs to such a table.
    static func find(in lines: [SourceLine?]) -> [Int: [Range<Int>]] {
        var result: [Int: [Range<Int>]] = [:]
        var index = 0
        while index < lines.count {
            guard let header = lines[index], let cells = split(header), cells.count >= 3, isHeader(header, cells) else {
                index += 1
                continue
            }
            let block = rows(below: index, in: lines, columns: cells.count)
            if block.count >= 1 {
                result[index] = cells
                for (row, cells) in block { result[row] = cells }
                index = (block.last?.0 ?? index) + 1
            } else {
                index += 1
            }
        }
        return result
    }

    private static func rows(below header: Int, in lines: [SourceLine?], columns: Int) -> [(Int, [Range<Int>])] {
        var rows: [(Int, [Range<Int>])] = []
        var index = header + 1
        while index < lines.count {
            guard let line = lines[index] else {
                index += 1
                continue
            }
            guard let cells = split(line), cells.count == columns else { break }
            rows.append((index, cells))
            index += 1
        }
        return rows
    }

    private static func isHeader(_ line: SourceLine, _ cells: [Range<Int>]) -> Bool {
        let text = line.folded
        guard cells.allSatisfy({ $0.count <= 14 }), !text.contains("。") else { return false }
        return text.containsAny(["序号", "牵头", "责任", "任务", "指标", "单位", "事项", "完成时"])
    }

    private static func split(_ line: SourceLine) -> [Range<Int>]? {
        let scalars = line.scalars
        let hasTabs = scalars.contains("\t")
        var cells: [Range<Int>] = []
        var start = 0
        var index = 0
        let isGap: (Int) -> Bool = { at in
            if hasTabs { return scalars[at] == "\t" }
            return isSpace(scalars[at]) && at + 1 < scalars.count && isSpace(scalars[at + 1])
        }
        while index < scalars.count {
            if isGap(index) {
                cells.append(start..<index)
                index += 1
                if !hasTabs { while index < scalars.count, isSpace(scalars[index]) { index += 1 } }
                start = index
            } else {
                index += 1
            }
        }
        cells.append(start..<scalars.count)
        return cells.count >= 3 ? cells : nil
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\u{3000}" }
}
