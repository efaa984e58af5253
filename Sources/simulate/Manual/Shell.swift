/// The shells that command lines can be completed in.
enum Shell: String, CaseIterable {
    case bash, zsh, fish

    /// The script that does it, for the shell to read.
    var completion: String {
        switch self {
        case .bash: BashCompletion.text
        case .zsh: ZshCompletion.text
        case .fish: FishCompletion.text
        }
    }

    /// A text as one word of the shell.
    func quoted(_ text: String) -> String {
        switch self {
        case .bash, .zsh: "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
        case .fish: "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
        }
    }
}
