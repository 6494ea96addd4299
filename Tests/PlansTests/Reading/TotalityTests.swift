import Plans
import Testing

/// Whatever the bytes, there is a reading, and it comes soon.
@Suite struct TotalityTests {
    private let options = ReaderOptions.all

    /// A small generator whose runs repeat.
    private struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return sides > 0 ? Int((state >> 33) % UInt64(sides)) : 0
        }
    }

    private static let crumbs = [
        "（", "）", "《", "》", "“", "一、", "（一）", "1.", "（责任单位：", "牵头", "负责）", "\n", "。", "；", "2024年", "年底前", "|",
        "| a |\n|--|", "〔2023〕5号",
        "\t", "　　", "附件", "：", "各县区", "100%", "１", "第", "条", "章", "①", "抄送：", "印发", "市残联、", "县残联：", "为牵头单位", "每年6月底前",
        "向市政府报送", "不少于", "6.12月", "2.3家", "，", "1，200人",
        "“十五五”", "第1、2项", "序号\t任务\t责任单位\n", "附件2\n", "某某管理办法\n", "\u{0}", "\u{FFFD}", "😀", "é",
    ]

    private func mutate(_ text: String, _ dice: inout Dice) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<(1 + dice.roll(12)) where !scalars.isEmpty {
            let place = dice.roll(scalars.count)
            let length = min(dice.roll(60), scalars.count - place)
            switch dice.roll(5) {
            case 0: scalars.removeSubrange(place..<place + length)
            case 1: scalars.insert(contentsOf: Array(scalars[place..<place + length]), at: dice.roll(scalars.count))
            case 2:
                scalars.insert(contentsOf: Array(Self.crumbs[dice.roll(Self.crumbs.count)].unicodeScalars), at: place)
            case 3: scalars.swapAt(place, dice.roll(scalars.count))
            default:
                let unwanted = scalars[place]
                scalars.removeAll { $0 == unwanted }
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static let texts: [String] =
        ReadingSamples.all + WholeDocumentTests.names.compactMap { ReadingFiles.text("Tests/PlanDocuments/" + $0) }

    @Test(.timeLimit(.minutes(5)), arguments: 0..<texts.count)
    func mutatedDocumentsAreRead(_ index: Int) {
        var dice = Dice(state: UInt64(index) &+ 20)
        for _ in 0..<12 {
            let text = mutate(Self.texts[index], &dice)
            // A page of which no words are left is refused.
            guard let source = try? SourceText.load(fileName: "a.txt", bytes: Array(text.utf8)) else { continue }
            let reading = PlanReader.read(source, options: options)
            for fault in ReadingLaws.broken(by: reading, lines: source.lines.count) {
                Issue.record("\(fault)，文件 \(index)：\(text.prefix(200))")
            }
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: 0..<6)
    func heapsOfCrumbsAreRead(_ seed: Int) {
        var dice = Dice(state: UInt64(seed) &+ 900)
        for _ in 0..<25 {
            let text = (0..<(5 + dice.roll(400))).map { _ in Self.crumbs[dice.roll(Self.crumbs.count)] }.joined()
            guard let source = try? SourceText.load(fileName: "a.txt", bytes: Array(text.utf8)) else { continue }
            let reading = PlanReader.read(source, options: options)
            for fault in ReadingLaws.broken(by: reading, lines: source.lines.count) { Issue.record("\(fault)：\(text)") }
        }
    }

    @Test(.timeLimit(.minutes(3))) func randomBytesAreReadOrRefusedPlainly() {
        var dice = Dice(state: 7)
        for length in [0, 1, 2, 3, 17, 400, 5000] {
            for _ in 0..<6 {
                let bytes = (0..<length).map { _ in UInt8(dice.roll(256)) }
                for name in ["a.txt", "a.html", "a.md"] {
                    guard let source = try? SourceText.load(fileName: name, bytes: bytes) else { continue }
                    _ = PlanReader.read(source, options: options)
                }
            }
        }
    }

    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            "（", "（一）", "一、", "1.", "《", "“", "责任单位：", "市残联及", "市残联、", "2024年底前，", "600人，", "每年报", "甲", "甲，", "| a ",
            "\n", "第一条 ",
            "（责任单位：市残联）", "各县区要每年向市政府报送。", "〔2023〕5号", "甲\n", "甲，\n", " ", "<p>", "①", "《甲》（某发〔2023〕5号）",
        ])
    func repeatedPiecesTakeTimeInProportion(_ piece: String) {
        let text = "一、任务\n（一）甲。" + String(repeating: piece, count: 6_000)
        _ = PlanReader.read(SourceText(plainText: text), options: options)
        let front = String(repeating: piece, count: 6_000) + "\n一、任务"
        _ = PlanReader.read(SourceText(plainText: front), options: options)
    }

    @Test func emptyTextGivesAnEmptyPlanWithADoubt() {
        let document = PlanReader.read(SourceText(plainText: ""), options: options).document
        #expect(document.actions.isEmpty)
        #expect(document.doubts.contains { $0.what == "标题" })
    }

    @Test func textBeyondTheLimitIsDoubted() {
        let options = PlanReader.Options(lexicon: .empty, limit: 50)
        let document = PlanReader.read(SourceText(plainText: ReadingSamples.opinion), options: options).document
        #expect(document.doubts.contains { $0.what == "全文" })
    }
}
