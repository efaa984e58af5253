/// The size of a picture and of what is in it. Unit: pixels.
struct FigureFormat {
    let width: Double
    /// Of an axis' plot area.
    let panelHeight: Double
    let titleSize: Double
    let textSize: Double
    let smallSize: Double
    /// Room for the numbers of the vertical axis.
    let leftMargin: Double
    /// The most room for labels at the curves' right ends.
    let widestEndLabel: Double

    /// For paper and for screens.
    static let wide = FigureFormat(
        width: 860, panelHeight: 230, titleSize: 17, textSize: 13, smallSize: 11, leftMargin: 52, widestEndLabel: 190)
    /// For telephones, without being scaled down.
    static let narrow = FigureFormat(
        width: 360, panelHeight: 190, titleSize: 15, textSize: 12, smallSize: 11, leftMargin: 40, widestEndLabel: 136)
}
