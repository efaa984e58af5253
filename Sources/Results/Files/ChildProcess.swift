internal import CLinux
internal import Glibc

/// A program run to its end, without a shell.
///
/// What it reads and writes are files in memory, not pipes: none can fill up, so neither side ever waits for the other, and a
/// program that dies early raises no SIGPIPE here.
enum ChildProcess {
    struct Outcome {
        /// Nil where a signal ended it.
        let exitCode: Int32?
        let output: [UInt8]
        let errors: [UInt8]
    }

    /// The program can't be started, or its output can't be read.
    struct Failure: Error {
        /// As in errno.
        let code: Int32
    }

    /// Runs the program that PATH names.
    ///
    /// - Parameter environment: assignments that replace what is inherited, such as `LC_ALL=C.UTF-8`.
    static func run(
        _ program: String, _ arguments: [String], environment: [String], input: [UInt8]
    ) throws(Failure) -> Outcome {
        let (stdin, stdout, stderr) = (try MemoryFile(), try MemoryFile(), try MemoryFile())
        try stdin.fill(input)
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (file, number) in [(stdin, STDIN_FILENO), (stdout, STDOUT_FILENO), (stderr, STDERR_FILENO)] {
            unsafe posix_spawn_file_actions_adddup2(&actions, file.descriptor, number)
        }
        let words = unsafe CStrings([program] + arguments)
        let variables = unsafe CStrings(inherited(without: environment) + environment)
        var child = pid_t()
        let code = unsafe posix_spawnp(&child, program, &actions, nil, words.pointers, variables.pointers)
        guard code == 0 else { throw Failure(code: code) }
        var status: Int32 = 0
        while unsafe waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw Failure(code: errno) }
        }
        // The macros of sys/wait.h aren't imported: the low seven bits hold the signal, the next byte the exit code.
        let exitCode: Int32? = status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
        return Outcome(exitCode: exitCode, output: try stdout.contents(), errors: try stderr.contents())
    }

    /// The environment but for the variables that are set anew.
    private static func inherited(without replaced: [String]) -> [String] {
        let names = replaced.map { $0.prefix { $0 != "=" } + "=" }
        var variables: [String] = []
        guard var next = unsafe weir_environment() else { return [] }
        while let variable = unsafe next.pointee {
            let text = unsafe String(cString: variable)
            if !names.contains(where: { text.hasPrefix($0) }) { variables.append(text) }
            unsafe next += 1
        }
        return variables
    }
}

/// An unnamed file in memory, gone with the value.
private final class MemoryFile {
    let descriptor: Int32

    init() throws(ChildProcess.Failure) {
        descriptor = unsafe memfd_create("weir", WEIR_MFD_CLOEXEC)
        if descriptor < 0 { throw ChildProcess.Failure(code: errno) }
    }

    deinit { close(descriptor) }

    /// Writes the bytes and goes back to the first of them, where the child begins to read.
    func fill(_ bytes: [UInt8]) throws(ChildProcess.Failure) {
        guard WholeWrite.write(bytes, to: descriptor) else { throw ChildProcess.Failure(code: errno) }
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw ChildProcess.Failure(code: errno) }
    }

    func contents() throws(ChildProcess.Failure) -> [UInt8] {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw ChildProcess.Failure(code: errno) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw ChildProcess.Failure(code: errno) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}

/// Texts as C wants them, freed with the value.
@unsafe private final class CStrings {
    var pointers: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [String]) { unsafe pointers = texts.map { unsafe strdup($0) } + [nil] }

    deinit { unsafe pointers.forEach { unsafe free($0) } }
}
