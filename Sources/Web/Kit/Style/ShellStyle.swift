/// Skip link, header, navigation, the way back, heading, help, foot.
let shellStyle = #"""
    .skip{position:absolute;left:-999rem;color:var(--text);background:var(--surface)}
    .skip:focus{position:static;display:flex;align-items:center;min-height:var(--target);margin:10px;padding:0 1rem}
    .top{background:var(--brand);color:var(--on-brand);border-bottom:4px solid var(--accent)}
    .top a,.top button{color:inherit}
    .masthead{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.25rem 1.5rem;
    padding-block:.5rem}
    .brand{display:inline-flex;flex-wrap:wrap;align-items:center;gap:0 .6rem;min-height:var(--target);
    text-decoration:none}
    .brand:hover .brand-name{text-decoration:underline}
    .brand-mark{width:1.9rem;height:1.9rem;flex:none;color:var(--accent)}
    .brand-name{font-size:1.4rem;font-weight:700;letter-spacing:.08em}
    .brand-place{font-size:1rem}
    .tools{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1.1rem;margin:0;padding:0;list-style:none}
    .tools a,.tools button{display:inline-flex;align-items:center;min-height:var(--target);min-width:var(--target);
    justify-content:center;padding:0 .4rem}
    @media (max-width:40em){.tools{column-gap:.9rem}.tools a,.tools button{padding:0}}
    .viewer{display:flex;flex-direction:column;line-height:1.35}
    .viewer-name{font-weight:700}
    .viewer-role{font-size:.9rem}
    button.plain{font:inherit;color:inherit;background:none;border:0;text-decoration:underline;
    text-underline-offset:.22em;cursor:pointer}
    button.plain:hover{text-decoration-thickness:3px}
    .nav-row{background:var(--surface);border-bottom:var(--rule) solid var(--border)}
    .service-nav{display:flex;flex-wrap:wrap;gap:0 .35rem;margin:0 max(-.8rem,-4vw);padding:0;list-style:none}
    .nav-row{overflow-x:clip}
    .nav-row:focus{outline:0;box-shadow:none}
    .menu-link{display:none}
    @media (max-width:40em){
    .size-large .nav-row:not(:target),.size-huge .nav-row:not(:target){display:none}
    .size-large .menu-link,.size-huge .menu-link{display:inline-flex;align-items:center;min-height:var(--target)}
    .nav-row .menu-link{padding:.2rem .8rem;color:var(--link)}
    .size-large .brand-place,.size-huge .brand-place,.size-huge .viewer-role{position:absolute;width:1px;
    height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .size-huge .masthead{gap:0 .5rem;padding-block:0}
    .size-huge .tools{font-size:.88em;column-gap:.5rem}
    }
    .service-nav a,.section-nav a{display:inline-flex;align-items:center;gap:.4rem;min-height:var(--target);
    min-width:var(--target);justify-content:center;padding:.2rem .8rem;color:var(--text);text-decoration:none;
    border-block:4px solid transparent}
    .service-nav a:hover,.section-nav a:hover{text-decoration:underline;text-decoration-thickness:3px}
    .service-nav a[aria-current],.section-nav a[aria-current]{font-weight:700;border-bottom-color:var(--primary)}
    .count{display:inline-block;min-width:1.6em;padding:0 .45em;border:1px solid currentColor;border-radius:1em;
    font-size:.9rem;line-height:1.5;text-align:center;font-weight:700}
    .path{padding-top:.9rem}
    .path ol{display:flex;flex-wrap:wrap;gap:0 .5rem;margin:0;padding:0;list-style:none}
    .path li{display:flex;align-items:center;gap:.5rem}
    .path li+li::before{content:"›";color:var(--muted)}
    .path a{display:inline-flex;align-items:center;min-height:var(--target);min-width:var(--target)}
    .back::before{content:"";flex:none;width:.6em;height:.6em;margin:0 .6rem 0 .2rem;border:solid currentColor;
    border-width:0 0 2px 2px;transform:rotate(45deg)}
    .path li:first-child a{justify-content:flex-start}
    .path+main{padding-top:.5rem}
    .heading{display:flex;flex-wrap:wrap;align-items:flex-end;justify-content:space-between;gap:.75rem 2rem;
    margin-bottom:1.5rem;max-width:none}
    .heading h1{margin:0}
    .caption{margin:0 0 .1rem;color:var(--muted)}
    .actions,.panel-actions{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}
    .actions>a:not(.button),.panel-actions>a:not(.button){display:inline-flex;align-items:center;
    min-height:var(--target);min-width:var(--target)}
    .foot{background:var(--surface);border-top:var(--rule) solid var(--border);padding-block:1.75rem 2.25rem}
    .help h2{font-size:1.12rem}
    .help dl{display:flex;flex-wrap:wrap;gap:.75rem 2.5rem;margin:0 0 1.25rem}
    .help dt{color:var(--muted)}
    .help dd{margin:0;display:flex;align-items:center;min-height:var(--target);font-weight:700}
    .help dd a{display:inline-flex;align-items:center;min-height:var(--target);min-width:var(--target)}
    .foot-links{display:flex;flex-wrap:wrap;gap:0 1.75rem;margin:0;padding:.5rem 0 0;list-style:none;
    border-top:var(--rule) solid var(--border)}
    .foot-links a{display:inline-flex;align-items:center;min-height:var(--target);min-width:var(--target)}
    .colophon{margin:.75rem 0 0;color:var(--muted)}

    """#
