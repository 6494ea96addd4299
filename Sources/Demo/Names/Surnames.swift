/// Family names, each about as frequent as in the census's lists: the number says how many of ten thousand bear it.
enum Surnames {
    static let common = Weighted<String>(
        pairs(
            """
            王 724 李 719 张 683 刘 540 陈 456 杨 308 黄 223 赵 213 周 194 吴 194 徐 145 孙 143 马 129 朱 127 胡 119 \
            郭 117 何 113 林 113 罗 108 高 107 郑 94 梁 85 谢 81 宋 80 唐 79 许 76 邓 74 韩 74 冯 73 曹 71 彭 69 曾 66 \
            肖 65 田 65 董 64 潘 63 袁 59 蔡 57 蒋 56 余 56 于 56 杜 55 叶 55 程 54 魏 53 苏 52 吕 51 丁 49 任 48 卢 48 \
            姚 47 沈 47 钟 46 姜 45 崔 44 谭 44 陆 43 范 42 汪 42 廖 41 石 41 金 40 韦 38 贾 37 夏 37 付 36 方 36 邹 34 \
            熊 33 白 32 孟 31 秦 31 邱 30 侯 29 江 29 尹 28 薛 28 闫 28 段 28 雷 27 龙 26 黎 26 史 25 陶 25 贺 25 毛 24 \
            郝 24 顾 23 龚 23 邵 23 万 23 覃 22 武 22 钱 22 戴 22 严 21 莫 20 孔 20 向 20 常 19 汤 19 康 18 易 18 乔 17 \
            文 17 樊 16 兰 16 殷 15 施 15 庄 15 章 15 洪 14 颜 14 鲁 14 安 13 倪 13 季 12 骆 11 葛 11 柳 11 岳 10 梅 10 \
            辛 9 管 9 祝 9 左 9 涂 9 谷 8 祁 8 时 8 舒 8 耿 8 牟 7 卜 7 詹 7 关 7 路 7 苗 6 凌 6 费 6 纪 6 靳 6 盛 5 童 5 \
            欧 5 甄 4 项 4 曲 4 成 4 游 4 阳 4 裴 4 席 3 卫 3 查 3 屈 3 鲍 3 位 2 覃 2 佘 2 霍 2 翁 2 隋 2 植 1 公 1
            """))

    static let compound = ["欧阳", "上官", "司马", "诸葛", "司徒", "皇甫", "夏侯", "令狐", "慕容", "尉迟"]

    /// Family names that are met above all among one people.
    static let ofPeople: [String: [String]] = [
        "03": ["马", "哈", "沙", "金", "穆", "白", "丁", "海", "纳"],
        "06": ["龙", "石", "吴", "麻", "廖", "杨"],
        "15": ["田", "向", "彭", "覃", "冉", "谭"],
    ]

    private static func pairs(_ text: String) -> [(String, Int)] {
        let words = text.split(whereSeparator: \.isWhitespace)
        return stride(from: 0, to: words.count - 1, by: 2).map { (String(words[$0]), Int(words[$0 + 1]) ?? 1) }
    }
}
