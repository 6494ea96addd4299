public import HTML

/// A chart with its finding as heading and its data in a table right below. Nothing in it depends on colour alone:
/// series are named at their lines, and lines differ in dashes.
public func chartFigure(_ chart: Chart) -> HTML {
    figure(.class("chart-figure")) {
        figcaption(chart.finding, .id("\(chart.id)-finding"))
        svg(
            .class("chart"), .role("img"), .aria("labelledby", "\(chart.id)-finding"),
            Attribute("viewBox", "0 0 \(Int(Canvas.width)) \(Int(Canvas.height(chart)))")
        ) {
            Element("g")(.aria("hidden", "true")) { drawing(chart) }
        }
        disclosure("用表格查看：\(chart.caption)", isOpen: chart.labels.count <= 6) { chartTable(chart) }
    }
}

private func chartTable(_ chart: Chart) -> HTML {
    dataTable(
        chart.caption, id: "\(chart.id)-data",
        columns: [TableColumn(chart.labelTitle)] + chart.series.map { TableColumn($0.name, isNumber: true) },
        rows: chart.labels.enumerated().map { index, label in
            TableRow(
                [HTML(label)]
                    + chart.series.map { HTML($0.values.indices.contains(index) ? $0.values[index].text : "–") })
        }, narrow: .scrolled)
}

/// The drawing area, in units of which a phone shows about 280 across, so that text stays readable there.
private enum Canvas {
    static let width = 300.0
    static let height = 200.0
    static let left = 4.0
    static let top = 26.0
    static let bottom = 170.0

    /// With a second line of labels where they are in groups.
    static func height(_ chart: Chart) -> Double { chart.footGroups.isEmpty ? height : height + 22 }
}

private func drawing(_ chart: Chart) -> HTML {
    let top = niceTop(chart.series.flatMap(\.values).compactMap(\.value).max() ?? 0)
    let right = chart.kind == .line && chart.series.count > 1 ? 222.0 : 292.0
    return HTML {
        scale(top: top)
        switch chart.kind {
        case .line: lines(chart, top: top, right: right)
        case .columns: uprightBars(chart, top: top, right: right)
        }
        footLabels(chart, right: right)
    }
}

/// The smallest round number that no value exceeds.
func niceTop(_ largest: Double) -> Double {
    guard largest > 0, largest.isFinite else { return 1 }
    var power = 1.0
    while power * 10 <= largest { power *= 10 }
    while power > largest { power /= 10 }
    return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map { $0 * power }.first { $0 >= largest } ?? power * 10
}

private func height(_ value: Double, top: Double) -> Double {
    Canvas.bottom - (Canvas.bottom - Canvas.top) * value / top
}

private func center(_ index: Int, of count: Int, right: Double) -> Double {
    let step = (right - Canvas.left) / Double(max(count, 1))
    return Canvas.left + step * (Double(index) + 0.5)
}

private func rule(y: Double, class name: String) -> HTML {
    Element("line")(
        .class(name), Attribute("x1", "0"), Attribute("x2", coordinate(Canvas.width)),
        Attribute("y1", coordinate(y)), Attribute("y2", coordinate(y))
    ) {}
}

private func words(
    _ text: String, x: Double, y: Double, anchor: String = "start", class name: String? = nil
) -> HTML {
    Element("text")(
        text, .class(name), Attribute("x", coordinate(x)), Attribute("y", coordinate(y)),
        Attribute("text-anchor", anchor))
}

private func scale(top: Double) -> HTML {
    HTML {
        rule(y: Canvas.top, class: "chart-rule")
        rule(y: (Canvas.top + Canvas.bottom) / 2, class: "chart-rule")
        rule(y: Canvas.bottom, class: "chart-base")
        words(plain(top), x: 0, y: Canvas.top - 6)
    }
}

private func plain(_ value: Double) -> String {
    Double(Int(value)) == value ? grouped(Int(value)) : coordinate(value)
}

