/// What the device or the person asks for: forced colours, no motion, paper.
let deviceStyle = #"""
    @media (forced-colors:active){
    :focus-visible{outline:4px solid Highlight;box-shadow:none}
    .table-region:focus-visible{box-shadow:none}
    .button{border-color:ButtonText}
    .brand-mark,.bar,.chart{forced-color-adjust:auto}
    .bar-track{fill:Canvas}.bar-fill,.column{fill:CanvasText}
    .s1,.s2,.s3,.s4,.chart-rule,.chart-base{stroke:CanvasText}
    .chart text{fill:CanvasText}.dot{fill:Canvas}
    .service-nav a[aria-current],.section-nav a[aria-current]{border-bottom-color:Highlight}
    .service-nav a,.section-nav a{border-color:Canvas}
    summary::before{border-color:Canvas CanvasText}
    .notice-kind,.warning-mark,.steps .now .step-number{border:2px solid CanvasText}
    .tag.plain{border-color:Canvas}
    }
    @media (prefers-reduced-motion:reduce){*,*::before,*::after{animation:none!important;transition:none!important;
    scroll-behavior:auto!important}}
    .still *,.still *::before,.still *::after{animation:none!important;transition:none!important;
    scroll-behavior:auto!important}
    @media print{
    :root:root{font-size:11pt;--rule:1px}
    .skip,.tools,.menu-link,.nav-row,.path,.section-nav,.search,.filters,.chips,.bulk,.pager ul,.downloads,.foot-links,.button-row,
    .ask,.screen,.actions,.panel-actions,.summary-action,.pick,.arrow{display:none!important}
    .top{color:#000;background:none;border-bottom:1px solid #000}
    .brand-mark{color:#000}
    .paper{display:block}
    .working>li{break-inside:avoid}
    main{padding:0;container-type:normal}
    .panel,.table-region,.identity{border-radius:0;overflow:visible}
    .panel{padding:0;border:0}
    thead{display:table-header-group}
    tr,figure,.timeline li,.summary-list>div{break-inside:avoid}
    h1,h2,h3,figcaption,caption{break-after:avoid}
    th,td{padding:.3rem .5rem}
    .tiles a{border-left-width:1px}
    .narrow>*,.panel{max-width:none}
    a{color:#000;text-decoration:none}
    .foot{border:0}
    }

    """#
