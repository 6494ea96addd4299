import Kit
import Plans
import Registers

/// Ways to keep a plan's document: the file as it was handed in, and its text.
struct SourceLinks {
    let all: [Link]

    init(_ plan: Plan, _ source: PlanSource) {
        let base = "/plans/\(plan.id)/document"
        let file = source.file.map {
            Link("下载原文件（\($0.kind.title)，\(FileSize.words($0.size))）", "\(base)/file")
        }
        let text = source.text.map { _ in Link("下载原文文字（TXT）", "\(base)/text") }
        all = [file, text].compactMap { $0 }
    }
}
