import Hummingbird

/// The pages of the registers: lists, records, forms.
struct RegisterRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/registers") { try await RegisterIndex(visit: $0).answer() }
        routes.get("/registers/:register") { try await RegisterList(visit: $0).answer() }
        routes.post("/registers/:register") { try await RegisterList.search($0) }
        routes.get("/registers/:register/columns") { try RegisterList(visit: $0).columnPage() }
        routes.get("/registers/:register/export") { try await RegisterFiles(visit: $0).export() }
        routes.get("/registers/:register/attachments") { try await RegisterFiles(visit: $0).attachments() }
        routes.get("/registers/:register/template") { try await RegisterFiles(visit: $0).template() }
        routes.get("/registers/:register/pick") { try await RecordPicker(visit: $0).answer() }
        routes.post("/registers/:register/pick") { try await RecordPicker(visit: $0).search() }
        savedViews(routes)
        routes.get("/registers/:register/new") { try await EntryFlow(visit: $0).start() }
        routes.upload("/registers/:register/new") { try await EntryFlow(visit: $0).take() }
        records(routes)
    }

    private func savedViews(_ routes: OfficeRoutes) {
        routes.get("/registers/:register/views") { try await SavedViewPages(visit: $0).list() }
        routes.get("/registers/:register/views/new") { try await SavedViewPages(visit: $0).start() }
        routes.post("/registers/:register/views/new") { try await SavedViewPages(visit: $0).save() }
        routes.get("/registers/:register/views/:saved") { try await SavedViewPages(visit: $0).edit() }
        routes.post("/registers/:register/views/:saved") { try await SavedViewPages(visit: $0).change() }
        routes.post("/registers/:register/views/:saved/remove") { try await SavedViewPages(visit: $0).remove() }
    }

    private func records(_ routes: OfficeRoutes) {
        routes.get("/registers/:register/:id") { try await RecordPages(visit: $0).front() }
        routes.get("/registers/:register/:id/facts") { try await RecordPages(visit: $0).facts() }
        routes.get("/registers/:register/:id/related") { try await RecordPages(visit: $0).related() }
        routes.get("/registers/:register/:id/history") { try await RecordPages(visit: $0).history() }
        routes.get("/registers/:register/:id/audit") { try await AuditPage(visit: $0).answer() }
        routes.get("/registers/:register/:id/files/:digest") { try await RegisterFiles(visit: $0).attachment() }
        routes.get("/registers/:register/:id/edit") { try await EditFlow(visit: $0).start() }
        routes.upload("/registers/:register/:id/edit") { try await EditFlow(visit: $0).take() }
        routes.get("/registers/:register/:id/remove") { try await RecordSteps(visit: $0).askRemoval() }
        routes.post("/registers/:register/:id/remove") { try await RecordSteps(visit: $0).remove() }
        routes.post("/registers/:register/:id/restore") { try await RecordSteps(visit: $0).restore() }
        routes.get("/registers/:register/:id/steps/:step") { try await RecordSteps(visit: $0).askStep() }
        routes.post("/registers/:register/:id/steps/:step") { try await RecordSteps(visit: $0).takeStep() }
        routes.get("/registers/:register/:id/reveal/:field") { try await SecretPages(visit: $0).ask() }
        routes.post("/registers/:register/:id/reveal/:field") { try await SecretPages(visit: $0).reveal() }
    }
}
