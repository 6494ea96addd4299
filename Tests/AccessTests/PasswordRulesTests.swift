import Access
import Testing

struct PasswordRulesTests {
    private let rules = PasswordRules()
    private let names = ["wangfang", "王小芳", "云河县人社局"]

    @Test(arguments: [
        "1234567890", "12345678901234", "0987654321", "aaaaaaaaaa", "abcdefghij", "password123", "Password1234",
        "qwertyuiop", "1qaz2wsx3edc", "wangfang123", "wangfang888", "WangFang2345", "王小芳王小芳王小芳12", "woaini5201314",
        "admin123456", "qihang123456", "ababababab", "１２３４５６７８９０", "云河县人社局12345",
    ])
    func refusesWhatEverybodyTriesFirst(_ password: String) {
        guard case .obvious = rules.fault(password, names: names) else {
            Issue.record("\(password) was taken: \(String(describing: rules.fault(password, names: names)))")
            return
        }
    }

    @Test(arguments: ["一句只有我知道的长话", "correct horse battery", "k7mq-3xwt-9rhd", "Tuesday rain 41", "wangfang 的猫叫阿黄"])
    func takesWhatIsLongAndOnesOwn(_ password: String) {
        #expect(rules.fault(password, names: names) == nil)
    }

    @Test func lengthIsCountedInCharacters() {
        #expect(rules.fault("九个字的密码不够长", names: []) == .short(needed: 10))
        #expect(rules.fault("十个不同的字就足够了", names: []) == nil)
        #expect(rules.fault(String(repeating: "长短句", count: 43), names: []) == .long(limit: 128))
    }
}
