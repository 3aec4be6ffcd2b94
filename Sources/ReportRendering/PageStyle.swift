// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The one style sheet of a page, for paper and for screens.
enum PageStyle {
    /// Margin boxes take texts of the sheet only; both are made of digits and words of ours.
    static func sheet(paper: Paper, footer: String, page: String) -> String {
        """
        @page{size:\(paper.name) portrait;margin:\(paper.margin);
        font-family:"DejaVu Sans",sans-serif;font-size:\(paper.footPoints);color:#444;
        @bottom-left{content:"\(footer)";width:85%;text-align:left;vertical-align:top;padding-top:3mm}
        @bottom-right{content:"\(page) " counter(page) "/" counter(pages);width:15%;text-align:right;
        vertical-align:top;padding-top:3mm}}
        @page wide{size:\(paper.name) landscape}
        html{font-size:\(paper.points)}
        \(common)
        @media screen{\(screen)}
        @media print{\(print)}

        """
    }

    private static let common = """
        *{box-sizing:border-box}
        body{margin:0;font:1rem/1.45 "DejaVu Sans",sans-serif;color:#111;background:#fff;
        font-variant-numeric:tabular-nums;overflow-wrap:break-word}
        h1{font-size:1.7rem;line-height:1.2;margin:.1rem 0 .2rem}
        h2{font-size:1.25rem;line-height:1.25;margin:1.5rem 0 .4rem;border-bottom:1px solid #bbb;
        padding-bottom:.15rem}
        h3{font-size:1.05rem;margin:1.1rem 0 .3rem}
        h4{font-size:1rem;margin:.9rem 0 .3rem}
        p{margin:.4rem 0}
        .office{font-weight:bold;margin:0}
        .subtitle{font-size:1.1rem;margin:0}
        .meta{font-size:.8rem;color:#444;margin:.2rem 0 .8rem}
        .answer{font-size:1.1rem;line-height:1.4;border-left:.3rem solid #0072B2;
        padding:.3rem 0 .3rem .8rem;margin:.9rem 0}
        .line{white-space:pre-line}
        dl{margin:.5rem 0}
        dl div{display:table;width:100%;border-bottom:1px solid #ddd}
        dt,dd{display:table-cell;padding:.15rem 0;margin:0;vertical-align:top;overflow-wrap:anywhere}
        dt{width:34%;padding-right:.8rem;color:#333}
        .two{column-count:2;column-gap:1.6rem;font-size:.9rem}
        .two dt{width:42%}
        table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.3rem 0 .2rem}
        caption{text-align:left;font-weight:bold;padding:.5rem 0 .25rem}
        th,td{padding:.18rem .45rem;text-align:left;vertical-align:top;border-bottom:1px solid #ddd}
        th:first-child,td:first-child{padding-left:0}
        th:last-child,td:last-child{padding-right:0}
        thead th{border-bottom:1.5px solid #111;vertical-align:bottom}
        tbody th{font-weight:normal}
        .number{text-align:right;white-space:nowrap}
        thead .number{white-space:normal}
        .code,.date{white-space:nowrap}
        .group th,.group th:first-child{font-weight:bold;background:#f2f2f2;padding-left:.35rem}
        .compact{font-size:.8rem}
        .compact th,.compact td{padding-left:.22rem;padding-right:.22rem}
        .compact th:first-child,.compact td:first-child{padding-left:0}
        .compact th:last-child,.compact td:last-child{padding-right:0}
        .tight .date{white-space:normal}
        .total th,.total td{font-weight:bold;border-top:1.5px solid #111;border-bottom:0}
        .note{font-size:.8rem;color:#444;margin:.1rem 0 .6rem;break-before:avoid}
        .good{color:#00674b}
        .warn{color:#8a4b00}
        .bad{color:#a02c00;font-weight:bold}
        figure{margin:.8rem 0}
        figure svg{display:block;width:100%;height:auto}
        figcaption{font-size:.9rem;margin-top:.25rem}
        .signatures{display:flex;flex-wrap:wrap;margin:1rem -.6rem 0}
        .signature{flex:1 1 12rem;margin:0 .6rem 1rem;font-size:.9rem}
        .signature .rule{height:4.2rem;border-bottom:1px solid #111;margin-bottom:.2rem}
        .signature p{margin:0}
        .seal{margin-top:1.6rem;border-top:1px solid #bbb;font-size:.8rem}
        .seal h2{font-size:1rem;border:0;margin:.6rem 0 .2rem}
        pre,code{font-family:"DejaVu Sans Mono",monospace;font-size:.8rem}
        pre{margin:.3rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
        .watermark{position:fixed;top:42%;left:0;width:100%;text-align:center;font-size:6.5rem;
        font-weight:bold;letter-spacing:.15em;color:#f0f0f0;transform:rotate(-32deg);z-index:-1}
        abbr{text-decoration:none}

        """

    private static let screen = """
        html{font-size:16px}
        body{max-width:80ch;margin:0 auto;padding:1rem;position:relative}
        .scroll{overflow-x:auto}
        .scroll svg{min-width:34rem}
        .tight .date{white-space:nowrap}
        @media (max-width:600px){.two{column-count:1}tbody th{min-width:8rem}}
        .watermark{font-size:min(6.5rem,13vw);white-space:nowrap}
        .pagebreak{border-top:1px dashed #bbb;margin:1.5rem 0}
        """

    private static let print = """
        .annexed>h2{margin:.7rem 0 .25rem}
        .annexed>h3{margin-top:.7rem}
        .annexed>.answer{margin:.5rem 0}
        .annexed>figure{margin:.3rem 0}
        .annexed>.scroll table{font-size:.8rem;line-height:1.3}
        .annexed>.scroll th,.annexed>.scroll td{padding-top:.07rem;padding-bottom:.07rem}
        .annexed>dl dt,.annexed>dl dd{padding-top:.06rem;padding-bottom:.06rem}
        .annexed>.signatures{margin-top:.5rem}
        .annexed .signature{margin-bottom:.3rem}
        .annexed .rule{height:2.3rem}
        .annexed>.line:not(.answer){font-size:.9rem;line-height:1.3;margin:.25rem 0}
        thead{display:table-header-group}
        tr,figure,.short,dl div,.signature,.signatures,.answer{break-inside:avoid}
        h1,h2,h3,h4,caption{break-after:avoid}
        .total{break-before:avoid}
        figcaption{break-before:avoid}
        .seal{break-inside:avoid}
        .wide{page:wide}
        .pagebreak{break-before:page}
        """
}
