import Access
import Testing

struct DisplaySettingsTests {
    @Test func everySettingSurvivesTheCookie() {
        var seen: Set<String> = []
        for text in DisplaySettings.TextSize.allCases {
            for theme in DisplaySettings.Theme.allCases {
                for flags in 0..<8 {
                    var settings = DisplaySettings()
                    (settings.text, settings.theme) = (text, theme)
                    settings.highContrast = flags & 1 != 0
                    settings.easyRead = flags & 2 != 0
                    settings.lessMotion = flags & 4 != 0
                    #expect(DisplaySettings(encoded: settings.encoded) == settings)
                    seen.insert(settings.encoded)
                }
            }
        }
        #expect(seen.count == 72)
        #expect(DisplaySettings().encoded.isEmpty)
        #expect(DisplaySettings(encoded: "neon..<script>.large").encoded == "large")
    }
}
