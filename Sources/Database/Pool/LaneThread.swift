import Dispatch

/// A thread of its own on which a lane's work runs, so that waiting for a database never holds up the cooperative pool.
/// A serial queue without a target runs on Dispatch's overcommitting threads: one is made whenever none is free.
final class LaneThread: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }
}