private func footLabels(_ chart: Chart, right: Double) -> HTML {
    let count = chart.footLabels.count
    let longest = chart.footLabels.map(labelWidth).max() ?? 1
    let room = max(1, Int(right / (longest + 7)))
    let stride = max(1, (count + room - 1) / room)
    return HTML {
        for (index, label) in chart.footLabels.enumerated() where (count - 1 - index).isMultiple(of: stride) {
            let x = center(index, of: count, right: right)
            let half = labelWidth(label) / 2
            words(label, x: min(max(x, half), Canvas.width - half), y: Canvas.bottom + 22, anchor: "middle")
        }
        footGroups(chart, right: right)
    }
}

/// Each group once, under its first label, where it has room before the next one.
private func footGroups(_ chart: Chart, right: Double) -> HTML {
    let groups = chart.footGroups
    let starts = groups.indices.filter { $0 == 0 || groups[$0] != groups[$0 - 1] }
    return HTML {
        for (position, index) in starts.enumerated() {
            let width = labelWidth(groups[index])
            let x = center(index, of: groups.count, right: right)
            let next =
                position + 1 < starts.count
                ? center(starts[position + 1], of: groups.count, right: right) : .infinity
            if next - x > width + 7 {
                let half = width / 2
                let middle = min(max(x, half), Canvas.width - half)
                words(groups[index], x: middle, y: Canvas.bottom + 44, anchor: "middle")
            }
        }
    }
}

/// How wide a label may become where letters are largest: a digit is about half as wide as an ideograph.
private func labelWidth(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 9.5 : 17) }
}

private func lines(_ chart: Chart, top: Double, right: Double) -> HTML {
    let count = chart.labels.count
    let ends = spread(
        chart.series.map { series in
            series.values.last { $0.value != nil }?.value.map { height($0, top: top) } ?? Canvas.bottom
        })
    return HTML {
        for (number, series) in chart.series.prefix(4).enumerated() {
            let points = series.values.enumerated().compactMap { index, value in
                value.value.map { (center(index, of: count, right: right), height($0, top: top)) }
            }
            Element("polyline")(
                .class("line s\(number + 1)"),
                Attribute("points", points.map { "\(coordinate($0.0)),\(coordinate($0.1))" }.joined(separator: " "))
            ) {}
            if let last = points.last {
                Element("circle")(
                    .class("dot s\(number + 1)"), Attribute("cx", coordinate(last.0)),
                    Attribute("cy", coordinate(last.1)),
                    Attribute("r", "4")
                ) {}
                if chart.series.count > 1, points.count < count {
                    words(series.name, x: last.0 - 4, y: last.1 - 12, anchor: "end")
                } else if chart.series.count > 1 {
                    words(series.name, x: last.0 + 9, y: ends[number] + 5)
                } else if let text = series.values.last(where: { $0.value != nil })?.text {
                    words(text, x: min(last.0, 270), y: last.1 - 9, anchor: "middle")
                }
            }
        }
    }
}

/// Moves the names at the line ends apart so that none covers another.
private func spread(_ ends: [Double]) -> [Double] {
    var result = ends
    var lowest = -Double.infinity
    for index in ends.indices.sorted(by: { ends[$0] < ends[$1] }) {
        result[index] = max(ends[index], lowest + 18)
        lowest = result[index]
    }
    let over = max(0, lowest - Canvas.bottom)
    return result.map { $0 - over }
}

private func uprightBars(_ chart: Chart, top: Double, right: Double) -> HTML {
    let values = chart.series.first?.values ?? []
    let step = (right - Canvas.left) / Double(max(values.count, 1))
    let width = min(step * 0.7, 44)
    let longest = values.map(\.text.count).max() ?? 0
    let largest = values.compactMap(\.value).max()
    return HTML {
        for (index, value) in values.enumerated() {
            if let amount = value.value {
                let x = center(index, of: values.count, right: right)
                let y = height(amount, top: top)
                Element("rect")(
                    .class("column"), Attribute("x", coordinate(x - width / 2)), Attribute("y", coordinate(y)),
                    Attribute("width", coordinate(width)), Attribute("height", coordinate(Canvas.bottom - y))
                ) {}
                let isKey = amount == largest || index == values.count - 1
                if isKey || Double(longest) * 6.5 < step {
                    // On a narrow screen letters are larger: there only the labels stay that say most, or that fit.
                    words(
                        value.text, x: x, y: y - 6, anchor: "middle",
                        class: isKey || Double(longest) * 9.8 < step ? nil : "extra")
                }
            }
        }
    }
}
