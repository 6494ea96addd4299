// The elements of HTML that pages use, each by its own name.

/// The document and its regions.
public let (html, head, title, script, body, header, nav, main, section, footer) = (
    Element("html"), Element("head"), Element("title"), Element("script"), Element("body"), Element("header"),
    Element("nav"), Element("main"), Element("section"), Element("footer")
)

/// Headings and text.
public let (h1, h2, h3, h4, p, div, span, strong, em, small, code, pre, abbr, time, del, ins) = (
    Element("h1"), Element("h2"), Element("h3"), Element("h4"), Element("p"), Element("div"), Element("span"),
    Element("strong"), Element("em"), Element("small"), Element("code"), Element("pre"), Element("abbr"),
    Element("time"), Element("del"), Element("ins")
)

/// Lists.
public let (ul, ol, li, dl, dt, dd) = (
    Element("ul"), Element("ol"), Element("li"), Element("dl"), Element("dt"), Element("dd")
)

/// Links, figures and what can be folded away.
public let (a, figure, figcaption, details, summary, svg) = (
    Element("a"), Element("figure"), Element("figcaption"), Element("details"), Element("summary"),
    Element("svg")
)

/// Tables.
public let (table, caption, thead, tbody, tfoot, tr, th, td) = (
    Element("table"), Element("caption"), Element("thead"), Element("tbody"), Element("tfoot"), Element("tr"),
    Element("th"), Element("td")
)

/// Forms.
public let (form, fieldset, legend, label, select, option, textarea, button, progress, meter) = (
    Element("form"), Element("fieldset"), Element("legend"), Element("label"), Element("select"),
    Element("option"), Element("textarea"), Element("button"), Element("progress"), Element("meter")
)

/// Elements without content.
public let (br, hr, img, input, link, meta) = (
    VoidElement("br"), VoidElement("hr"), VoidElement("img"), VoidElement("input"), VoidElement("link"),
    VoidElement("meta")
)

extension HTML {
    /// What stands before `<html>`.
    public static let doctype = HTML.raw("<!doctype html>\n")
}
