// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol

/// What happens in a case of the benchmark, from the client's registration to the closure.
enum CaseStep: UInt8 {
    case register, consent, open, screen, assign, contact, assess, draft, submit, approve
    case schedule, complete, serve, requestClosure, close

    /// True for what the supervisor does; the rest is the worker's.
    var isSupervisors: Bool {
        switch self {
        case .register, .consent, .open, .screen, .assign, .approve, .close: true
        case .contact, .assess, .draft, .submit, .schedule, .complete, .serve,
            .requestClosure:
            false
        }
    }

    var next: CaseStep? { CaseStep(rawValue: rawValue + 1) }
}

/// The clients of the benchmark and what is asked for their cases; the same for the same number.
///
/// Names, days and numbers are such that nobody looks like somebody else: whoever was born on the
/// same day shares at most one word of the name.
struct CaseScript {
    /// How many birth dates there are; clients with the same one are so far apart.
    private static let birthDates = 20_000
    /// Of 100 clients so many have the same first name.
    private static let commonPercent = 5
    /// First names of those born on the same days; and how many blocks of these there may be.
    private static let firstNames = 80
    static let casesMax = birthDates * 12

    let today: Int

    // MARK: People

    /// A name of two or three invented words.
    func name(of number: Int) -> String {
        let block = number / Self.birthDates
        let first = Self.word(block * Self.firstNames + number % Self.firstNames)
        let lot = Self.scattered(number)
        if lot % 100 < Self.commonPercent { return Self.commonName + " " + first }
        let last = Self.word(1000 + lot / 100 % 1000)
        if lot % 3 > 0 { return first + " " + last }
        return first + " " + Self.word(2500 + block * 100 + lot / 7 % 100) + " " + last
    }

    /// The first name that many share.
    static let commonName = "Siti"

    /// Numbers in no order, the same in every run.
    private static func scattered(_ number: Int) -> Int {
        var random = Random(seed: UInt64(number))
        return random.below(1 << 30)
    }

