// Runs members of the problem of three stocks and writes active users by day and member, or only says how long that took.
import Glibc
import Numerics

let members = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 10_000 : 10_000
let tolerance = CommandLine.arguments.count > 2 ? Double(CommandLine.arguments[2]) ?? 1e-8 : 1e-8
let days = 1826
var parameters = [Double](repeating: 0, count: members * 5)
for m in 0..<members {
    let u = (0..<5).map { c in (Double((m * 7 + c * 13) % 1000) + 0.5) / 1000 }
    parameters[m * 5] = (0.005 + 0.01 * u[0]) / 365.25
    parameters[m * 5 + 1] = (0.8 + 0.8 * u[1]) / 365.25
    parameters[m * 5 + 2] = 30 + 20 * u[2]
    parameters[m * 5 + 3] = 0.1 + 0.8 * u[3]
    parameters[m * 5 + 4] = 0.1 + 0.6 * u[4]
}
let packs = members / 8
var active = [SIMD8<Double>](repeating: .zero, count: days * packs)
var steps = 0
let start = clock()
for pack in 0..<packs {
    let system = BlockedMarket(parameters[pack * 40..<(pack + 1) * 40])
    let integrator = LockstepIntegrator(system, relativeTolerance: tolerance, absoluteTolerances: [tolerance, tolerance, tolerance])
    var state: [SIMD8<Double>] = [.init(repeating: 2), .zero, .zero]
    var day = 0
    var time = 0.0
    for (end, isBlocked) in [(800.0, false), (1500.0, true), (1825.0, false)] {
        system.isBlocked = isBlocked
        integrator.restart(at: time, from: state)
        while integrator.time < end {
            try integrator.step(notPast: end)
            steps += 1
            guard Double(day) < integrator.time else { continue }
            integrator.prepareDenseSolution()
            while Double(day) < integrator.time {
                active[day * packs + pack] = integrator.solution(at: Double(day), of: 0) + integrator.solution(at: Double(day), of: 1)
                day += 1
            }
        }
        time = end
        state = (0..<3).map { integrator.state(of: $0) }
    }
    active[day * packs + pack] = state[0] + state[1]
}
let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
print(
    members, seconds, Double(members) / seconds, "members/s", Double(steps) / Double(packs), "steps", active[1825 * packs][0],
    active[1000 * packs][3])
