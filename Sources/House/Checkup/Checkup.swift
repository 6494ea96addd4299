public import Access
import Base
import Database
import Exchange
import Registers
import Rounds

/// Looks whether an installation is as it should be: the database's file, the history, the trail and what guards it,
/// secrets and keys, regions, attachments, search terms, counts of rounds.
///
/// Mending makes anew what follows from other data: search terms, counts of rounds, the triggers that guard the trail. What
/// people wrote is never touched.
public struct Checkup: Sendable {
    /// Told how far the check is, in words for people.
    public typealias Progress = @Sendable (String) -> Void

    private let house: House
    private let mending: Bool
    private let actor: Actor
    private let progress: Progress

    /// A check of an open installation.
    public init(
        house: House, mending: Bool = false, as actor: Actor, progress: @escaping Progress = { _ in }
    ) {
        self.house = house
        self.mending = mending
        self.actor = actor
        self.progress = progress
    }

    /// Checks part after part.
    /// - Parameter found: told of each part as soon as it was checked.
    /// - Throws: `DatabaseError`, `CancellationError`.
    @discardableResult
    public func run(found: (Finding) -> Void = { _ in }) async throws -> [Finding] {
        var findings: [Finding] = []
        for check in [file, history, trail, guards, secrets, keys, regions, attachments, terms, rounds] {
            try Task.checkCancellation()
            let finding = try await check()
            findings.append(finding)
            found(finding)
        }
        return findings
    }

    // MARK: Parts

    private func file() async throws -> Finding {
        let part = "数据库文件"
        let faults = try await house.database.integrityFaults()
        guard !faults.isEmpty else { return Finding(part, .good, ["没有损坏"]) }
        return Finding(
            part, .wrong, ["数据库自检发现 \(faults.count) 处损坏："] + faults,
            remedy: "请停止服务，把整个安装文件夹另存一份，再用 qihang restore 恢复最近的备份。")
    }

    private func history() async throws -> Finding {
        let part = "历史"
        let progress = progress
        let faults = try await house.registers.verifyHistory { progress("核对历史：\($0) 条") }
        guard !faults.isEmpty else { return Finding(part, .good, ["完整"]) }
        return Finding(
            part, .wrong, faults, remedy: "有人绕过系统改过数据库。请保留现场，与备份对照，查清是谁、改了什么。")
    }

    private func trail() async throws -> Finding {
        let part = "痕迹"
        progress("核对痕迹")
        let report = try await house.access.verifyTrail()
        guard !report.isWhole else { return Finding(part, .good, ["\(report.count) 条，完整"]) }
        return Finding(
            part, .wrong, report.faults.prefix(20).map(\.description),
            remedy: "有人绕过系统改过痕迹。请保留现场，与备份对照，查清是谁、改了什么。")
    }

    private func guards() async throws -> Finding {
        let part = "痕迹的防改触发器"
        let broken = try await house.access.brokenTrailGuards()
        guard !broken.isEmpty else { return Finding(part, .good, ["完好"]) }
        let lines = ["缺少、被停用或被改过：\(broken.joined(separator: "、"))。没有它们，痕迹可以在数据库里被改掉。"]
        if mending {
            try await house.access.mendTrailGuards(actor: actor)
            return Finding(part, .mended, lines, remedy: "已重建。请查清是谁动过它们。")
        }
        return Finding(part, .wrong, lines, remedy: "请查清是谁动过它们，再运行 qihang doctor --mend 重建。")
    }

    private func secrets() async throws -> Finding {
        let part = "加密的内容"
        let (progress, pace) = (progress, Pace("核对加密的内容", unit: "条"))
        let survey = try await house.registers.surveySecrets { progress(pace.text($0, of: $1)) }
        if survey.unreadable > 0 {
            return Finding(
                part, .wrong, ["\(survey.unreadable) 项打不开："] + survey.places,
                remedy: "内容被改动过，或不是用这里的密钥加密的。请从备份里找回这些记录，再在台账里重新填写。")
        }
        let inRotation = try await house.vault.openRotation() != nil
        if survey.oldHashes > 0, !inRotation {
            return Finding(
                part, .wrong, ["\(survey.oldHashes) 项的查找码不对，按证件号查不到。"],
                remedy: "请运行 qihang keys rotate，它会重新计算。")
        }
        return Finding(part, .good, ["\(survey.secrets) 项，都能打开"])
    }

