/// Search, filters, chips, tables, paging.
let listStyle = #"""
    .search{display:block;margin:0 0 1rem}
    .search .field{margin:0}
    .search-line{display:flex;flex-wrap:wrap;gap:.5rem .75rem;margin-top:.35rem}
    .search-line input{flex:1 1 min(12rem,100%);min-width:0;width:auto;max-width:26rem;margin:0}
    .filters{margin:0 0 1rem;background:var(--surface);border:var(--rule) solid var(--border);
    border-radius:var(--radius);padding:0 1.25rem}
    .filters[open]{padding-bottom:1.25rem}
    .filter-fields{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(15rem,100%),1fr));gap:1rem 1.5rem;
    padding-top:.5rem;align-items:start}
    .filter-fields .field{margin:0}
    .filter-fields select,.filter-fields input:not([type=radio],[type=checkbox]){width:100%}
    .filter-fields .date-box input{width:auto;max-width:5.5rem}
    .chips{display:flex;flex-wrap:wrap;align-items:center;gap:0 1rem;margin:0 0 1rem}
    .chips-title{margin:0;font-weight:700}
    .chips ul{display:flex;flex-wrap:wrap;gap:.5rem;margin:0;padding:0;list-style:none}
    .chip{display:inline-flex;align-items:center;gap:.6rem;min-height:var(--target);padding:.1rem 1rem;
    color:var(--text);background:var(--surface);border:2px solid var(--line);border-radius:2rem;text-decoration:none}
    .chip:hover{text-decoration:underline;text-decoration-thickness:3px}
    .chip-mark{font-weight:700;font-size:1.2em;line-height:1}
    .chip-clear{display:inline-flex;align-items:center;min-height:var(--target);padding:0 .5rem}
    .table-region{position:relative;margin:0 0 1rem;overflow-x:auto;max-width:100%;background:var(--surface);
    border:var(--rule) solid var(--border);border-radius:var(--radius)}
    .table-region:focus-visible{outline-offset:-4px;box-shadow:inset 0 0 0 8px var(--focus-ink),
    0 0 0 2px var(--focus-ink)}
    .panel .table-region{border-radius:.3rem}
    form+:is(.table-region,.panel),.button-row+:is(.table-region,.panel){margin-top:1.75rem}
    table{border-collapse:collapse;width:100%;overflow-wrap:break-word;font-variant-numeric:tabular-nums}
    caption{text-align:left;font-weight:700;padding:.8rem 1rem}
    th,td{padding:.6rem 1rem;text-align:left;vertical-align:top;border-top:var(--rule) solid var(--border)}
    thead th{background:var(--sunken);word-break:keep-all;vertical-align:middle;line-height:1.45;
    border-bottom:2px solid var(--line)}
    thead th.sortable{padding-block:0}
    tbody th{font-weight:700;min-width:5em}
    tbody td{min-width:5.5em}
    tbody th a,tbody td a{display:inline-flex;align-items:center;min-height:var(--target);min-width:var(--target);
    margin-block:-.45rem}
    tbody tr:hover>*{background:var(--sunken)}
    tfoot td,tfoot th{font-weight:700;border-top:2px solid var(--line)}
    td.n,th.n{text-align:right}
    td.n a{justify-content:flex-end}
    td ul{margin:0;padding-left:1.2em}
    td ul:has(>li:only-child){padding-left:0;list-style:none}
    td .field{margin:0}
    .sort{display:inline-flex;align-items:center;gap:.35rem;min-height:var(--target);min-width:var(--target);
    color:var(--text)}
    th.n .sort{justify-content:flex-end}
    .arrow{font-weight:400}
    th[aria-sort] .arrow{font-weight:700}
    .cell-head{display:none}
    .pick{width:5rem}
    td.pick{min-width:0;padding-block:0;vertical-align:middle}
    td.pick .option{flex-wrap:nowrap;column-gap:0}
    .pick .option label{min-width:20px}
    @container (max-width:40em){
    .stacked{background:none;border:0;overflow:visible}
    .stacked table,.stacked tbody,.stacked tfoot,.stacked tr,.stacked tbody th,.stacked td,.stacked caption{
    display:block;width:auto;text-align:left}
    .stacked caption{padding-inline:0}
    .stacked:not(.sorting) thead,.stacked thead th:not(.sortable){position:absolute;width:1px;height:1px;margin:-1px;
    padding:0;border:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .stacked.sorting thead,.stacked thead tr{display:flex;flex-wrap:wrap;gap:0 .5rem;position:relative}
    .stacked thead th.sortable{display:block;background:none;border:0;padding:0 .5rem 0 0}
    .stacked tbody tr,.stacked tfoot tr{margin:0 0 .75rem;padding:.75rem 1rem;background:var(--surface);
    border:var(--rule) solid var(--border);border-radius:var(--radius)}
    .stacked tbody th,.stacked td{padding:.1rem 0;border:0;min-width:0}
    .stacked tbody th{font-size:1.12rem}
    .stacked tbody tr:hover>*{background:none}
    .stacked td:not(.pick){display:flex;flex-wrap:wrap;gap:0 .25rem;align-items:baseline}
    .stacked td a{margin-block:0}
    .stacked .cell-head{display:inline;color:var(--muted)}
    .stacked .cell{min-width:0}
    .stacked td.pick .option{column-gap:.75rem}
    .stacked .pick .option label .vh{position:static;width:auto;height:auto;margin:0;clip-path:none;overflow:visible;
    white-space:normal}
    .stacked:focus-visible{outline-offset:2px;box-shadow:0 0 0 2px var(--focus-ink),0 0 0 8px var(--focus-ink)}
    }
    .pager{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 1.5rem;margin:0 0 1rem}
    .pager p{margin:0}
    .pager ul{display:flex;flex-wrap:wrap;gap:.75rem;margin:0;padding:0;list-style:none}
    .bulk{margin:0 0 1.5rem;padding:1rem 1.25rem;background:var(--sunken);border:var(--rule) solid var(--border);
    border-radius:var(--radius);min-width:0}
        .bulk .field{margin:0}
    .bulk .button-row{margin-top:.5rem}
    .downloads{display:flex;flex-wrap:wrap;gap:0 1.75rem;margin:0 0 1rem;padding:0;list-style:none}
    .downloads a{display:inline-flex;align-items:center;min-height:var(--target)}

    """#
