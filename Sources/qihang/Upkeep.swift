import Access
import Exchange
import Foundation
import House
import Logging
import Registers

/// What a serving process does by itself: reads keys anew, clears away what has expired.
struct Upkeep {
    let house: House
    let logger: Logger

    func run() async {
        var minutes = 0
        while !Task.isCancelled {
            do {
                try await house.vault.refresh()
                try await house.registers.refreshRegions()
                try await house.registers.refreshParameters()
                if minutes.isMultiple(of: 60) { try await house.access.sweep() }
                if minutes.isMultiple(of: 24 * 60) { try await house.imports.clearFiles() }
            } catch {
                logger.warning("upkeep failed", metadata: ["error": "\(error)"])
            }
            minutes += 1
            try? await Task.sleep(for: .seconds(60))
        }
    }
}