    private func keys() async throws -> Finding {
        let part = "密钥"
        guard try await house.vault.openRotation() != nil else { return Finding(part, .good, ["没有做到一半的更换"]) }
        let survey = try await house.registers.surveySecrets()
        let uploads = try await house.imports.uploadsToReseal()
        return Finding(
            part, .unfinished,
            [
                "更换密钥没有做完：\(survey.oldSeals) 项还用旧密钥加密，\(survey.oldHashes) 项的查找码待重算，导入文件和行 \(uploads) 处待重新加密。"
            ],
            remedy: "请再运行 qihang keys rotate，它会接着做。")
    }

    private func regions() async throws -> Finding {
        let part = "区划"
        let faults = try await house.registers.unknownRegions()
        let known = Set(house.registers.regions.all.map(\.code.text))
        let accounts = try await house.access.accountsOutsideRegions(known)
        let lines =
            faults.map { fault in
                "\(fault.register.listTitle)有 \(fault.count) 条记录的“\(fault.field?.title ?? "")”是 \(fault.value ?? "")，区划表里没有（如第 \(fault.record) 号）"
            } + accounts.map { "账号 \($0.account) 的管辖范围是 \($0.region)，区划表里没有" }
        guard !lines.isEmpty else { return Finding(part, .good, ["记录和账号写的区划都有"]) }
        return Finding(
            part, .wrong, Array(lines.prefix(20)),
            remedy: "请用 qihang regions 补上这些区划；写错的，在台账或账号页里改正。")
    }

    private func attachments() async throws -> Finding {
        let part = "附件"
        let (progress, pace) = (progress, Pace("核对附件", unit: "个"))
        let damaged = try await house.registers.damagedAttachments { progress(pace.text($0, of: $1)) }
        let missing = try await house.registers.missingAttachments()
        let lines =
            damaged.map { "“\($0.name)”的内容与登记时的校验值不符（\($0.digest.prefix(12))…）" }
            + missing.map { "\($0.register.title)第 \($0.record) 号的“\($0.field?.title ?? "")”有一个文件不在了" }
        guard !lines.isEmpty else { return Finding(part, .good, ["内容与校验值相符"]) }
        return Finding(
            part, .wrong, Array(lines.prefix(20)), remedy: "文件被改动或丢失。请从备份里找回，再在记录里重新上传。")
    }

    private func terms() async throws -> Finding {
        let part = "姓名查找"
        let (progress, pace) = (progress, Pace("核对姓名查找", unit: "条"))
        let faults = try await house.registers.checkTerms(mending: mending) { progress(pace.text($0, of: $1)) }
        guard !faults.isEmpty else { return Finding(part, .good, ["每条记录都查得到"]) }
        let lines = faults.map { "\($0.register.listTitle)有 \($0.count) 条记录的查找词不全或多余（如第 \($0.record) 号）" }
        if mending { return Finding(part, .mended, lines, remedy: "已重建。") }
        return Finding(part, .wrong, lines, remedy: "这些记录按姓名可能查不到。请运行 qihang doctor --mend 重建查找词。")
    }

    private func rounds() async throws -> Finding {
        let part = "轮次的进度"
        let faults = mending ? try await house.rounds.recount(as: actor) : try await house.rounds.verifyCoverage()
        guard !faults.isEmpty else { return Finding(part, .good, ["与名单相符"]) }
        let lines = faults.map { "“\($0.title)”（第 \($0.round) 号）有 \($0.counts) 个数与名单不符" }
        if mending { return Finding(part, .mended, lines, remedy: "已按名单重新统计。") }
        return Finding(part, .wrong, lines, remedy: "看板上的数不可信。请运行 qihang doctor --mend 按名单重新统计。")
    }
}
