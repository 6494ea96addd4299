import Foundation

/// What a folder held before something was tried in it, to leave nothing behind when that fails.
struct FolderBefore {
    private let folder: String
    /// Nil where there was no folder.
    private let names: Set<String>?

    init(_ folder: String) {
        self.folder = folder
        names = (try? FileManager.default.contentsOfDirectory(atPath: folder)).map { Set($0) }
    }

    /// Removes what has come into the folder since, of this name or with an ending to it: a database comes with its log and
    /// its locks.
    func takeAway(startingWith name: String) {
        let now = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for file in now where file.hasPrefix(name) && names?.contains(file) != true {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(file)")
        }
    }

    /// Removes the folder itself where there was none before and nothing is left in it.
    func takeAwayIfMade() {
        if names == nil { rmdir(folder) }
    }
}
