/// The looks of pages: one column, light or dark as the reader's system is, and plain on paper.
enum ReportStyle {
    static let sheet: StaticString = """

        :root{--ink:#1f2328;--soft:#57606a;--paper:#ffffff;--card:#f6f8fa;--line:#d0d7de;--link:#0860ca;--mark:#1a7f37;--miss:#a40e26}
        @media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b1;--paper:#0d1117;--card:#161b22;--line:#30363d;--link:#6cb6ff;--mark:#57ab5a;--miss:#ff938a}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:60rem;padding:1.5rem;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif}
        h1{font-size:1.9rem;margin:0;overflow-wrap:anywhere}h2{font-size:1.35rem;margin:2.6rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--line)}h3{font-size:1.05rem;margin:0 0 .5rem}
        .subtitle,figcaption,footer,.hint{color:var(--soft)}.subtitle{margin:.2rem 0 0}figcaption,.hint{font-size:.92rem}
        a{color:var(--link)}a:focus-visible,summary:focus-visible,input:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.3rem .6rem}
        nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;margin:.9rem 0 0;padding:0}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.8rem;margin:1.2rem 0;padding:0}
        .tiles div{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.7rem .9rem}
        .tiles dt{color:var(--soft);font-size:.88rem}.tiles dd{margin:.1rem 0 0;font-size:1.3rem;font-weight:600}.tiles dd small{display:block;font-size:.82rem;font-weight:400;color:var(--soft)}
        figure{margin:1.4rem 0 2rem}.image{overflow-x:auto}.image svg{display:block;max-width:100%;height:auto;min-width:34rem}
        .verdict{border-left:.3rem solid var(--soft);padding:.1rem 0 .1rem .8rem;margin:.6rem 0}.won{border-color:var(--mark)}.lost{border-color:var(--miss)}
        .scroll{overflow-x:auto;margin:.6rem 0}table{border-collapse:collapse;font-size:.9rem;width:100%}caption{text-align:left;color:var(--soft);padding:.2rem 0}
        th,td{padding:.28rem .6rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}thead th{border-bottom:2px solid var(--line)}tbody th{font-weight:500}.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .data p{margin:.2rem 0}.csv{font-size:.9rem}summary{cursor:pointer;font-size:.92rem;color:var(--soft)}
        fieldset{border:1px solid var(--line);border-radius:.5rem;margin:0 0 .8rem;padding:.3rem .9rem .6rem}fieldset label{margin-right:1rem;white-space:nowrap}
        pre{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.8rem;overflow-x:auto;font-size:.85rem}
        button{font:inherit;font-size:.92rem;padding:.2rem .8rem;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:.4rem;cursor:pointer}button[aria-pressed=true]{border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link)}button:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        output{display:block;min-height:1.6rem;font-size:.95rem}
        .raster{display:none;overflow-x:auto}.raster svg{display:block}
        .rasters:has(#show-embedding:checked) [data-site=embedding],.rasters:has(#show-attentionInput:checked) [data-site=attentionInput],.rasters:has(#show-key:checked) [data-site=key],.rasters:has(#show-value:checked) [data-site=value],.rasters:has(#show-context:checked) [data-site=context],.rasters:has(#show-intermediateInput:checked) [data-site=intermediateInput],.rasters:has(#show-outputInput:checked) [data-site=outputInput],.rasters:has(#show-attentionOutput:checked) [data-site=attentionOutput],.rasters:has(#show-layerOutput:checked) [data-site=layerOutput]{display:block}
        svg text{font-family:system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;fill:var(--soft)}
        svg .title{fill:var(--ink);font-weight:600}svg .strong{fill:var(--ink)}svg .grid{stroke:#8c959f;stroke-opacity:.28}svg .axis{stroke:#8c959f}
        svg .hollow{fill:var(--paper)}svg .halo{stroke:var(--paper);stroke-width:3;stroke-linejoin:round;paint-order:stroke}
        svg .cut{stroke:var(--paper);stroke-width:4}svg .up{stroke:#2f7fc1}svg .down{stroke:#e2762b}svg .touch{fill:transparent}svg .touch:hover,svg .touch.here{fill:#8c959f;fill-opacity:.3}
        td[class^=state-]{font-weight:600}.state-finished{color:var(--mark)}.state-failed{color:var(--miss)}
        @media print{:root{--ink:#000;--soft:#444;--paper:#fff;--card:#fff;--line:#bbb}body{max-width:none;font-size:11pt;padding:0}nav,.skip,.csv,fieldset,output{display:none}figure,tr,.tiles div{break-inside:avoid}h2,h3{break-after:avoid}a{color:inherit;text-decoration:none}.scroll,.image{overflow:visible}.image svg{min-width:0}}

        """
}
