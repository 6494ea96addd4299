import Base

extension FieldText {
    static func citizenID(_ text: String, _ field: FieldDefinition) throws(FieldFault) -> FieldValue {
        let id: CitizenID
        do throws(CitizenID.Fault) {
            id = try CitizenID(text)
        } catch {
            throw fault(field, advice(error, secret: field.secret), text)
        }
        guard id.checkFits else { throw fault(field, "校验位不对，请对照身份证逐位核对", text) }
        return .text(id.text)
    }

    private static func advice(_ fault: CitizenID.Fault, secret: Bool) -> String {
        switch fault {
        case .length(let count): "有 \(count) 位，身份证号应是 18 位（旧的 15 位也可以）"
        case .birthDate(let digits): "里的出生日期 \(secret ? "" : digits)不存在，请核对第 7 到 14 位"
        case .character(let character): "里有“\(character)”，身份证号只有数字，最后一位可以是 X"
        }
    }

    static func certificate(_ text: String, _ field: FieldDefinition) throws(FieldFault) -> FieldValue {
        do throws(CertificateNumber.Fault) {
            return .text(try CertificateNumber(text).text)
        } catch {
            throw fault(field, advice(error), text)
        }
    }

    private static func advice(_ fault: CertificateNumber.Fault) -> String {
        switch fault {
        case .length(let count): "有 \(count) 位，残疾人证号应是 20 位（补发的带 B 和次数，最多 22 位）"
        case .citizenID: "前 18 位不是身份证号，请核对"
        case .category: "第 19 位应是残疾类别 1 到 7"
        case .level: "第 20 位应是残疾等级 1 到 4"
        case .reissue: "第 20 位以后应是 B 和补发次数，如 B1"
        }
    }

    static func unifiedCode(_ text: String, _ field: FieldDefinition) throws(FieldFault) -> FieldValue {
        do throws(UnifiedCode.Fault) {
            return .text(try UnifiedCode(text).text)
        } catch {
            throw fault(field, advice(error), text)
        }
    }

    private static func advice(_ fault: UnifiedCode.Fault) -> String {
        switch fault {
        case .length(let count): "有 \(count) 位，统一社会信用代码应是 18 位"
        case .character(let character): "里有“\(character)”，统一社会信用代码只用数字和大写字母（不含 I、O、S、V、Z）"
        }
    }

    static func phone(_ text: String, _ field: FieldDefinition) throws(FieldFault) -> FieldValue {
        var digits = text.filter { !" -()（）".contains($0) }
        if digits.hasPrefix("+86") { digits.removeFirst(3) }
        guard digits.allSatisfy(\.isASCIIDigit) else {
            throw fault(field, "只能有数字，一格写一个号码", text)
        }
        let mobile = digits.hasPrefix("1") && digits.count == 11
        let landline = (7...12).contains(digits.count) && !mobile
        guard mobile || landline, !(digits.hasPrefix("1") && digits.count > 8 && !mobile) else {
            throw fault(field, "有 \(digits.count) 位，手机号码应是 11 位，固定电话请带区号", text)
        }
        return .text(digits)
    }

    static func bankAccount(_ text: String, _ field: FieldDefinition) throws(FieldFault) -> FieldValue {
        let digits = text.filter { $0 != " " && $0 != "-" }
        guard digits.allSatisfy(\.isASCIIDigit), (8...32).contains(digits.count) else {
            throw fault(field, "应是 8 到 32 位数字", text)
        }
        return .text(digits)
    }
}
