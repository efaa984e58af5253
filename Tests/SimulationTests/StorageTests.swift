import EnforcementModel
import ScenarioFormat
import TestSupport
import Testing

/// Storage duties (docs/model.md, 7.8) with a steady thousand users who send ten messages a day of 10⁹ bytes of content and 10⁶ of metadata.
@Suite struct StorageTests {
    private func run(inForce: String, steps: String, days: Int = 400) throws -> CollectedRun {
        try CollectedRun(
            TestScenario.onePair(
                days: days, pair: #""direct_users": 1000, "adoption": {"imitation_per_year": 0, "ceiling_share": 1}"#, steps: steps,
                service: #""messages_per_user_per_day": 10, "content_bytes_per_message": 1e9, "metadata_bytes_per_message": 1e6"#,
                extra: """
                    "laws": {"l": {"market": "m", "in_force": \(inForce), "content_retention": {"organizer": "P6M"},
                     "metadata_retention": {"organizer": "P1Y", "telecom": "P3Y"}, "usd_per_tb_month": 7}}
                    """))
    }

    /// Terabytes of content that the users send in a day.
    private let daily = 10.0

    @Test func theWindowFillsAndThenSlidesByTheCalendar() throws {
        let run = try run(inForce: #""2020-01-11""#, steps: #""comply": {"on": "2020-01-01"}"#)
        #expect(run.storage[10].map(\.holder) == [.organizer, .telecom])
        #expect(run.storage[9][0].contentRequiredTB == 0 && run.storage[10][0].contentRequiredTB == 0)
        #expect(agree(run.storage[40][0].contentRequiredTB, 30 * daily))
        // Six months before 2020-08-31 is 2020-02-29, 184 days earlier.
        #expect(CalendarDate.after2020(243) == "2020-08-31")
        #expect(agree(run.storage[243][0].contentRequiredTB, 184 * daily))
        #expect(agree(run.storage[390][0].metadataRequiredTB, 366 * daily / 1000))
        #expect(agree(run.storage[390][1].metadataRequiredTB, 380 * daily / 1000) && run.storage[390][1].contentRequiredTB == 0)
    }

    @Test func aRefuserIsRequiredToStoreAndStoresNothing() throws {
        let run = try run(inForce: #""2020-01-11""#, steps: #""register": {"on": "2020-01-21"}"#)
        #expect(agree(run.storage[50][0].contentRequiredTB, 30 * daily) && run.storage[50][0].costToDateUSD == 0)
        // Carriers pay from the day the law is in force: 1 + 2 + … + 40 days of metadata.
        #expect(agree(run.storage[50][1].costToDateUSD, 820 * daily / 1000 * 7 * 12 / 365.25))
    }

    @Test func whoeverIsNotRegisteredHasNoDuty() throws {
        let run = try run(inForce: #""2020-01-11""#, steps: "")
        #expect(run.storage[399][0].contentRequiredTB == 0 && run.storage[399][1].metadataRequiredTB > 0)
    }

    @Test func theCostOfAComplierCountsItsDaysOfCompliance() throws {
        let run = try run(inForce: #""2020-01-11""#, steps: #""register": {"on": "2020-01-11"}, "comply": {"on": "2020-01-31"}"#)
        // Required since day 10; paid from day 30 on: 20 + 21 + … + 40 days of content and metadata.
        let sum = Double((20...40).reduce(0, +)) * daily * 1.001
        #expect(agree(run.storage[50][0].costToDateUSD, sum * 7 * 12 / 365.25))
        let total = run.storage[400].reduce(0) { $0 + $1.costToDateUSD }
        #expect(agree(run.summaries[0]["storage_cost_usd"]!!, total))
    }

    @Test func anUncertainDateMayFallWithinADay() throws {
        // The median of a uniform date over an odd number of days.
        let run = try run(inForce: #"{"uniform": ["2020-01-11", "2020-01-14"]}"#, steps: #""comply": {"on": "2020-01-01"}"#)
        #expect(run.storage[11][0].contentRequiredTB == 0)
        #expect(agree(run.storage[12][0].contentRequiredTB, 0.5 * daily))
    }

    @Test func withoutALawTheCostIsUndefined() throws {
        let run = try CollectedRun(
            TestScenario.onePair(days: 3, pair: #""direct_users": 1, "adoption": {"imitation_per_year": 0, "ceiling_share": 1}"#))
        #expect(run.summaries[0]["storage_cost_usd"]! == nil)
    }
}
