/// What stands after the body: annex labels, signature, copies, printing.
enum EndMatter {
    /// Whether the body ends before this paragraph.
    static func begins(_ text: PlanText, at index: Int) -> Bool {
        let paragraph = text.paragraphs[index]
        guard !paragraph.isRow else { return false }
        let slice = text.slice(paragraph.range)
        if isAnnexLabel(slice) || isCopies(slice) || isPublication(slice) || isPrinting(slice) || isDirectory(slice) {
            return true
        }
        if FrontDates.wholeLine(slice) != nil { return true }
        // A signature: short lines without signs, then a date.
        guard isSignatureLine(slice) else { return false }
        for next in (index + 1)..<(index + 6) where next < text.paragraphs.count {
            let following = text.slice(text.paragraphs[next].range)
            if FrontDates.wholeLine(following) != nil { return true }
            if !isSignatureLine(following) { return false }
        }
        return false
    }

    static func isSignatureLine(_ slice: TextSlice) -> Bool {
        slice.count <= 60 && !slice.containsAny(["。", ",", ":", ";", "《"])
            && HeadingMark.parse(slice, at: slice.startIndex) == nil
    }

    /// 附件, 附件1, 附件：1.某某
    static func isAnnexLabel(_ slice: TextSlice) -> Bool {
        guard slice.hasPrefix("附件") || slice.hasPrefix("附表") || slice.hasPrefix("附:") || slice.hasPrefix("附录") else {
            return false
        }
        guard slice.count < 160, !slice.contains("。") || slice.contains(":") else { return false }
        return true
    }

    /// 联系人：某某，电话：……
    static func isContact(_ slice: TextSlice) -> Bool {
        slice.count < 120
            && slice.trimmed(of: "()").hasAnyPrefix([
                "联系人", "联系电话", "联系方式:", "咨询电话", "电子邮箱", "邮箱:", "传真:", "联系地址", "通讯地址", "监督电话",
            ]) != nil
            && (slice.contains(":") || slice.contains("略"))
    }

    static func isCopies(_ slice: TextSlice) -> Bool {
        slice.hasAnyPrefix(["抄送:", "抄 送:", "抄送", "抄报:", "主送:", "分送:"]) != nil && slice.count < 600
    }

    static func isPublication(_ slice: TextSlice) -> Bool {
        let core = slice.trimmed(of: "()[]。")
        guard core.count < 40 else { return false }
        if core.hasAnyPrefix(["是否宜公开", "公开方式", "公开属性", "公开选项", "公开类别", "信息公开选项", "政府信息公开选项", "公开程度"]) != nil {
            return true
        }
        return core.hasPrefix("此件") && core.containsAny(["公开", "发布", "发至"])
    }

    /// 某某办公室　2023年8月15日印发
    static func isPrinting(_ slice: TextSlice) -> Bool {
        guard slice.count < 80, slice.trimmed(of: "。").hasSuffix("印发") || slice.trimmed(of: "。").hasSuffix("印制") else {
            return false
        }
        return slice.indices.contains { FrontDates.parse(slice, at: $0) != nil }
    }

    /// 市直有关单位：组织部、宣传部、…
    static func isDirectory(_ slice: TextSlice) -> Bool {
        guard let colon = slice.place(of: ":"), colon - slice.startIndex <= 16, !slice.contains("(") || slice.count > 60
        else { return false }
        let label = slice[slice.startIndex..<colon]
        guard label.containsAny(["单位", "部门", "成员"]), UnitLabel.parse(slice, at: slice.startIndex) == nil else {
            return false
        }
        let marks = slice[colon...].count { $0 == "、" || $0 == "," }
        return marks >= 9 && slice.count { $0 == "。" } <= 1
    }
}
