import FEEL
import PropertyTesting
import Testing

/// Arithmetic against whole numbers of any length, kept as decimal digits.
@Suite struct NumberTests {
    @Test func textRoundTrips() throws {
        var random = SeededRandom(seed: 1)
        for _ in 0..<5_000 {
            let digits = Digits.random(length: Int.random(in: 1...34, using: &random), &random)
            let scale = Int.random(in: 0...40, using: &random)
            let text = digits.text(scale: scale)
            #expect(try #require(Number(text)).description == text)
        }
    }

    @Test func sumsAndProducts() throws {
        var random = SeededRandom(seed: 2)
        for _ in 0..<5_000 {
            let (a, scaleA) = (
                Digits.random(length: Int.random(in: 1...34, using: &random), &random),
                Int.random(in: 0...20, using: &random)
            )
            let (b, scaleB) = (
                Digits.random(length: Int.random(in: 1...34, using: &random), &random),
                Int.random(in: 0...20, using: &random)
            )
            let x = try #require(Number(a.text(scale: scaleA)))
            let y = try #require(Number(b.text(scale: scaleB)))

            let product = a.times(b).rounded(scale: scaleA + scaleB)
            #expect(x.multiplied(by: y) == Number(product), "\(x) * \(y)")

            let scale = max(scaleA, scaleB)
            let (wideA, wideB) = (a.shifted(scale - scaleA), b.shifted(scale - scaleB))
            #expect(x.adding(y) == Number(wideA.plus(wideB).rounded(scale: scale)), "\(x) + \(y)")
            let difference = wideA.isLess(than: wideB) ? wideB.minus(wideA) : wideA.minus(wideB)
            let expected = (wideA.isLess(than: wideB) ? "-" : "") + difference.rounded(scale: scale)
            #expect(x.subtracting(y) == Number(expected), "\(x) - \(y)")
            #expect((x < y) == wideA.isLess(than: wideB))
        }
    }

    @Test func quotients() throws {
        var random = SeededRandom(seed: 3)
        for _ in 0..<2_000 {
            let a = Digits.random(length: Int.random(in: 1...34, using: &random), &random)
            let b = Digits.random(length: Int.random(in: 1...34, using: &random), &random)
            guard b.text(scale: 0) != "0" else { continue }
            let x = try #require(Number(a.text(scale: 0)))
            let y = try #require(Number(b.text(scale: 0)))
            // 80 digits after the point, the last one marking whether anything is left, are enough to round right.
            let (quotient, isExact) = a.shifted(80).divided(by: b)
            let marked = quotient.shifted(1).plus(Digits(isExact ? 0 : 1))
            #expect(x.divided(by: y) == Number(marked.rounded(scale: 81)), "\(x) / \(y)")
        }
    }

    @Test(arguments: [
        ("2.5", 0, Rounding.halfEven, "2"), ("3.5", 0, .halfEven, "4"), ("-2.5", 0, .halfEven, "-2"),
        ("2.5", 0, .halfUp, "3"), ("-2.5", 0, .halfUp, "-3"), ("2.5", 0, .halfDown, "2"), ("2.51", 0, .halfDown, "3"),
        ("2.1", 0, .up, "3"), ("-2.1", 0, .up, "-3"), ("2.9", 0, .down, "2"), ("-2.1", 0, .floor, "-3"),
        ("-2.9", 0, .ceiling, "-2"), ("1.115", 2, .halfUp, "1.12"), ("1234", -2, .halfUp, "1200"),
        ("0.4", 0, .halfUp, "0"),
        ("0.00000000000000000000000000000000000000001", 0, .up, "1"),
    ])
    func rounding(text: String, scale: Int, rounding: Rounding, expected: String) throws {
        #expect(try #require(Number(text)).rounded(scale: scale, rounding)?.description == expected)
    }

    @Test func integersAndScales() throws {
        #expect(Number(1234, scale: 2).description == "12.34")
        #expect(try #require(Number("12.34")).scaled(by: 2) == 1234)
        #expect(try #require(Number("12.345")).scaled(by: 2) == nil)
        #expect(try #require(Number("1e3")).integer == 1000)
        #expect(Number(Int.min).description == "-9223372036854775808")
        #expect(try #require(Number("1.0")) == 1)
        #expect(try #require(Number("1.0")).hashValue == Number(1).hashValue)
        #expect(Number("1e7000") == nil)
        #expect(Number("--1") == nil)
    }

    @Test func modulo() throws {
        for (a, b, expected) in [
            ("12", "5", "2"), ("-12", "5", "3"), ("12", "-5", "-3"), ("10.1", "4.5", "1.1"), ("-10.1", "4.5", "3.4"),
        ] {
            #expect(try #require(Number(a)).modulo(try #require(Number(b)))?.description == expected)
        }
    }

