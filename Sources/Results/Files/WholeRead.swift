internal import Glibc

/// Reading from a descriptor until all is read: the system may give less at a time, or be interrupted.
enum WholeRead {
    /// The bytes from an offset on, fewer where the file ends; nil where they can't be read.
    static func read(_ descriptor: Int32, from offset: Int, upTo count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let more = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(descriptor, buffer.baseAddress?.advanced(by: done), count - done, off_t(offset + done))
            }
            if more < 0, errno == EINTR { continue }
            guard more >= 0 else { return nil }
            if more == 0 { break }
            done += more
        }
        return Array(bytes[..<done])
    }
}
