import Access
import ArgumentParser
import House
import Packs
import Registers

/// Looks whether everything is as it should be.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "检查安装：方案包、数据库、历史和痕迹有没有被改过，密钥、区划、附件、查找词、轮次进度对不对。",
        discussion: """
            例子：
              qihang doctor --data data           只检查，不改任何东西
              qihang doctor --data data --mend    并修好能从别的数据重建的：查找词、轮次进度、痕迹的触发器
            有问题时退出码为 1。检查时服务可以不停，也可以随时中断。
            """)

    @Flag(name: .long, help: "重建查找词、轮次进度和痕迹的触发器；不动人写的内容。")
    var mend = false

    @OptionGroup var installation: Installation

    func run() async throws {
        try await installation.use { house in
            Terminal.say("好　　方案包：\(house.catalogue.library.packs.map(\.title).joined(separator: "、"))，没有错误")
            let checkup = Checkup(house: house, mending: mend, as: .system(reason: "命令行检查")) {
                Terminal.progress($0)
            }
            let findings = try await checkup.run { finding in
                Terminal.progressEnded()
                Doctor.say(finding)
            }
            if findings.contains(where: { $0.state == .wrong }) { throw ExitCode(1) }
        }
    }

    private static func say(_ finding: Finding) {
        let word =
            switch finding.state {
            case .good: "好　　"
            case .unfinished: "未完成"
            case .wrong: "有问题"
            case .mended: "已修好"
            }
        Terminal.say("\(word) \(finding.part)：\(finding.lines.first ?? "")")
        for line in finding.lines.dropFirst() { Terminal.say("        \(line)") }
        if let remedy = finding.remedy { Terminal.say("    →   \(remedy)") }
    }
}
