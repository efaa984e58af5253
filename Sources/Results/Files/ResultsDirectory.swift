internal import CLinux
internal import Glibc
internal import ScenarioFormat

/// A results folder that is replaced as a whole, or not at all.
///
/// Everything is written to a hidden sibling first; `publish()` then exchanges the two in one operation of the file system.
public final class ResultsDirectory {
    /// Every file that a run may leave in its folder; anything else there but pictures and a report (`PictureFiles.isOwn`) is
    /// someone's work and stops the run.
    static let ownFiles =
        RunTables.names.map { $0 + ".csv" } + [
            "datapackage.json", "run.json", "sweep.csv", "quantiles.csv", "statuses.csv", "members.csv", "differences.csv",
            "summary-differences.csv", "sensitivity.csv", "samples.csv", "trajectory.csv", "box.csv",
        ] + FitTables.fileNames + HindcastTables.fileNames

    private let target: String
    /// The hidden folder in which the results come to be.
    private let draft: Draft
    var staging: String { draft.path }
    private var isPublished = false
    /// Names of all files that an export may leave; nil for a run.
    private let exportedFiles: [String]?
    /// Folders above the target that weren't there before.
    private let madeParents: [String]

    /// Files of the target that are someone's work and are carried over into what replaces it.
    private let kept: [String]

    /// Makes the staging folder, and the folders above the target that are missing.
    ///
    /// - Parameters:
    ///   - target: the folder that is to be made or replaced.
    ///   - kept: names of files that are carried over from the folder that is replaced.
    ///   - exportedFiles: names of all files that an export may leave, which are then what it may replace; nil for a run.
    /// - Throws: `ResultsFailure` where a folder can't be made, or the target isn't one that may be replaced.
    public init(_ target: String, keeping kept: [String] = [], exportedFiles: [String]? = nil) throws(ResultsFailure) {
        self.kept = kept
        self.exportedFiles = exportedFiles
        var target = target
        while target.count > 1, target.hasSuffix("/") { target.removeLast() }
        self.target = target
        let (parent, name) = Folder.split(target)
        if name.isEmpty || name == "." || name == ".." {
            throw .cannotCreate(path: target, reason: "it names no folder of its own")
        }
        try Self.refuseInside(target)
        try Self.refuseForeign(target, but: exportedFiles, kept)
        let made = try Folder.make(parent)
        madeParents = made
        do throws(ResultsFailure) { draft = try Draft.folder(for: target) } catch {
            Folder.unmake(made)
            throw error
        }
    }

    deinit {
        if !isPublished {
            Folder.remove(staging)
            Folder.unmake(madeParents)
        }
        close(draft.descriptor)
    }

    /// Creates a file of the results.
    func file(_ name: String) throws(ResultsFailure) -> OutputFile {
        try OutputFile(creating: "\(staging)/\(name)", calledInFaults: "\(target)/\(name)")
    }

    /// Puts the results in place of those of the run before.
    ///
    /// - Throws: `ResultsFailure`; those of the run before are then in place.
    public func publish() throws(ResultsFailure) {
        for name in kept where InputBytes.isThere("\(target)/\(name)") {
            if unsafe link("\(target)/\(name)", "\(staging)/\(name)") != 0 { throw .cannotWrite("\(target)/\(name)") }
        }
        if fsync(draft.descriptor) != 0 { throw .cannotWrite(target) }
        // The folder may have changed while the run went on.
        try Self.refuseForeign(target, but: exportedFiles, kept)
        if unsafe rename(staging, target) == 0 {
            isPublished = true
        } else if errno == ENOTEMPTY || errno == EEXIST {
            try exchange()
            isPublished = true
            // What someone has put there in the meantime stays, under the hidden name.
            Folder.remove(staging, where: mayReplace)
        } else {
            throw .cannotWrite(target)
        }
        Folder.flush(Folder.split(target).folder)
    }

    /// Lets the staging folder and the target change places: in one step, or in two where the file system hasn't got that one.
    private func exchange() throws(ResultsFailure) {
        if unsafe renameat2(AT_FDCWD, staging, AT_FDCWD, target, WEIR_RENAME_EXCHANGE) == 0 { return }
        guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else { throw .cannotWrite(target) }
        let aside = draft.aside
        guard unsafe rename(target, aside) == 0 else { throw .cannotWrite(target) }
        guard unsafe rename(staging, target) == 0 else {
            let failure = ResultsFailure.cannotWrite(target)
            _ = unsafe rename(aside, target)
            throw failure
        }
        _ = unsafe rename(aside, staging)
    }

    /// Whether a file of that name in the target may be replaced or carried over.
    private func mayReplace(_ name: String) -> Bool { Self.mayReplace(name, exportedFiles, kept) }

    private static func mayReplace(_ name: String, _ exported: [String]?, _ kept: [String]) -> Bool {
        kept.contains(name) || exported?.contains(name) ?? (ownFiles.contains(name) || PictureFiles.isOwn(name))
    }

    // MARK: folders

    private static func refuseForeign(_ target: String, but exported: [String]?, _ kept: [String]) throws(ResultsFailure) {
        var status = stat()
        guard unsafe lstat(target, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .cannotCreate(path: target, reason: "there is a file of that name") }
        if let entry = try Folder.entries(target).first(where: { !mayReplace($0, exported, kept) }) {
            throw .foreign(path: target, entry: entry)
        }
    }

    /// Refuses a place inside a folder of results, unless the program has a file of that name there: the next run would be refused
    /// for it, as it replaces the folder as a whole.
    static func refuseInside(_ target: String) throws(ResultsFailure) {
        let (folder, name) = Folder.split(target)
        if ownFiles.contains(name) || PictureFiles.isOwn(name) { return }
        let tables = ["timeseries.csv", "sweep.csv", "quantiles.csv", "differences.csv"]
        if (["datapackage.json"] + tables).count(where: { unsafe access("\(folder)/\($0)", F_OK) == 0 }) >= 2 {
            throw .insideResults(path: target)
        }
    }
}
