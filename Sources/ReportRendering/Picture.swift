// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A drawing in SVG, 680 units wide on 178 millimetres, that knows where each of its texts lies.
///
/// Style sheets of the page do not reach into a drawing on paper, so every shape carries its own
/// attributes.
package struct Picture {
    static let width = 680.0
    /// 11 units are 8.2 points on A4, the smallest that may be printed.
    static let textSize = 11.0
    /// Okabe and Ito's colours, which colour-blind people tell apart.
    static let colours = [
        "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#666666",
    ]
    /// The colour of every text that stands on white.
    static let ink = "#111111"

    /// Which part of a text stands at its place.
    package enum Anchor: String {
        case start, middle, end
    }

    /// The room that a text takes.
    struct TextBox {
        let text: String
        let left: Double
        let top: Double
        let right: Double
        let bottom: Double
    }

    /// Distinguishes the names of its patterns from those of other pictures.
    let name: String
    /// Set when everything is drawn.
    package var height = 0.0
    private var shapes: [Markup] = []
    private var patterns: Set<Int> = []
    private(set) var texts: [TextBox] = []

    /// An empty drawing.
    package init(name: String) {
        self.name = name
    }

    // MARK: Shapes

    mutating func rectangle(
        _ x: Double,
        _ y: Double,
        _ width: Double,
        _ height: Double,
        fill: String,
        opacity: Double = 1,
        outline: Bool = false
    ) {
        var attributes = [
            ("x", units(x)), ("y", units(y)), ("width", units(width)), ("height", units(height)),
            ("fill", fill),
        ]
        if opacity < 1 { attributes.append(("fill-opacity", units(opacity))) }
        if outline { attributes += [("stroke", "#555555"), ("stroke-width", "0.75")] }
        shapes.append(.element("rect", attributes, []))
    }

    /// A mark of a series: colour and hatch, so that a black-and-white copy can be read.
    mutating func mark(_ x: Double, _ y: Double, _ width: Double, _ height: Double, series: Int) {
        let colour = Picture.colours[series % Picture.colours.count]
        // A small amount must not vanish.
        let width = max(1.5, width)
        rectangle(x, y, width, height, fill: colour, outline: true)
        guard series > 0 else { return }
        patterns.insert(series % 7)
        rectangle(x, y, width, height, fill: "url(#\(name)-\(series % 7))")
    }

    mutating func path(
        _ data: String,
        fill: String = "none",
        opacity: Double = 1,
        stroke: String? = nil,
        thickness: Double = 1,
        dash: String? = nil
    ) {
        var attributes = [("d", data), ("fill", fill)]
        if opacity < 1 { attributes.append(("fill-opacity", units(opacity))) }
        if let stroke {
            attributes += [("stroke", stroke), ("stroke-width", units(thickness))]
            if let dash { attributes.append(("stroke-dasharray", dash)) }
        }
        shapes.append(.element("path", attributes, []))
    }

    mutating func line(
        _ x0: Double,
        _ y0: Double,
        _ x1: Double,
        _ y1: Double,
        stroke: String = "#555555",
        thickness: Double = 0.75
    ) {
        path(
            "M\(units(x0)) \(units(y0))L\(units(x1)) \(units(y1))",
            stroke: stroke,
            thickness: thickness
        )
    }

    // MARK: Texts

    /// A text on its base line; `room` cuts it.
    package mutating func text(
        _ text: String,
        _ x: Double,
        _ y: Double,
        _ anchor: Anchor = .start,
        room: Double = 680,
        size: Double = 11,
        isBold: Bool = false,
        fill: String = "#111111"
    ) {
        let text = FontWidths.fitted(text, room, size: size, isBold: isBold)
        let width = FontWidths.width(text, size: size, isBold: isBold)
        let left =
            switch anchor {
            case .start: x
            case .middle: x - width / 2
            case .end: x - width
            }
        texts.append(
            TextBox(
                text: text,
                left: left,
                top: y - size * 0.76,
                right: left + width,
                bottom: y + size * 0.24
            )
        )
        var attributes = [
            ("x", units(x)), ("y", units(y)), ("font-family", "DejaVu Sans, sans-serif"),
            ("font-size", units(size)), ("fill", fill),
        ]
        if anchor != .start { attributes.append(("text-anchor", anchor.rawValue)) }
        if isBold { attributes.append(("font-weight", "bold")) }
        shapes.append(.element("text", attributes, [.text(text)]))
    }

    /// Swatches with the names of the series, in as many lines as it takes; gives the height.
    mutating func legend(_ names: [String], _ y: Double) -> Double {
        var x = 0.0
        var line = y
        for (series, name) in names.enumerated() {
            let room = Picture.width - 18
            let label = FontWidths.fitted(name, room, size: Picture.textSize)
            let width = 18 + FontWidths.width(label, size: Picture.textSize)
            if x > 0, x + width > Picture.width {
                x = 0
                line += 18
            }
            mark(x, line + 1, 12, 11, series: series)
            text(label, x + 18, line + 11)
            x += width + 18
        }
        return line - y + 24
    }

    // MARK: Result

    /// The drawing with its text alternatives.
    func markup(title: String, description: String) -> Markup {
        let definitions = patterns.sorted().map(pattern)
        return .tag(
            "svg",
            [
                "viewBox": "0 0 \(units(Picture.width)) \(units(height))",
                "role": "img", "aria-labelledby": "\(name)-t \(name)-d",
            ],
            [
                .tag("title", ["id": "\(name)-t"], title),
                .tag("desc", ["id": "\(name)-d"], description),
            ] + (definitions.isEmpty ? [] : [.tag("defs", [:], definitions)]) + shapes
        )
    }

    /// What a reader would stumble over: texts outside of the drawing or over one another.
    package var problems: [String] {
        var found: [String] = []
        for (place, box) in texts.enumerated() {
            if box.left < -0.5 || box.right > Picture.width + 0.5 || box.top < -0.5
                || box.bottom > height + 0.5
            {
                found.append("\(name): “\(box.text)” is outside")
            }
            for other in texts[..<place]
            where min(box.right, other.right) - max(box.left, other.left) > 0.5
                && min(box.bottom, other.bottom) - max(box.top, other.top) > 0.5
            {
                found.append("\(name): “\(box.text)” lies over “\(other.text)”")
            }
        }
        return found
    }

    private func pattern(_ number: Int) -> Markup {
        let strokes = [
            1: "M0 6L6 0", 2: "M3 0L3 6", 3: "M0 0L6 6", 4: "M0 3L6 3", 5: "M0 0L6 6M0 6L6 0",
            6: "M3 0L3 6M0 3L6 3",
        ]
        return .tag(
            "pattern",
            [
                "id": "\(name)-\(number)", "width": "6", "height": "6",
                "patternUnits": "userSpaceOnUse",
            ],
            [
                .tag(
                    "path",
                    [
                        "d": strokes[number] ?? "", "stroke": "#FFFFFF", "stroke-width": "1.2",
                        "fill": "none",
                    ]
                )
            ]
        )
    }
}

/// A length with at most two decimals, as short as it can be.
func units(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    var text = (hundredths < 0 ? "-" : "") + String(whole)
    if rest > 0 {
        text += rest < 10 ? ".0\(rest)" : ".\(rest % 10 == 0 ? rest / 10 : rest)"
    }
    return text
}
