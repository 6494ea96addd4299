/// 10^0 … 10^38, all that fit 128 bits.
enum PowersOfTen {
    private static let table: [UInt128] = {
        var powers: [UInt128] = [1]
        for _ in 0..<38 { powers.append((powers.last ?? 1) * 10) }
        return powers
    }()

    static subscript(power: Int) -> UInt128 { table[power] }

    /// How many decimal digits the value has; zero has one.
    static func digits(_ value: UInt128) -> Int {
        if value < 10 { return 1 }
        let bits = 128 - value.leadingZeroBitCount
        let guess = (bits * 1233) >> 12  // 1233 / 4096 is a little above log10(2)
        return guess < 39 && value >= table[guess] ? guess + 1 : guess
    }
}
