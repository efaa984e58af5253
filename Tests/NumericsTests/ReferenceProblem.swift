import Foundation
import Testing

/// A problem of NIST's Statistical Reference Datasets for nonlinear regression (Tests/nist/nonlinear.txt).
struct ReferenceProblem: Sendable, CustomTestStringConvertible {
    let name: String
    let starts: [[Double]]
    let certified: [Double]
    let deviations: [Double]
    let sumOfSquares: Double
    let responses: [Double]
    /// By observation.
    let predictors: [[Double]]
    let model: @Sendable ([DualNumber], [Double]) -> DualNumber

    var testDescription: String { name }

    static let all: [ReferenceProblem] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../nist/nonlinear.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n\n").dropFirst().compactMap(ReferenceProblem.init)
    }()

    private init?(_ text: String) {
        var fields: [String: [[String]]] = [:]
        var table: [[Double]] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if fields["data"] != nil {
                table.append(words.compactMap(Double.init))
            } else {
                fields[words[0], default: []].append(Array(words.dropFirst()))
            }
        }
        func numbers(_ key: String) -> [[Double]] { (fields[key] ?? []).map { $0.compactMap(Double.init) } }
        guard let name = fields["problem"]?.first?.first, let model = Self.models[name], let sum = numbers("rss").first?.first else {
            return nil
        }
        self.name = name
        self.model = model
        starts = numbers("start")
        certified = numbers("certified")[0]
        deviations = numbers("deviation")[0]
        sumOfSquares = sum
        // Nelson's model is of the logarithm.
        responses = table.map { name == "Nelson" ? log($0[0]) : $0[0] }
        predictors = table.map { Array($0.dropFirst()) }
    }

    func residuals(_ point: [Double]) -> [Double] {
        let b = point.map { DualNumber($0, []) }
        return zip(responses, predictors).map { model(b, $1).value - $0 }
    }

    /// Derivatives exact to rounding.
    func jacobian(_ point: [Double]) -> [Double] {
        let b = point.indices.map { i in DualNumber(point[i], point.indices.map { $0 == i ? 1 : 0 }) }
        return predictors.flatMap { model(b, $0).slopes }
    }

    private typealias Model = @Sendable ([DualNumber], [Double]) -> DualNumber

    private static func lanczos(_ b: [DualNumber], _ x: [Double]) -> DualNumber {
        let (first, second) = (b[0] * exp(-b[1] * x[0]), b[2] * exp(-b[3] * x[0]))
        return first + second + b[4] * exp(-b[5] * x[0])
    }

    private static func gauss(_ b: [DualNumber], _ x: [Double]) -> DualNumber {
        func peak(_ height: DualNumber, _ centre: DualNumber, _ width: DualNumber) -> DualNumber {
            let z = (x[0] - centre) / width
            return height * exp(-(z * z))
        }
        return b[0] * exp(-b[1] * x[0]) + peak(b[2], b[3], b[4]) + peak(b[5], b[6], b[7])
    }

    private static func chwirut(_ b: [DualNumber], _ x: [Double]) -> DualNumber { exp(-b[0] * x[0]) / (b[1] + b[2] * x[0]) }

    private static func saturation(_ b: [DualNumber], _ x: [Double]) -> DualNumber { b[0] * (1 - exp(-b[1] * x[0])) }

    private static func cubics(_ b: [DualNumber], _ x: [Double]) -> DualNumber {
        let x = x[0]
        let top = ((b[3] * x + b[2]) * x + b[1]) * x + b[0]
        return top / (((b[6] * x + b[5]) * x + b[4]) * x + 1)
    }

    private static let models: [String: Model] = [
        "Bennett5": { b, x in b[0] * pow(b[1] + x[0], -1 / b[2]) },
        "BoxBOD": saturation,
        "Chwirut1": chwirut,
        "Chwirut2": chwirut,
        "DanWood": { b, x in b[0] * pow(DualNumber(x[0], b[0].slopes.map { _ in 0 }), b[1]) },
        "ENSO": { b, x in
            func wave(_ cosine: DualNumber, _ sine: DualNumber, _ angle: DualNumber) -> DualNumber {
                cosine * cos(angle) + sine * sin(angle)
            }
            let x = 2 * Double.pi * x[0]
            let year = b[0] + wave(b[1], b[2], 0 * b[0] + x / 12)
            return year + wave(b[4], b[5], x / b[3]) + wave(b[7], b[8], x / b[6])
        },
        "Eckerle4": { b, x in
            let z = (x[0] - b[2]) / b[1]
            return b[0] / b[1] * exp(-0.5 * (z * z))
        },
        "Gauss1": gauss,
        "Gauss2": gauss,
        "Gauss3": gauss,
        "Hahn1": cubics,
        "Kirby2": { b, x in ((b[2] * x[0] + b[1]) * x[0] + b[0]) / ((b[4] * x[0] + b[3]) * x[0] + 1) },
        "Lanczos1": lanczos,
        "Lanczos2": lanczos,
        "Lanczos3": lanczos,
        "MGH09": { b, x in b[0] * (x[0] * x[0] + x[0] * b[1]) / (x[0] * x[0] + x[0] * b[2] + b[3]) },
        "MGH10": { b, x in b[0] * exp(b[1] / (x[0] + b[2])) },
        "MGH17": { b, x in b[0] + b[1] * exp(-x[0] * b[3]) + b[2] * exp(-x[0] * b[4]) },
        "Misra1a": saturation,
        "Misra1b": { b, x in
            let y = 1 + b[1] * (x[0] / 2)
            return b[0] * (1 - 1 / (y * y))
        },
        "Misra1c": { b, x in b[0] * (1 - 1 / sqrt(1 + 2 * x[0] * b[1])) },
        "Misra1d": { b, x in b[0] * b[1] * x[0] / (1 + b[1] * x[0]) },
        "Nelson": { b, x in b[0] - b[1] * x[0] * exp(-b[2] * x[1]) },
        "Rat42": { b, x in b[0] / (1 + exp(b[1] - b[2] * x[0])) },
        "Rat43": { b, x in b[0] / pow(1 + exp(b[1] - b[2] * x[0]), 1 / b[3]) },
        "Roszman1": { b, x in b[0] - b[1] * x[0] - atan(b[2] / (x[0] - b[3])) / Double.pi },
        "Thurber": cubics,
    ]
}
