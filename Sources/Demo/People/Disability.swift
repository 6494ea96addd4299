/// Category and level of certificates, distributed as in the whole country.
enum Disability {
    /// Codes of `disability_category`.
    static let categories = Weighted<String>([
        ("1", 110), ("2", 85), ("3", 18), ("4", 575), ("5", 90), ("6", 95), ("7", 27),
    ])

    private static let levels: [String: Weighted<String>] = [
        "1": Weighted([("1", 30), ("2", 14), ("3", 15), ("4", 41)]),
        "2": Weighted([("1", 33), ("2", 27), ("3", 21), ("4", 19)]),
        "3": Weighted([("1", 26), ("2", 18), ("3", 27), ("4", 29)]),
        "4": Weighted([("1", 7), ("2", 20), ("3", 32), ("4", 41)]),
        "5": Weighted([("1", 11), ("2", 42), ("3", 31), ("4", 16)]),
        "6": Weighted([("1", 7), ("2", 66), ("3", 20), ("4", 7)]),
        "7": Weighted([("1", 46), ("2", 37), ("3", 13), ("4", 4)]),
    ]

    static func level(of category: String, _ chance: inout Chance) -> String {
        levels[category]?.pick(&chance) ?? "4"
    }
}
