import Foundation
import Testing

@testable import Kit

@Suite struct PaletteTests {
    static let palettes = [
        ("light", Palette.light), ("dark", Palette.dark), ("light contrast", Palette.lightContrast),
        ("dark contrast", Palette.darkContrast),
    ]

    /// Every colour of text on every ground it stands on: 7:1 (WCAG 2.2, 1.4.6).
    @Test(arguments: palettes.map(\.0))
    func textReachesSevenToOne(name: String) throws {
        let palette = try #require(Self.palettes.first { $0.0 == name }?.1)
        var pairs = [
            ("on-brand", "brand"), ("on-primary", "primary"), ("error", "error-bg"), ("ok", "ok-bg"),
            ("work", "work-bg"),
        ]
        pairs += [("surface", "ok"), ("surface", "text")]
        for ground in ["bg", "surface", "sunken"] {
            pairs += ["text", "muted", "link", "error", "primary"].map { ($0, ground) }
        }
        for (ink, ground) in pairs {
            let ratio = try contrast(#require(palette[ink]), #require(palette[ground]))
            #expect(ratio >= 7, "\(ink) on \(ground): \(ratio)")
        }
    }

    /// Borders of controls and lines of charts: 3:1 (1.4.11).
    @Test(arguments: palettes.map(\.0))
    func controlsReachThreeToOne(name: String) throws {
        let palette = try #require(Self.palettes.first { $0.0 == name }?.1)
        for line in ["line", "primary", "error", "ok", "series-1", "series-2", "series-3", "series-4"] {
            for ground in ["bg", "surface"] {
                let ratio = try contrast(#require(palette[line]), #require(palette[ground]))
                #expect(ratio >= 3, "\(line) on \(ground): \(ratio)")
            }
        }
        #expect(try contrast(#require(palette["series-1"]), #require(palette["track"])) >= 3)
    }

    @Test func palettesNameTheSameColors() {
        for (_, palette) in Self.palettes {
            #expect(palette.colors.map(\.name) == Palette.light.colors.map(\.name))
        }
    }

    /// A name used in the sheet must be declared, or the colour silently falls back.
    @Test func everyColorUsedIsDeclared() {
        let declared = Set(styleSheet.matches(of: #/(--[a-z0-9-]+):/#).map { String($0.1) })
        let used = Set(styleSheet.matches(of: #/var\((--[a-z0-9-]+)\)/#).map { String($0.1) })
        #expect(used.subtracting(declared).isEmpty)
    }

    private func contrast(_ first: String, _ second: String) throws -> Double {
        let (a, b) = try (luminance(first), luminance(second))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private func luminance(_ color: String) throws -> Double {
        let value = try #require(Int(color.dropFirst(), radix: 16))
        let channels = [value >> 16, value >> 8 & 255, value & 255].map { channel -> Double in
            let share = Double(channel) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
}
