internal import Glibc

/// What a command takes where it is told nothing.
enum Defaults {
    /// A seed that is told afterwards, so that the same draws can be had again; short enough to copy.
    static var seed: UInt64 { .random(in: 0...UInt64(UInt32.max)) }

    /// All cores of the machine.
    static var jobs: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