    @Test func squareRoots() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<1_000 {
            let digits = Digits.random(length: Int.random(in: 1...17, using: &random), &random)
            let number = try #require(Number(digits.text(scale: 0)))
            #expect(try #require(number.multiplied(by: number)).squareRoot == number)
            let other = try #require(Number("\(number).5"))
            let root = try #require(other.squareRoot)
            // The square of the root, rounded, is off by at most one in the last place.
            let back = try #require(root.multiplied(by: root)?.rounded(scale: 10, .halfEven))
            #expect(back == other)
        }
        #expect(Number(2).squareRoot?.description == "1.414213562373095048801688724209698")
        #expect(Number(-1).squareRoot == nil)
    }

    @Test func rootsAndPowers() throws {
        #expect(Number(16).squareRoot == 4)
        #expect(Number(2).squareRoot?.description == "1.414213562373095048801688724209698")
        #expect(Number(1).exponential?.description.hasPrefix("2.7182818284590452353602874713526") == true)
        #expect(Number(10).naturalLogarithm?.description.hasPrefix("2.3025850929940456840179914546843") == true)
        #expect(Number(2).raised(to: 10) == 1024)
        #expect(Number(2).raised(to: -2)?.description == "0.25")
    }
}

/// A whole number as decimal digits, the lowest first: slow and plain.
struct Digits {
    private var digits: [Int]

    init(_ value: Int) { digits = String(value).reversed().compactMap(\.wholeNumberValue) }

    private init(_ digits: [Int]) {
        self.digits = digits
        while self.digits.count > 1, self.digits.last == 0 { self.digits.removeLast() }
    }

    static func random(length: Int, _ random: inout SeededRandom) -> Digits {
        // Many nines and zeros, where carries and ties are.
        Digits(
            (0..<length).map { _ in
                let roll = Int.random(in: 0..<16, using: &random)
                return roll < 10 ? roll : roll < 13 ? 9 : 0
            })
    }

    func plus(_ other: Digits) -> Digits {
        var result: [Int] = []
        var carry = 0
        for index in 0..<max(digits.count, other.digits.count) + 1 {
            let sum = digit(index) + other.digit(index) + carry
            result.append(sum % 10)
            carry = sum / 10
        }
        return Digits(result)
    }

    func minus(_ other: Digits) -> Digits {
        var result: [Int] = []
        var borrow = 0
        for index in digits.indices {
            let rest = digit(index) - other.digit(index) - borrow
            result.append(rest < 0 ? rest + 10 : rest)
            borrow = rest < 0 ? 1 : 0
        }
        return Digits(result)
    }

    func times(_ other: Digits) -> Digits {
        var result = Array(repeating: 0, count: digits.count + other.digits.count + 1)
        for (i, a) in digits.enumerated() {
            for (j, b) in other.digits.enumerated() { result[i + j] += a * b }
        }
        for index in result.indices.dropLast() {
            result[index + 1] += result[index] / 10
            result[index] %= 10
        }
        return Digits(result)
    }

    func divided(by other: Digits) -> (Digits, isExact: Bool) {
        var rest = Digits(0)
        var result: [Int] = []
        for digit in digits.reversed() {
            rest = rest.shifted(1).plus(Digits(digit))
            var count = 0
            while !rest.isLess(than: other) {
                rest = rest.minus(other)
                count += 1
            }
            result.insert(count, at: 0)
        }
        return (Digits(result), rest.digits == [0])
    }

    func isLess(than other: Digits) -> Bool {
        for index in stride(from: max(digits.count, other.digits.count) - 1, through: 0, by: -1)
        where digit(index) != other.digit(index) {
            return digit(index) < other.digit(index)
        }
        return false
    }

    func shifted(_ count: Int) -> Digits { Digits(Array(repeating: 0, count: count) + digits) }

    /// Rounded to 34 digits, half to even, as text that a number reads.
    func rounded(scale: Int) -> String {
        let excess = digits.count - 34
        guard excess > 0 else { return text(scale: scale) }
        var kept = Digits(Array(digits[excess...]))
        let half = digits[excess - 1]
        let below = digits[..<(excess - 1)].contains { $0 != 0 }
        if half > 5 || (half == 5 && (below || kept.digit(0) % 2 == 1)) { kept = kept.plus(Digits(1)) }
        return kept.text(scale: 0) + "e\(excess - scale)"
    }

    func text(scale: Int) -> String {
        var text = digits.reversed().map(String.init).joined()
        if scale > 0 {
            text = String(repeating: "0", count: max(0, scale + 1 - text.count)) + text
            text.insert(".", at: text.index(text.endIndex, offsetBy: -scale))
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return text
    }

    private func digit(_ index: Int) -> Int { index < digits.count ? digits[index] : 0 }
}
