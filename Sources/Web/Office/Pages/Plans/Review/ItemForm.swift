import HTML
import Kit
import Plans

/// The form of one item of a plan: filled from the plan or from what was typed, shown, and put back into the plan.
protocol ItemForm: Sendable {
    /// The fields.
    func html(_ errors: [FieldError]) -> HTML
    /// Puts what was typed into the plan.
    /// - Returns: what cannot be read, by field.
    func apply(to content: inout PlanContent) -> [FieldError]
}

extension ItemKey {
    /// The form, filled from the plan.
    func form(_ content: PlanContent, tools: ItemTools) -> any ItemForm {
        switch self {
        case .heading: HeadingForm(content)
        case .goal(let number): GoalForm(number, content, tools)
        case .action(let number): ActionForm(number, content)
        case .measure(let action, let number): MeasureForm(action, number, content, tools)
        case .duty(let number): DutyForm(number, content)
        case .annex(let number): AnnexForm(number, content)
        case .annexTask(let annex, let number): AnnexTaskForm(annex, number, content, tools)
        }
    }

    /// The form, filled from what was typed.
    func form(_ sent: FormData, _ content: PlanContent, tools: ItemTools) -> any ItemForm {
        switch self {
        case .heading: HeadingForm(sent)
        case .goal(let number): GoalForm(number, sent, tools)
        case .action(let number): ActionForm(number, sent)
        case .measure(let action, let number): MeasureForm(action, number, sent, tools)
        case .duty(let number): DutyForm(number, sent)
        case .annex(let number): AnnexForm(number, sent)
        case .annexTask(let annex, let number): AnnexTaskForm(annex, number, sent, tools)
        }
    }
}

/// What forms of items need besides the plan.
struct ItemTools: Sendable {
    /// The indicators that may be chosen.
    let indicators: [ChoiceGroup]
    /// The indicator that a goal names in its own words.
    let proposal: @Sendable (PlanContent.Goal) -> IndicatorDefinition?
    /// The names of units.
    let units: UnitBook
}

extension FormData {
    /// What was typed in a field; nothing when it was not sent.
    func text(_ name: String) -> String { self[name] ?? "" }
}
