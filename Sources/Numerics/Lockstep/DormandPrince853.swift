/// The method of Dormand and Prince of order 8 with error estimates of orders 5 and 3 and a dense solution of order 7: its
/// coefficients, written out as the sums in which they stand.
///
/// `k[j, i]` is the rate of component i at stage j; stages 0 to 12 make a step (12 is the rate at its end), 13 to 15 are for the dense
/// solution only.
///
/// Source: Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I (1993), II.5 and II.10; their code DOP853.
enum DormandPrince853 {
    /// Where in the step a stage stands, in parts of its length.
    @inline(__always)
    static func place(_ stage: Int) -> Double {
        switch stage {
        case 1: 0.05260015195876773
        case 2: 0.0789002279381516
        case 3: 0.1183503419072274
        case 4: 0.2816496580927726
        case 5: 0.3333333333333333
        case 6: 0.25
        case 7: 0.3076923076923077
        case 8: 0.6512820512820513
        case 9: 0.6
        case 10: 0.8571428571428571
        case 13: 0.1
        case 14: 0.2
        case 15: 0.7777777777777778
        default: 1
        }
    }

    @inline(__always)
    static func stage1(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        0.05260015195876773 * k[0, i]
    }

    @inline(__always)
    static func stage2(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 0.0197250569845379 * k[0, i]
        sum += 0.0591751709536137 * k[1, i]
        return sum
    }

    @inline(__always)
    static func stage3(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 0.02958758547680685 * k[0, i]
        sum += 0.08876275643042054 * k[2, i]
        return sum
    }

    @inline(__always)
    static func stage4(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 0.2413651341592667 * k[0, i]
        sum -= 0.8845494793282861 * k[2, i]
        sum += 0.924834003261792 * k[3, i]
        return sum
    }

    @inline(__always)
    static func stage5(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 0.037037037037037035 * k[0, i]
        sum += 0.17082860872947386 * k[3, i]
        sum += 0.12546768756682242 * k[4, i]
        return sum
    }

    @inline(__always)
    static func stage6(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 0.037109375 * k[0, i]
        sum += 0.17025221101954405 * k[3, i]
        sum += 0.06021653898045596 * k[4, i]
        sum -= 0.017578125 * k[5, i]
        return sum
    }

    @inline(__always)
    static func stage7(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 0.03709200011850479 * k[0, i]
        sum += 0.17038392571223998 * k[3, i]
        sum += 0.10726203044637328 * k[4, i]
        sum -= 0.015319437748624402 * k[5, i]
        sum += 0.008273789163814023 * k[6, i]
        return sum
    }

    @inline(__always)
    static func stage8(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 0.6241109587160757 * k[0, i]
        sum -= 3.3608926294469414 * k[3, i]
        sum -= 0.868219346841726 * k[4, i]
        sum += 27.59209969944671 * k[5, i]
        sum += 20.154067550477894 * k[6, i]
        sum -= 43.48988418106996 * k[7, i]
        return sum
    }

    @inline(__always)
    static func stage9(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 0.47766253643826434 * k[0, i]
        sum -= 2.4881146199716677 * k[3, i]
        sum -= 0.590290826836843 * k[4, i]
        sum += 21.230051448181193 * k[5, i]
        sum += 15.279233632882423 * k[6, i]
        sum -= 33.28821096898486 * k[7, i]
        sum -= 0.020331201708508627 * k[8, i]
        return sum
    }

    @inline(__always)
    static func stage10(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = -0.9371424300859873 * k[0, i]
        sum += 5.186372428844064 * k[3, i]
        sum += 1.0914373489967295 * k[4, i]
        sum -= 8.149787010746927 * k[5, i]
        sum -= 18.52006565999696 * k[6, i]
        sum += 22.739487099350505 * k[7, i]
        sum += 2.4936055526796523 * k[8, i]
        sum -= 3.0467644718982196 * k[9, i]
        return sum
    }

    @inline(__always)
    static func stage11(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 2.273310147516538 * k[0, i]
        sum -= 10.53449546673725 * k[3, i]
        sum -= 2.0008720582248625 * k[4, i]
        sum -= 17.9589318631188 * k[5, i]
        sum += 27.94888452941996 * k[6, i]
        sum -= 2.8589982771350235 * k[7, i]
        sum -= 8.87285693353063 * k[8, i]
        sum += 12.360567175794303 * k[9, i]
        sum += 0.6433927460157636 * k[10, i]
        return sum
    }

    /// The step itself, in parts of its length.
    @inline(__always)
    static func step(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 0.054293734116568765 * k[0, i]
        sum += 4.450312892752409 * k[5, i]
        sum += 1.8915178993145003 * k[6, i]
        sum -= 5.801203960010585 * k[7, i]
        sum += 0.3111643669578199 * k[8, i]
        sum -= 0.1521609496625161 * k[9, i]
        sum += 0.20136540080403034 * k[10, i]
        sum += 0.04471061572777259 * k[11, i]
        return sum
    }

