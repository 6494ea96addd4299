import Base
import PropertyTesting
import RegisterTesting
import Registers
import Testing

/// What people write comes into the registers as they meant it, or not at all.
@Suite struct WrittenValueTests {
    private static let regions = RegionTree(
        [("99", "云岭省"), ("9901", "云河市"), ("990101", "临江区"), ("990101001", "柳桥镇"), ("990101001001", "大埔村")]
            .compactMap { code, name in RegionCode(code).map { RegionEntry(code: $0, name: name) } })

    private static func field(_ name: String, _ register: String = "person") throws -> FieldDefinition {
        try #require(try TestRegisters.catalogue.get().register(register)?.field(name))
    }

    private static func read(_ text: String, _ field: FieldDefinition) throws -> FieldValue {
        try FieldText.read(text, as: field, regions: regions)
    }

    @Test func everyDayIsReadInEveryWriting() throws {
        var random = SeededRandom(seed: 61)
        for _ in 0..<800 {
            let day = Day(number: Int.random(in: -40_000...40_000, using: &random))
            let (year, month, date) = day.civil
            let (two, twoDays) = (month < 10 ? "0\(month)" : "\(month)", date < 10 ? "0\(date)" : "\(date)")
            for text in [
                day.iso, day.chinese, "\(year)/\(month)/\(date)", "\(year).\(two).\(twoDays)",
                "\(year)\(two)\(twoDays)",
                "\(year) 年 \(month) 月 \(date) 日", "\(day.iso) 00:00:00", "\(day.iso)T08:30:00Z", " \(day.iso)　",
                "\(day.chinese) 上午8时30分",
            ] {
                #expect(WrittenDate.day(text) == day, "\(text)")
                #expect(WrittenDate.month(text) == String(day.iso.prefix(7)), "\(text)")
            }
            for text in ["\(year)-\(month)", "\(year)年\(month)月", "\(year)\(two)", "\(year) 年 \(month) 月"] {
                #expect(WrittenDate.month(text) == String(day.iso.prefix(7)), "\(text)")
                #expect(WrittenDate.day(text) == nil, "\(text)")
            }
        }
    }

    @Test(arguments: [
        "2020-01-01 2021-01-01", "2020-01-01 至 2021-01-01", "2020-01-01 左右", "2020-01-01出生", "1980-+3-05", "1980/3/+5",
        "1980-3", "80-03-05", "19800230", "1980-3-5-7", "一九八〇年三月五十日", "一九八〇年二月三十日", "八〇年三月五日", "1980-0\u{301}3-05",
        "1849-01-01", "2026-03 以后", "20226-12-01", "20226年12月1日", "10000-01-01", "0000-03-05", "0000年3月",
    ])
    func whatIsNoDateIsNotHalfRead(_ text: String) {
        #expect(WrittenDate.day(text) == nil)
        if text != "1980-3" { #expect(WrittenDate.month(text) == nil) }
    }

    @Test func datesAreReadInCharacters() throws {
        for (text, iso) in [
            ("二〇二六年三月五日", "2026-03-05"), ("二○二六年十二月三十一日", "2026-12-31"), ("一九八零年十月二十日", "1980-10-20"),
            ("二〇二六年元月廿三日", "2026-01-23"), ("二〇二六 年 〇三 月 〇五 日", "2026-03-05"), ("二〇二六-三-五", "2026-03-05"),
            ("2026年三月五日", "2026-03-05"),
        ] {
            #expect(WrittenDate.day(text)?.iso == iso, "\(text)")
            #expect(WrittenDate.month(text) == String(iso.prefix(7)), "\(text)")
        }
        #expect(WrittenDate.month("二〇二六年三月") == "2026-03")
        #expect(WrittenDate.month("二〇二六年十一月") == "2026-11")
        for text in ["二〇二六年十三月", "二〇二六年一十一十月", "二〇二六年十〇月"] {
            #expect(WrittenDate.month(text) == nil, "\(text)")
        }
    }

    @Test func aPhoneIsItsDigitsAndNothingElse() throws {
        let field = try Self.field("phone")
        for (text, digits) in [
            ("138 0000 0000", "13800000000"), ("+86 138-0000-0000", "13800000000"), ("１３８００００００００", "13800000000"),
            ("(0595) 8568 1234", "059585681234"), ("85681234", "85681234"),
        ] {
            #expect(try Self.read(text, field) == .text(digits), "\(text)")
        }
        for text in [
            "1380000000", "138000000000", "1\u{301}3800000000", "13800000000、13900000000", "无电话", "138四0000000", "12",
        ] {
            #expect(throws: FieldFault.self, "\(text)") { try Self.read(text, field) }
        }
    }

    /// Of numbers with a unit the unit goes, whichever it is.
    @Test(arguments: ["12", "12人", "12岁", "12周岁", "12月", "12个月", "12年", "12.0", "12 个月", "１２周岁"])
    func aNumberMayCarryItsUnit(_ text: String) throws {
        let field = try #require(
            try TestRegisters.catalogue.get().registers.lazy.flatMap(\.fields).first {
                $0.kind == .integer && $0.min.map { $0 <= 12 } ?? true && $0.max.map { $0 >= 12 } ?? true
            })
        #expect(try Self.read(text, field) == .integer(12))
    }

