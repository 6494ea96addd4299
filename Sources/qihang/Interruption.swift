import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and the word to stop: long work ends between two transactions, so that nothing is lost and it can go on later.
enum Interruption {
    private enum Mode {
        /// The command's task is cancelled.
        case working
        /// The server finishes the requests under way by itself.
        case serving
        /// The task was cancelled and is ending.
        case ending
    }

    /// The exit code of a process that was interrupted.
    static let code: Int32 = 130

    private static let mode = Mutex(Mode.working)

    /// From now on the server deals with signals.
    static func leaveToServer() {
        mode.withLock { $0 = .serving }
    }

    /// Has the signals end a command's work.
    static func watch(_ cancel: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { stop(cancel) }
            source.resume()
            return source
        }
    }

    private static func stop(_ cancel: () -> Void) {
        let before = mode.withLock { mode in
            defer { if mode == .working { mode = .ending } }
            return mode
        }
        switch before {
        case .working:
            Terminal.warn("\n正在收尾，请稍候（再按一次 Ctrl-C 立即退出）……")
            cancel()
        case .ending: _exit(code)
        case .serving: break
        }
    }
}
