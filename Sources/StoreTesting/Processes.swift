public import Database
import Foundation

/// A program of this package that tests run as a process of its own: the build puts it beside the tests.
public struct BuiltProgram: Sendable {
    /// It was not built.
    public struct Missing: Error, CustomStringConvertible {
        /// Where it was looked for.
        public let description: String
    }

    /// Where it lies.
    public let path: String

    /// The program of a name.
    /// - Throws: `Missing`.
    public init(_ name: String) throws {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        path = tests.deletingLastPathComponent().appendingPathComponent(name).path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Missing(description: "\(name) is not built at \(path)")
        }
    }
}

extension Database.Location {
    /// As a program is told of it.
    public var text: String {
        switch self {
        case .sqlite(let path): path
        case .postgres(let url): url
        }
    }
}

/// A port of this machine on which nobody listens, as the system chooses it.
public func freePort() -> Int {
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(handle) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
            bind(handle, general, length)
            getsockname(handle, general, &length)
        }
        return Int(UInt16(bigEndian: pointer.pointee.sin_port))
    }
}
