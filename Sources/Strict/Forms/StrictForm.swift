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

    /// What a type asks of a value.
    package struct Check: Sendable {
        /// What the value has to be; nil for anything.
        package var kind: StrictKind?
        /// What its parts have to be; nil where it has none.
        package var parts: [(name: String, check: Check)]?
        /// Unary tests that it has to pass.
        package var tests: [Text]
        /// Whether it has to be a list.
        package var isList = false

        package init(kind: StrictKind? = nil, parts: [(name: String, check: Check)]? = nil, tests: [Text] = []) {
            (self.kind, self.parts, self.tests) = (kind, parts, tests)
        }

        /// Asks for nothing.
        package static let none = Check()
        /// Asks for a list.
        package static let list: Check = {
            var check = Check()
            check.isList = true
            return check
        }()
    }

    /// A function whose body is put in where it is called.
    package struct Function: Sendable {
        package let name: String
        package let parameters: [(name: String, check: Check)]
        package let body: StrictForm
        /// The names that its body may use beside its parameters; nil for all that are known where it stands.
        package let uses: [String]?
        package let line: Int

        package init(
            _ name: String, parameters: [(name: String, check: Check)], uses: [String]? = nil, body: StrictForm,
            line: Int
        ) {
            (self.name, self.parameters, self.uses, self.body, self.line) = (name, parameters, uses, body, line)
        }
    }

    /// A column of conditions of a decision table.
    package struct Input: Sendable {
        package let subject: Text
        /// What the value tested has to be.
        package let check: Check

        package init(_ subject: Text, check: Check = .none) { (self.subject, self.check) = (subject, check) }
    }

    /// A column of results of a decision table.
    package struct Output: Sendable {
        /// Its name; nil where there is one without a name.
        package let name: String?
        /// The result where no row fits.
        package let standing: Text?
        /// The values in order of priority, as a list.
        package let priorities: Text?
        package let check: Check

        package init(_ name: String?, standing: Text? = nil, priorities: Text? = nil, check: Check = .none) {
            (self.name, self.standing, self.priorities, self.check) = (name, standing, priorities, check)
        }
    }

    /// A decision table.
    package struct Table: Sendable {
        package enum Policy: Sendable { case unique, any, first, priority, sum, count, least, greatest }

        package let policy: Policy
        package let inputs: [Input]
        package let outputs: [Output]
        package let rules: [(tests: [Text], results: [Text])]
        package let line: Int

        package init(
            policy: Policy, inputs: [Input], outputs: [Output], rules: [(tests: [Text], results: [Text])], line: Int
        ) {
            (self.policy, self.inputs, self.outputs, self.rules, self.line) = (policy, inputs, outputs, rules, line)
        }
    }

    case text(Text)
    case context([Entry])
    case list([StrictForm])
    case relation(columns: [String], rows: [[StrictForm]])
    case choice(StrictForm, StrictForm, StrictForm)
    case table(Table)
    case function(Function)
    case invocation(StrictForm, [(name: String, value: StrictForm)], line: Int)
    case filter(StrictForm, match: StrictForm, line: Int)
    case iteration(variable: String, StrictForm, StrictForm, line: Int)
    case quantified(every: Bool, variable: String, StrictForm, StrictForm, line: Int)
    /// A value that has to be of a type.
    case checked(StrictForm, Check, line: Int)
}
