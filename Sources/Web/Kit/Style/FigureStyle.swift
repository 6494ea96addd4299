/// Tiles, bars, charts.
let figureStyle = #"""
    .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(15rem,100%),1fr));gap:1rem;margin:0 0 1.75rem;
    padding:0;list-style:none}
    .tiles li{display:flex;max-width:none}
    .tiles a{flex:1;display:flex;flex-direction:column;padding:.9rem 1.25rem 1rem;color:var(--text);
    background:var(--surface);border:var(--rule) solid var(--border);border-left:6px solid var(--primary);
    border-radius:var(--radius);text-decoration:none}
    .tiles a:hover .tile-label{text-decoration-thickness:3px}
    .tiles .urgent a{border-left:10px double var(--error)}
    .tile-label{color:var(--link);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.22em;
    font-weight:700}
    .tile-number{font-size:2.3rem;font-weight:700;line-height:1.3;font-variant-numeric:tabular-nums}
    .tile-period{color:var(--muted);font-size:.944rem;line-height:1.55}
    .progress{margin:0 0 1rem}
    .progress p{margin:.25rem 0 0}
    .bar{display:block;width:100%;height:.75rem;border:1px solid var(--line);border-radius:.2rem}
    .bar-track{fill:var(--track)}
    .bar-fill{fill:var(--series-1)}
    .bars td{width:60%;min-width:8rem}
    .bar-text{display:block}
    .chart-figure{margin:0 0 1.5rem}
    figcaption{font-weight:700;margin-bottom:.5rem;max-width:38em}
    .chart{display:block;width:100%;max-width:38rem}
    .chart text{fill:var(--text);font-size:17px}
    .chart .extra{display:none}
    @container (min-width:34em){.chart text{font-size:11px}.chart .extra{display:inline}}
    .chart-figure .disclosure{margin:0}
    .chart-rule{stroke:var(--border);stroke-width:1}
    .chart-base{stroke:var(--line);stroke-width:2}
    .column{fill:var(--series-1)}
    .line{fill:none;stroke-width:3;stroke-linejoin:round;stroke-linecap:round}
    .s1{stroke:var(--series-1)}.s2{stroke:var(--series-2)}.s3{stroke:var(--series-3)}.s4{stroke:var(--series-4)}
    .line.s2{stroke-dasharray:8 6}.line.s3{stroke-dasharray:2 6}.line.s4{stroke-dasharray:12 5 2 5}
    .dot{fill:var(--surface);stroke-width:3}

    """#
