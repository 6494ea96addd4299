import Database

/// The tables of plans.
enum PlanSchema {
    static let migrations: [Migration] = [
        Migration(id: "2026-11-21-3000-plans") { connection in
            try connection.createTable(planTable)
            try connection.createIndex(IndexDefinition(on: "plan", columns: ["state", "region"]))
            try connection.createTable(taskTable)
            try connection.createTable(
                TableDefinition(
                    "plan_task_unit",
                    columns: [
                        ColumnDefinition("task", .integer, references: Reference("plan_task", onDelete: .cascade)),
                        ColumnDefinition("position", .integer), ColumnDefinition("name", .text),
                        ColumnDefinition("role", .text), ColumnDefinition("is_group", .boolean),
                    ], primaryKey: ["task", "position"]))
            try connection.createIndex(IndexDefinition(on: "plan_task_unit", columns: ["name", "task"]))
            try connection.createTable(progressTable)
            try connection.createIndex(IndexDefinition(on: "plan_progress", columns: ["task", "id"]))
            try connection.createTable(
                TableDefinition(
                    "plan_evidence",
                    columns: [
                        ColumnDefinition("progress", .integer, references: Reference("plan_progress")),
                        ColumnDefinition("position", .integer),
                        ColumnDefinition("digest", .text, references: Reference("attachment", "digest")),
                        ColumnDefinition("name", .text),
                    ], primaryKey: ["progress", "position"]))
        },
        Migration(id: "2026-11-22-3100-plan-sources") { connection in
            try connection.addColumn(
                ColumnDefinition(
                    "source_digest", .text, nullable: true, references: Reference("attachment", "digest")), to: "plan")
            // Null for what came in before doubts were kept.
            try connection.addColumn(ColumnDefinition("doubts_kept", .boolean, nullable: true), to: "plan")
            try connection.createTable(doubtTable)
        },
        Migration(id: "2026-11-22-3200-plan-report-days") { connection in
            // The day of which an earlier report is true that is entered later; null for what was so on the day it came in.
            try connection.addColumn(ColumnDefinition("day", .date, nullable: true), to: "plan_progress")
        },
        Migration(id: "2026-11-22-3300-plan-turns") { connection in
            // Of what comes again: the turn of which a report speaks, and the last one that was reported done. What was
            // reported before is kept with its report; which turn it settled nobody wrote down.
            try connection.addColumn(ColumnDefinition("turn", .date, nullable: true), to: "plan_progress")
            try connection.addColumn(ColumnDefinition("settled", .date, nullable: true), to: "plan_task")
            try connection.run("ALTER TABLE plan_task DROP COLUMN done_on")
        },
        Migration(id: "2026-11-22-3400-plan-words") { connection in
            // Whether a report's word is that of the whole task; null for what came in before this was kept.
            try connection.addColumn(ColumnDefinition("decides", .boolean, nullable: true), to: "plan_progress")
            // The day on which a task came to be done.
            try connection.addColumn(ColumnDefinition("finished", .date, nullable: true), to: "plan_task")
        },
    ]

    private static var planTable: TableDefinition {
        TableDefinition(
            "plan",
            columns: [
                ColumnDefinition("id", .identity), ColumnDefinition("region", .text),
                ColumnDefinition("pack", .text, nullable: true, unique: true), ColumnDefinition("title", .text),
                ColumnDefinition("document_number", .text, nullable: true),
                ColumnDefinition("period_from", .date, nullable: true),
                ColumnDefinition("period_to", .date, nullable: true),
                ColumnDefinition("state", .text), ColumnDefinition("content", .json),
                // What the pack brought: unequal to the content when somebody corrected it here.
                ColumnDefinition("pack_content", .json, nullable: true),
                ColumnDefinition("source_text", .text, nullable: true),
                ColumnDefinition("source_name", .text, nullable: true), ColumnDefinition("created_at", .timestamp),
                ColumnDefinition("created_by", .text), ColumnDefinition("published_at", .timestamp, nullable: true),
                ColumnDefinition("published_by", .text, nullable: true),
                ColumnDefinition("withdrawn_at", .timestamp, nullable: true),
                ColumnDefinition("replaces", .integer, nullable: true), ColumnDefinition("version", .integer),
            ])
    }

    private static var taskTable: TableDefinition {
        TableDefinition(
            "plan_task",
            columns: [
                ColumnDefinition("id", .identity),
                ColumnDefinition("plan", .integer, references: Reference("plan")), ColumnDefinition("path", .text),
                ColumnDefinition("position", .integer), ColumnDefinition("action_title", .text, nullable: true),
                ColumnDefinition("text", .text), ColumnDefinition("due", .date, nullable: true),
                ColumnDefinition("due_text", .text, nullable: true), ColumnDefinition("state", .text),
                ColumnDefinition("done_on", .date, nullable: true),
                ColumnDefinition("percent", .integer, nullable: true),
                ColumnDefinition("score", .integer, nullable: true),
                ColumnDefinition("score_note", .text, nullable: true),
                // No longer in the plan, and kept for what was reported of it.
                ColumnDefinition("dropped", .boolean),
            ], unique: [["plan", "path"]])
    }

    private static var doubtTable: TableDefinition {
        TableDefinition(
            "plan_doubt",
            columns: [
                ColumnDefinition("plan", .integer, references: Reference("plan")),
                ColumnDefinition("position", .integer),
                ColumnDefinition("what", .text), ColumnDefinition("why", .text),
                ColumnDefinition("place_line", .integer, nullable: true),
                ColumnDefinition("place_start", .integer, nullable: true),
                ColumnDefinition("place_end", .integer, nullable: true),
                ColumnDefinition("settled_at", .timestamp, nullable: true),
                ColumnDefinition("settled_by", .text, nullable: true),
            ], primaryKey: ["plan", "position"])
    }

    private static var progressTable: TableDefinition {
        TableDefinition(
            "plan_progress",
            columns: [
                ColumnDefinition("id", .identity),
                ColumnDefinition("task", .integer, references: Reference("plan_task")),
                ColumnDefinition("at", .timestamp), ColumnDefinition("account", .integer, nullable: true),
                ColumnDefinition("actor", .text), ColumnDefinition("unit", .text), ColumnDefinition("state", .text),
                ColumnDefinition("text", .text), ColumnDefinition("percent", .integer, nullable: true),
            ])
    }
}
