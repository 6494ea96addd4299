import Glibc
import Sheets
import Testing

/// A folder that goes away with the value.
final class ScratchFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/qihang-sheets-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer -> String? in
            guard let start = buffer.baseAddress, let name = mkdtemp(start) else { return nil }
            return String(cString: name)
        }
        path = try #require(made)
    }

    deinit {
        for name in names { unlink(path + "/" + name) }
        rmdir(path)
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// The files that stand in the folder.
    var names: [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}

extension SheetSource {
    /// All rows of a sheet.
    func allRows(sheet: Int = 0, filling: Bool = false) throws -> [SheetRow] {
        var rows: [SheetRow] = []
        try self.rows(sheet: sheet, filling: filling) {
            rows.append($0)
            return .continue
        }
        return rows
    }

    /// All cells of a sheet, by reference.
    func cells(sheet: Int = 0, filling: Bool = false) throws -> [String: SheetCell] {
        var cells: [String: SheetCell] = [:]
        for cell in try allRows(sheet: sheet, filling: filling).flatMap(\.cells) { cells[cell.reference] = cell }
        return cells
    }
}

func readBytes(_ path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
        let count = fread(&chunk, 1, chunk.count, file)
        if count == 0 { return bytes }
        bytes += chunk[..<count]
    }
}

/// The error that opening or reading gives; nil when it works.
func refusal(_ bytes: [UInt8], name: String = "表.xlsx", limits: SheetLimits = .standard) throws -> SheetError? {
    do {
        let source = try SheetSource.open(bytes: bytes, fileName: name, limits: limits)
        for sheet in source.sheets.indices { _ = try source.allRows(sheet: sheet) }
        return nil
    } catch let error as SheetError {
        return error
    }
}
