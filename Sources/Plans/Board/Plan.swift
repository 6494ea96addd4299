public import Base

/// A plan that an installation holds.
public struct Plan: Sendable {
    /// Its number.
    public let id: Int64
    /// The region whose plan it is.
    public let region: RegionCode
    /// The pack that brought it; nil for one that was read in the browser.
    public let pack: String?
    /// What it says.
    public let content: PlanContent
    /// Draft, published or withdrawn.
    public let state: PlanState
    /// The name of the file from which it was read.
    public let sourceName: String?
    /// When it came in.
    public let createdAt: Instant
    /// Who brought it in.
    public let createdBy: String
    /// When it was published.
    public let publishedAt: Instant?
    /// Who published it.
    public let publishedBy: String?
    /// When it was withdrawn or replaced.
    public let withdrawnAt: Instant?
    /// Whether somebody changed what the pack brought.
    public let edited: Bool
    /// The plan of which this one is a correction.
    public let replaces: Int64?
    /// Goes up by one with every change; a change names the version that it saw.
    public let version: Int64

    /// Its name for people.
    public var title: String { content.name }

    /// From when its recurring tasks are asked: its beginning, or its publication here when that came later.
    var start: Day {
        let known = (publishedAt ?? createdAt).chinaDay
        return content.from.map { max($0, known) } ?? known
    }
}

/// What a plan is for.
public enum PlanState: String, CaseIterable, Sendable {
    /// Being read and corrected.
    case draft
    /// In force.
    case published
    /// No longer in force, or a draft that was given up.
    case withdrawn

    /// What people read.
    public var title: String {
        switch self {
        case .draft: "草稿"
        case .published: "已发布"
        case .withdrawn: "已撤下"
        }
    }
}

/// A change to a version of a plan that is no longer the newest. Nothing was written.
public struct StalePlan: Error, Sendable, CustomStringConvertible {
    /// The plan as it is now.
    public let current: Plan

    /// What happened and what to do.
    public var description: String {
        "在您修改期间，别人已经改了这份方案（现在是第 \(current.version) 版）。请对照两边的内容后再保存。"
    }
}
