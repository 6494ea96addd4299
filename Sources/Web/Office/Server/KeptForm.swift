import HTML
import Hummingbird
import Kit

/// A form that arrived after its sender's session had ended. It goes along through signing in, so that nothing typed is
/// lost, and is sent again when its sender says so (WCAG 2.2.5). Passwords and files are not kept.
struct KeptForm: Sendable {
    /// Where it was sent.
    let path: String
    let items: [PageAddress.Item]
    /// Whether files came with it, which must be chosen again.
    let hadFiles: Bool

    private static let pathName = "kept_path"
    private static let itemsName = "kept"
    private static let filesName = "kept_files"

    /// A form that came from one of our own pages: the device cookie does not travel with forms of other sites.
    init?(_ request: Request, _ form: FormData, cookies: CookieJar) {
        guard cookies.device(request) != nil, request.uri.path != "/account/password" else { return nil }
        path = AddressReader.address(request).text
        items = form.items.filter { $0.name != csrfFieldName }
        hadFiles = !form.files.isEmpty
    }

    /// What the sign-in form carries; nil when it carries nothing.
    init?(signIn form: FormData) {
        guard let path = form[KeptForm.pathName], let text = form[KeptForm.itemsName] else { return nil }
        self.path = SignInRoutes.safe(path)
        items = FormData(urlEncoded: text).items
        hadFiles = form[KeptForm.filesName] == "yes"
    }

    /// What stands unseen in the sign-in form.
    var hidden: HTML {
        let text = items.map { "\(PageAddress.encoded($0.name))=\(PageAddress.encoded($0.value))" }
        return HTML {
            hiddenField(KeptForm.pathName, path)
            hiddenField(KeptForm.itemsName, text.joined(separator: "&"))
            hiddenField(KeptForm.filesName, hadFiles ? "yes" : "")
        }
    }

    /// The page after signing in, from which the form is sent again.
    func page(_ visit: Visit) -> Page {
        Page(title: "接着做刚才的事", shell: visit.shell(current: ""), width: .narrow) {
            p("已经重新登录。您刚才填的内容都还在，还没有保存。")
            if hadFiles { p("选过的文件需要重新选择。") }
            postForm(path, csrf: visit.csrf) {
                for item in items { hiddenField(item.name, item.value) }
                submitButton("送出刚才填的内容")
            }
            linkLine("不要了，去工作台", "/")
        }
    }
}
