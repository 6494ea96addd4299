/// What is the same on every page that one person sees in one request: built once by the web room, given to each `Page`.
public struct Shell: Sendable {
    /// The place the system serves, shown beside the product name.
    public var place: String
    /// The entries of the service navigation.
    public var navigation: [NavigationItem]
    /// Who is signed in.
    public var viewer: Viewer?
    /// How this person wants pages to look.
    public var settings: DisplaySettings
    /// Path and query of the page shown, so that display settings can lead back to it.
    public var here: String
    /// Ways to reach a human.
    public var help: [HelpContact]
    /// Links at the foot of every page.
    public var footer: [Link]
    /// Where the display settings page is.
    public var settingsPath: String
    /// Where the product name leads.
    public var home: String

    /// The surroundings of a page.
    public init(
        place: String, here: String, navigation: [NavigationItem] = [], viewer: Viewer? = nil,
        settings: DisplaySettings = DisplaySettings(), help: [HelpContact] = [], footer: [Link] = [],
        settingsPath: String = "/display", home: String = "/"
    ) {
        self.place = place
        self.here = here
        self.navigation = navigation
        self.viewer = viewer
        self.settings = settings
        self.help = help
        self.footer = footer
        self.settingsPath = settingsPath
        self.home = home
    }
}
