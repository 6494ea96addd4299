/// The words beside the files: what is wrong in each on purpose.
enum FilesReadme {
    static func text(_ messy: MessyFile) -> String {
        """
        这里的表格供练习导入。表里的人都是编造的：身份证号以 99 开头，电话以 154 开头，不会是任何人的。
        用市残联经办的账号 shi 登录再导入：别的账号没有导入的权限，或者只管自己的县（市、区）。

        一、\(messy.name)（导入“残疾人台账”，共 \(messy.rows) 行）
          有意弄乱：合并的表头分两行，上面有标题和填表说明，下面有合计和签字；日期写法六种；村名有简称；
          身份证号有旧的 15 位（当数字录入）、全角数字、带空格、只有残疾证号的。
          预期：新增 \(messy.new)，有变化 \(messy.changed)（电话变了），无变化 \(messy.same)（其中 \
        \(MessyRows.Recipe.repeated) 行在本表里重复），待确认 \(messy.doubtful)（名字写了同音字、没写身份证号），\
        有错未收 \(messy.refused)。
          有错的：校验位不对 \(MessyRows.Recipe.wrongDigit) 行，号码被表格软件截成 9.90191E+17 的 \
        \(MessyRows.Recipe.lostDigits) 行，少一位 \(MessyRows.Recipe.shortNumber) 行，\
        村名查不到 \(MessyRows.Recipe.unknownVillage) 行，月薪写了字 \(MessyRows.Recipe.wordsForNumber) 行，\
        没有姓名 \(MessyRows.Recipe.noName) 行，没有号码 \(MessyRows.Recipe.noNumber) 行，\
        同一号码内容不同 \(MessyRows.Recipe.clashing) 行。

        二、\(DemoFiles.textName)（导入“残疾人台账”，60 行，都可以收）
          GB18030 编码，分号分隔，没有编码标记。

        三、\(DemoFiles.jobsName)（导入“就业登记”，最多 40 行）
          按身份证号找人；第 7、19 行的号码查不到人，第 13 行的日期不存在。

        四、\(DemoFiles.cleanName)（导入“残疾人台账”，1000 行，没有错）

        """
    }
}
