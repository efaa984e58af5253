internal import CLinux
internal import Glibc
internal import Numerics
public import ScenarioFormat

/// What the work needs of the machine, judged before it starts.
///
/// Where memory runs out in the middle, Swift ends the program by a signal; where threads do, its runtime waits for ever.
public enum MachineLimits {
    /// What any command takes beyond what the program itself does: buffers, small tables, the stacks of threads aside. Unit: bytes.
    private static let memory = 96e6
    /// Files and pipes that any command opens at once, and the runtime's own, with room to spare; measured: 9.
    private static let descriptors = 16

    /// What every command needs; to be called before the first task, as Swift starts its threads for that.
    ///
    /// - Throws: `MachineShortage`.
    public static func check() throws(MachineShortage) {
        // Each thread of malloc's own would reserve 64 MiB of it.
        if AvailableMemory.addressSpaceIsLimited { mallopt(WEIR_M_ARENA_MAX, 1) }
        try check(descriptors: 0)
        let threads = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) + 2
        // Their stacks stay while memory is looked at: those of the runtime's threads will be as large.
        try withThreads(threads) { () throws(MachineShortage) in try check(memory: 0) }
    }

    /// - Parameter needed: what the work takes beyond what every command does. Unit: bytes.
    /// - Throws: `MachineShortage` where it isn't there.
    public static func check(memory needed: Double) throws(MachineShortage) {
        let available = AvailableMemory.now()
        if needed + memory > available.bytes { throw .memory(needed: needed + memory, available: available) }
    }

    /// Opens as many descriptors as the work does.
    ///
    /// - Parameter needed: beyond those of every command.
    /// - Throws: `MachineShortage` where they aren't there.
    public static func check(descriptors needed: Int) throws(MachineShortage) {
        var opened: [Int32] = []
        defer { for descriptor in opened { close(descriptor) } }
        while opened.count < needed + descriptors {
            let descriptor = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                if [EMFILE, ENFILE].contains(errno) { throw .descriptors(needed: needed + descriptors, available: opened.count) }
                return
            }
            opened.append(descriptor)
        }
    }

    /// Calls a closure while so many threads wait for its end.
    private static func withThreads(_ count: Int, _ body: () throws(MachineShortage) -> Void) throws(MachineShortage) {
        let gate = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        var threads: [pthread_t] = []
        unsafe pthread_mutex_init(gate, nil)
        unsafe pthread_mutex_lock(gate)
        defer {
            unsafe pthread_mutex_unlock(gate)
            for thread in threads { pthread_join(thread, nil) }
            unsafe pthread_mutex_destroy(gate)
            unsafe gate.deallocate()
        }
        for _ in 0..<count {
            var thread = pthread_t()
            let code = unsafe pthread_create(
                &thread, nil,
                { gate in
                    if let gate = unsafe gate?.assumingMemoryBound(to: pthread_mutex_t.self) {
                        unsafe pthread_mutex_lock(gate)
                        unsafe pthread_mutex_unlock(gate)
                    }
                    return nil
                }, gate)
            guard code == 0 else { throw .threads(needed: count, available: threads.count) }
            threads.append(thread)
        }
        try body()
    }
}

/// What the machine lacks.
public enum MachineShortage: Error, Equatable, CustomStringConvertible {
    /// Unit of `needed`: bytes.
    case memory(needed: Double, available: AvailableMemory)
    /// Files that can be open at a time.
    case descriptors(needed: Int, available: Int)
    /// Threads of one process.
    case threads(needed: Int, available: Int)

    /// What is missing, and the way out.
    public var description: String {
        switch self {
        case .memory(let needed, let available):
            "about \(Self.gigabytes(needed)) GB of memory are needed, and \(available.holder) leaves \(Self.gigabytes(available.bytes)) GB; give it more, or ask for less: fewer members or draws, fewer days of output with `--set output_every=P1M`"
        case .descriptors(let needed, let available):
            "\(needed) more files must be open at a time, and \(available) can be; raise `ulimit -n`"
        case .threads(let needed, let available):
            "\(needed) threads are needed, and \(available) can be started; raise `ulimit -u`, the limit on tasks of the control group, or `ulimit -v`"
        }
    }

    static func gigabytes(_ bytes: Double) -> String { ShortestDecimal.text((bytes / 1e7).rounded(.up) / 100) }
}
