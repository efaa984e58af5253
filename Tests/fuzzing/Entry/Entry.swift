import Dispatch
import FuzzedReaders
import Glibc

/// What libFuzzer calls with every input that it makes up; WEIR_READER names the reader that takes it for one of its files.
///
/// A trap, a broken promise and memory misused end the program, and libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let done = DispatchSemaphore(value: 0)
    Task.detached {
        do { try await reader.take(bytes) } catch { fatalError("\(error)") }
        done.signal()
    }
    done.wait()
    return 0
}

private let reader: FuzzedReader = {
    guard let name = getenv("WEIR_READER").map({ String(cString: $0) }), let reader = FuzzedReader(rawValue: name) else {
        fatalError("WEIR_READER is to name one of \(FuzzedReader.allCases.map(\.rawValue))")
    }
    return reader
}()

/// What libFuzzer calls first: writes files to begin with into the folder that WEIR_SEEDS names.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutableRawPointer?, _ words: UnsafeMutableRawPointer?) -> CInt {
    let done = DispatchSemaphore(value: 0)
    Task.detached {
        do { try await writeSeeds() } catch { fatalError("\(error)") }
        done.signal()
    }
    done.wait()
    return 0
}

private func writeSeeds() async throws {
    guard let folder = getenv("WEIR_SEEDS").map({ String(cString: $0) }) else { return }
    for (number, seed) in try await reader.seeds(repository: ".").enumerated() {
        guard let file = fopen("\(folder)/\(number)", "w") else { fatalError("\(folder): can't be written") }
        fwrite(seed, 1, seed.count, file)
        fclose(file)
    }
}
