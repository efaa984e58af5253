/// File names relative to other files.
public enum RelativePath {
    /// `name` as seen from the folder of `file`, without `.` and without `folder/..`.
    public static func resolve(_ name: String, from file: String) -> String {
        if name.hasPrefix("/") { return normalized(name) }
        guard let slash = file.lastIndex(of: "/") else { return normalized(name) }
        return normalized(file[...slash] + name)
    }

    private static func normalized(_ path: some StringProtocol) -> String {
        var parts: [Substring] = []
        for part in Substring(path).split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
