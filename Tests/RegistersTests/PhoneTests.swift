import Database
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// Numbers by which nobody can be called are asked about, wherever they are written.
@Suite struct PhoneTests {
    private static let fields = [
        ("person", "phone"), ("person", "other_phone"), ("person", "guardian_phone"), ("guardian", "phone"),
        ("household", "phone"), ("information_check", "phone_now"),
    ]

    @Test(arguments: fields) func aNumberThatIsTooShortIsAskedAbout(_ register: String, _ field: String) async throws {
        try await withRegisters(.sqlite) { test in
            func questions(_ number: String) async throws -> [FieldFault.Level] {
                try await test.store.read(as: test.actor) { reading in
                    try reading.checked(register, [field: .text(number)]).faults.filter { $0.field == field }.map(
                        \.level)
                }
            }
            for number in ["1543456", "81234567", "12345678901", "057181234", "0571812345678"] {
                let levels = try await questions(number)
                #expect(levels == [.warning], "\(number)")
            }
            for number in ["15412345678", "057181234567", "01081234567", "05728123456", "4001234567"] {
                let levels = try await questions(number)
                #expect(levels.isEmpty, "\(number)")
            }
        }
    }
}
