/// Something that gives the rows of one sheet, one after the other.
protocol RowProducer: AnyObject {
    func nextRow() throws -> SheetRow?
    var bytesRead: Int { get }
    var bytesTotal: Int { get }
    /// Columns and merged cells met so far; whole after the last row.
    var layout: SheetLayout { get }
}
