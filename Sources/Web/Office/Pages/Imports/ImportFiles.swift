import Exchange
import Foundation
import House
import Kit

/// Files of an import to keep: the annotated workbook, the file as it was uploaded.
struct ImportFiles {
    let visit: Visit

    static let workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// The uploaded workbook with the cells at fault marked.
    func annotated() async throws -> Answer {
        let run = try await visit.house.imports.run(try visit.number("run"), as: visit.actor)
        let path = ImportFiles.temporaryPath()
        try await visit.house.imports.annotated(run.id, to: path, as: visit.actor)
        return .file(path: path, name: run.annotatedFileName, mediaType: ImportFiles.workbookType)
    }

    func original() async throws -> Answer {
        let run = try await visit.house.imports.run(try visit.number("run"), as: visit.actor)
        return .bytes(
            try await visit.house.imports.original(run.id, as: visit.actor), name: run.fileName,
            mediaType: "application/octet-stream")
    }

    /// A place for a file that is handed out once.
    static func temporaryPath() -> String {
        NSTemporaryDirectory() + "/qihang-\(UUID().uuidString).xlsx"
    }
}
