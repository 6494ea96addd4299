import Foundation
import HTML
import Kit
import Testing

@Suite struct GalleryTests {
    /// Writes the gallery for the browser checks: to `QIHANG_GALLERY`, else `qihang-gallery` in the temporary folder.
    @Test func galleryIsWritten() throws {
        let folder =
            ProcessInfo.processInfo.environment["QIHANG_GALLERY"].map { URL(fileURLWithPath: $0) }
            ?? FileManager.default.temporaryDirectory.appendingPathComponent("qihang-gallery")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("assets"), withIntermediateDirectories: true)
        for asset in Kit.assets {
            try Data(asset.bytes).write(to: folder.appendingPathComponent(asset.path))
        }
        var pages: [[String: String]] = []
        for entry in Gallery.entries {
            let path = "\(entry.name).html"
            try Data(entry.page(DisplaySettings()).render()).write(to: folder.appendingPathComponent(path))
            pages.append(["path": path, "name": entry.name])
            for variant in Gallery.variants {
                let file = "\(entry.name)@\(variant.name).html"
                try Data(entry.page(variant.settings).render()).write(to: folder.appendingPathComponent(file))
                pages.append(["path": "\(path)?display=\(variant.name)", "name": "\(entry.name)-\(variant.name)"])
            }
        }
        try JSONEncoder().encode(pages).write(to: folder.appendingPathComponent("pages.json"))
        try Data(Kit.contentSecurityPolicy.utf8).write(to: folder.appendingPathComponent("policy.txt"))
        #expect(pages.count == Gallery.entries.count * (Gallery.variants.count + 1))
    }

    @Test(arguments: Gallery.entries.map(\.name))
    func pageKeepsThePolicy(name: String) throws {
        let entry = try #require(Gallery.entries.first { $0.name == name })
        let markup = entry.page(DisplaySettings()).document.string
        #expect(!markup.contains(" style="))
        #expect(!markup.contains("<style"))
        #expect(markup.contains(" onclick=") == false)
        #expect(markup.components(separatedBy: "<h1").count == 2)
        #expect(markup.components(separatedBy: "<script").count == 2)
    }

    @Test(arguments: Gallery.entries.map(\.name))
    func idsAreUniqueAndReferencesLead(name: String) throws {
        let entry = try #require(Gallery.entries.first { $0.name == name })
        let markup = entry.page(DisplaySettings()).document.string
        let ids = markup.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
        #expect(Set(ids).count == ids.count, "double: \(ids.filter { id in ids.count { $0 == id } > 1 })")
        let references = markup.matches(of: #/ (?:for|aria-describedby|aria-labelledby)="([^"]+)"/#)
            .flatMap { $0.1.split(separator: " ").map(String.init) }
        #expect(Set(references).subtracting(ids).isEmpty)
    }
}
