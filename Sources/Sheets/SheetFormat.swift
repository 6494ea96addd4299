/// The kinds of files that are read as tables.
public enum SheetFormat: String, Sendable {
    /// A workbook of Excel 2007 or later, also from WPS and LibreOffice.
    case xlsx
    /// A text table: CSV, TSV and their kin.
    case csv
    /// A web page with a table, often handed out under the name .xls.
    case html
}
