namespace BlazorSalesProject.Web.Files;

/// <summary>The parts of a workbook around its sheet: what kinds of parts there are, how they hang together, and the cell styles.</summary>
internal static class XlsxFrame
{
    public const string Sheet = "xl/worksheets/sheet1.xml";
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    // Places in the list of cell styles below.
    public const int Plain = 0;
    public const int Header = 1;
    public const int Guarded = 2;
    public const int Date = 3;
    public const int Time = 4;
    public const int Whole = 5;

    /// <summary>The most decimals a styled number has: the styles for 0 to 6 decimals follow each other.</summary>
    public const int MostDecimals = 6;

    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    public static IEnumerable<(string Part, string Xml)> Parts(string sheetName)
    {
        var kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        yield return ("[Content_Types].xml", $"""
            {Prolog}<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override PartName="/{Sheet}" ContentType="{kind}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/></Types>
            """);
        yield return ("_rels/.rels", $"""
            {Prolog}<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        yield return ("xl/_rels/workbook.xml.rels", $"""
            {Prolog}<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles" Target="styles.xml"/></Relationships>
            """);
        yield return ("xl/workbook.xml", $"""
            {Prolog}<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="{Named(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>
            """);
        yield return ("xl/styles.xml", Styles());
    }

    private static string Styles()
    {
        var decimals = Enumerable.Range(1, MostDecimals).Select(count => $"""<numFmt numFmtId="{170 + count}" formatCode="#,##0.{new string('0', count)}"/>""");
        var figures = Enumerable.Range(0, MostDecimals + 1).Select(count => Style(count == 0 ? 3 : 170 + count));
        return $"""
            {Prolog}<styleSheet xmlns="{Main}"><numFmts count="{MostDecimals + 2}"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/>{string.Concat(decimals)}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{6 + MostDecimals}">{Style(0)}<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>{Style(164)}{Style(165)}{string.Concat(figures)}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """;
    }

    private static string Style(int format) => $"""<xf numFmtId="{format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>""";

    /// <summary>A sheet's name: 1 to 31 characters, none of those a formula uses to find a sheet.</summary>
    private static string Named(string sheetName)
    {
        var allowed = string.Concat(sheetName.Where(c => !char.IsControl(c) && !"[]:*?/\\'".Contains(c, StringComparison.Ordinal))).Trim();
        return System.Security.SecurityElement.Escape(allowed.Length == 0 ? "Sheet1" : TableHeader.Cut(allowed, 31));
    }
}
