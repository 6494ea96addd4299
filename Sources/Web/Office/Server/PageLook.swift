import Kit

/// How pages look for one person. A name of its own, as Access has display settings too.
typealias PageLook = DisplaySettings
