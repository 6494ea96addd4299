import Base
import Packs

/// Names that no register and no field may have: they are tables and columns of the house, words of SQL, or come too
/// close to another name to be told apart in the database.
struct NameCheck {
    /// Tables that are not this room's, by name.
    let taken: Set<String>
    let faults: Faults

    func check(_ drafts: [RegisterDraft]) {
        var tables: [String: String] = [:]
        for draft in drafts {
            check(draft)
            for (table, owner) in NameCheck.tables(of: draft) {
                if let other = tables.updateValue(owner, forKey: table), other != owner {
                    faults.add(draft.place, "\(owner)和\(other)在数据库里会用同一个表名“\(table)”。请改其中一个的名字。")
                }
            }
        }
    }

    private func check(_ draft: RegisterDraft) {
        if taken.contains(draft.name) || RegisterSchema.tables.contains(draft.name) {
            faults.add(draft.namePlace, "登记表名“\(draft.name)”是系统自己的表。请换一个名字，如“\(draft.name)_record”。")
        }
        checkWord(draft.name, what: "登记表名", at: draft.namePlace)
        if draft.name.hasPrefix("sqlite_") || draft.name.hasPrefix("pg_") || draft.name.hasPrefix("qihang_") {
            faults.add(draft.namePlace, "登记表名“\(draft.name)”的开头（sqlite_、pg_、qihang_）留给数据库和系统。请换一个名字。")
        }
        for table in NameCheck.tables(of: draft) where table.name.utf8.count > NameCheck.longest {
            faults.add(draft.namePlace, "\(table.owner)在数据库里的表名“\(table.name)”超过 \(NameCheck.longest) 个字符。请缩短。")
        }
        check(draft.sections.flatMap(\.fields), house: NameCheck.columns, scope: "parameters")
        for field in draft.sections.flatMap(\.fields) {
            check(field.columns, house: ["parent", "position"], scope: nil)
        }
    }

    /// - Parameters:
    ///   - house: columns of the house in the same table.
    ///   - scope: a word that means something else in formulas.
    private func check(_ fields: [FieldDraft], house: Set<String>, scope: String?) {
        var columns: Set<String> = house
        for field in fields {
            let place = field.map.node("name")?.place ?? field.map.place
            if house.contains(field.name) || field.name == scope {
                faults.add(place, "“\(field.name)”是系统自己用的名字，请换一个字段名。")
            } else if !columns.insert(field.name).inserted {
                faults.add(place, "字段“\(field.name)”写了两次，或与保密字段的查找列同名。请换一个字段名。")
            }
            if field.isSecret, !columns.insert(field.name + "_hash").inserted {
                faults.add(place, "保密字段“\(field.name)”的查找列“\(field.name)_hash”已是另一个字段的名字。请换一个字段名。")
            }
            checkWord(field.name, what: "字段名", at: place)
        }
    }

    private func checkWord(_ name: String, what: String, at place: Place) {
        guard NameCheck.words.contains(name) else { return }
        faults.add(place, "\(what)“\(name)”是数据库语言（SQL）的保留字。请换一个名字，如“\(name)_value”。")
    }

    private static func tables(of draft: RegisterDraft) -> [(name: String, owner: String)] {
        [(draft.name, "登记表“\(draft.name)”")]
            + draft.sections.flatMap(\.fields).filter { $0.kind == .rows }.map {
                ("\(draft.name)__\($0.name)", "登记表“\(draft.name)”的明细“\($0.name)”")
            }
    }

    /// What PostgreSQL keeps of a name.
    private static let longest = 63

    /// Columns of the house in every register's table, and those that the engines have in every table.
    private static let columns: Set<String> = Set(RegisterTable.ownColumns).union([
        "rowid", "oid", "ctid", "xmin", "xmax", "cmin", "cmax", "tableoid",
    ])

    /// Words that PostgreSQL 15 reserves (appendix C, “reserved”) or SQLite 3.40 does not take as a bare name: whoever
    /// asks the tables with psql or sqlite3 should not have to quote them.
    private static let words: Set<String> = Set(
        """
        all analyse analyze and any array as asc asymmetric authorization binary both case cast check
        collate collation column concurrently constraint create cross current_catalog current_date
        current_role current_schema current_time current_timestamp current_user default deferrable desc
        distinct do else end except false fetch for foreign freeze from full grant group having ilike in
        initially inner intersect into is isnull join lateral leading left like limit localtime
        localtimestamp natural not notnull null offset on only or order outer overlaps placing primary
        references returning right select session_user similar some symmetric table tablesample then to
        trailing true union unique user using variadic verbose when where window with add alter between
        commit delete drop escape exists index insert nothing set transaction update values
        """.split(whereSeparator: { $0 == " " || $0.isNewline }).map(String.init))
}