    /// What the solution of order 5 differs by.
    @inline(__always)
    static func error5(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 0.01312004499419488 * k[0, i]
        sum -= 1.2251564463762044 * k[5, i]
        sum -= 0.4957589496572502 * k[6, i]
        sum += 1.6643771824549864 * k[7, i]
        sum -= 0.35032884874997366 * k[8, i]
        sum += 0.3341791187130175 * k[9, i]
        sum += 0.08192320648511571 * k[10, i]
        sum -= 0.022355307863886294 * k[11, i]
        return sum
    }

    /// What the solution of order 3 differs by.
    @inline(__always)
    static func error3(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = -0.18980075407240762 * k[0, i]
        sum += 4.450312892752409 * k[5, i]
        sum += 1.8915178993145003 * k[6, i]
        sum -= 5.801203960010585 * k[7, i]
        sum -= 0.4226823213237919 * k[8, i]
        sum -= 0.1521609496625161 * k[9, i]
        sum += 0.20136540080403034 * k[10, i]
        sum += 0.02265179219836082 * k[11, i]
        return sum
    }

    @inline(__always)
    static func stage13(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 0.056167502283047954 * k[0, i]
        sum += 0.25350021021662483 * k[6, i]
        sum -= 0.2462390374708025 * k[7, i]
        sum -= 0.12419142326381637 * k[8, i]
        sum += 0.15329179827876568 * k[9, i]
        sum += 0.00820105229563469 * k[10, i]
        sum += 0.007567897660545699 * k[11, i]
        sum -= 0.008298 * k[12, i]
        return sum
    }

    @inline(__always)
    static func stage14(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 0.03183464816350214 * k[0, i]
        sum += 0.028300909672366776 * k[5, i]
        sum += 0.053541988307438566 * k[6, i]
        sum -= 0.05492374857139099 * k[7, i]
        sum -= 0.00010834732869724932 * k[10, i]
        sum += 0.0003825710908356584 * k[11, i]
        sum -= 0.00034046500868740456 * k[12, i]
        sum += 0.1413124436746325 * k[13, i]
        return sum
    }

    @inline(__always)
    static func stage15(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = -0.42889630158379194 * k[0, i]
        sum -= 4.697621415361164 * k[5, i]
        sum += 7.683421196062599 * k[6, i]
        sum += 4.06898981839711 * k[7, i]
        sum += 0.3567271874552811 * k[8, i]
        sum -= 0.0013990241651590145 * k[12, i]
        sum += 2.9475147891527724 * k[13, i]
        sum -= 9.15095847217987 * k[14, i]
        return sum
    }

    @inline(__always)
    static func dense4(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = -8.428938276109013 * k[0, i]
        sum += 0.5667149535193777 * k[5, i]
        sum -= 3.0689499459498917 * k[6, i]
        sum += 2.38466765651207 * k[7, i]
        sum += 2.117034582445028 * k[8, i]
        sum -= 0.871391583777973 * k[9, i]
        sum += 2.2404374302607883 * k[10, i]
        sum += 0.6315787787694688 * k[11, i]
        sum -= 0.08899033645133331 * k[12, i]
        sum += 18.148505520854727 * k[13, i]
        sum -= 9.194632392478356 * k[14, i]
        sum -= 4.436036387594894 * k[15, i]
        return sum
    }

    @inline(__always)
    static func dense5(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 10.427508642579134 * k[0, i]
        sum += 242.28349177525817 * k[5, i]
        sum += 165.20045171727028 * k[6, i]
        sum -= 374.5467547226902 * k[7, i]
        sum -= 22.113666853125306 * k[8, i]
        sum += 7.733432668472264 * k[9, i]
        sum -= 30.674084731089398 * k[10, i]
        sum -= 9.332130526430229 * k[11, i]
        sum += 15.697238121770845 * k[12, i]
        sum -= 31.139403219565178 * k[13, i]
        sum -= 9.35292435884448 * k[14, i]
        sum += 35.81684148639408 * k[15, i]
        return sum
    }

    @inline(__always)
    static func dense6(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = 19.985053242002433 * k[0, i]
        sum -= 387.0373087493518 * k[5, i]
        sum -= 189.17813819516758 * k[6, i]
        sum += 527.8081592054236 * k[7, i]
        sum -= 11.57390253995963 * k[8, i]
        sum += 6.8812326946963 * k[9, i]
        sum -= 1.0006050966910838 * k[10, i]
        sum += 0.7777137798053443 * k[11, i]
        sum -= 2.778205752353508 * k[12, i]
        sum -= 60.19669523126412 * k[13, i]
        sum += 84.32040550667716 * k[14, i]
        sum += 11.99229113618279 * k[15, i]
        return sum
    }

    @inline(__always)
    static func dense7(_ k: PackMatrix, _ i: Int) -> SIMD8<Double> {
        var sum = -25.69393346270375 * k[0, i]
        sum -= 154.18974869023643 * k[5, i]
        sum -= 231.5293791760455 * k[6, i]
        sum += 357.6391179106141 * k[7, i]
        sum += 93.40532418362432 * k[8, i]
        sum -= 37.45832313645163 * k[9, i]
        sum += 104.0996495089623 * k[10, i]
        sum += 29.8402934266605 * k[11, i]
        sum -= 43.53345659001114 * k[12, i]
        sum += 96.32455395918828 * k[13, i]
        sum -= 39.17726167561544 * k[14, i]
        sum -= 149.72683625798564 * k[15, i]
        return sum
    }
}
