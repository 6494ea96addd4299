import CLibPQ

extension DatabaseError {
    /// Why libpq could not connect, with where to and what to do. The password is in none of it.
    static func notConnected(_ connection: OpaquePointer?) -> DatabaseError {
        let reason = text(PQerrorMessage(connection))
        let place = [
            [text(PQhost(connection)), text(PQport(connection))].filter { !$0.isEmpty }.joined(separator: ":"),
            text(PQdb(connection)).isEmpty ? "" : "数据库 \(text(PQdb(connection)))",
            text(PQuser(connection)).isEmpty ? "" : "用户 \(text(PQuser(connection)))",
        ].filter { !$0.isEmpty }.joined(separator: "，")
        let advice = known.first { known in known.parts.allSatisfy { reason.contains($0) } }?.advice
        return DatabaseError(
            .cannotConnect, "连不上 PostgreSQL\(place.isEmpty ? "" : "（\(place)）")：\(advice ?? unknown(reason))",
            detail: reason)
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }

    private static func unknown(_ reason: String) -> String {
        let line = reason.split(separator: "\n").first.map(String.init) ?? ""
        return "请检查地址、用户、口令和服务是否运行。\(line.isEmpty ? "" : "PostgreSQL 说：\(line)")"
    }

    /// What libpq 15 and the server say, as far as it can be told what to do.
    private static let known: [(parts: [String], advice: String)] = [
        (["Connection refused"], "那里没有 PostgreSQL 在应答。请检查服务是否启动、端口对不对。"),
        (["could not translate host name"], "找不到这台主机。请检查地址写得对不对、域名能否解析。"),
        (["timeout expired"], "10 秒内没有应答。请检查地址和防火墙。"),
        (["No such file or directory", "socket"], "本机没有 PostgreSQL 在运行。请启动它，或在地址里写明主机。"),
        (["password authentication failed"], "用户或口令不对。请检查地址里的用户和口令。"),
        (["no password supplied"], "这个用户要口令。请写成 postgres://用户:口令@主机/库名，或设置 PGPASSWORD。"),
        (["database", "does not exist"], "没有这个数据库。请检查库名，或先新建：createdb -E UTF8 库名。"),
        (["role", "does not exist"], "没有这个用户。请检查地址里的用户。"),
        (["no pg_hba.conf entry"], "服务器不允许从这里这样连接。请让管理员在 pg_hba.conf 里放行。"),
        (["too many clients"], "服务器的连接已满。请稍后再试，或调大 max_connections。"),
        (["remaining connection slots"], "服务器的连接已满。请稍后再试，或调大 max_connections。"),
        (["starting up"], "服务器正在启动。请稍后再试。"),
        (["invalid"], "地址的写法不对。请写成 postgres://用户:口令@主机:端口/库名。"),
    ]
}
