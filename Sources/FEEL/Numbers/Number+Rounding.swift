/// How a number is brought to fewer digits (DMN 1.5, 10.3.4.5).
public enum Rounding: Sendable {
    /// To the nearest, ties to the even digit.
    case halfEven
    /// To the nearest, ties away from zero (四舍五入).
    case halfUp
    /// To the nearest, ties toward zero.
    case halfDown
    /// Away from zero.
    case up
    /// Toward zero.
    case down
    /// Toward minus infinity.
    case floor
    /// Toward plus infinity.
    case ceiling
}

extension Number {
    /// The number with at most `scale` digits after the point (a negative scale rounds to tens, hundreds …).
    public func rounded(scale: Int, _ rounding: Rounding) -> Number? {
        let drop = -scale - Int(exponent)
        if drop <= 0 { return self }
        let (kept, rest, half): (UInt128, UInt128, UInt128)
        if drop > 38 {
            (kept, rest, half) = (0, significand == 0 ? 0 : 1, 2)
        } else {
            let unit = PowersOfTen[drop]
            (kept, rest) = significand.quotientAndRemainder(dividingBy: unit)
            half = unit / 2
        }
        let raise: Bool
        switch rounding {
        case .halfEven: raise = rest > half || (rest == half && kept & 1 == 1)
        case .halfUp: raise = rest >= half
        case .halfDown: raise = rest > half
        case .up: raise = rest != 0
        case .down: raise = false
        case .floor: raise = rest != 0 && isNegative
        case .ceiling: raise = rest != 0 && !isNegative
        }
        let digits = raise ? kept + 1 : kept
        return digits == 0 ? .zero : Number(rounding: digits, exponent: -scale, isNegative: isNegative)
    }
}
