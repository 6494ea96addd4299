extension Context {
    /// Puts a value at a path of names, making the contexts on the way that are not there yet.
    public mutating func put(_ value: Value, at path: some Collection<String>) {
        guard let first = path.first else { return }
        guard path.count > 1 else {
            self[first] = value
            return
        }
        var inner = self[first]?.context ?? Context()
        inner.put(value, at: path.dropFirst())
        self[first] = .context(inner)
    }
}
