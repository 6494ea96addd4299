import Base
import Packs

/// The plan of a city as its pack holds it in `plan.yaml`.
struct PackPlan: Sendable {
    let pack: String
    let region: RegionCode
    let content: PlanContent

    /// The plans of all packs that have one.
    /// - Throws: `Diagnostics` with all that is wrong, each with file and line.
    static func all(in library: PackLibrary, indicators: IndicatorBook) throws -> [PackPlan] {
        let faults = Faults()
        var plans: [PackPlan] = []
        for pack in library.packs {
            guard let file = try pack.file("plan.yaml") else { continue }
            guard let region = pack.region else {
                faults.add(file.place, "方案包“\(pack.name)”没有写区划，不能带方案。请在 pack.yaml 里补上 region。")
                continue
            }
            let content = PlanFileReader(faults: faults, indicators: indicators, region: region).content(file)
            plans.append(PackPlan(pack: pack.name, region: region, content: content))
        }
        try faults.throwIfAny()
        return plans
    }
}
