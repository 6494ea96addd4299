/// Reads official plans: notices, opinions, schemes and plans of any level of government.
///
/// The reader never fails on content: whatever it cannot place it leaves out or doubts. It takes time in proportion
/// to the length of the text.
public enum PlanReader {
    /// How to read.
    public struct Options: Sendable {
        /// The names of offices.
        public var lexicon: UnitLexicon
        /// The national planning periods.
        public var periods: PlanningPeriods
        /// The longest text that is read, in Unicode scalars; what is beyond is left out and doubted. The longest plans, those
        /// of the nation for five years, have some hundred thousand.
        public var limit: Int

        /// Options; a pack gives the lexicon and the periods.
        public init(lexicon: UnitLexicon, periods: PlanningPeriods = .none, limit: Int = 300_000) {
            self.lexicon = lexicon
            self.periods = periods
            self.limit = limit
        }
    }

    private static let file = "文件"
    private static let wholeText = "全文"
    /// What doubts name that are about the document itself, not about anything that it says.
    static let wholeDocument: Set<String> = [file, wholeText]

    /// Reads a document.
    public static func read(_ source: SourceText, options: Options) -> PlanReading {
        let isTooLong = source.text.unicodeScalars.count > options.limit
        let kept =
            isTooLong
            ? SourceText(String(source.text.unicodeScalars.prefix(options.limit)), format: source.format) : source
        let (text, cleaner) = kept.repaired()
        var assembly = PlanAssembly(
            text: text, cleaner: cleaner, resolver: UnitResolver(options.lexicon), periods: options.periods)
        for remark in source.remarks { assembly.doubt(file, remark) }
        if isTooLong { assembly.doubt(wholeText, "文件超过 \(options.limit) 字，只读了前面的部分；请拆开后分别读。") }
        return PlanReading(document: assembly.finish(), text: text)
    }
}
