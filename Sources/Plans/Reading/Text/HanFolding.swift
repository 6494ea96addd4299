/// Characters that look alike in official documents and are taken for one another when the reader compares.
///
/// Both maps are one scalar to one scalar, so a place in the folded text is the same place in the text shown.
enum HanFolding {
    /// Repairs what a PDF export writes for a plain ideograph: Kangxi radicals and radical variants.
    static func mend(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x2F00...0x2FD5: kangxi[Int(scalar.value - 0x2F00)]
        case 0x2E80...0x2EFF: radicalVariants[scalar] ?? scalar
        case 0x00A0, 0x2000...0x200A, 0x202F, 0x205F: " "
        default: scalar
        }
    }

    /// The form used for comparison: full-width signs become ASCII, brackets and dashes one kind each.
    static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x21...0x7E: scalar
        case 0xFF01...0xFF5E: fold(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
        case 0x3000, 0x09: " "
        case 0x3014, 0xFE5D, 0x3010, 0x3016, 0xFF3B: "["
        case 0x3015, 0xFE5E, 0x3011, 0x3017, 0xFF3D: "]"
        case 0xFE59: "("
        case 0xFE5A: ")"
        case 0x3008, 0x2039: "<"
        case 0x3009, 0x203A: ">"
        case 0x2010...0x2015, 0x2212, 0xFE63, 0x301C, 0x2053, 0xFF5E: "-"
        case 0xFE50: ","
        case 0xFE54: ";"
        case 0xFE55: ":"
        case 0x25CB, 0x25EF, 0x041E, 0x039F: "〇"
        case 0x300C: "“"
        case 0x300D: "”"
        case 0xFF61: "。"
        case 0xFF64: "、"
        default: scalar
        }
    }

    private static let kangxi = Array(
        """
        一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋\
        比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
        辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠
        """.unicodeScalars)

    private static let radicalVariants: [Unicode.Scalar: Unicode.Scalar] = [
        "⺠": "民", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长", "⻔": "门", "⻘": "青",
        "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻥": "鱼", "⻦": "鸟",
        "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻳": "龟", "⺟": "母", "⺎": "兀", "⺕": "彐",
    ]
}
