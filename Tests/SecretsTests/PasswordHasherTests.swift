import Secrets
import Synchronization
import Testing

struct PasswordHasherTests {
    static let cheap = PasswordHasher.Cost(kibibytes: 8, passes: 1)

    @Test func knowsItsOwnPasswordAndNoOther() async throws {
        let hasher = PasswordHasher(cost: PasswordHasherTests.cheap)
        for password in ["correct horse battery", "残联办公室的一句长话", "", "a\u{0}b"] {
            let hash = try await hasher.hash(password)
            #expect(hash.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
            #expect(try await hasher.verify(password, against: hash))
            #expect(try await !hasher.verify(password + "x", against: hash))
            #expect(try await hasher.hash(password) != hash)
        }
        #expect(try await !hasher.verify("anything", against: "no hash at all"))
    }

    @Test func fullWidthInputCountsAsPlain() async throws {
        let hasher = PasswordHasher(cost: PasswordHasherTests.cheap)
        let hash = try await hasher.hash("jinri12345")
        #expect(try await hasher.verify("ｊｉｎｒｉ１２３４５", against: hash))
    }

    @Test func asksForANewHashWhenTheCostChanged() async throws {
        let weak = PasswordHasher(cost: PasswordHasherTests.cheap)
        let strong = PasswordHasher(cost: .init(kibibytes: 16, passes: 2))
        let hash = try await weak.hash("something long")
        #expect(!weak.needsRehash(hash))
        #expect(strong.needsRehash(hash))
        #expect(try await strong.verify("something long", against: hash))
    }

    @Test func refusesWhenTooManyWait() async throws {
        let hasher = PasswordHasher(cost: .init(kibibytes: 16_384, passes: 3), atOnce: 1, waiting: 2)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<24 {
                group.addTask {
                    do {
                        return try await hasher.hash("something long").hasPrefix("$argon2id$")
                    } catch {
                        #expect(error as? PasswordHasher.Failure == .busy)
                        return false
                    }
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        let made = outcomes.filter(\.self).count
        #expect(made >= 3)
        #expect(made < 24)
        // The line empties again.
        #expect(try await hasher.verify("x", against: try await hasher.hash("x")))
    }

    @Test func interactiveCostIsTheOneOfTheStandard() {
        #expect(PasswordHasher.Cost.interactive.kibibytes == 64 * 1_024)
        #expect(PasswordHasher.Cost.interactive.passes == 3)
    }
}
