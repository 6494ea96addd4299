import Base
import Registers

/// People who are in no register yet, for files: their ids begin with regions from which nobody in the city comes.
struct Strangers {
    private let maker: PersonMaker
    private let time: MadeTime
    private let villages: Villages
    private let file: Int
    private var chance: Chance
    private var serial = 0

    /// - Parameter file: 0 to 9; different files hold different people.
    init(file: Int, city: City) {
        time = city.time
        maker = PersonMaker(time: city.time)
        villages = city.villages
        self.file = file
        chance = Chance(seed: city.seed, stream: 900_000 + UInt64(file))
    }

    /// The next one's file.
    mutating func next() -> FieldValues {
        let village = villages.pick(&chance)
        var traits = maker.traits(
            surname: NameMaker.surname("01", &chance), ethnicity: "01", village: village, &chance)
        traits.name = String(traits.name.prefix(4))
        if traits.phone == nil { traits.phone = MadeID.phone(&chance) }
        let region = serial < 500 ? "99019\(file)" : "99018\(file)"
        let id = MadeID.citizen(region: region, born: traits.born, male: traits.male, serial: serial)
        serial += 1
        var values = PersonFile(time: time).values(traits, citizenID: id, &chance)
        values["residence_address"] = values["household_address"]
        return values
    }

    /// The next one who was born before 2000, so that the old number of 15 digits could be theirs.
    mutating func nextOlder() -> FieldValues {
        while true {
            let values = next()
            if let born = values["birth_date"]?.day, born.year < 2000 { return values }
        }
    }
}
