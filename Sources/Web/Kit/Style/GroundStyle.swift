/// Text, headings, links, focus.
let groundStyle = #"""
    :root{--focus:#ffd400;--focus-ink:#111111;--target:48px;--radius:.5rem;--rule:1px;font-size:112.5%}
    :root.size-large{font-size:150%;--target:60px}
    :root.size-huge{font-size:200%;--target:60px}
    :root.contrast-more{--rule:2px}
    @media (prefers-contrast:more){:root{--rule:2px}}
    *,*::before,*::after{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0;color:var(--text);background:var(--bg);line-height:1.75;text-align:left;overflow-wrap:anywhere;
    font-family:"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",
    "Source Han Sans SC","WenQuanYi Micro Hei",system-ui,sans-serif}
    p,li,dd{max-width:38em}
    p{margin:0 0 1rem}
    h1,h2,h3,h4{line-height:1.35;margin:0 0 .75rem;font-weight:700;text-wrap:balance}
    h1{font-size:1.9rem;letter-spacing:.01em}
    h2{font-size:1.35rem}
    h3{font-size:1.12rem}
    h4{font-size:1rem}
    a{color:var(--link);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.22em}
    a:hover{text-decoration-thickness:3px}
    :focus-visible{outline:4px solid var(--focus);outline-offset:2px;border-radius:2px;
    box-shadow:0 0 0 2px var(--focus-ink),0 0 0 8px var(--focus-ink)}
    main:focus,main:focus-visible{outline:0;box-shadow:none}
    .vh{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .wrap{max-width:76rem;margin-inline:auto;padding-inline:min(1.5rem,4vw)}
    main{padding-block:1.5rem 3.5rem;container-type:inline-size}
    main>*:last-child{margin-bottom:0}
    .narrow>*{max-width:44rem}
    .hint{color:var(--muted);margin:0}

    """#
