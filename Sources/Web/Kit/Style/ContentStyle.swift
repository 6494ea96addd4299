/// Panels, facts, states, messages, steps, timeline.
let contentStyle = #"""
    .panel{margin:0 0 1.5rem;padding:1.25rem 1.5rem 1.5rem;background:var(--surface);
    border:var(--rule) solid var(--border);border-radius:var(--radius)}
    @container (max-width:34em){.panel{padding:min(1rem,4vw)}}
    .panel>*:last-child{margin-bottom:0}
    .panel-head{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 1.5rem;
    margin-bottom:.75rem}
    .panel-head h2,.panel-head h3{margin:0}
    .panel .panel{padding:1rem 1.25rem}
    .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:0 1.5rem;
    align-items:start}
    .columns>*{min-width:0}
    .identity{display:flex;flex-wrap:wrap;gap:.35rem 2.25rem;margin:0 0 1.5rem;padding:.85rem 1.5rem;
    background:var(--sunken);border-radius:var(--radius);border:var(--rule) solid var(--border)}
    .identity dt{color:var(--muted);font-size:.944rem;line-height:1.5}
    .identity dd{margin:0;font-weight:700}
    .summary-list{margin:0 0 1.5rem}
    .summary-list>div{display:grid;grid-template-columns:minmax(7rem,3fr) 7fr;gap:0 1rem;
    border-bottom:var(--rule) solid var(--border);padding:.55rem 0;align-items:center}
    .summary-list.with-actions>div{grid-template-columns:minmax(7rem,3fr) 7fr minmax(3.5rem,auto)}
    .summary-list>div:last-child{border-bottom:0}
    .summary-list dt{font-weight:700}
    .summary-list dd{margin:0;min-width:0}
    .summary-list dd>a{display:inline-flex;align-items:center;min-height:var(--target)}
    .summary-action a{display:inline-flex;align-items:center;justify-content:center;min-height:var(--target);
    min-width:var(--target)}
    .paper{display:none;margin:0 0 1rem}
    .working{padding-left:1.5rem}
    .working>li{margin-bottom:1rem;max-width:none}
    .working p{margin:0}
    .working ul{margin:0;padding-left:1.25rem}
    .missing{color:var(--muted)}
    @container (max-width:34em){.summary-list>div,.summary-list.with-actions>div{grid-template-columns:1fr auto}
    .summary-list dt{grid-column:1/-1}}
    .link-line{margin:0}
    .link-list{margin:0 0 1rem;padding:0;list-style:none}
    .link-line a,.link-list a{display:inline-flex;align-items:center;min-height:var(--target);min-width:var(--target)}
    .task-list{margin:0 0 1.5rem;padding:0;list-style:none;max-width:39em}
    .task-list li{display:flex;flex-wrap:wrap;align-items:center;gap:0 1rem;max-width:none;position:relative;
    padding:.25rem 0;border-bottom:var(--rule) solid var(--border)}
    .task-text{flex:1 1 16rem}
    .task-text>a,.task-text>span{display:flex;align-items:center;min-height:var(--target)}
    .task-text>.hint{margin:-.4rem 0 .5rem}
    .section-nav{margin:0 0 1.5rem;border-bottom:var(--rule) solid var(--border)}
    .section-nav ul{display:flex;flex-wrap:wrap;gap:0 .35rem;margin:0;padding:0;list-style:none}
    .section-nav a[aria-current]{background:var(--surface)}
    .tag{display:inline-block;padding:0 .55em;border:2px solid currentColor;border-radius:.3rem;line-height:1.55}
    @container (min-width:34em){.tag.whole{white-space:nowrap}}
    .tag.plain{border-color:transparent;padding-inline:0}
    .tag.neutral{border-color:var(--border);background:var(--sunken)}
    .tag.attention{font-weight:700;color:var(--work);background:var(--work-bg)}
    .tag.good{color:var(--ok);background:var(--ok-bg);border-radius:1em}
    .tag.problem{font-weight:700;color:var(--error);background:var(--error-bg);border-left-width:.5em}
    a+.tag{margin-inline-start:.35em}
    ul.plain{display:flex;flex-wrap:wrap;gap:.35rem .5rem;margin:0;padding:0;list-style:none}
    .inset{margin:0 0 1.5rem;padding:.75rem 1.25rem;border-left:6px solid var(--line);background:var(--surface)}
    .inset>*:last-child{margin-bottom:0}
    .warning-text{display:flex;gap:1rem;align-items:flex-start;margin:0 0 1.5rem}
    .warning-text p{margin:0;padding-top:.1rem}
    .warning-mark{flex:none;width:2rem;height:2rem;border-radius:50%;font-weight:700;font-size:1.2rem;line-height:2rem;
    text-align:center;color:var(--surface);background:var(--text);border:1px solid transparent}
    .notice{display:flex;flex-wrap:wrap;max-width:44rem;margin:0 0 2rem;background:var(--surface);
    border:3px solid var(--primary);border-radius:var(--radius)}
    .notice-kind{margin:0;padding:.75rem 1.25rem;font-weight:700;color:var(--on-primary);background:var(--primary)}
    .notice-body{flex:1 1 16rem;padding:.75rem 1.25rem}
    .notice-body p{margin:0}
    .notice-title{font-weight:700}
    .notice.success{border-color:var(--ok)}
    .success .notice-kind{color:var(--surface);background:var(--ok)}
    .disclosure{margin:0 0 1.5rem}
    summary{display:inline-flex;align-items:center;min-height:var(--target);color:var(--link);cursor:pointer;
    text-decoration:underline;text-underline-offset:.22em}
    summary::before{content:"";flex:none;margin-right:.6rem;border-style:solid;border-color:transparent currentColor;
    border-width:.35em 0 .35em .55em}
    [open]>summary::before{transform:rotate(90deg)}
    summary::-webkit-details-marker{display:none}
    summary:hover{text-decoration-thickness:3px}
    .disclosure-body{padding:.25rem 0 .25rem 1.25rem;border-left:4px solid var(--border)}
    .empty{margin:0 0 1.5rem;padding:2rem 1.5rem;text-align:left;background:var(--surface);
    border:2px dashed var(--line);border-radius:var(--radius)}
    .empty>*:last-child{margin-bottom:0}
    .empty-title{font-weight:700;margin-bottom:.25rem}
    .reference{margin:0 0 2rem;padding:1.5rem;max-width:44rem;background:var(--ok-bg);color:var(--ok);
    border:3px solid var(--ok);border-radius:var(--radius);text-align:center}
    .reference p{margin:0 auto}
    .reference strong{font-size:1.6rem;letter-spacing:.04em}
    .steps{display:flex;flex-wrap:wrap;gap:.5rem 1.75rem;margin:0 0 1.75rem;padding:0;list-style:none}
    .steps li{display:flex;align-items:center;gap:.6rem;color:var(--muted)}
    .step-number{flex:none;width:2rem;height:2rem;border:2px solid currentColor;border-radius:50%;text-align:center;
    line-height:calc(2rem - 4px);font-weight:700}
    .steps .now{color:var(--text);font-weight:700}
    .steps .now .step-number{color:var(--on-primary);background:var(--primary);border-color:var(--primary)}
    .steps .done .step-number{border-color:var(--ok);color:var(--ok);background:var(--ok-bg)}
    .timeline{margin:0 0 1.5rem;padding:0;list-style:none}
    .timeline>li{position:relative;padding:0 0 1.4rem 1.75rem;border-left:3px solid var(--border);margin-left:.45rem}
    .timeline>li:last-child{padding-bottom:0}
    .timeline>li::before{content:"";position:absolute;left:-.55rem;top:.4rem;width:1rem;height:1rem;border-radius:50%;
    background:var(--surface);border:4px solid var(--primary)}
    .timeline h3,.timeline h4{margin:0}
    .timeline-when{margin:0;color:var(--muted)}
    .timeline p{margin-bottom:.25rem}

    """#
