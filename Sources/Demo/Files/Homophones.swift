/// Names written with another character of the same sound, as happens when a name is taken down by ear.
enum Homophones {
    private static let pairs: [Character: Character] = [
        "丽": "莉", "芳": "方", "明": "鸣", "志": "智", "建": "健", "伟": "炜", "军": "君", "英": "瑛", "红": "虹", "平": "萍",
        "华": "骅", "林": "琳", "生": "升", "文": "雯", "玉": "育", "秀": "绣", "国": "帼", "金": "今", "兰": "岚",
        "晓": "小", "春": "椿", "新": "欣", "清": "青", "刚": "钢", "云": "芸", "忠": "中", "成": "诚", "立": "力",
    ]

    /// The name with one character of the given name changed; nil where none is known.
    static func written(otherwise name: String) -> String? {
        var characters = Array(name)
        for index in characters.indices.dropFirst().reversed() {
            guard let other = pairs[characters[index]], other != characters[index] else { continue }
            characters[index] = other
            return String(characters)
        }
        return nil
    }
}
