/// What people of a kind do for a living.
enum Status {
    private static let able = Weighted<String>([
        ("employed", 165), ("self_employed", 50), ("flexible", 150), ("farming", 205), ("public_post", 30),
        ("assisted", 8),
        ("unemployed", 325), ("unable", 55), ("other", 12),
    ])
    private static let ableInTown = Weighted<String>([
        ("employed", 240), ("self_employed", 70), ("flexible", 180), ("farming", 20), ("public_post", 35),
        ("assisted", 12), ("unemployed", 380), ("unable", 50), ("other", 13),
    ])
    private static let heavy = Weighted<String>([
        ("employed", 60), ("self_employed", 30), ("flexible", 55), ("farming", 90), ("public_post", 12),
        ("assisted", 40),
        ("unemployed", 340), ("unable", 360), ("other", 13),
    ])
    private static let mind = Weighted<String>([
        ("employed", 25), ("flexible", 30), ("farming", 60), ("public_post", 10), ("assisted", 85), ("unemployed", 320),
        ("unable", 460), ("other", 10),
    ])
    private static let old = Weighted<String>([("retired", 640), ("farming", 170), ("unable", 190)])

    /// A code of `employment_status`.
    static func pick(
        age: Int, male: Bool, category: String, level: String, rural: Bool, _ chance: inout Chance
    ) -> String {
        let isMind = category == "5" || category == "6" || category == "7"
        let isHeavy = level == "1" || level == "2"
        if age < 16 { return age >= 7 && !(isMind && level == "1") ? "student" : "other" }
        if age > (male ? 59 : 54) { return old.pick(&chance) }
        if age <= 18, !(isMind && isHeavy), chance.holds(780) { return "student" }
        if age <= 22, !isMind, chance.holds(480) { return "student" }
        if isMind, isHeavy { return mind.pick(&chance) }
        if isHeavy, level == "1" || category == "4" { return heavy.pick(&chance) }
        return (rural ? able : ableInTown).pick(&chance)
    }

    /// Whether this is work by which a household is no longer without anybody employed.
    static func isWork(_ status: String) -> Bool {
        ["employed", "self_employed", "flexible", "farming", "public_post", "assisted"].contains(status)
    }
}
