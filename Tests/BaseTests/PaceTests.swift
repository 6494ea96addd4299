import Testing

@testable import Base

@Suite struct PaceTests {
    @Test func rateAndTimeLeftAreOfThisRunAlone() {
        let pace = Pace("写入人", unit: "人", from: 1_000)
        #expect(pace.text(1_000, of: 5_000, after: .seconds(1)) == "写入人 1000/5000")
        #expect(pace.text(2_000, of: 5_000, after: .seconds(2)) == "写入人 2000/5000，每秒 500 人，约剩 6 秒")
        #expect(pace.text(1_001, of: 5_000, after: .seconds(10)) == "写入人 1001/5000，每秒 不到 1 人，约剩 11 小时 7 分钟")
        #expect(pace.text(5_000, of: 5_000, after: .seconds(4)) == "写入人 5000/5000，每秒 1000 人，约剩 0 秒")
        #expect(Pace("核对", unit: "条").text(30, of: 0, after: .seconds(1)) == "核对 30，每秒 30 条")
    }

    @Test func timesAreInWordsThatFitTheirLength() {
        #expect(
            [0, 119, 120, 121, 7_199, 7_200, 9_000].map { Pace.words(seconds: $0) }
                == ["0 秒", "119 秒", "2 分钟", "3 分钟", "2 小时 0 分钟", "2 小时 0 分钟", "2 小时 30 分钟"])
    }
}
