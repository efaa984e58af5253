import Foundation
import Testing

@testable import Numerics

@Suite struct LeastSquaresTests {
    /// Where a method doesn't come to the certified values, and why. All other methods do, from that start too.
    private static let unreached: [(problem: String, start: Int, methods: [LeastSquares.Method], reason: String)] = [
        ("BoxBOD", 0, [.lm], "the first step leads to rates at which every exponential is 0 and the Jacobian singular"),
        ("MGH10", 0, [.lm], "the first step leads far down a curved valley, along which thousands of iterations don't come back"),
        ("MGH09", 0, [.dogleg, .ddogleg, .subspace2D], "the search ends in a local minimum at infinity"),
        ("MGH17", 0, [.dogleg, .ddogleg, .subspace2D], "the first step makes one of the two exponentials, and the Jacobian singular"),
        ("Rat43", 0, [.lmaccel], "the acceleration leads to a plateau where the Jacobian is singular"),
    ]
    private static let digits = 1e-6

    static let cases = ReferenceProblem.all.flatMap { problem in
        problem.starts.indices.flatMap { start in
            LeastSquares.Method.allCases.filter { method in
                !unreached.contains { $0.problem == problem.name && $0.start == start && $0.methods.contains(method) }
            }.map { ReferenceCase(problem: problem, start: start, method: $0) }
        }
    }

    @Test func readsAllReferenceProblems() {
        #expect(ReferenceProblem.all.count == 27)
        // The certified point has eleven digits; of Lanczos1 that leaves nothing of a sum of 1e-25.
        for problem in ReferenceProblem.all where problem.name != "Lanczos1" {
            let sum = problem.residuals(problem.certified).reduce(0) { $0 + $1 * $1 }
            #expect(agree([sum], [problem.sumOfSquares], to: Self.digits), "\(problem.name)")
        }
    }

    /// Every problem is solved from both starts by two methods or more.
    @Test(arguments: ReferenceProblem.all) func hasAMethodForEveryStart(_ problem: ReferenceProblem) {
        for start in problem.starts.indices {
            #expect(Self.cases.count { $0.problem.name == problem.name && $0.start == start } >= 2)
        }
    }

    /// Six digits of the certified parameters and standard deviations, by exact derivatives and, the first method, by central differences.
    @Test(arguments: cases) func meetsCertifiedValues(_ reference: ReferenceCase) throws {
        let problem = reference.problem
        let settings = LeastSquares(method: reference.method, stepTolerance: 1e-13, gradientTolerance: 0, iterationLimit: 2000)
        for jacobian in reference.method == .lm ? [problem.jacobian, nil] : [problem.jacobian] {
            let found = try settings.minimum(
                from: problem.starts[reference.start], count: problem.responses.count, jacobian: jacobian, residuals: problem.residuals)
            #expect(agree(found.point, problem.certified, to: Self.digits))
            #expect(found.stop != .iterationLimit)
            // The certified sum of Lanczos1, 1e-25, is below what rounding leaves of the residuals, and so are deviations from it.
            if problem.name == "Lanczos1" { continue }
            #expect(agree([found.sumOfSquares], [problem.sumOfSquares], to: Self.digits))
            #expect(agree(try #require(found.standardErrors), problem.deviations, to: Self.digits))
        }
    }

    /// A straight line has its estimates, covariance and condition number in closed form.
    @Test func solvesALinearProblemExactly() throws {
        let x = [0.0, 1, 2, 3, 4]
        let y = [1.1, 2.9, 5.2, 7.1, 8.8]
        let found = try LeastSquares().minimum(from: [0, 0], count: 5) { b in zip(x, y).map { b[0] + b[1] * $0 - $1 } }
        #expect(agree(found.point, [1.1, 1.96], to: 1e-8))
        let covariance = try #require(found.covariance)
        // (XᵀX)⁻¹ with n = 5, Σx = 10, Σx² = 30.
        #expect(agree(covariance.flatMap { $0 }, [0.6, -0.2, -0.2, 0.1], to: 1e-6))
        // The eigenvalues of XᵀX are (35 ± √1025) / 2.
        let (large, small) = ((35 + 1025.0.squareRoot()) / 2, (35 - 1025.0.squareRoot()) / 2)
        #expect(agree([found.conditionNumber], [(large / small).squareRoot()], to: 1e-6))
    }

    @Test func avoidsWhereResidualsAreUndefined() throws {
        // The full step from 3 leads to −3, where there is no logarithm.
        let found = try LeastSquares().minimum(from: [6], count: 1) { $0[0] > 0 ? [log($0[0])] : nil }
        #expect(agree(found.point, [1], to: 1e-8))
        #expect(throws: LeastSquaresFailure.undefined(at: [-1])) {
            try LeastSquares().minimum(from: [-1], count: 1) { $0[0] > 0 ? [log($0[0])] : nil }
        }
    }

    @Test func refusesFewerResidualsThanParameters() {
        let failure = #expect(throws: LeastSquaresFailure.self) {
            try LeastSquares().minimum(from: [0, 0], count: 1) { [$0[0] - $0[1]] }
        }
        #expect(failure?.description == "2 parameters can't be fitted to 1 residuals; free fewer")
    }

    @Test func saysThatNothingDeterminesAParameter() throws {
        let found = try LeastSquares().minimum(from: [5, 5], count: 2) { [$0[0] - 1, $0[0] - 3] }
        #expect(agree([found.point[0]], [2], to: 1e-8))
        #expect(found.conditionNumber == .infinity)
        #expect(found.covariance == nil)
    }
}

struct ReferenceCase: Sendable, CustomTestStringConvertible {
    let problem: ReferenceProblem
    let start: Int
    let method: LeastSquares.Method

    var testDescription: String { "\(problem.name), start \(start + 1), \(method)" }
}

private func agree(_ values: [Double], _ others: [Double], to relative: Double) -> Bool {
    values.count == others.count && zip(values, others).allSatisfy { abs($0 - $1) <= relative * abs($1) }
}
