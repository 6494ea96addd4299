/// The colours of one appearance, each named for what it is used for. Text reaches 7:1 on every ground it stands on
/// (WCAG 2.2, 1.4.6), borders of controls 3:1 (1.4.11); a test holds them to it.
struct Palette: Sendable {
    /// Name of the custom property, without its dashes, and the colour.
    let colors: [(name: String, color: String)]

    subscript(name: String) -> String? {
        colors.first { $0.name == name }?.color
    }

    var declarations: String {
        colors.map { "--\($0.name):\($0.color)" }.joined(separator: ";")
    }

    static let light = Palette(colors: [
        ("bg", "#f3f6f6"), ("surface", "#ffffff"), ("sunken", "#e8efef"), ("text", "#14212a"), ("muted", "#3e4c56"),
        ("link", "#0a4e60"), ("brand", "#0c3f4b"), ("on-brand", "#ffffff"), ("accent", "#e9b949"),
        ("border", "#c6d2d3"), ("line", "#55646d"), ("primary", "#0b5563"), ("on-primary", "#ffffff"),
        ("error", "#8c1616"), ("error-bg", "#fdf2f1"), ("ok", "#0a4f36"), ("ok-bg", "#edf7f1"),
        ("work", "#5a3a00"), ("work-bg", "#fff4d9"), ("series-1", "#0b5563"), ("series-2", "#9c4100"),
        ("series-3", "#5b3a8c"), ("series-4", "#45525a"), ("track", "#d5dfe0"),
    ])

    static let dark = Palette(colors: [
        ("bg", "#0f1619"), ("surface", "#182226"), ("sunken", "#212d32"), ("text", "#eef3f3"), ("muted", "#c6d1d4"),
        ("link", "#98d9e8"), ("brand", "#0a2b34"), ("on-brand", "#ffffff"), ("accent", "#e9b949"),
        ("border", "#3b4a50"), ("line", "#94a4aa"), ("primary", "#98d9e8"), ("on-primary", "#06171c"),
        ("error", "#ffb8b2"), ("error-bg", "#2b1817"), ("ok", "#9ae4bf"), ("ok-bg", "#12281f"),
        ("work", "#ffdc94"), ("work-bg", "#2d2511"), ("series-1", "#7fcadb"), ("series-2", "#ffb27a"),
        ("series-3", "#cdb4f5"), ("series-4", "#c6d1d4"), ("track", "#33424a"),
    ])

    static let lightContrast = Palette(colors: [
        ("bg", "#ffffff"), ("surface", "#ffffff"), ("sunken", "#ffffff"), ("text", "#000000"), ("muted", "#000000"),
        ("link", "#00246b"), ("brand", "#000000"), ("on-brand", "#ffffff"), ("accent", "#ffd400"),
        ("border", "#000000"), ("line", "#000000"), ("primary", "#00246b"), ("on-primary", "#ffffff"),
        ("error", "#7a0000"), ("error-bg", "#ffffff"), ("ok", "#00391f"), ("ok-bg", "#ffffff"),
        ("work", "#000000"), ("work-bg", "#ffffff"), ("series-1", "#00246b"), ("series-2", "#7a2e00"),
        ("series-3", "#3d0f78"), ("series-4", "#000000"), ("track", "#ffffff"),
    ])

    static let darkContrast = Palette(colors: [
        ("bg", "#000000"), ("surface", "#000000"), ("sunken", "#000000"), ("text", "#ffffff"), ("muted", "#ffffff"),
        ("link", "#ffe76b"), ("brand", "#000000"), ("on-brand", "#ffffff"), ("accent", "#ffe76b"),
        ("border", "#ffffff"), ("line", "#ffffff"), ("primary", "#ffe76b"), ("on-primary", "#000000"),
        ("error", "#ffc4bf"), ("error-bg", "#000000"), ("ok", "#a8f0cc"), ("ok-bg", "#000000"),
        ("work", "#ffffff"), ("work-bg", "#000000"), ("series-1", "#ffe76b"), ("series-2", "#ffb27a"),
        ("series-3", "#d9c6ff"), ("series-4", "#ffffff"), ("track", "#000000"),
    ])

    /// The device's wishes first, then what the person chose: a class on `<html>` is stronger than a media query.
    /// Paper is always black on white.
    static let rules = """
        :root{\(light.declarations);color-scheme:light}
        @media (prefers-color-scheme:dark){:root{\(dark.declarations);color-scheme:dark}}
        @media (prefers-contrast:more){:root{\(lightContrast.declarations)}}
        @media (prefers-contrast:more) and (prefers-color-scheme:dark){:root{\(darkContrast.declarations)}}
        :root.scheme-light{\(light.declarations);color-scheme:light}
        :root.scheme-dark{\(dark.declarations);color-scheme:dark}
        :root.contrast-more{\(lightContrast.declarations)}
        @media (prefers-color-scheme:dark){:root.contrast-more:not(.scheme-light){\(darkContrast.declarations)}}
        :root.contrast-more.scheme-dark{\(darkContrast.declarations)}
        @media (prefers-contrast:more){:root.scheme-light{\(lightContrast.declarations)}\
        :root.scheme-dark{\(darkContrast.declarations)}}
        @media print{:root:root:root:root{\(lightContrast.declarations);color-scheme:light}}

        """
}
