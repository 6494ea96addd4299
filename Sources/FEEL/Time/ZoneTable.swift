import Foundation

/// Offsets of the zones of the IANA database, asked of the system.
enum ZoneTable {
    static func knows(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else { return false }
        return TimeZone(identifier: name) != nil
    }

    /// Seconds east of UTC of a zone at a wall-clock second of a day counted from 1970-01-01.
    static func offset(of zone: TimeZoneName, onDay day: Int, second: Int) -> Int? {
        switch zone {
        case .offset(let seconds): return seconds
        case .named(let name):
            guard let zone = TimeZone(identifier: name) else { return nil }
            // The wall clock read as UTC is at most a day off; one correction settles it outside the hour of change.
            let wall = Double(day) * 86_400 + Double(second)
            let first = zone.secondsFromGMT(for: Date(timeIntervalSince1970: wall))
            return zone.secondsFromGMT(for: Date(timeIntervalSince1970: wall - Double(first)))
        }
    }
}
