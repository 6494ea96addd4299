public import Access
import Base
import Database
import Exchange
import Registers
import Secrets

/// Changes the keys of an installation to the end: a new master key, new keys for sealing and for finding, everything
/// sealed and hashed anew, the old keys put out of use. At every moment everything can be read and found; whoever
/// interrupts it runs it again, and it goes on.
public struct KeyRotation: Sendable {
    /// What it came to.
    public struct Report: Sendable, Equatable {
        /// The fingerprint of the new master key; nil when it was kept, or an earlier, interrupted run had made it.
        public let fingerprint: String?
        /// How many secrets, files and rows were sealed anew.
        public let changed: Int
        /// What could not be: records that stand in each other's way, secrets that no key opens. While there is any, the old
        /// keys stay in use.
        public let obstacles: [String]
        /// Whether the old keys are out of use.
        public var isDone: Bool { obstacles.isEmpty }
    }

    private let house: House

    /// The rotation of an open installation.
    public init(house: House) {
        self.house = house
    }

    /// Begins a rotation, or goes on with the one that was begun.
    /// - Parameters:
    ///   - alone: true when no other process serves the database: the new keys are used at once. Otherwise three minutes go
    ///     by, in which all others read them.
    ///   - progress: told how far it is, in words for people.
    /// - Throws: `AccessError`, `MasterKeyError`, `KeyringError`, `DatabaseError`, `CancellationError`, `RotationUnderWay`.
    public func run(
        alone: Bool, as actor: Actor, progress: @escaping @Sendable (String) -> Void
    ) async throws -> Report {
        let report = try await house.database.withAdvisoryLock("keys-rotate") {
            try await rotate(alone: alone, as: actor, progress)
        }
        guard let report else { throw RotationUnderWay() }
        return report
    }

    private func rotate(
        alone: Bool, as actor: Actor, _ progress: @escaping @Sendable (String) -> Void
    ) async throws -> Report {
        var fingerprint: String?
        if try await house.vault.openRotation() == nil {
            if mayChangeMaster(alone) {
                fingerprint = try await house.vault.rotateMasterKey(actor: actor)
            } else {
                progress("主密钥这次不换：别的服务器上有它自己的密钥文件，换了就打不开")
            }
            try await house.vault.rotateDataKeys([.seal, .search], announced: !alone, actor: actor)
        } else {
            progress("上次更换密钥没有做完，接着做。")
        }
        guard let rotation = try await house.vault.openRotation() else {
            return Report(fingerprint: fingerprint, changed: 0, obstacles: [])
        }
        try await wait(until: rotation.usedFrom, progress)
        let pace = Pace("重新加密", unit: "条")
        let resealed = try await house.registers.resealSecrets { progress(pace.text($0, of: $1)) }
        let uploads = try await house.imports.resealUploads()
        let obstacles = try await obstacles(resealed.conflicts, progress)
        if obstacles.isEmpty {
            for key in rotation.old { try await house.vault.retireDataKey(key, actor: actor) }
        }
        return Report(fingerprint: fingerprint, changed: resealed.changed + uploads, obstacles: obstacles)
    }

    /// Other servers of one PostgreSQL have key files of their own, which a new master key would leave without use; processes
    /// of one folder share theirs.
    private func mayChangeMaster(_ alone: Bool) -> Bool { alone || house.database.engine == .sqlite }

    /// Lets the time go by in which other processes read the new keys.
    private func wait(until moment: Instant, _ progress: @Sendable (String) -> Void) async throws {
        while true {
            let left = (moment.milliseconds - Instant.now.milliseconds + 999) / 1_000
            guard left > 0 else { return }
            progress("新密钥要等所有服务都读到后才启用，约剩 \(Pace.words(seconds: Int(left)))")
            try await Task.sleep(for: .seconds(min(left, 5)))
        }
    }

    private func obstacles(
        _ conflicts: [String], _ progress: @escaping @Sendable (String) -> Void
    ) async throws -> [String] {
        let pace = Pace("核对", unit: "条")
        let survey = try await house.registers.surveySecrets { progress(pace.text($0, of: $1)) }
        var obstacles = conflicts.map { "\($0)。请在台账里合并或删去其中一条。" }
        obstacles += survey.places.map { "\($0)打不开：内容被改动过，或不是用这里的密钥加密的。请从备份里找回这一项。" }
        if survey.oldSeals + survey.oldHashes > conflicts.count {
            obstacles.append("还有 \(max(survey.oldSeals, survey.oldHashes)) 项仍用旧密钥：更换期间有人改动过。请再运行一次。")
        }
        return obstacles
    }
}

/// Another process is changing the keys.
public struct RotationUnderWay: Error, CustomStringConvertible {
    /// What happened and what to do.
    public var description: String { "另一个程序正在更换密钥。请等它做完。" }
}
