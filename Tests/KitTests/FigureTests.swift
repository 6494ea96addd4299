import Foundation
import HTML
import PropertyTesting
import Testing

@testable import Kit

@Suite struct FigureTests {
    @Test func sharesAreRoundedDownSoThatAllMeansAll() {
        #expect(progressWords(done: 199, of: 200, unit: "人") == "已完成 199 人，共 200 人（99%）")
        #expect(progressWords(done: 200, of: 200, unit: "人").hasSuffix("（100%）"))
        #expect(progressWords(done: 0, of: 0, unit: "人") == "已完成 0 人，共 0 人")
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-20_000, "-20,000")])
    func countsAreGrouped(number: Int, text: String) {
        #expect(grouped(number) == text)
    }

    @Test(arguments: [(0.0, "0"), (1.0, "1"), (12.34, "12.3"), (-0.5, "-0.5"), (99.96, "100")])
    func coordinatesHaveOneDigit(value: Double, text: String) {
        #expect(coordinate(value) == text)
    }

    /// The top of a scale is never below the largest value and never more than twice as far.
    @Test func scalesFitTheirValues() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<1_000 {
            let value = Double.random(in: 0.001..<5_000_000, using: &random)
            #expect(niceTop(value) >= value)
            #expect(niceTop(value) <= value * 2.01)
        }
        #expect(niceTop(0) == 1)
        #expect(niceTop(.infinity) == 1)
    }

    @Test func barsStayInsideTheirTrack() {
        #expect(bar(1.7).string.contains("width=\"100\" height=\"8\"></rect><rect class=\"bar-fill\" width=\"100\""))
        #expect(bar(-1).string.contains("class=\"bar-fill\" width=\"0\""))
        #expect(bar(.nan).string.contains("class=\"bar-fill\" width=\"0\""))
    }

    @Test func chartsGiveEveryValueInTheirTableAndOneNameToTheDrawing() {
        let chart = Chart(
            .line, finding: "今年更多", caption: "人数", labelTitle: "月", labels: ["1月", "2月"],
            series: [ChartSeries("今年", [ChartValue(1234), ChartValue(nil)])])
        let markup = chartFigure(chart).string
        #expect(markup.contains("role=\"img\" aria-labelledby=\"chart-finding\""))
        #expect(markup.contains("1,234"))
        #expect(markup.contains("–"))
    }

    @Test func monthsStandUnderTheDrawingWithTheirYearsOnce() {
        let months = (0..<14).map { (year: 2025 + ($0 + 9) / 12, month: ($0 + 9) % 12 + 1) }
        let chart = Chart(
            .line, finding: "十二月最多", caption: "每月人数", labelTitle: "月份",
            labels: months.map { "\($0.year)年\($0.month)月" }, footLabels: months.map { "\($0.month)月" },
            footGroups: months.map { "\($0.year)年" },
            series: [ChartSeries("人", months.indices.map { ChartValue($0) })])
        let drawing = chartFigure(chart).string.components(separatedBy: "</svg>")[0]
        let labels = drawing.components(separatedBy: "月</text>").count - 1
        #expect((5...14).contains(labels), "\(labels)")
        #expect(drawing.components(separatedBy: ">2026年</text>").count == 2)
        #expect(drawing.contains("viewBox=\"0 0 300 222\""))
    }
}
