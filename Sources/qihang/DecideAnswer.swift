import ArgumentParser
import Base
import Decisions
import FEEL
import Foundation
import House
import Packs
import Reasons
import Registers

/// On which day and where parameters are taken, and what is assumed: the options of bound models.
struct DecideDay: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("按这一天的参数和规定算（YYYY-MM-DD），不写是今天。", valueName: "日期"))
    var on: String?

    @Option(name: .long, help: ArgumentHelp("按这个区划的参数算，用最近的上级区划的值。", valueName: "代码"))
    var region: String?

    @Option(name: .long, help: ArgumentHelp("假设一个参数是别的值，如 保障金.安排比例=2。可以写几次。", valueName: "名=值"))
    var set: [String] = []

    @Option(name: .long, help: ArgumentHelp("参数所在的方案包文件夹。", valueName: "文件夹"))
    var packs: String?

    @Option(name: .long, help: ArgumentHelp("用这个安装里现行的参数，包括在网页上核对生效的值。", valueName: "文件夹"))
    var data: String?

    @Option(name: .long, help: ArgumentHelp("同上，安装在这个 PostgreSQL 数据库里。", valueName: "地址"))
    var postgres: String?

    /// The parameters of the packs; with an installation, those that hold there.
    func parameters() async throws -> ParameterBook {
        guard data != nil || postgres != nil else { return try packParameters() }
        let named = [("--data", data), ("--postgres", postgres), ("--packs", packs)]
        let installation = try Installation.parse(named.flatMap { name, value in value.map { [name, $0] } ?? [] })
        return try await installation.use { house in house.registers.parameters }
    }

    private func packParameters() throws -> ParameterBook {
        let faults = Faults()
        let book = try ParameterBook(PackLibrary(folder: packs ?? Installation.packsFolder()), faults: faults)
        try faults.throwIfAny()
        return book
    }

    func day() throws -> Day? {
        try on.map { written in
            guard let day = Day(iso: written) else {
                throw ReadableError(description: "“\(written)”不是日期，应写成如 2026-06-30。")
            }
            return day
        }
    }

    func place() throws -> RegionCode? {
        try region.map { written in
            guard let code = RegionCode(written) else {
                throw ReadableError(description: "“\(written)”不是区划代码，应写成如 990101。")
            }
            return code
        }
    }

    /// The parameters of a model as they hold on the day in the region; none where no day was named.
    /// - Parameter file: the model's file.
    func held(_ file: String, decision: String?) async throws -> [Answer.InForce] {
        guard let day = try day() else { return [] }
        let parameters = try await parameters()
        let asked = decision.map { String($0.prefix { $0 != "." }) }
        let bound = try BoundModel(try DecisionModel.load(path: file), decision: asked, parameters: parameters)
        let question = Question(
            inputs: Context(), day: day, region: try place(), assumptions: try assumptions())
        return try bound.held(question, parameters: parameters)
    }

    func assumptions() throws -> [Question.Assumption] {
        try set.map { written in
            let parts = written.split(separator: "=", maxSplits: 1)
                .map { String($0).trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw ReadableError(description: "“\(written)”应写成 名=值，如 保障金.安排比例=2。")
            }
            return Question.Assumption(parameter: parts[0], value: parts[1])
        }
    }
}

/// How a bound model is asked, and how its answer is said.
struct DecideBinding: ParsableArguments {
    @OptionGroup var day: DecideDay

    @Flag(name: .long, help: "用中文写出理由、算式和每个参数的出处。")
    var reasons = false

    /// Whether a model needs its parameters bound, or somebody asked for what only bound models tell.
    func binds(_ definitions: Definitions) -> Bool {
        reasons || day.data != nil || day.postgres != nil || day.on != nil || day.region != nil || !day.set.isEmpty
            || definitions.isStrict
            || definitions.inputData.contains { $0.name == ParameterNeed.input }
    }

    /// The question about these inputs.
    func question(_ inputs: Context, today: Day) throws -> Question {
        Question(
            inputs: inputs, day: try day.day() ?? today, region: try day.place(), assumptions: try day.assumptions())
    }

    /// Says the answer, with its reasons where they were asked for; what is assumed is always said.
    func say(_ answer: Answer) {
        Terminal.say(answer.text)
        guard reasons else {
            for doubt in answer.doubts { Terminal.warn(doubt) }
            return
        }
        for sentence in answer.sentences(place: day.region.map { "区划 \($0) " } ?? "全部区划") {
            Terminal.say(sentence.text)
        }
    }
}
