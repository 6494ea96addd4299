import Kit
import Testing

@Suite struct DisplaySettingsTests {
    @Test func everySettingSurvivesTheCookie() {
        for size in DisplaySettings.Size.allCases {
            for scheme in DisplaySettings.Scheme.allCases {
                for flags in 0..<4 {
                    let settings = DisplaySettings(
                        size: size, scheme: scheme, highContrast: flags & 1 == 1, reducedMotion: flags & 2 == 2)
                    #expect(DisplaySettings(cookie: settings.cookie) == settings)
                }
            }
        }
    }

    @Test(arguments: [nil, "", "...", "enormous.purple", "<script>", "LARGE"])
    func damagedCookiesGiveTheStandard(cookie: String?) {
        #expect(DisplaySettings(cookie: cookie) == DisplaySettings())
    }

    @Test func theFormIsRead() {
        let form = ["size": "large", "scheme": "dark", "contrast": "more", "motion": "still"]
        let settings = DisplaySettings(form: { form[$0] })
        #expect(settings == DisplaySettings(size: .large, scheme: .dark, highContrast: true, reducedMotion: true))
        #expect(DisplaySettings(form: { _ in nil }) == DisplaySettings())
    }

    @Test func cookieIsHardened() {
        let plain = DisplaySettings(size: .large).setCookie(secure: false)
        #expect(plain == "qihang_display=large.system; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")
        #expect(DisplaySettings().setCookie(secure: true).hasSuffix("; Secure"))
    }
}
