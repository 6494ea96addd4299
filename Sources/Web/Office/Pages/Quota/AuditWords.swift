import Base
import Kit
import Quota
import Registers

/// How figures, kinds and states of an audit are written.
enum AuditWords {
    /// Fen as yuan with two decimals and thousands apart.
    static func yuan(_ fen: Int64) -> String {
        let cents = fen.magnitude % 100
        return "\(fen < 0 ? "-" : "")\(grouped(Int(fen.magnitude / 100))).\(cents < 10 ? "0" : "")\(cents)"
    }

    /// Ten-thousandths of a person, without zeros at the end.
    static func persons(_ tenThousandths: Int) -> String {
        Scaled.text(Int64(tenThousandths), scale: 4)
    }

    static func kind(_ code: String, _ audit: AuditDefinition, _ catalogue: Catalogue) -> String {
        let owner = catalogue.register(audit.declaration).flatMap { register in
            register.subject.flatMap { register.field($0)?.target }
        }
        let codes = owner.flatMap(catalogue.register)?.field(audit.kind)?.codes
        return codes?.title(of: code) ?? code
    }

    static func state(_ name: String, _ audit: AuditDefinition, _ catalogue: Catalogue) -> String {
        catalogue.register(audit.declaration)?.states?.title(of: name) ?? name
    }
}
