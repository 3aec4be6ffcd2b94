// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import ControlProtocol

/// What may follow on the command line.
package struct Completion {
    let catalogue: Catalogue

    /// Completes from this catalogue.
    package init(catalogue: Catalogue) {
        self.catalogue = catalogue
    }

    /// A place where ids are wanted: the query and the column that list them.
    package struct Wanted: Sendable {
        /// The query that lists the ids.
        package let method: String
        /// The column they stand in.
        package let column: String
        /// What was typed of the id so far.
        package let prefix: String
        /// What stands before the id in the same word, `--fund=`.
        package var lead = ""
    }

    /// Candidates for the last of these words; where ids are wanted, whom to ask for them.
    package func candidates(_ words: [String]) -> (words: [String], ids: Wanted?) {
        let last = words.last ?? ""
        // Global flags may stand anywhere, also before the command.
        let (before, open) = Options.parted(words.dropLast())
        let named = Array(before.prefix { !$0.hasPrefix("-") })
        let command = catalogue.command(startingAt: named)
        if let open { return values(global: open, of: command, last) }
        if last.hasPrefix("--"), let equals = last.firstIndex(of: "=") {
            let flag = String(last[..<equals])
            let value = String(last[last.index(after: equals)...])
            var (words, ids) = values(global: String(flag.dropFirst(2)), of: command, value)
            if words.isEmpty, ids == nil, let command {
                (words, ids) = values(command, flag, value)
            }
            ids?.lead = flag + "="
            return (words.map { flag + "=" + $0 }, ids)
        }
        guard let command else {
            if last.hasPrefix("-") { return (matching(Options.flagNames, last), nil) }
            let depth = named.count
            let next = catalogue.words.filter { $0.count > depth && $0.starts(with: named) }
                .map { $0[depth] }
            // Of the reports one is the client's own.
            let local =
                depth == 0
                ? Help.local.map { String($0.words.prefix { $0 != " " }) }
                : named == ["report"] ? ["verify"] : []
            return (matching(next + local, last), nil)
        }
        if last.hasPrefix("-") {
            let own = command.flagged.flatMap { parameter -> [String] in
                if case .boolean = parameter.form.kind {
                    return ["--" + parameter.flag, "--no-" + parameter.flag]
                }
                return ["--" + parameter.flag]
            }
            return (matching(own + Options.flagNames, last), nil)
        }
        if let flag = before.dropFirst(command.words.count).last, flag.hasPrefix("--"), flag != "--"
        {
            let found = values(command, flag, last)
            if !found.words.isEmpty || found.ids != nil { return found }
        }
        let place = before.dropFirst(command.words.count).count { !$0.hasPrefix("-") }
        guard command.positional.indices.contains(place) else { return ([], nil) }
        return values(command, "--" + kebab(command.positional[place]), last)
    }

    /// Values of a flag: choices of an enumeration, or ids to ask for.
    ///
    /// Never personal data.
    private func values(
        _ command: Command,
        _ flag: String,
        _ prefix: String
    ) -> (words: [String], ids: Wanted?) {
        guard let parameter = command.flagged.first(where: { "--" + $0.flag == flag }),
            !parameter.isPersonal
        else { return ([], nil) }
        if let complete = parameter.complete {
            return ([], Wanted(method: complete.method, column: complete.column, prefix: prefix))
        }
        var form = parameter.form
        if case .list(let item) = form.kind { form = item }
        guard case .choice(let choices) = form.kind else { return ([], nil) }
        return (matching(choices.map { kebab($0.value) }, prefix), nil)
    }

    /// Values of a global flag, which are no param of any method.
    private func values(
        global flag: String,
        of command: Command?,
        _ prefix: String
    ) -> (words: [String], ids: Wanted?) {
        switch flag {
        case "output" where command != nil:
            (matching((command?.formats ?? []).map(\.rawValue), prefix), nil)
        case "act-as":
            ([], Wanted(method: "operator.list", column: "operator", prefix: prefix))
        default: (matching(Options.choices(of: flag), prefix), nil)
        }
    }

    private func matching(_ words: [String], _ prefix: String) -> [String] {
        Set(words.filter { $0.hasPrefix(prefix) }).sorted()
    }

    /// The script for a shell; nil for one that has none.
    package static func script(for shell: String) -> String? {
        switch shell {
        case "bash":
            return """
                _peksosctl() {
                    local i last=-1 cut words=()
                    for ((i = 1; i <= COMP_CWORD; i++)); do
                        cut=
                        # bash parts words at = and : and completes the part behind them.
                        if ((last >= 0)) && [[ ${COMP_WORDS[i]} == [=:]* || ${words[last]} == *[=:] ]]
                        then
                            cut=${words[last]}
                            [[ ${COMP_WORDS[i]} == [=:]* ]] && cut+=${COMP_WORDS[i]}
                            words[last]+=${COMP_WORDS[i]}
                        else
                            words[++last]=${COMP_WORDS[i]}
                        fi
                    done
                    mapfile -t COMPREPLY < <(peksosctl __complete -- "${words[@]}" 2>/dev/null)
                    COMPREPLY=("${COMPREPLY[@]#"$cut"}")
                }
                complete -o default -F _peksosctl peksosctl

                """
        case "zsh":
            return """
                #compdef peksosctl
                _peksosctl() {
                    local -a found
                    found=("${(@f)$(peksosctl __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
                    [[ -n "$found" ]] && compadd -a found || _files
                }
                if [[ "$funcstack[1]" = "_peksosctl" ]]; then
                    _peksosctl "$@"
                else
                    compdef _peksosctl peksosctl
                fi

                """
        case "fish":
            return """
                function __peksosctl_complete
                    set -l words (commandline -opc)
                    peksosctl __complete -- $words[2..-1] (commandline -ct) 2>/dev/null
                end
                complete -c peksosctl -f -a '(__peksosctl_complete)'

                """
        default: return nil
        }
    }
}
