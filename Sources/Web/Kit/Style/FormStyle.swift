/// Fields, errors, buttons.
let formStyle = #"""
    .field{margin:0 0 1.75rem;padding:0;border:0;min-width:0}
    label,legend{font-weight:700}
    label{display:inline-block}
    legend{float:left;width:100%;padding:0;margin-bottom:.1rem}
    legend+*{clear:both}
    fieldset.group{margin:0 0 1.75rem;padding:0 0 0 1.25rem;border:0;border-left:4px solid var(--border);min-width:0}
    .row-group{padding-bottom:.25rem}
    .row-fields{display:flex;flex-wrap:wrap;align-items:flex-end;gap:0 1.5rem}
    .row-fields>.field{flex:0 1 auto;max-width:100%;margin-bottom:1rem}
    .row-fields select.w-medium{min-width:min(9rem,100%)}.row-fields input.w-medium{width:14rem}
    fieldset.group>legend{font-size:1.12rem;margin-bottom:.75rem}
    input:not([type=radio],[type=checkbox]),select,textarea{display:block;width:100%;max-width:100%;
    min-height:var(--target);margin-top:.35rem;padding:.35rem .7rem;font:inherit;color:inherit;
    background:var(--surface);border:2px solid var(--line);border-radius:.3rem}
    textarea{max-width:38em;resize:vertical}
    select{width:auto;padding-right:2rem}
    input[type=file]{padding:.5rem;max-width:34rem}
    input[type=file]::file-selector-button{font:inherit;min-height:2.2rem;margin-right:1rem;padding:.1rem .9rem;
    color:var(--primary);background:var(--surface);border:2px solid var(--primary);border-radius:.3rem}
    input.w-medium{width:24rem}select.w-medium{min-width:min(14rem,100%)}
    input.w-code{width:15.5rem}input.w-short{width:12rem}input.w-number{width:7rem}
    .date-box input.w-year{width:5rem}.date-box input.w-day{width:3.4rem}
    .with-unit{display:flex;align-items:center;gap:.6rem}
    .with-unit input{flex:0 1 auto;min-width:0}
    .unit{margin-top:.35rem}
    .date-boxes{display:flex;flex-wrap:wrap;gap:.25rem .9rem}
    .date-box input{padding-inline:.5rem}
    .date-box{display:flex;align-items:center;gap:.5rem}
    .date-box label{font-weight:400}
    .options{margin-top:.35rem}
    .option{display:flex;flex-wrap:wrap;align-items:center;column-gap:.75rem;min-height:var(--target)}
    .option input{width:28px;height:28px;flex:none;margin:0;accent-color:var(--primary)}
    .option label{font-weight:400;display:flex;align-items:center;flex:1;min-height:var(--target)}
    .option>.hint{flex-basis:100%;padding-left:calc(28px + .75rem);margin-top:-.4rem}
    .size-large .option input,.size-huge .option input{width:36px;height:36px}
    .size-large .option>.hint,.size-huge .option>.hint{padding-left:calc(36px + .75rem)}
    .error{color:var(--error);font-weight:700;margin:.15rem 0 0}
    .bad{border-left:6px solid var(--error);padding-left:1rem}
    .bad input:not([type=radio],[type=checkbox]),.bad select,.bad textarea{border-color:var(--error);border-width:3px}
    .count-left{margin:.35rem 0 0;color:var(--muted)}
    .error-summary{max-width:44rem;margin:0 0 2rem;padding:1rem 1.5rem;background:var(--error-bg);
    border:4px solid var(--error);border-radius:var(--radius)}
    .error-summary h2{margin:0 0 .35rem;color:var(--error)}
    .error-summary.asks{background:var(--work-bg);border-color:var(--work)}
    .error-summary.asks h2,.error-summary.asks a,.asks .error{color:var(--work)}
    .bad.asks,.bad.asks input,.bad.asks select,.bad.asks textarea{border-color:var(--work)}
    .error-summary ul{margin:0;padding:0;list-style:none}
    .error-summary a{display:inline-flex;align-items:center;min-height:var(--target);color:var(--error);font-weight:700}
    .button{display:inline-flex;align-items:center;justify-content:center;min-height:var(--target);
    min-width:var(--target);padding:.35rem 1.4rem;font:inherit;font-weight:700;line-height:1.4;text-decoration:none;
    border:2px solid transparent;border-radius:.4rem;cursor:pointer}
    .button:hover{text-decoration:underline;text-decoration-thickness:3px}
    .primary{color:var(--on-primary);background:var(--primary)}
    .secondary{color:var(--primary);background:var(--surface);border-color:var(--primary)}
    .warning{color:var(--error);background:var(--surface);border-color:var(--error)}
    .button-row{display:flex;flex-wrap:wrap;align-items:center;gap:.75rem 1rem;margin:1.5rem 0 0}
    .button-row>a:not(.button){display:inline-flex;align-items:center;min-height:var(--target);min-width:var(--target)}
    @container (max-width:30em){.button-row>.button{flex:1 1 100%}}

    """#
