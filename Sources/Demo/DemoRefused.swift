/// Why the made-up city is not made.
public enum DemoRefused: Error, Sendable, Equatable, CustomStringConvertible {
    /// There are people in the registers who are not of this city, or of this city with another seed or number.
    case otherPeople(Int)
    /// The packs do not hold the region of the city.
    case noRegion
    /// The number of people is not from 1 to 1,000,000.
    case people(Int)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .otherPeople(let count):
            "这个安装里已经有 \(count) 人，不是同样的人数和种子造的演示城市，不能再造。请换一个 --data 文件夹。"
        case .noRegion: "方案包里没有演示城市的区划。请检查 packs/yunhe/regions.csv。"
        case .people(let count): "不能造 \(count) 人；应在 1 到 1000000 之间。"
        }
    }
}
