public import Base
public import Database

/// The regions to which accounts are bound.
public enum AccountRegions {
    /// Whether some account, disabled ones counted, is bound to just this region.
    public static func isUsed(_ code: RegionCode, in connection: Connection) throws -> Bool {
        try connection.first("SELECT 1 FROM account_region WHERE region = \(code.text) LIMIT 1") != nil
    }
}
