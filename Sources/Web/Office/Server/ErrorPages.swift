import Access
import Database
import Exchange
import HTML
import Hummingbird
import Kit
import Logging
import Packs
import Plans
import Quota
import Registers

/// Pages for what went wrong: what happened, whether anything was lost, what to do.
enum ErrorPages {
    static func response(_ error: any Error, visit: Visit, logger: Logger) -> Response {
        let home = Link("回到工作台", "/")
        return response(error, visit.shell(current: ""), visit.address.path, home, logger)
    }

    /// The same for somebody without an account.
    static func response(_ error: any Error, open visit: OpenVisit, logger: Logger) -> Response {
        response(error, visit.shell, visit.address.path, Link("去登录", "/sign-in"), logger)
    }

    private static func response(
        _ error: any Error, _ shell: Shell, _ path: String, _ home: Link, _ logger: Logger
    ) -> Response {
        let (status, title, lines) = words(error)
        if status == 500 {
            logger.error("unexpected fault", metadata: ["error": "\(error)", "path": "\(path)"])
        }
        let page = Page(title: title, shell: shell, width: .narrow) {
            for line in lines { p(line) }
            linkLine(home.text, home.href)
        }
        return Responses.html(page, status: status)
    }

    private static func words(_ error: any Error) -> (status: Int, title: String, lines: [String]) {
        switch error {
        case is NotFound:
            (404, "没有这个页面", ["地址可能写错了，或者页面已经换了地方。"])
        case let error as UnknownRegister: (404, "没有这个台账", [error.description])
        case let error as NoSuchRecord: (404, "没有这条记录", [error.description])
        case let error as AccessError: (403, "您不能这样做", [error.description, "如果工作需要，请联系管理员调整您的角色或管辖范围。"])
        case let error as Refusal: (422, "没有保存", error.faults.map(\.message) + ["请返回上一页修改。"])
        case let error as StaleRecord: (409, "没有保存", [error.description])
        case let error as StalePlan: (409, "没有保存", [error.description])
        case let error as ExportRefused: (422, "没有可以下载的文件", [error.description])
        case let error as ImportError where error.kind == .notFound: (404, "没有这一项", [error.description])
        case let error as AuditRunError: (404, "没有这一项", [error.description])
        case let error as ImportError: (422, "没有进行", [error.description])
        case is StaleForm:
            (403, "页面已经过期", ["为了安全，这张表单不能再用。请返回上一页，刷新以后重新填写。没有保存任何内容。"])
        case let error as FormReader.TooLarge:
            (413, "文件太大", ["最多可以上传 \(error.limit / 1_024 / 1_024) MB。请把文件分成几个再传。"])
        case let error as DatabaseError where error.kind == .busy || error.kind == .poolExhausted:
            (503, "系统正忙", ["现在用的人太多，没有保存任何内容。请过一会儿再试。"])
        case let error as Parameter.Unknown: (422, "缺少参数", [error.description])
        default:
            (500, "出错了", ["程序遇到了没有料到的情况，这次操作没有完成。请再试一次；如果还是这样，请联系管理员，并告诉他出错的时间和您在做什么。"])
        }
    }
}
