/// A register about people whose steps have deadlines, for tests of what is overdue.
public enum CaseAppeal {
    /// The definition, as a pack's file.
    public static let definition = """
        register: case_appeal
        title: 申诉
        list_title: 申诉台账
        unit: 件
        region: region
        label: matter
        subject: person
        sections:
          - title: 一
            fields:
              - {name: person, title: 残疾人, kind: reference, to: person, required: true}
              - {name: matter, title: 事由, required: true}
              - {name: region, title: 区划, kind: region}
        states:
          initial: received
          list:
            - {name: received, title: 已收到}
            - {name: accepted, title: 已受理}
            - {name: closed, title: 已办结}
          transitions:
            - {name: accept, title: 受理, from: [received], to: accepted, days: 10}
            - {name: close, title: 办结, from: [accepted], to: closed}
        """
}
