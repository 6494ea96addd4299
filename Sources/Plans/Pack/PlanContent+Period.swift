import Base

extension PlanContent {
    /// Why a goal's last day does not go with the plan's time, in Chinese without a full stop; nil where it lies within, or
    /// either is not known.
    public func periodDoubt(of goal: Goal) -> String? {
        guard let by = goal.by, let from, let to else { return nil }
        guard by < from || by > to else { return nil }
        return "要在\(by.chinese)前达到，不在方案的实施期（\(from.chinese)至\(to.chinese)）里"
    }
}
