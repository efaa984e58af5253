import ScenarioFormat

enum JSONPromises {
    static func keep(_ file: InputFile) throws {
        let value = try JSONText.read(file.path)
        for written in [value.compact, value.pretty] {
            let again = try JSONText.read(file.write(written, to: "again"))
            try promise(again.compact == value.compact, "written JSON reads differently")
        }
    }
}
