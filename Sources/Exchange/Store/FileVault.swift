import Database
import Secrets

/// The bytes of uploaded files: sealed, as they hold what registers seal, in pieces of bounded size.
struct FileVault {
    let keyring: Keyring

    private static let pieceSize = 512 << 10

    func put(_ bytes: [UInt8], run: Int64, digest: String, in connection: Connection) throws {
        var number = 0
        for start in stride(from: 0, to: bytes.count, by: FileVault.pieceSize) {
            let piece = Array(bytes[start..<min(start + FileVault.pieceSize, bytes.count)])
            let sealed = try keyring.seal(piece, context: FileVault.context(digest, number))
            try connection.run(
                "INSERT INTO import_chunk (run, number, bytes) VALUES (\(run), \(number), \(sealed))")
            number += 1
        }
    }

    func bytes(of run: ImportRun, in connection: Connection) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(run.size)
        try connection.each("SELECT number, bytes FROM import_chunk WHERE run = \(run.id) ORDER BY number") { row in
            let number = Int(try row.int(0))
            bytes += try keyring.open(try row.bytes(1), context: FileVault.context(run.digest, number))
        }
        guard bytes.count == run.size else {
            throw ImportError(.notFound, "文件“\(run.fileName)”已不在系统里，请重新上传。")
        }
        return bytes
    }

    static func context(_ digest: String, _ number: Int) -> String { "import_chunk/\(digest)/\(number)" }
}
