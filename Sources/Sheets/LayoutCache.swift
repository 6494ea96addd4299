import Synchronization

/// The layouts of sheets that were gone through already: they stand at a sheet's end, and a sheet may be long.
final class LayoutCache: Sendable {
    private let known = Mutex<[Int: SheetLayout]>([:])

    subscript(sheet: Int) -> SheetLayout? {
        get { known.withLock { $0[sheet] } }
        set { known.withLock { $0[sheet] = newValue } }
    }
}
