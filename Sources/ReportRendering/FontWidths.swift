// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// How wide texts come out in DejaVu Sans, so that labels can be laid out without a font.
enum FontWidths {
    /// Advances of U+0020 to U+007E in thousandths of the size, from the font's `hmtx` table.
    private static let regular: [Double] = [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636,
        636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1_000, 684, 686, 698,
        770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732,
        684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
        634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,
        525, 636, 337, 636, 838,
    ]
    /// The same of DejaVu Sans Bold.
    private static let bold: [Double] = [
        348, 456, 521, 838, 696, 1_002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696,
        696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1_000, 774, 762, 734,
        830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812,
        774, 1_103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716,
        712, 343, 343, 665, 343, 1_042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652,
        582, 712, 365, 712, 838,
    ]

    /// The width of a text in the unit of `size`; letters beyond ASCII count as wide ones.
    static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
        let widths = isBold ? bold : regular
        var thousandths = 0.0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x20...0x7E: thousandths += widths[Int(scalar.value) - 0x20]
            case 0xB7: thousandths += 380
            case 0x2013: thousandths += 500
            case 0x1100...0xFFFF where scalar.value < 0x2000 || scalar.value > 0x2E7F,
                0x1_0000...0x10_FFFF:
                thousandths += 1_300
            default: thousandths += 1_000
            }
        }
        return thousandths / 1_000 * size
    }

    /// The text, or as much of it as fits with an ellipsis.
    static func fitted(
        _ text: String,
        _ room: Double,
        size: Double,
        isBold: Bool = false
    ) -> String {
        if width(text, size: size, isBold: isBold) <= room { return text }
        var out = ""
        for character in text {
            if width(out + String(character) + "…", size: size, isBold: isBold) > room { break }
            out.append(character)
        }
        while out.last == " " { out.removeLast() }
        return out + "…"
    }

    /// The text in lines that fit, parted at spaces, the last one cut where more are needed.
    static func lines(
        _ text: String,
        _ room: Double,
        size: Double,
        atMost count: Int,
        isBold: Bool = false
    ) -> [String] {
        var lines: [String] = []
        var line = ""
        let words = text.split(separator: " ").map(String.init)
        for (place, word) in words.enumerated() {
            let longer = line.isEmpty ? word : line + " " + word
            if line.isEmpty || width(longer, size: size, isBold: isBold) <= room {
                line = longer
                continue
            }
            if lines.count + 1 == count {
                line = ([line] + words[place...]).joined(separator: " ")
                break
            }
            lines.append(line)
            line = word
        }
        return (lines + [line]).map { fitted($0, room, size: size, isBold: isBold) }
    }
}