    /// What a page shows of a value is read as the same value again: an exported file can be imported.
    @Test func everyFieldReadsWhatItWrites() throws {
        var random = SeededRandom(seed: 62)
        var kinds: Set<String> = []
        for register in try TestRegisters.catalogue.get().registers {
            for field in register.fields where field.kind != .rows && field.isEntered {
                for _ in 0..<20 {
                    guard let value = Self.value(of: field, &random) else { continue }
                    kinds.insert(field.kind.rawValue)
                    let text = FieldText.write(value, of: field, regions: Self.regions)
                    #expect(try Self.read(text, field) == value, "\(register.name).\(field.name): \(text)")
                }
            }
        }
        #expect(
            kinds.isSuperset(of: ["text", "integer", "date", "boolean", "choice", "choices", "region", "money"]),
            "\(kinds)")
    }

    /// The title of a code may hold the sign that stands between the entries of a list.
    @Test func aTitleMayHoldASeparator() throws {
        let field = try #require(
            try TestRegisters.catalogue.get().register("person")?.field("wished_occupation"))
        let codes = try #require(field.codes)
        let (first, last) = (try #require(codes.entries.first), try #require(codes.entries.last))
        let farming = try #require(codes.entries.first { $0.title.contains("、") })
        for separator in ["、", "，", ";", "/"] {
            let text = [first.title, farming.title, last.title].joined(separator: separator)
            #expect(try Self.read(text, field) == .list([first.code, farming.code, last.code]))
        }
        #expect(throws: FieldFault.self) { try Self.read("\(farming.title)、不在册", field) }
    }

    /// Whatever is typed into whichever field ends in a value or in a fault that names the field.
    @Test func noFieldIsUpsetByAnyText() throws {
        var random = SeededRandom(seed: 63)
        let pieces = [
            "张", "1", "９", "X", "-", "/", " ", "无", "是", "、", ",", "元", "%", "年", "\u{0}", "\u{200B}", "\u{301}", "<b>",
            "'", "=1+1",
            "990101001001", "2026-03-05", "👨‍👩‍👧", "\n",
        ]
        for register in try TestRegisters.catalogue.get().registers {
            for field in register.fields where field.kind != .rows {
                for _ in 0..<30 {
                    let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                        pieces.randomElement(using: &random) ?? ""
                    }.joined()
                    do throws(FieldFault) {
                        let value = try FieldText.read(text, as: field, regions: Self.regions)
                        if field.kind.isIdentifier, let kept = value.text {
                            let isPlain = kept.allSatisfy { $0.isASCII }
                            #expect(isPlain, "\(text)")
                        }
                    } catch {
                        #expect(error.field == field.name && error.message.contains(field.title))
                        if field.secret { #expect(error.value == nil) }
                    }
                }
            }
        }
    }

    private static func value(of field: FieldDefinition, _ random: inout SeededRandom) -> FieldValue? {
        switch field.kind {
        case .text, .note: return .text(["张三", "A-1 号", "(一)"].randomElement(using: &random) ?? "")
        case .integer, .decimal, .money, .percent:
            let (low, high) = (field.min ?? -1_000_000_000, field.max ?? 1_000_000_000)
            return .integer(Int64.random(in: low...max(low, high), using: &random))
        case .date: return .day(Day(number: Int.random(in: -20_000...40_000, using: &random)))
        case .month:
            return .text("20\(Int.random(in: 10...40, using: &random))-0\(Int.random(in: 1...9, using: &random))")
        case .boolean: return .boolean(Bool.random(using: &random))
        case .choice: return field.codes?.entries.randomElement(using: &random).map { .text($0.code) }
        case .choices:
            let codes = field.codes?.entries.map(\.code).shuffled(using: &random).prefix(3) ?? []
            return codes.isEmpty ? nil : .list(Array(codes))
        case .region: return .text("990101001001")
        case .phone: return .text("154\(Int.random(in: 10_000_000...99_999_999, using: &random))")
        case .bankAccount: return .text("6222\(Int.random(in: 100_000_000_000...999_999_999_999, using: &random))")
        case .citizenID: return .text(TestRegisters.citizenID(born: "1980-05-01", serial: 7))
        case .certificateNumber: return .text(TestRegisters.citizenID(born: "1980-05-01", serial: 7) + "44")
        default: return nil
        }
    }
}
