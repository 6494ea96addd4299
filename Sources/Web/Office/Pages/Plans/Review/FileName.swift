/// Names of files that people sent.
enum FileName {
    /// The name without its ending: 方案.docx → 方案.
    static func stem(_ name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }
}
