public import HTML

/// The sign-in form: fields `username`, `password`, `next`. Nothing to solve, nothing to copy; password managers work.
///
/// - Parameters:
///   - next: the address to lead to afterwards.
///   - more: hidden fields that go along.
public func signInForm(
    action: String, csrf: String, username: String = "", next: String = "", errors: [FieldError] = [],
    @HTMLBuilder more: () -> HTML = { .empty }
) -> HTML {
    postForm(action, csrf: csrf) {
        if !next.isEmpty { hiddenField("next", next) }
        more()
        textField(Field("username", "登录名", value: username, errors: errors), .username)
        textField(Field("password", "密码", errors: errors), .password)
        buttonRow { submitButton("登录") }
    }
}
