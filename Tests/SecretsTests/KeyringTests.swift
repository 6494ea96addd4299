import Base
import Secrets
import Synchronization
import Testing

struct KeyringTests {
    private static let start = Instant(milliseconds: 0)

    private static func masters() throws -> MasterKeys {
        try MasterKeys(text: MasterKey.newText())
    }

    private static func keys(_ masters: MasterKeys) throws -> [WrappedKey] {
        try KeyPurpose.allCases.enumerated().map {
            try WrappedKey.make(id: $0.offset + 1, purpose: $0.element, usedFrom: start, masters: masters)
        }
    }

    @Test func opensWhatItSealedAtItsPlaceOnly() throws {
        let keyring = try Keyring.ephemeral()
        for text in ["990101199001011237", "", "张三"] {
            let sealed = try keyring.seal(text, context: "person.citizen_id/1")
            #expect(sealed.count == Array(text.utf8).count + 45)
            #expect(try keyring.openText(sealed, context: "person.citizen_id/1") == text)
            for elsewhere in ["person.citizen_id/2", "person.phone/1", ""] {
                #expect(throws: KeyringError.damaged) { try keyring.open(sealed, context: elsewhere) }
            }
        }
        #expect(try keyring.seal("a", context: "c") != keyring.seal("a", context: "c"))
    }

