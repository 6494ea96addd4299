import Glibc

extension Database {
    /// Writes an exact copy of the whole database into a file, while others go on reading and writing (SQLite only; for
    /// PostgreSQL there is `pg_dump`). The file appears when the copy is complete and on the disk; one that is there is
    /// not overwritten.
    public func backup(to path: String) async throws {
        guard access(path, F_OK) != 0 else {
            throw DatabaseError(.other, "备份文件 \(path) 已经存在，没有覆盖。请换一个文件名。")
        }
        let unfinished = path + ".part"
        unlink(unfinished)
        try await withLaneOfItsOwn { lane in try await lane.backup(to: unfinished) }
        let descriptor = Glibc.open(unfinished, O_RDONLY | O_CLOEXEC)
        defer { if descriptor >= 0 { Glibc.close(descriptor) } }
        guard descriptor >= 0, fsync(descriptor) == 0, rename(unfinished, path) == 0 else {
            unlink(unfinished)
            throw DatabaseError(.other, "备份没有写成 \(path)：请检查磁盘空间和文件夹的写入权限。")
        }
    }
}
