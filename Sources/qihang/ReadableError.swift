import Base
import Foundation

/// An error as the terminal shows it: its own words, without the type's name around them.
struct ReadableError: Error, CustomStringConvertible {
    let description: String

    /// Any error in words.
    static func text(_ error: any Error) -> String {
        switch error {
        case let error as any CustomStringConvertible & Error where !isFoundations(error): error.description
        case let error as CocoaError: file(error)
        default: "出错了：\(error)"
        }
    }

    private static func isFoundations(_ error: any Error) -> Bool {
        error is CocoaError || type(of: error) == NSError.self
    }

    private static func file(_ error: CocoaError) -> String {
        let path = error.filePath ?? error.url?.path ?? ""
        let why =
            switch error.code {
            case .fileReadNoSuchFile, .fileNoSuchFile: "没有这个文件或文件夹"
            case .fileReadNoPermission, .fileWriteNoPermission: "没有权限"
            case .fileWriteOutOfSpace: "磁盘已满"
            case .fileWriteVolumeReadOnly: "磁盘只读"
            case .fileWriteFileExists: "已经有同名的文件"
            default: reason(error) ?? "系统没有完成（\(error.code.rawValue)）"
            }
        return "“\(path)”：\(why)。请检查路径、权限和磁盘空间。"
    }

    private static func reason(_ error: CocoaError) -> String? {
        guard let under = error.underlying as? POSIXError else { return nil }
        return switch under.code {
        case .ENOTDIR: "路径中间有一段不是文件夹"
        case .EROFS: "磁盘只读"
        case .EACCES, .EPERM: "没有权限"
        case .ENOENT: "上一级文件夹不存在"
        default: String(cString: strerror(under.code.rawValue))
        }
    }
}
