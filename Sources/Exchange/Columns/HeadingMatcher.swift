import Base
import Registers

/// A heading of a file.
struct Heading {
    let column: Int
    /// With two rows of headings the upper one and a stroke before it.
    let title: String
    let group: String?
    let item: String
}

/// Matches the headings of a file to what they may stand for.
struct HeadingMatcher {
    private struct Form {
        let text: String
        let entry: Int
        let how: MatchHow
        let worth: Double
    }

    let catalogue: TargetCatalogue
    /// What people chose earlier for a heading, folded; nil for “leave out”.
    let remembered: [String: ColumnTarget?]
    private let forms: [String: [Form]]
    private let regionForms: Set<String>

    init(_ catalogue: TargetCatalogue, remembered: [String: ColumnTarget?] = [:]) {
        self.catalogue = catalogue
        self.remembered = remembered
        var forms: [String: [Form]] = [:]
        for (index, entry) in catalogue.entries.enumerated() {
            let lost = Double(entry.rank) * 0.001
            for (text, how, worth) in HeadingMatcher.writings(entry) {
                forms[text, default: []].append(Form(text: text, entry: index, how: how, worth: worth - lost))
            }
        }
        self.forms = forms
        regionForms = Set(TargetCatalogue.regionParts.map(HeadingForm.folded))
    }

    private static func writings(_ entry: TargetCatalogue.Entry) -> [(String, MatchHow, Double)] {
        var result = [(HeadingForm.folded(entry.title), MatchHow.exact, 1.0)]
        result += entry.aliases.map { (HeadingForm.folded($0), MatchHow.alias, 0.98) }
        let bare = HeadingForm.withoutBrackets(entry.title)
        if !bare.isEmpty { result.append((bare, .exact, 0.96)) }
        result += entry.aliases.map { (HeadingForm.withoutBrackets($0), MatchHow.alias, 0.94) }
        return result.filter { !$0.0.isEmpty }
    }

    /// How surely a heading is one of this register's, 0–1: for finding the row of the headings.
    func score(_ heading: String) -> Double {
        let folded = HeadingForm.folded(heading)
        if remembered[folded] != nil || forms[folded] != nil { return 1 }
        if catalogue.computed.contains(folded) { return 0.9 }
        let bare = HeadingForm.withoutBrackets(heading)
        return forms[bare] != nil ? 0.95 : 0
    }

    /// The columns with the fields for which they most likely stand. A field has one column; the region may have several.
    func match(_ headings: [Heading]) -> [ImportColumn] {
        var columns = headings.map {
            ImportColumn(column: $0.column, heading: $0.title, target: nil, targetTitle: nil, how: .none)
        }
        var taken: Set<ColumnTarget> = []
        var open: Set<Int> = []
        for (index, heading) in headings.enumerated() {
            if let choice = remembered[HeadingForm.folded(heading.title)] {
                guard let target = choice else {
                    columns[index].how = .remembered
                    continue
                }
                if catalogue.entry(target) != nil, isFree(target, taken) {
                    set(&columns[index], target, .remembered, &taken)
                    continue
                }
            }
            open.insert(index)
        }
        assign(proposals(headings, open), &columns, &open, &taken)
        assign(resemblances(headings, open, taken), &columns, &open, &taken)
        for index in open where isComputed(headings[index]) { columns[index].how = .computed }
        for index in open where isAttachment(headings[index]) { columns[index].how = .attachment }
        return columns
    }

    private struct Proposal {
        let index: Int
        let target: ColumnTarget
        let how: MatchHow
        let worth: Double
    }

    private func assign(
        _ proposals: [Proposal], _ columns: inout [ImportColumn], _ open: inout Set<Int>,
        _ taken: inout Set<ColumnTarget>
    ) {
        let best = proposals.sorted { ($0.worth, -$0.index) > ($1.worth, -$1.index) }
        for proposal in best where open.contains(proposal.index) && isFree(proposal.target, taken) {
            set(&columns[proposal.index], proposal.target, proposal.how, &taken)
            open.remove(proposal.index)
        }
    }

    private func set(
        _ column: inout ImportColumn, _ target: ColumnTarget, _ how: MatchHow, _ taken: inout Set<ColumnTarget>
    ) {
        column.target = target
        column.targetTitle = catalogue.entry(target)?.title
        column.how = how
        taken.insert(target)
    }

    private func isFree(_ target: ColumnTarget, _ taken: Set<ColumnTarget>) -> Bool {
        !taken.contains(target) || (target.by == nil && target.field == catalogue.register.region)
    }

    private func isAttachment(_ heading: Heading) -> Bool {
        catalogue.attachments.contains(HeadingForm.folded(heading.item))
    }

    private func isComputed(_ heading: Heading) -> Bool {
        catalogue.computed.contains(HeadingForm.folded(heading.item))
    }

    /// Both rows together first, then the lower one, then without brackets.
    private func proposals(_ headings: [Heading], _ open: Set<Int>) -> [Proposal] {
        open.flatMap { index -> [Proposal] in
            let heading = headings[index]
            var readings = [(HeadingForm.folded(heading.title), 0.0)]
            readings.append((HeadingForm.folded(heading.item), heading.group == nil ? 0 : 0.01))
            readings.append((HeadingForm.withoutBrackets(heading.title), 0.03))
            readings.append((HeadingForm.withoutBrackets(heading.item), 0.04))
            return readings.flatMap { text, lost in
                (forms[text] ?? []).map { form in
                    Proposal(
                        index: index, target: catalogue.entries[form.entry].target, how: form.how,
                        worth: form.worth - lost)
                }
            }
        }
    }

    private func resemblances(
        _ headings: [Heading], _ open: Set<Int>, _ taken: Set<ColumnTarget>
    ) -> [Proposal] {
        open.flatMap { index -> [Proposal] in
            let text = HeadingForm.withoutBrackets(headings[index].item)
            // A level of a region must be named outright, and short headings resemble too much.
            guard text.count >= 3, !isComputed(headings[index]), !isAttachment(headings[index]) else { return [] }
            var best: [Proposal] = []
            for (form, holders) in forms where form.count >= 3 && !regionForms.contains(form) {
                let likeness = HeadingMatcher.likeness(text, form)
                guard likeness >= 0.66 else { continue }
                for holder in holders where isFree(catalogue.entries[holder.entry].target, taken) {
                    best.append(
                        Proposal(
                            index: index, target: catalogue.entries[holder.entry].target, how: .similar,
                            worth: likeness - Double(catalogue.entries[holder.entry].rank) * 0.001))
                }
            }
            return best
        }
    }

    private static func likeness(_ left: String, _ right: String) -> Double {
        let (short, long) = left.count < right.count ? (left, right) : (right, left)
        let contained = long.contains(short) ? Double(short.count) / Double(long.count) + 0.1 : 0
        return max(HeadingForm.likeness(left, right), contained)
    }
}
