// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Names are compared by folded words, so that capitals, accents, full stops and titles do not hide
// that two records mean the same.

/// Folds names to words that can be compared or hashed.
package enum NameFold {
    /// The words of an institution's name: lower case, without accents and punctuation.
    ///
    /// Full stops and apostrophes join (`S.Sos.` is `ssos`), other punctuation parts words. Nothing
    /// is dropped, since `SMP A` and `SMP B` are two schools.
    package static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in name.unicodeScalars {
            if isJoining(scalar) { continue }
            guard let folded = fold(scalar) else {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            word += folded
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// The words of a person's name: as ``words(of:)``, without titles and single letters.
    package static func personWords(of name: String) -> [String] {
        words(of: name).filter { $0.unicodeScalars.count > 1 && !titles.contains($0) }
    }

    /// The words of a person's name, each once.
    package static func uniqueWords(of name: String) -> [String] { unique(personWords(of: name)) }

    /// How some words sound, each sound once.
    package static func uniqueSounds(of words: [String]) -> [String] {
        unique(words.map(phonetic))
    }

    private static func unique(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }

    /// How a folded word sounds, for names that are spelt in the old and the new way.
    ///
    /// oe is u, dj is j, tj is c, sj is sy, v is f; doubled letters become single.
    package static func phonetic(_ word: String) -> String {
        let letters = Array(word.unicodeScalars)
        var sounded: [Unicode.Scalar] = []
        var index = 0
        while index < letters.count {
            let next = index + 1 < letters.count ? letters[index + 1] : nil
            var step = 2
            switch (letters[index], next) {
            case ("o", "e"): sounded.append("u")
            case ("d", "j"): sounded.append("j")
            case ("t", "j"): sounded.append("c")
            case ("s", "j"): sounded += ["s", "y"]
            case ("v", _):
                sounded.append("f")
                step = 1
            case (let letter, _):
                sounded.append(letter)
                step = 1
            }
            index += step
        }
        var single = String.UnicodeScalarView()
        for scalar in sounded where single.last != scalar { single.append(scalar) }
        return String(single)
    }

    private static let titles: Set<String> = [
        "drs", "dra", "ir", "h", "hj", "dr", "drg", "prof", "sos", "ssos", "sst", "sstp",
        "spd", "spdi", "se", "sh", "shi", "skm", "st", "stp", "sag", "spsi", "msi", "mm", "mp",
        "mpd", "mps", "msos", "mssos", "mkes", "mh", "mpsi", "mag", "ag", "phd", "kh",
    ]

    // Combining accents, full stops and apostrophes leave no trace.
    private static func isJoining(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x27, 0x2E, 0x60, 0xB4, 0x2018, 0x2019, 0x02BC, 0x0300...0x036F: true
        default: false
        }
    }

    private static func fold(_ scalar: Unicode.Scalar) -> String? {
        if scalar.isASCII {
            switch scalar {
            case "a"..."z", "0"..."9": return String(scalar)
            case "A"..."Z": return scalar.properties.lowercaseMapping
            default: return nil
            }
        }
        guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        else { return nil }
        let lower = scalar.properties.lowercaseMapping
        guard let first = lower.unicodeScalars.first else { return nil }
        return plain[first] ?? lower
    }

    // Letters with accents that are one character of their own.
    private static let plain: [Unicode.Scalar: String] = {
        let groups = [
            "a": "àáâãäåāăąǎ", "ae": "æ", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęě",
            "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭįı", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł",
            "n": "ñńņňŉ", "o": "òóôõöøōŏőǒ", "oe": "œ", "r": "ŕŗř", "s": "śŝşšș", "ss": "ß",
            "t": "ţťŧț", "th": "þ", "u": "ùúûüũūŭůűųǔ", "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (letter, group) in groups {
            for scalar in group.unicodeScalars { table[scalar] = letter }
        }
        return table
    }()
}
