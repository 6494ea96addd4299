public import HTML

/// The sign-in form: fields `username`, `password`, `next`. Nothing to solve, nothing to copy; password managers work.
///
/// - Parameter next: the address to lead to afterwards.
public func signInForm(
    action: String, csrf: String, username: String = "", next: String = "", errors: [FieldError] = []
) -> HTML {
    postForm(action, csrf: csrf) {
        if !next.isEmpty { hiddenField("next", next) }
        textField(Field("username", "账号", value: username, errors: errors), .username)
        textField(Field("password", "密码", errors: errors), .password)
        buttonRow { submitButton("登录") }
    }
}
