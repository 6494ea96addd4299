/// The one style sheet, put together once: colours, ground, shell, forms, content, lists, figures, then what the
/// device asks for. Lengths are in rem so that everything grows with the text; queries ask the width of the content,
/// which also answers to larger text.
let styleSheet =
    Palette.rules + groundStyle + shellStyle + formStyle + contentStyle + listStyle + figureStyle + deviceStyle
