import ArgumentParser
import House
import Packs
import Registers

/// Brings the tables up to date without serving.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "检查方案包，建库或把数据库升级到这个版本，不开始服务。", discussion: "例子：qihang migrate --data data")

    @OptionGroup var installation: Installation

    func run() async throws {
        try await installation.use(making: true) { house in
            let catalogue = house.catalogue
            Terminal.say(
                "数据库已是最新。方案包 \(catalogue.library.packs.count) 个，台账 \(catalogue.registers.count) 种，区划 \(house.registers.regions.all.count) 个。"
            )
        }
    }
}
