internal import Glibc

/// Writing to a descriptor until all is written: the system may take less at a time, or be interrupted.
public enum WholeWrite {
    /// Whether every byte was written; errno tells why not.
    public static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = unsafe bytes[offset...].withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            offset += count
        }
        return true
    }
}
