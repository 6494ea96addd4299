/// Names of files and folders that every system takes, each once in its folder.
struct SafeNames {
    private var taken: Set<String> = []

    private static let longest = 80
    private static let barred: Set<Character> = ["/", "\\", ":", "*", "?", "\"", "<", ">", "|"]
    /// Names that Windows keeps for devices.
    private static let devices: Set<String> = Set(
        ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })

    /// A name made safe, with a number where it is taken already.
    mutating func name(for written: String) -> String {
        let (stem, ending) = SafeNames.parts(SafeNames.safe(written))
        var name = stem + ending
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            name = "\(stem)（\(number)）\(ending)"
            number += 1
        }
        return name
    }

    static func safe(_ written: String) -> String {
        let mapped = written.map { character -> Character in
            let isControl = character.unicodeScalars.contains {
                $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.properties.generalCategory == .format
            }
            return isControl || barred.contains(character) ? "_" : character
        }
        // Windows cuts dots and spaces off the end, and a dot in front hides a file.
        var text = mapped[...]
        while let first = text.first, first == "." || first == " " { text.removeFirst() }
        while let last = text.last, last == "." || last == " " { text.removeLast() }
        let (stem, ending) = parts(String(text))
        let name = String(stem.prefix(longest)) + ending
        if name.isEmpty { return "未命名" }
        return devices.contains(stem.lowercased()) ? "_" + name : name
    }

    /// The name before its ending, and the ending with its dot.
    private static func parts(_ name: String) -> (stem: String, ending: String) {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex, name[dot...].count <= 6 else {
            return (name, "")
        }
        return (String(name[..<dot]), String(name[dot...]))
    }
}
