import Access
import Foundation
import HTML
import Hummingbird
import Kit
import Secrets

/// A form that arrived after its sender's session had ended. It goes along through signing in, so that nothing typed is
/// lost, and is sent again when its sender says so (WCAG 2.2.5). Sealed meanwhile: the page stands on a screen where nobody
/// is signed in, and only the account that typed it gets it back. Passwords and files are not kept.
struct KeptForm: Codable, Sendable {
    private struct Item: Codable, Sendable {
        let name: String
        let value: String
    }

    /// The account from whose page it came.
    let account: Int64
    /// Where it was sent.
    private let path: String
    private let items: [Item]
    /// Whether files came with it, which must be chosen again.
    private let hadFiles: Bool

    private static let fieldName = "kept"
    private static let place = "kept form"

    /// The form of an account whose session ended.
    init(_ request: Request, _ form: FormData, account: Int64) {
        self.account = account
        path = AddressReader.address(request).text
        items = form.items.filter { $0.name != csrfFieldName }.map { Item(name: $0.name, value: $0.value) }
        hadFiles = !form.files.isEmpty
    }

    /// What the sign-in form carries; nil when it carries nothing of ours.
    static func carried(by form: FormData, _ keyring: Keyring) -> KeptForm? {
        guard let text = form[fieldName], let sealed = Data(base64Encoded: text),
            let plain = try? keyring.open([UInt8](sealed), context: place)
        else { return nil }
        return try? JSONDecoder().decode(KeptForm.self, from: Data(plain))
    }

    /// What stands unseen in the sign-in form.
    func hidden(_ keyring: Keyring) throws -> HTML {
        let sealed = try keyring.seal([UInt8](try JSONEncoder().encode(self)), context: KeptForm.place)
        return hiddenField(KeptForm.fieldName, Data(sealed).base64EncodedString())
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
