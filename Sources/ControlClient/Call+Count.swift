// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

extension Call {
    /// The params that a counting dialogue fills: the money counted, and what is no tender.
    private var counted: (pieces: Parameter, other: Parameter?)? {
        guard command.cli.interactive == "count" else { return nil }
        let money = command.flagged.filter { !$0.tender.isEmpty }
        guard let pieces = money.first(where: \.isRequired) else { return nil }
        return (pieces, money.first { !$0.isRequired })
    }

    /// Whether a dialogue asks for this param instead of one question.
    func isCounted(_ parameter: Parameter) -> Bool { counted?.pieces.name == parameter.name }

    /// Counts piece by piece; the draft outlives the terminal, until ``forgetDraft()``.
    func count(_ params: inout [JSONMember]) throws(Failure) {
        guard let (pieces, other) = counted else { return }
        let names =
            command.positional
            + params.map(\.name).filter {
                !command.positional.contains($0)
            }
        let personal = personalNames
        let values = names.filter { !personal.contains($0) }.compactMap { name in
            params.first { $0.name == name }?.value.string
        }
        let store = session.hello["store"]?["id"]?.string ?? ""
        let date =
            options.reserved.first { $0.name == "occurredOn" }?.value.string
            ?? Civil.isoDate(daysSince1970: Day.today())
        draftFile = DraftFile([store, command.words.joined(separator: "-")] + values)
        let kept = draftFile?.read()
        if kept == nil { try tryEmpty(pieces, params) }
        let draft = kept ?? CountDraft(commandID: makeCommandID())
        let looks = client.looks
        let title = Civil.days(isoDate: date).map { looks.date($0) } ?? date
        let what = escapedForTerminal(values.first ?? command.title)
        console.note(looks.trainingMark + looks.text(.countHeading, what, title))
        let isOtherGiven = other.map { other in params.contains { $0.name == other.name } } ?? true
        let dialogue = CountDialogue(
            pieces.tender,
            on: date,
            otherTitle: isOtherGiven ? nil : other?.title,
            looks: looks,
            lines: lines()
        )
        do throws(Failure) {
            let counted = try dialogue.run(draft)
            let found = counted.pieces.filter { entry in
                entry.value > 0 && dialogue.questions.contains { $0.key == entry.key }
            }
            params.append(JSONMember(pieces.name, CountDraft.value(found)))
            if let other, let apart = counted.other, !apart.isEmpty {
                params.append(JSONMember(other.name, CountDraft.value(apart)))
            }
            draftedID = counted.commandID
        } catch {
            guard let draftFile, draftFile.read() != nil else { throw error }
            throw error.adding(.draftKept, draftFile.path)
        }
    }

    /// Throws what stands in the way: nobody should count a box only to be refused afterwards.
    private func tryEmpty(_ pieces: Parameter, _ params: [JSONMember]) throws(Failure) {
        let other = options.reserved.filter { !["commandId", "dryRun"].contains($0.name) }
        let none = JSONMember(pieces.name, CountDraft.value([:]))
        _ = try deliver(params + other + [none, JSONMember("dryRun", true)])
    }

    private func lines() -> CountDialogue.Lines {
        var isTold = false
        return CountDialogue.Lines { [console] question throws(Failure) in
            try console.ask(question)
        } note: { [console] line in
            console.note(line)
        } keep: { [console, client, draftFile] draft in
            guard let draftFile else { return }
            do throws(SystemError) {
                try draftFile.keep(draft)
            } catch {
                // Counting goes on: a draft is a help, not a condition.
                if !isTold {
                    console.note(client.looks.text(.draftNotKept, draftFile.path, error.text))
                }
                isTold = true
            }
        }
    }

    /// Removes the draft of what was recorded.
    func forgetDraft() { draftFile?.remove() }
}
