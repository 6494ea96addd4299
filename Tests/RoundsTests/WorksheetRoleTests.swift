import Access
import Base
import Packs
import RegisterTesting
import Registers
import Rounds
import Testing

/// Whoever works on rounds gets worksheets, and can hand them in.
@Suite struct WorksheetRoleTests {
    @Test func whoFillsInAWorksheetMayImportIt() throws {
        let catalogue = try TestRegisters.catalogue.get()
        let roles = try RoleBook(packs: catalogue.library.packs)
        let doneBy = Set(try RoundBook(catalogue).definitions.flatMap(\.steps).map(\.doneBy))
        #expect(doneBy.count >= 5)
        for role in roles.roles {
            let actor = Actor.person(
                account: 1, signInName: "li", name: "李", roles: [role.name], scope: .everywhere, book: roles)
            for register in doneBy.sorted() where actor.can(.rounds, "work") && actor.can(.write, register) {
                #expect(actor.can(.import, register), "\(role.name) \(register)")
            }
        }
    }
}
