import Kit

/// Where the pages of a register and of its records lie.
enum RegisterAddress {
    static func list(_ register: String) -> PageAddress {
        PageAddress("/registers/\(register)")
    }

    static func new(_ register: String) -> PageAddress {
        PageAddress("/registers/\(register)/new")
    }

    static func savedViews(_ register: String) -> String {
        "/registers/\(register)/views"
    }

    static func record(_ register: String, _ id: Int64) -> String {
        "/registers/\(register)/\(id)"
    }

    static func record(_ register: String, _ id: Int64, _ part: String) -> String {
        "/registers/\(register)/\(id)/\(part)"
    }
}
