#if canImport(CXLSXWriter)
    internal import CXLSXWriter

    extension Workbook {
        /// Draws the chart, whose table is a sheet of the book, on a sheet of its own.
        func draw(_ drawing: ActiveUsersChart, on sheet: UnsafeMutablePointer<lxw_chartsheet>) throws(ResultsFailure) {
            guard let chart = unsafe workbook_add_chart(book, UInt8(LXW_CHART_SCATTER_STRAIGHT.rawValue)) else {
                throw refused("the chart")
            }
            let name = drawing.table.name
            let last = lxw_row_t(drawing.table.rows.count)
            for line in drawing.lines {
                guard let series = unsafe chart_add_series(chart, nil, nil) else { throw refused("a line of the chart") }
                let column = lxw_col_t(line.column)
                unsafe chart_series_set_categories(series, name, 1, 0, last, 0)
                unsafe chart_series_set_values(series, name, 1, column, last, column)
                // By its cell: libxlsxwriter takes a name that begins with = for a formula.
                unsafe chart_series_set_name_range(series, name, 0, column)
                var look = lxw_chart_line()
                look.color = line.colour
                look.width = line.isDashed ? 1.5 : 2.25
                look.dash_type = UInt8((line.isDashed ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID).rawValue)
                unsafe chart_series_set_line(series, &look)
            }
            unsafe chart_title_set_name(chart, "Active users; dashed: had there been no enforcement")
            unsafe chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
            // The title tells what dashed lines are.
            var dashed = drawing.lines.indices.filter { drawing.lines[$0].isDashed }.map { Int16($0) } + [-1]
            try check(unsafe chart_legend_delete_series(chart, &dashed))
            unsafe axes(chart, drawing)
            try check(unsafe chartsheet_set_chart(sheet, chart))
        }

        private func axes(_ chart: UnsafeMutablePointer<lxw_chart>, _ drawing: ActiveUsersChart) {
            var faint = lxw_chart_line()
            faint.color = 0xD9D9D9
            faint.width = 0.75
            let (time, people) = unsafe (chart.pointee.x_axis, chart.pointee.y_axis)
            unsafe chart_axis_set_min(time, drawing.time.least)
            unsafe chart_axis_set_max(time, drawing.time.most)
            unsafe chart_axis_set_major_unit(time, drawing.time.step)
            unsafe chart_axis_set_num_format(time, drawing.time.format)
            unsafe chart_axis_major_gridlines_set_visible(time, 1)
            unsafe chart_axis_major_gridlines_set_line(time, &faint)
            unsafe chart_axis_major_gridlines_set_line(people, &faint)
            unsafe chart_axis_set_min(people, 0)
            // Each comma leaves out three digits.
            let isInMillions = drawing.highest >= 1e6
            unsafe chart_axis_set_num_format(people, !isInMillions ? "#,##0" : drawing.highest < 1e7 ? "0.0,," : "#,##0,,")
            unsafe chart_axis_set_name(people, isInMillions ? "million people" : "people")
        }
    }
#endif
