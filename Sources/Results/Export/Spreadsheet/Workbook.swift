#if canImport(CXLSXWriter)
    internal import CXLSXWriter
    internal import ScenarioFormat

    /// A spreadsheet in the making; libxlsxwriter behind one door.
    @safe final class Workbook {
        /// What the file says of its creation, whenever it is: the first instant of a ZIP archive, 1980-01-01T00:00:00Z.
        private static let created = 315_532_800
        /// Most UTF-16 code units of a cell; Excel refuses a file with more.
        private static let longestText = 32_767

        let book: UnsafeMutablePointer<lxw_workbook>
        /// What failures are told of.
        private let target: String
        private var formats: [String: UnsafeMutablePointer<lxw_format>] = unsafe [:]
        private var isClosed = false

        /// - Parameters:
        ///   - path: of the file.
        ///   - target: what failures are told of.
        ///   - temporaryFolder: where the parts of the file are gathered.
        init(_ path: String, for target: String, temporaryFolder: String) throws(ResultsFailure) {
            var folder = Array(temporaryFolder.utf8CString)
            let book = unsafe folder.withUnsafeMutableBufferPointer { folder in
                var options = unsafe lxw_workbook_options()
                unsafe options.tmpdir = folder.baseAddress
                return unsafe workbook_new_opt(path, &options)
            }
            guard let book = unsafe book else { throw .cannotWrite(path: target, reason: "no memory left") }
            unsafe self.book = unsafe book
            self.target = target
            var properties = unsafe lxw_doc_properties()
            unsafe properties.created = Self.created
            try check(unsafe workbook_set_properties(book, &properties))
        }

        deinit {
            // Only closing frees it.
            if !isClosed { unsafe workbook_close(book) }
        }

        /// Writes the file.
        func close() throws(ResultsFailure) {
            isClosed = true
            try check(unsafe workbook_close(book))
        }

        func add(_ about: AboutSheet) throws(ResultsFailure) {
            let sheet = try unsafe worksheet("about")
            try check(unsafe worksheet_set_column(sheet, 0, 0, Double(AboutSheet.labelWidth), nil))
            try check(unsafe worksheet_set_column(sheet, 1, 1, Double(AboutSheet.textWidth), nil))
            for (row, line) in about.rows.enumerated() {
                try unsafe write(.text(line.label), sheet, row, 0, format("label"))
                try unsafe write(line.cell, sheet, row, 1, format("text"))
                // LibreOffice doesn't fit rows to wrapped text by itself.
                try check(unsafe worksheet_set_row(sheet, lxw_row_t(row), Double(15 * line.lines), nil))
            }
        }

        func add(_ table: Sheet) throws(ResultsFailure) {
            let sheet = try unsafe worksheet(table.name)
            for (column, width) in table.widths.enumerated() {
                let index = lxw_col_t(column)
                try check(unsafe worksheet_set_column(sheet, index, index, Double(width), nil))
                let header = table.columns[column]
                try unsafe write(.text(header.name), sheet, 0, column, format(header.isNumeric ? "number header" : "header"))
                if let comment = header.comment { try unsafe write(comment: comment, sheet, column) }
            }
            for (row, cells) in table.rows.enumerated() {
                for (column, cell) in cells.enumerated() { try unsafe write(cell, sheet, row + 1, column, nil) }
            }
            unsafe worksheet_freeze_panes(sheet, 1, 0)
            try check(unsafe worksheet_repeat_rows(sheet, 0, 0))
            try check(unsafe worksheet_autofilter(sheet, 0, 0, lxw_row_t(table.rows.count), lxw_col_t(table.columns.count - 1)))
        }

        /// A sheet that is a chart, empty as yet.
        func addChartSheet(_ name: String) throws(ResultsFailure) -> UnsafeMutablePointer<lxw_chartsheet> {
            guard let sheet = unsafe workbook_add_chartsheet(book, name) else { throw refused("the sheet `\(name)`") }
            unsafe chartsheet_set_landscape(sheet)
            return unsafe sheet
        }

        func refused(_ what: String) -> ResultsFailure { .cannotWrite(path: target, reason: "libxlsxwriter refuses \(what)") }

        func check(_ code: lxw_error) throws(ResultsFailure) {
            guard code == LXW_NO_ERROR else {
                throw .cannotWrite(path: target, reason: unsafe String(cString: lxw_strerror(code)))
            }
        }

        // MARK: cells

        private func worksheet(_ name: String) throws(ResultsFailure) -> UnsafeMutablePointer<lxw_worksheet> {
            guard let sheet = unsafe workbook_add_worksheet(book, name) else { throw refused("the sheet `\(name)`") }
            unsafe worksheet_set_landscape(sheet)
            unsafe worksheet_fit_to_pages(sheet, 1, 0)
            return unsafe sheet
        }

        private func write(
            _ cell: Sheet.Cell, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: Int, _ column: Int,
            _ textFormat: UnsafeMutablePointer<lxw_format>?
        ) throws(ResultsFailure) {
            let (row, column) = (lxw_row_t(row), lxw_col_t(column))
            switch cell {
            case .empty: break
            case .text(let text): try check(unsafe worksheet_write_string(sheet, row, column, Self.fitting(text), textFormat))
            case .date(let date) where date.hasSerial:
                try check(unsafe worksheet_write_number(sheet, row, column, date.serial, format("yyyy-mm-dd")))
            case .date(let date): try check(unsafe worksheet_write_string(sheet, row, column, date.description, textFormat))
            case .number(let value, let shown):
                try check(unsafe worksheet_write_number(sheet, row, column, value, format(shown.code)))
            }
        }

        private func write(comment: String, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ column: Int) throws(ResultsFailure) {
            // A box of 300 by 18 pixels holds a line of some 45 characters.
            let lines = comment.split(separator: "\n").reduce(0) { $0 + ($1.count + 44) / 45 }
            var options = unsafe lxw_comment_options()
            unsafe options.width = 300
            unsafe options.height = UInt16(18 * lines + 12)
            try check(unsafe worksheet_write_comment_opt(sheet, 0, lxw_col_t(column), Self.fitting(comment), &options))
        }

        /// The text as a file of XML can hold it, and cut where Excel would refuse it: libxlsxwriter copies the cells that name a
        /// chart's lines as they are.
        private static func fitting(_ text: String) -> String {
            // A line of a cell ends in LF; CR would show as the escape that libxlsxwriter makes of it.
            let text = Quoting.xmlCharacters(String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 }))
            guard text.utf16.count > longestText else { return text }
            let mark = "… (cut here; whole in run.json)"
            var kept = text.prefix(longestText - mark.utf16.count)
            while kept.utf16.count + mark.utf16.count > longestText { kept.removeLast() }
            return kept + mark
        }

        /// A format, made when it is first used.
        private func format(_ name: String) -> UnsafeMutablePointer<lxw_format>? {
            if let known = unsafe formats[name] { return unsafe known }
            guard let made = unsafe workbook_add_format(book) else { return nil }
            unsafe formats[name] = unsafe made
            switch name {
            case "header", "number header":
                unsafe format_set_bold(made)
                guard name == "number header" else { break }
                unsafe format_set_align(made, UInt8(LXW_ALIGN_RIGHT.rawValue))
                // Clear of the filter's button.
                unsafe format_set_indent(made, 2)
                unsafe format_set_bottom(made, UInt8(LXW_BORDER_THIN.rawValue))
            case "label":
                unsafe format_set_bold(made)
                unsafe format_set_align(made, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            case "text":
                unsafe format_set_text_wrap(made)
                unsafe format_set_align(made, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            case "yyyy-mm-dd":
                unsafe format_set_num_format(made, name)
                unsafe format_set_align(made, UInt8(LXW_ALIGN_LEFT.rawValue))
            default: unsafe format_set_num_format(made, name)
            }
            return unsafe made
        }
    }
#endif
