import CLibPQ

/// One connection to a PostgreSQL server.
final class PostgresSession: Session {
    private let connection: PostgresConnection
    private let driver: PostgresDriver

    init(url: String) throws {
        connection = try PostgresConnection(url: url)
        driver = PostgresDriver(connection)
        try Self.prepare(connection)
    }

    var isUsable: Bool { connection.isUsable }

    func perform<Result>(_ body: (any Driver) throws -> Result) throws -> Result {
        try body(driver)
    }

    func backup(to path: String) throws {
        throw DatabaseError(.unsupported, "PostgreSQL 的备份请用 pg_dump（例：pg_dump -Fc -f 文件 地址）。")
    }

    func close() {
        connection.close()
    }

    private static func prepare(_ connection: PostgresConnection) throws {
        let encoding = connection.parameter("server_encoding") ?? "未知"
        guard encoding == "UTF8" else {
            throw DatabaseError(
                .cannotConnect, "PostgreSQL 数据库的编码是 \(encoding)，必须是 UTF8：请用 ENCODING 'UTF8' 新建数据库。")
        }
        // Cursors are always read to the end, so plans for the whole result, not for the first rows.
        let settings: SQL = """
            SET client_encoding = 'UTF8'; SET DateStyle = 'ISO, YMD'; SET TimeZone = 'UTC'; \
            SET standard_conforming_strings = on; SET bytea_output = 'hex'; SET cursor_tuple_fraction = 1
            """
        _ = try connection.command(settings)
    }
}
