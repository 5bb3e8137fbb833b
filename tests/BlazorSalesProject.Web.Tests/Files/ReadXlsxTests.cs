using BlazorSalesProject.Web.Files;
using Radzen.Documents.Spreadsheet;
using static BlazorSalesProject.Web.Tests.Files.TableFolder;
using BlazorSalesProject.Web.Tests.House;

namespace BlazorSalesProject.Web.Tests.Files;

[Collection(Alone.Name)]
public sealed class ReadXlsxTests : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private readonly TableFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_workbook_written_by_another_program_is_read()
    {
        var workbook = new Workbook();
        var sheet = workbook.AddSheet("客户", 10, 10);
        object?[][] values = [["客户", "金额", "日期", "成交"], ["华南有限公司", 1234.5, new DateTime(2016, 10, 20), true], ["上海", 0.1 + 0.2, new DateTime(2026, 3, 1, 8, 30, 0), false]];
        for (var row = 0; row < values.Length; row++)
        {
            for (var column = 0; column < 4; column++)
            {
                sheet.Cells[row, column].Value = values[row][column];
            }
        }

        using (var stream = File.Create(folder.Path("a.xlsx")))
        {
            workbook.SaveToStream(stream);
        }

        using var table = Open(folder.Path("a.xlsx"));
        Assert.Equal(TableFormat.Xlsx, table.Format);
        Assert.Equal("客户", table.Sheet);
        Assert.Null(table.Encoding);
        Assert.Equal(["客户", "金额", "日期", "成交"], table.Headers);
        var rows = table.Rows().ToArray();
        Assert.Equal(("华南有限公司", "1234.5", "TRUE"), (rows[0].Cells[0], rows[0].Cells[1], rows[0].Cells[3]));
        Assert.Equal(("上海", "0.3", "FALSE"), (rows[1].Cells[0], rows[1].Cells[1], rows[1].Cells[3]));
    }

    [Fact]
    public void Each_kind_of_cell_becomes_its_text()
    {
        var path = folder.Workbook("a.xlsx",
            "<row r=\"3\">" + string.Concat("ABCDEFGHIJK".Select(c => $"<c r=\"{c}3\" t=\"inlineStr\"><is><t>{c}1</t></is></c>")) + "</row>"
            + """
            <row r="7">
              <c r="A7" t="s"><v>0</v></c><c r="B7" t="s"><v>1</v></c><c r="C7"><v>13800138000</v></c><c r="D7"><v>1.1000000000000001</v></c><c r="E7"><v>1E-3</v></c>
              <c r="F7" s="1"><v>42663</v></c><c r="G7" s="2"><v>42663.354166666664</v></c><c r="H7" t="b"><v>1</v></c><c r="I7" t="d"><v>2016-10-20T00:00:00</v></c>
              <c r="J7" t="str"><f>A1&amp;"x"</f><v> kept </v></c><c r="K7"><f>1+1</f></c>
            </row>
            """,
            ("xl/sharedStrings.xml", $"""<sst xmlns="{Main}"><si><t xml:space="preserve"> 客户 </t></si><si><r><t>东京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><r><rPr><b/></rPr><t>_x000D_x</t></r></si></sst>"""),
            ("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><numFmts><numFmt numFmtId="170" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\ hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>"""));

        using var table = Open(path);
        var row = table.Rows().Single();
        Assert.Equal(7, row.Number);
        Assert.Equal([" 客户 ", "东京\rx", "13800138000", "1.1", "0.001", "2016-10-20", "2016-10-20 08:30:00", "TRUE", "2016-10-20", " kept ", "=1+1"], row.Cells.AsEnumerable());
    }

    [Theory]
    [InlineData("1", "1900-01-01")]
    [InlineData("59", "1900-02-28")]
    [InlineData("61", "1900-03-01")]
    [InlineData("0.5", "12:00:00")]
    [InlineData("45000", "2023-03-15")]
    [InlineData("45000.9999999", "2023-03-16")]
    [InlineData("-1", "-1")]
    public void A_date_is_the_one_the_spreadsheet_shows(string serial, string shown)
    {
        var path = folder.Workbook("a.xlsx", $"""<row><c t="inlineStr"><is><t>when</t></is></c></row><row><c s="0"><v>{serial}</v></c></row>""",
            ("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><cellXfs><xf numFmtId="22"/></cellXfs></styleSheet>"""));

        Assert.Equal(shown, Open(path).Rows().Single().Cells[0]);
    }

    [Fact]
    public void A_number_format_with_letters_in_quotes_or_brackets_is_no_date()
    {
        string[] formats = ["0.00&quot;days&quot;", "[Red]0", "#,##0\\d", "0.00E+00", "_-¥* #,##0_-", "General"];
        var path = folder.Workbook("a.xlsx",
            """<row><c t="inlineStr"><is><t>n</t></is></c></row>""" + string.Concat(formats.Select((_, n) => $"""<row><c s="{n}"><v>45000</v></c></row>""")),
            ("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><numFmts>{string.Concat(formats.Select((f, n) => $"<numFmt numFmtId=\"{200 + n}\" formatCode=\"{f}\"/>"))}</numFmts><cellXfs>{string.Concat(formats.Select((_, n) => $"<xf numFmtId=\"{200 + n}\"/>"))}</cellXfs></styleSheet>"""));

        Assert.All(Open(path).Rows(), row => Assert.Equal("45000", row.Cells[0]));
    }

    [Fact]
    public void Rows_may_end_early_and_leave_cells_out()
    {
        var path = folder.Workbook("a.xlsx", """
            <row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c><c r="C1" t="inlineStr"><is><t>c</t></is></c></row>
            <row r="2"><c r="A2"><v>1</v></c></row><row r="4"><c r="C4"><v>3</v></c></row><row r="5"/><row r="6"><c r="A6" s="1"/></row>
            """);

        var rows = Open(path).Rows().ToArray();
        Assert.Equal([2, 4], rows.Select(row => row.Number));
        Assert.Equal(["1", null, null], rows[0].Cells.AsEnumerable());
        Assert.Equal([null, null, "3"], rows[1].Cells.AsEnumerable());
        Assert.All(rows, row => Assert.Null(row.Problem));
    }

    [Fact]
    public void A_cell_beyond_the_header_an_error_value_and_a_giant_cell_are_errors_of_their_rows()
    {
        var path = folder.Workbook("a.xlsx", $"""
            <row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>
            <row r="2"><c r="A2"><v>1</v></c><c r="XFE2"><v>2</v></c></row>
            <row r="3"><c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
            <row r="4"><c r="A4" t="inlineStr"><is><t>{new string('x', 900_000)}</t></is></c></row>
            <row r="5"><c r="A5"><v>5</v></c></row>
            """);

        var rows = Open(path).Rows().ToArray();
        Assert.Equal(["Files.RowCells", "Files.RowExcelError", "Files.RowCellTooLong", null], rows.Select(row => row.Problem?.Key));
        Assert.Equal("A 列是 Excel 错误值 #DIV/0!。请改正公式或填写内容。", In("zh-CN", () => rows[1].Problem!.Sentence));
        Assert.Equal(FileLimits.CellCharacters, rows[2].Cells[0]!.Length);
    }

    [Fact]
    public void The_first_visible_sheet_is_read_wherever_it_lies()
    {
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var path = folder.Workbook("a.xlsx", "",
            ("xl/workbook.xml", $"""<x:workbook xmlns:x="{Main}" xmlns:q="{office}"><x:sheets><x:sheet name="Hidden" sheetId="1" state="hidden" q:id="h"/><x:sheet name="Shown" sheetId="2" q:id="v"/><x:sheet name="Later" sheetId="3" q:id="h"/></x:sheets></x:workbook>"""),
            ("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="h" Type="{office}/worksheet" Target="nowhere.xml"/><Relationship Id="v" Type="{office}/worksheet" Target="../other/./data.xml"/></Relationships>"""),
            ("other/data.xml", Sheet("""<row><c t="inlineStr"><is><t>a</t></is></c></row><row><c><v>1</v></c></row>""").Replace("<", "<x:", StringComparison.Ordinal).Replace("<x:/", "</x:", StringComparison.Ordinal).Replace("xmlns=", "xmlns:x=", StringComparison.Ordinal)));

        using var table = Open(path);
        Assert.Equal("Shown", table.Sheet);
        Assert.Equal("1", table.Rows().Single().Cells[0]);
    }

    [Fact]
    public void Reading_a_sheet_keeps_no_rows()
    {
        var path = folder.Workbook("a.xlsx", """<row><c t="inlineStr"><is><t>a</t></is></c></row>""" + string.Concat(Enumerable.Range(0, 50_000).Select(n => $"""<row><c><v>{n}</v></c><c t="inlineStr"><is><t>客户 {n}</t></is></c></row>""")));
        using var table = Open(path);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var count = 0;
        foreach (var row in table.Rows())
        {
            if (++count == 50_000)
            {
                Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 8_000_000);
            }
        }

        Assert.Equal(50_000, count);
    }
}
