extension Database {
    /// Runs statements that no transaction may hold, such as `CREATE DATABASE`, on a connection of their own.
    package static func administer(_ location: Location, _ statements: [SQL]) async throws {
        let lane = Lane(label: "database.administer") {
            try openSession(location, Options(), for: .write(.serializable))
        }
        do {
            try await lane.perform { driver in
                for sql in statements { _ = try driver.run(sql) }
            }
            await lane.close()
        } catch {
            await lane.close()
            throw error
        }
    }
}
