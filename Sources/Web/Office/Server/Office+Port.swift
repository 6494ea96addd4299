import NIOCore
import NIOPosix

/// Why no page can be served at an address.
public struct CannotListen: Error, CustomStringConvertible {
    /// What is wrong and what to do, in Chinese.
    public let description: String

    init(host: String, port: Int, _ error: any Error) {
        let why =
            switch (error as? IOError)?.errnoCode {
            case EADDRINUSE: "端口 \(port) 已被别的程序占用（也许启航已经在运行）。请停掉它，或用 --port 换一个端口。"
            case EACCES, EPERM: "没有权限使用端口 \(port)。1024 以下的端口要管理员权限，请用 --port 换一个，如 8080。"
            case EADDRNOTAVAIL: "这台机器没有地址 \(host)。请检查 --host；本机用 127.0.0.1，对外用 0.0.0.0。"
            default: "不能在 \(host):\(port) 上提供服务（\(error)）。请检查 --host 和 --port。"
            }
        description = why
    }
}

extension Office {
    /// Looks whether the port can be opened, and lets it go again.
    /// - Throws: `CannotListen`.
    public static func checkPort(host: String, port: Int) async throws {
        do {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: host, port: port).get()
            try await channel.close().get()
        } catch {
            throw CannotListen(host: host, port: port, error)
        }
    }
}
