import HTML
import Plans

/// A plan's text by paragraphs, numbered from 1, so that what was read leads back to its place.
struct SourceParagraphs: Sendable {
    /// A paragraph and where it begins and ends, in Unicode scalars.
    struct Paragraph: Sendable {
        let number: Int
        let start: Int
        let end: Int
        let text: String
    }

    let all: [Paragraph]

    init(_ text: String) {
        var all: [Paragraph] = []
        var start = 0
        for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            all.append(Paragraph(number: all.count + 1, start: start, end: start + line.count, text: String(line)))
            start += line.count + 1
        }
        self.all = all
    }

    /// The number of the paragraph in which something stands; nil when its place is not known.
    func number(of place: TextPlace?) -> Int? {
        guard let start = place?.start else { return nil }
        return all.last { $0.start <= start }?.number
    }

    /// The paragraphs of a stretch, each a place to link to.
    func html(_ numbers: ClosedRange<Int>) -> HTML {
        HTML {
            for paragraph in all where numbers.contains(paragraph.number) && !paragraph.text.isEmpty {
                p(paragraph.text, .id("p\(paragraph.number)"), .tabindex(-1))
            }
        }
    }

    /// All paragraphs.
    var html: HTML { all.isEmpty ? .empty : html(1...all.count) }
}
