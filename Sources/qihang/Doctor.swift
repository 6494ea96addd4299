import Access
import ArgumentParser
import Base
import House
import Packs
import Registers

/// Looks whether everything is as it should be.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "检查安装：方案包、密钥、每种台账的历史和痕迹有没有被改过。",
        discussion: "例子：qihang doctor --data data\n有问题时退出码为 1。")

    @OptionGroup var installation: Installation

    func run() async throws {
        let house = try await installation.open()
        Terminal.say("方案包：\(house.catalogue.library.packs.map(\.title).joined(separator: "、"))，没有错误")
        let faults = try await house.registers.verifyHistory { Terminal.progress("核对历史：\($0) 条") }
        Terminal.progressEnded()
        Terminal.say(faults.isEmpty ? "历史：完整" : "历史：有 \(faults.count) 处问题")
        for fault in faults { Terminal.say("  " + fault) }
        let report = try await house.access.verifyTrail()
        Terminal.say("痕迹：\(report.count) 条，\(report.isWhole ? "完整" : "有问题")")
        for fault in report.faults { Terminal.say("  \(fault)") }
        await house.close()
        if !faults.isEmpty || !report.isWhole { throw ExitCode(1) }
    }
}
