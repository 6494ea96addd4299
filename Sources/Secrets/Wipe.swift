import CSodium

extension Array where Element: FixedWidthInteger {
    /// Overwrites the numbers with zeros, in a way that the compiler does not leave out.
    mutating func wipe() {
        sodium_memzero(&self, count * MemoryLayout<Element>.stride)
    }
}
