import Access
import ArgumentParser
import Base
import House

/// Accounts.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "管理账号。",
        discussion: """
            例子：
              qihang user add liwei --name 李伟 --role officer --region 990101
              qihang user reset liwei
            """,
        subcommands: [List.self, Add.self, Reset.self, Disable.self])

    /// Lists accounts.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出账号。", discussion: "例子：qihang user list")

        @OptionGroup var installation: Installation

        func run() async throws {
            try await installation.use { house in
                for account in try await house.access.accounts(actor: .system(reason: "列出账号")) {
                    let state = account.disabled != nil ? "已停用" : "在用"
                    Terminal.say(
                        "\(account.signInName)\t\(account.name)\t\(account.roles.joined(separator: ","))\t\(state)")
                }
            }
        }
    }

    /// Adds an account.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "新建账号，给出一次性密码。",
            discussion: "例子：qihang user add liwei --name 李伟 --role officer --region 990101")

        @Argument(help: ArgumentHelp("登录用的名字。", valueName: "账号"))
        var signInName: String

        @Option(name: .long, help: ArgumentHelp("姓名。", valueName: "姓名"))
        var name: String

        @Option(
            name: .long,
            help: ArgumentHelp(
                "角色，可写几次，如 officer、liaison；方案包里的 roles.yaml 列出全部。", valueName: "角色"))
        var role: [String]

        @Option(name: .long, help: ArgumentHelp("管辖的区划代码，可写几次；all 表示全部。", valueName: "区划"))
        var region: [String] = []

        @Option(name: .long, help: ArgumentHelp("责任单位的名称（角色 unit 要写）。", valueName: "单位"))
        var unit: String?

        @OptionGroup var installation: Installation

        func run() async throws {
            let codes = try region.filter { $0 != "all" }.map { written in
                guard let code = RegionCode(written) else {
                    throw ReadableError(description: "“\(written)”不是区划代码，应是 2、4、6、9 或 12 位。")
                }
                return code
            }
            let scope: RegionScope = region.contains("all") ? .everywhere : .within(codes)
            try await installation.use { house in
                let draft = AccountDraft(signInName: signInName, name: name, roles: role, scope: scope, unit: unit)
                let made = try await house.access.createAccount(draft, actor: .system(reason: "命令行新建账号"))
                Terminal.say("已建立账号 \(made.account.signInName)，一次性密码：\(made.oneTimePassword ?? "")")
            }
        }
    }

    /// Gives a new one-time password.
    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "给账号一个新的一次性密码。", discussion: "例子：qihang user reset liwei")

        @Argument(help: ArgumentHelp("登录用的名字。", valueName: "账号"))
        var signInName: String

        @OptionGroup var installation: Installation

        func run() async throws {
            try await installation.use { house in
                let account = try await house.account(named: signInName)
                let password = try await house.access.resetPassword(account.id, actor: .system(reason: "命令行重置密码"))
                Terminal.say("一次性密码：\(password)")
            }
        }
    }

    /// Disables an account.
    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "停用账号，它的登录立刻失效。", discussion: "例子：qihang user disable liwei --reason 调离")

        @Argument(help: ArgumentHelp("登录用的名字。", valueName: "账号"))
        var signInName: String

        @Option(name: .long, help: ArgumentHelp("原因。", valueName: "原因"))
        var reason: String

        @OptionGroup var installation: Installation

        func run() async throws {
            try await installation.use { house in
                let account = try await house.account(named: signInName)
                try await house.access.disableAccount(account.id, reason: reason, actor: .system(reason: "命令行停用账号"))
                Terminal.say("账号 \(signInName) 已停用。")
            }
        }
    }
}

extension House {
    /// The account of a sign-in name.
    fileprivate func account(named name: String) async throws -> Account {
        guard let account = try await access.account(named: name, actor: .system(reason: "命令行查找账号")) else {
            throw ReadableError(description: "没有名为“\(name)”的账号。用 qihang user list 查看。")
        }
        return account
    }
}