    @Test func everyChangedByteShows() throws {
        let keyring = try Keyring.ephemeral()
        let sealed = try keyring.seal("990101199001011237", context: "c")
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: KeyringError.self) { try keyring.open(changed, context: "c") }
        }
        for length in 0..<sealed.count {
            #expect(throws: KeyringError.self) { try keyring.open(Array(sealed.prefix(length)), context: "c") }
        }
    }

    @Test func bytesThatAreNoTextAreNotReadAsText() throws {
        let keyring = try Keyring.ephemeral()
        let sealed = try keyring.seal([0xFF, 0xFE], context: "c")
        #expect(try keyring.open(sealed, context: "c") == [0xFF, 0xFE])
        #expect(throws: KeyringError.notText) { try keyring.openText(sealed, context: "c") }
    }

    @Test func searchHashesAreStableAndSeparate() throws {
        let masters = try KeyringTests.masters()
        let keys = try KeyringTests.keys(masters)
        let one = try Keyring(keys, masters: masters)
        let other = try Keyring(keys, masters: masters)
        let hash = try one.searchHash("person.citizen_id", "990101199001011237")
        #expect(hash.count == 16)
        #expect(try other.searchHash("person.citizen_id", "990101199001011237") == hash)
        #expect(try one.searchHash("person.phone", "990101199001011237") != hash)
        #expect(try one.searchHash("person.citizen_id", "990101199001011238") != hash)
        #expect(try Keyring.ephemeral().searchHash("person.citizen_id", "990101199001011237") != hash)
    }

    @Test func aNewSealingKeyLeavesOldValuesReadableAndHashesAlone() throws {
        let masters = try KeyringTests.masters()
        var keys = try KeyringTests.keys(masters)
        let clock = Clock()
        let keyring = try Keyring(keys, masters: masters, now: clock.now)
        let old = try keyring.seal("old", context: "c")
        let hash = try keyring.searchHash("p", "v")

        keys.append(try .make(id: 9, purpose: .seal, usedFrom: Instant(milliseconds: 1_000), masters: masters))
        try keyring.replace(with: keys, masters: masters)
        #expect(!keyring.needsReseal(old))  // not in use yet

        clock.set(Instant(milliseconds: 1_000))
        #expect(keyring.needsReseal(old))
        let fresh = try keyring.seal("fresh", context: "c")
        #expect(!keyring.needsReseal(fresh))
        #expect(try keyring.openText(old, context: "c") == "old")
        #expect(try keyring.openText(fresh, context: "c") == "fresh")
        #expect(try keyring.searchHash("p", "v") == hash)

        // A process that has not read the new key says so instead of calling the value damaged.
        let stale = try Keyring(KeyringTests.keys(masters), masters: masters)
        #expect(throws: KeyringError.unknownKey(9)) { try stale.open(fresh, context: "c") }
    }

    @Test func duringSearchKeyRotationBothHashesAreLookedFor() throws {
        let masters = try KeyringTests.masters()
        var keys = try KeyringTests.keys(masters)
        let before = try Keyring(keys, masters: masters)
        let oldHash = try before.searchHash("p", "v")
        #expect(try before.searchHashes("p", "v") == [oldHash])
        keys.append(try .make(id: 9, purpose: .search, usedFrom: KeyringTests.start, masters: masters))
        let after = try Keyring(keys, masters: masters)
        let newHash = try after.searchHash("p", "v")
        #expect(newHash != oldHash)
        #expect(try after.searchHashes("p", "v") == [newHash, oldHash])
        #expect(after.isChangingSearchKey && !before.isChangingSearchKey)
        keys = keys.map { key in
            guard key.purpose == .search, key.id != 9 else { return key }
            return WrappedKey(
                id: key.id, purpose: .search, wrapped: key.wrapped, usedFrom: key.usedFrom,
                retiredAt: KeyringTests.start)
        }
        let ended = try Keyring(keys, masters: masters)
        #expect(!ended.isChangingSearchKey)
        #expect(try ended.searchHashes("p", "v") == [newHash])
        #expect(try ended.searchHashes("p", "v", ever: true) == [newHash, oldHash])
    }

    @Test func signaturesHoldForTheirPurposeAndMessage() throws {
        let masters = try KeyringTests.masters()
        var keys = try KeyringTests.keys(masters)
        let keyring = try Keyring(keys, masters: masters)
        let signature = try keyring.sign("device", "42.abc")
        #expect(keyring.isSigned("device", "42.abc", by: signature))
        #expect(!keyring.isSigned("device", "43.abc", by: signature))
        #expect(!keyring.isSigned("csrf", "42.abc", by: signature))
        for wrong in ["", ".", "3.", "3.AAAA", "x.y", signature + "A", signature + ".1"] {
            #expect(!keyring.isSigned("device", "42.abc", by: wrong))
        }
        // After rotation the old signature still holds.
        keys.append(try .make(id: 9, purpose: .sign, usedFrom: KeyringTests.start, masters: masters))
        try keyring.replace(with: keys, masters: masters)
        #expect(keyring.isSigned("device", "42.abc", by: signature))
        #expect(try keyring.sign("device", "42.abc") != signature)
    }

    @Test func aNewMasterKeyRewrapsEveryDataKey() throws {
        let oldText = MasterKey.newText()
        let newText = MasterKey.newText()
        let old = try MasterKeys(text: oldText)
        let both = try MasterKeys(text: newText + "\n" + oldText)
        let new = try MasterKeys(text: newText)
        let keys = try KeyringTests.keys(old)
        let sealed = try Keyring(keys, masters: old).seal("value", context: "c")

        #expect(throws: KeyringError.otherMaster(fingerprint: old.current.fingerprint)) {
            try Keyring(keys, masters: new)
        }
        let rewrapped = try keys.map { try #require(try $0.rewrapped(by: both)) }
        #expect(try Keyring(rewrapped, masters: new).openText(sealed, context: "c") == "value")
        for key in rewrapped { #expect(try key.rewrapped(by: both) == nil) }
    }

    @Test func aWrappedKeyCannotTakeAnothersPlace() throws {
        let masters = try KeyringTests.masters()
        let key = try WrappedKey.make(id: 1, purpose: .seal, usedFrom: KeyringTests.start, masters: masters)
        let moved = WrappedKey(id: 2, purpose: .seal, wrapped: key.wrapped, usedFrom: key.usedFrom, retiredAt: nil)
        let turned = WrappedKey(id: 1, purpose: .sign, wrapped: key.wrapped, usedFrom: key.usedFrom, retiredAt: nil)
        #expect(throws: KeyringError.damagedKey(2)) { try Keyring([moved], masters: masters) }
        #expect(throws: KeyringError.damagedKey(1)) { try Keyring([turned], masters: masters) }
    }

    @Test func withoutAKeyNothingIsSealed() throws {
        let keyring = try Keyring([], masters: try KeyringTests.masters())
        #expect(throws: KeyringError.noKey(.seal)) { try keyring.seal("a", context: "c") }
    }
}

/// A clock that stands until it is set.
private final class Clock: Sendable {
    private let time = Mutex(Instant(milliseconds: 0))
    var now: @Sendable () -> Instant { { [self] in time.withLock { $0 } } }

    func set(_ instant: Instant) {
        time.withLock { $0 = instant }
    }
}
