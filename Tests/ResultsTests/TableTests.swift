import Testing

@testable import Results

/// Columns as the contract names them.
@Suite struct TableTests {
    private func names(_ table: TableDescription) -> String { table.fields.map(\.name).joined(separator: ", ") }

    @Test func columnsAreThoseOfTheContract() {
        #expect(
            names(RunTables.timeseries.description)
                == "date, market, service, access, stage, registry, online_population, active_users, direct_users, circumventing_users, waiting_users, left_users, potential_users, counterfactual_active_users, new_users_per_day, block_effectiveness, tools_working, awareness, messages_per_day, user_days_lost"
        )
        #expect(
            names(RunTables.totals.description)
                == "date, service, markets_at_risk, active_users, users_at_risk_share, counterfactual_active_users, user_days_lost")
        #expect(
            names(RunTables.events.description)
                == "date, days_since_start, market, service, case, step, action, cause, access, stage, registry, active_users")
        #expect(
            names(RunTables.retention.description)
                == "date, market, service, law, holder, content_required_tb, metadata_required_tb, cost_to_date_usd")
        #expect(names(RunTables.summary.description) == "market, service, measure, value, unit")
    }

    /// RFC 4180: quotes where a cell holds a comma, a quote or a line break, and doubled quotes inside.
    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""), ("two\nlines", "\"two\nlines\""), ("", ""),
    ])
    func cellsAreQuotedWhereNeeded(_ text: String, _ cell: String) {
        var cells = CellBuffer()
        cells.append(text)
        #expect(String(decoding: cells.bytes, as: UTF8.self) == cell)
    }
}
