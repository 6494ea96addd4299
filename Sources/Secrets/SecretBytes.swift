import CSodium

/// A key in guarded memory: not swapped out where the machine allows it, between guard pages, wiped when let go.
final class SecretBytes: Sendable {
    let count: Int
    // Written only in the initialiser and read-only to the machine afterwards, so any thread may read it.
    nonisolated(unsafe) private let memory: UnsafeMutablePointer<UInt8>

    /// Takes over bytes and wipes the array that held them.
    init(wiping bytes: inout [UInt8]) throws(KeyringError) {
        guard Sodium.isReady, let raw = sodium_malloc(bytes.count) else { throw .noMemory }
        let memory = raw.bindMemory(to: UInt8.self, capacity: bytes.count)
        memory.initialize(from: bytes, count: bytes.count)
        sodium_mprotect_readonly(memory)
        sodium_memzero(&bytes, bytes.count)
        self.memory = memory
        count = bytes.count
    }

    deinit {
        sodium_free(memory)
    }

    func withBytes<T>(_ body: (UnsafePointer<UInt8>) throws -> T) rethrows -> T {
        try body(memory)
    }
}
