/// Where a time was read: an offset from UTC or a zone of the IANA database.
public enum TimeZoneName: Sendable, Hashable {
    /// Seconds east of UTC.
    case offset(seconds: Int)
    /// A zone such as `Asia/Shanghai`; its offset depends on the date.
    case named(String)
}
