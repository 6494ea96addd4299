/// The pages about plans: the board with its figures and names, tasks and units, and a document on its way to a plan.
struct PlanRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        PlanListRoutes().add(to: routes)
        BoardRoutes().add(to: routes)
        TargetRoutes().add(to: routes)
        NamesRoutes().add(to: routes)
        TaskRoutes().add(to: routes)
        UnitRoutes().add(to: routes)
        DocumentRoutes().add(to: routes)
        UploadRoutes().add(to: routes)
        ReviewRoutes().add(to: routes)
        ItemRoutes().add(to: routes)
        PublishRoutes().add(to: routes)
        WithdrawRoutes().add(to: routes)
    }
}
