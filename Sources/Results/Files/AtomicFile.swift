internal import Glibc

/// A single file that is written whole or not at all.
///
/// Each ends with a seal, and only a file whose seal is intact is replaced.
public enum AtomicFile {
    /// Writes the bytes with their seal beside the place and puts them there.
    ///
    /// - Throws: `ResultsFailure`; what was there before is then as it was.
    public static func write(_ bytes: [UInt8], as kind: Seal.Kind, to destination: Destination) throws(ResultsFailure) {
        try write(kind, to: destination) { draft, name throws(ResultsFailure) in try write(Seal.sealed(bytes, as: kind), draft, name) }
    }

    /// The same for a file that must not be there yet, and has no seal.
    ///
    /// - Throws: `ResultsFailure.taken` where it is, or another.
    public static func create(_ bytes: [UInt8], at path: String) throws(ResultsFailure) {
        try ResultsDirectory.refuseInside(path, path)
        let draft = try Draft(.file, for: path) { _ in }
        defer { draft.discard() }
        try write(bytes, draft.path, path)
        if !Folder.move(draft.path, toFree: path) { throw errno == EEXIST ? .taken(path: path) : .cannotWrite(path) }
        Folder.flush(Folder.split(path).folder)
    }

    /// Puts the bytes into the place of a file in a folder that is known to be the program's.
    static func replace(_ bytes: [UInt8], at path: String) throws(ResultsFailure) {
        let draft = try Draft(.file, for: path) { _ in }
        defer { draft.discard() }
        try write(bytes, draft.path, path)
        if unsafe rename(draft.path, path) != 0 { throw .cannotWrite(path) }
        Folder.flush(Folder.split(path).folder)
    }

    /// Lets `fill` write the file that it is given, seal and all, and puts that into its place.
    ///
    /// - Parameter fill: is given the path of an empty file, and what faults call it.
    static func write(
        _ kind: Seal.Kind, to destination: Destination, _ fill: (_ draft: String, _ name: String) throws(ResultsFailure) -> Void
    ) throws(ResultsFailure) {
        let target = try destination.resolved()
        try refuse(destination, at: target, kind)
        let draft = try Draft(.file, for: target, tell: destination.tell)
        defer { draft.discard() }
        try fill(draft.path, destination.path)
        Folder.takeOver(modeOf: target, for: draft.path)
        let aside = destination.movesAside ? try Folder.giveWay(target) : nil
        if !Folder.move(draft.path, toFree: target) {
            guard errno == EEXIST, Folder.exchange(draft.path, target, by: draft.aside) else {
                let failure = ResultsFailure.cannotWrite(destination.path)
                if let aside { _ = Folder.move(aside, toFree: target) }
                throw failure
            }
            Replaced.clear(draft.path, as: kind, for: target, tell: destination.tell)
        }
        if let aside { destination.tell(Notice.movedAside(target, to: aside)) }
        Folder.flush(Folder.split(target).folder)
    }

    /// Refuses a place whose file can't be replaced.
    private static func refuse(_ destination: Destination, at target: String, _ kind: Seal.Kind) throws(ResultsFailure) {
        try ResultsDirectory.refuseInside(target, destination.path)
        var status = stat()
        // Whether it is there is seen again when the file is to have its place.
        guard unsafe stat(target, &status) == 0 else { return }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw .cannotCreate(path: destination.path, reason: "it is a folder")
        case S_IFREG: if destination.movesAside || Seal.isIntact(target, as: kind) { return }
        default: throw .cannotCreate(path: destination.path, reason: "there is something of that name that is no file")
        }
        throw .notOwn(path: destination.path)
    }

    private static func write(_ bytes: [UInt8], _ draft: String, _ name: String) throws(ResultsFailure) {
        let file = try OutputFile(opening: draft, calledInFaults: name)
        try file.write(bytes)
        try file.flush()
    }
}
