/// How a decision is worked out, as the strict profile takes it: FEEL texts in the forms of DMN.
package indirect enum StrictForm: Sendable {
    /// A FEEL text and the line of its file on which it begins.
    package struct Text: Sendable {
        package let text: String
        package let line: Int

        package init(_ text: String, line: Int) { (self.text, self.line) = (text, line) }
    }

    /// An entry of a context; without a name it is the result.
    package struct Entry: Sendable {
        package let name: String?
        package let form: StrictForm

        package init(_ name: String?, _ form: StrictForm) { (self.name, self.form) = (name, form) }
    }

    /// A decision table.
    package struct Table: Sendable {
        package enum Policy: Sendable { case unique, first, sum, count }

        package let policy: Policy
        package let inputs: [Text]
        /// The names of the results; nil where there is one without a name.
        package let outputs: [String?]
        /// The results where no row fits.
        package let defaults: [Text?]
        package let rules: [(tests: [Text], results: [Text])]
        package let line: Int

        package init(
            policy: Policy, inputs: [Text], outputs: [String?], defaults: [Text?],
            rules: [(tests: [Text], results: [Text])], line: Int
        ) {
            (self.policy, self.inputs, self.outputs, self.line) = (policy, inputs, outputs, line)
            (self.defaults, self.rules) = (defaults, rules)
        }
    }

    case text(Text)
    case context([Entry])
    case choice(StrictForm, StrictForm, StrictForm)
    case table(Table)
}
