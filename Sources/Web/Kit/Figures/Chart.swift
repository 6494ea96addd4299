/// A value of a chart: where it is drawn, and how it is read.
public struct ChartValue: Sendable {
    /// Where it is drawn; `nil` when there is no value, or none that could be drawn.
    public var value: Double?
    /// How it is read; “–” when there is no value.
    public var text: String

    /// A value.
    public init(_ value: Double?, text: String) {
        self.value = value.flatMap { $0.isFinite && abs($0) < 1e15 ? $0 : nil }
        self.text = text
    }

    /// A count.
    public init(_ count: Int?) {
        self.init(count.map(Double.init), text: count.map(grouped) ?? "–")
    }
}

/// A row of values that belong together.
public struct ChartSeries: Sendable {
    /// The name, written at the line itself.
    public var name: String
    /// One value for each label of the chart.
    public var values: [ChartValue]

    /// A row of values.
    public init(_ name: String, _ values: [ChartValue]) {
        self.name = name
        self.values = values
    }
}

/// A chart and the table of its data, out of the same values.
public struct Chart: Sendable {
    /// How the values are drawn.
    public enum Kind: Sendable {
        /// A line over time, for at most four series.
        case line
        /// Upright bars, for one series.
        case columns
    }

    /// How the values are drawn.
    public var kind: Kind
    /// The finding, as a sentence: it is the chart's name for those who do not see it.
    public var finding: String
    /// What the table below it shows and in which unit: “每月新增就业（人）”.
    public var caption: String
    /// What the labels are: “月份”.
    public var labelTitle: String
    /// The labels of the values, as the table shows them.
    public var labels: [String]
    /// The labels along the foot where those of the table are too long for it: “3月”.
    public var footLabels: [String]
    /// What neighbouring labels of the foot have in common, written once under the first of them: “2026年”.
    public var footGroups: [String]
    /// The values.
    public var series: [ChartSeries]
    /// Unique on the page.
    public var id: String

    /// A chart.
    public init(
        _ kind: Kind, finding: String, caption: String, labelTitle: String, labels: [String],
        footLabels: [String]? = nil, footGroups: [String] = [], series: [ChartSeries], id: String = "chart"
    ) {
        self.kind = kind
        self.finding = finding
        self.caption = caption
        self.labelTitle = labelTitle
        self.labels = labels
        self.footLabels = footLabels ?? labels
        self.footGroups = footGroups
        self.series = series
        self.id = id
    }
}