    /// A word of two syllables; different numbers below 4,225 are different words.
    private static func word(_ number: Int) -> String {
        let consonants = Array("bdgjklmnprstw")
        let vowels = Array("aiueo")
        let syllables = consonants.count * vowels.count
        func syllable(_ index: Int) -> String {
            String([consonants[index / vowels.count], vowels[index % vowels.count]])
        }
        let place = number % (syllables * syllables)
        let text = syllable(place / syllables) + syllable(place % syllables)
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    // MARK: Cases

    /// The last step of a case; a case that is screened out ends with its screening.
    func lastStep(of number: Int, isOpen: Bool) -> CaseStep {
        if isOpen { return [.assess, .draft, .approve, .schedule, .serve][number % 5] }
        return isScreenedOut(number) ? .screen : .close
    }

    /// Four of ten who ask are helped at once and get no worker.
    func isScreenedOut(_ number: Int) -> Bool { number % 10 >= 6 }

    /// The business day of a step.
    private func day(of number: Int, isOpen: Bool, _ step: CaseStep) -> Int {
        let start = isOpen ? today - 40 - number % 80 : today - 60 - number * 37 % 700
        return start + 2 * Int(step.rawValue)
    }

    // MARK: Requests

    /// The people and things a step names.
    struct Names {
        let client: [UInt8]
        let `case`: [UInt8]
        let worker: String
    }

    /// Appends the method and the params of a step, without the closing braces.
    func append(
        _ step: CaseStep,
        of number: Int,
        isOpen: Bool,
        _ names: Names,
        to bytes: inout [UInt8]
    ) {
        let day = day(of: number, isOpen: isOpen, step)
        let (method, params) = asked(step, number, isOpen, names, day)
        bytes.append("\"method\":\"\(method)\",\"params\":{\"occurredOn\":\"")
        bytes.append(Civil.isoDate(daysSince1970: day))
        if step == .register {
            bytes.append("\"")
        } else if step == .consent || step == .open {
            bytes.append("\",\"client\":\"")
            bytes.append(contentsOf: names.client)
            bytes.append("\"")
        } else if step == .complete {
            bytes.append("\",\"followUp\":\"")
            bytes.append(contentsOf: names.case)
            bytes.append("/F1\"")
        } else {
            bytes.append("\",\"case\":\"")
            bytes.append(contentsOf: names.case)
            bytes.append("\"")
        }
        bytes.append(params)
    }

    private func asked(
        _ step: CaseStep,
        _ number: Int,
        _ isOpen: Bool,
        _ names: Names,
        _ day: Int
    ) -> (method: String, params: String) {
        func after(_ days: Int) -> String { Civil.isoDate(daysSince1970: day + days) }
        switch step {
        case .register: return ("client.register", person(number))
        case .consent:
            return (
                "consent.give",
                #","scopes":["services"],"giverKind":"self","giverName":"\#(name(of: number))","#
                    + #""evidenceKind":"written","evidenceRef":"arsip \#(number)""#
            )
        case .open:
            return (
                "case.open",
                #","ppksCode":16,"setting":"family","source":"walkIn","#
                    + #""summary":"Keluarga meminta pendampingan.""#
            )
        case .screen:
            let decision = isScreenedOut(number) && !isOpen ? "out" : "in"
            return (
                "case.screen", #","decision":"\#(decision)","note":"Sudah dibicarakan.""#
            )
        case .assign: return ("case.assign", #","worker":"\#(names.worker)""#)
        case .contact: return ("case.logContact", Self.contact)
        case .assess:
            let risk = ["high", "medium", "low"][number % 3]
            return (
                "case.assess",
                #","instrument":"hbse","narrative":"Uraian asesmen.","risk":"\#(risk)","#
                    + #""dimensions":[{"dimension":"social","text":"Uraian."}],"#
                    + #""reviewBy":"\#(after(60))""#
            )
        case .draft:
            return (
                "plan.draft",
                #","goals":[{"text":"Keluarga rukun.","problems":[],"services":["counselling"],"#
                    + #""dueOn":"\#(after(90))"}]"#
            )
        case .submit: return ("plan.submit", "")
        case .approve: return ("plan.approve", "")
        case .schedule:
            return ("followUp.schedule", #","kind":"visit","dueOn":"\#(after(14))""#)
        case .complete: return ("followUp.complete", #","note":"Sudah dikunjungi.""#)
        case .serve:
            return (
                "case.serve",
                #","service":"counselling","mode":"direct","rolePlayed":"enabler","#
                    + #""minutes":45,"note":"Konseling keluarga.""#
            )
        case .requestClosure:
            return (
                "closure.request",
                #","closureReason":"clientWithdrew","circumstance":"sudah mandiri","#
                    + #""note":"Catatan penutupan.""#
            )
        case .close: return ("closure.approve", "")
        }
    }

    /// The params of a contact.
    static let contact =
        #","kind":"homeVisit","with":"family","successful":true,"minutes":60,"#
        + #""note":"Kunjungan ke rumah keluarga.""#

    private func person(_ number: Int) -> String {
        // From 1950 on: grown up whenever their cases begin.
        let born = number % Self.birthDates - 7305
        let date = Civil.isoDate(daysSince1970: born)
        let isFemale = number % 2 == 0
        let parts = date.split(separator: "-").compactMap { Int($0) }
        var params = #","name":"\#(name(of: number))","sex":"\#(isFemale ? "female" : "male")","#
        params +=
            #""birthDate":"\#(date)","area":"32.77.01.1001","address":"Jalan Umpama \#(number)""#
        if parts.count == 3, number % 5 > 0 {
            var nik: [UInt8] = []
            nik.append("327701")
            nik.append(number: parts[2] + (isFemale ? 40 : 0), width: 2)
            nik.append(number: parts[1], width: 2)
            nik.append(number: parts[0] % 100, width: 2)
            nik.append(number: number / Self.birthDates + 1, width: 4)
            params += #","nik":"\#(String(decoding: nik, as: UTF8.self))""#
        }
        if number % 2 == 0 { params += #","phone":"0812\#(1_000_000 + number)""# }
        return params
    }
}
