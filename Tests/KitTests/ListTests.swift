import HTML
import Kit
import Testing

@Suite struct ListTests {
    private let nothingChosen = [FieldError(field: "all", message: "请先选择至少一人")]

    /// Whether the list has more pages or not, the error summary's link has a place to lead to.
    @Test(arguments: [3, 300])
    func askingForAChoiceLeadsToTheBar(total: Int) {
        let markup = bulkForm("/do", csrf: "t", total: total, shown: 3, errors: nothingChosen) {
            submitButton("指派", name: "do", value: "assign")
        } table: {
            dataTable("三人", columns: [TableColumn("姓名")], rows: [], choosing: "id")
        }.string
        #expect(markup.contains("id=\"f-all\""))
        #expect(markup.contains("请先选择至少一人"))
        #expect(markup.contains("type=\"checkbox\"") == (total > 3))
    }

    @Test func rowsAreChosenByValueAndNamedForReaders() {
        let markup = dataTable(
            "一人", columns: [TableColumn("姓名"), TableColumn("年龄", isNumber: true)],
            rows: [TableRow(["王<秀兰", "46"], value: "7", name: "王<秀兰")], choosing: "id", chosen: ["7"]
        ).string
        #expect(markup.contains("name=\"id\" value=\"7\" checked"))
        #expect(markup.contains("<span class=\"vh\">选择王&lt;秀兰</span>"))
        #expect(markup.contains("<th scope=\"row\" role=\"rowheader\">王&lt;秀兰</th>"))
    }

    @Test func onlyTheSortedColumnSaysSo() {
        let markup = dataTable(
            "零人",
            columns: [
                TableColumn("姓名", sortHref: "?sort=-name", order: .ascending), TableColumn("年龄", sortHref: "?sort=age"),
            ], rows: []
        ).string
        #expect(markup.ranges(of: "aria-sort").count == 1)
        #expect(markup.contains("aria-sort=\"ascending\"><a href=\"?sort=-name\""))
    }

    @Test func manyFiltersHaveTheirButtonTwice() {
        let address = PageAddress("/p")
        let few = filterPanel(at: address, names: ["a", "b"], active: 0) { "" }.string
        let many = filterPanel(at: address, names: ["a", "b", "c", "d", "e"], active: 0) { "" }.string
        #expect(few.ranges(of: "应用筛选").count == 1)
        #expect(many.ranges(of: "应用筛选").count == 2)
    }

    @Test func chipsTakeAwayOneConditionEach() {
        #expect(chips([], clearHref: "/p").isEmpty)
        let one = chips([Chip("等级：一级", removeHref: "/p?q=1")], clearHref: "/p").string
        #expect(one.contains("href=\"/p?q=1\""))
        #expect(!one.contains("清除全部条件"))
    }

    @Test func pagerLeavesOutWhatIsNotThere() {
        let markup = pager("第 1–2 条，共 2 条", previous: nil, next: nil).string
        #expect(!markup.contains("<ul>"))
        #expect(pager("", previous: nil, next: "?after=2").string.contains("下一页"))
    }
}
