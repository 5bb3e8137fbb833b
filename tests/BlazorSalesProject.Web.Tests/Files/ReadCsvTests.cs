using System.Text;
using BlazorSalesProject.Web.Files;
using static BlazorSalesProject.Web.Tests.Files.TableFolder;
using BlazorSalesProject.Web.Tests.House;

namespace BlazorSalesProject.Web.Tests.Files;

[Collection(Alone.Name)]
public sealed class ReadCsvTests : IDisposable
{
    private readonly TableFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("UTF-8 BOM")]
    [InlineData("UTF-16")]
    [InlineData("UTF-16BE")]
    [InlineData("UTF-32")]
    [InlineData("GBK")]
    [InlineData("GB18030")]
    public void Chinese_is_read_in_every_usual_encoding(string name)
    {
        Encoding encoding = name switch
        {
            "UTF-8" => new UTF8Encoding(false),
            "UTF-8 BOM" => new UTF8Encoding(true),
            "UTF-16" => Encoding.Unicode,
            "UTF-16BE" => Encoding.BigEndianUnicode,
            "UTF-32" => Encoding.UTF32,
            _ => Encoding.GetEncoding(name),
        };
        var path = folder.Text("客户.csv", "客户名称,金额,备注\r\n华南自动化工程有限公司,1234.50,\"第一行\r\n第二行\"\r\n上海译文（集团）有限公司,,镕堃囍\r\n", encoding);

        using var table = Open(path);

        Assert.Equal(["客户名称", "金额", "备注"], table.Headers);
        Assert.Equal(name is "GBK" ? "GB18030" : name.Replace(" BOM", "", StringComparison.Ordinal), table.Encoding);
        Assert.Equal(TableFormat.Csv, table.Format);
        Assert.Equal(2, table.RowCount);
        Assert.Equal(["华南自动化工程有限公司", "1234.50", "第一行\r\n第二行"], table.Rows().First().Cells.AsEnumerable());
        Assert.Equal(["上海译文（集团）有限公司", null, "镕堃囍"], table.Rows().Last().Cells.AsEnumerable());
    }

    [Fact]
    public void A_text_that_is_not_utf8_only_far_inside_is_still_read_as_gbk()
    {
        var path = folder.Bytes("a.csv", [.. Encoding.ASCII.GetBytes("name\n" + string.Concat(Enumerable.Repeat("abcdefgh\n", 30_000))), .. Gbk.GetBytes("北京\n")]);

        using var table = Open(path);

        Assert.Equal("GB18030", table.Encoding);
        Assert.Equal("北京", table.Rows().Last().Cells[0]);
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n", ',')]
    [InlineData("a;b;c\n1,5;2;3\n", ';')]
    [InlineData("a\tb\tc\n1\t2\t3\n", '\t')]
    [InlineData("a|b|c\n1|2|3\n", '|')]
    [InlineData("\"a;x;y;z\",b,c\n1,2,3\n", ',')]
    [InlineData("\n\na;b;c\n1;2;3\n", ';')]
    [InlineData("sep=;\na;b;c\n1;2;3\n", ';')]
    [InlineData("a\n1\n", ',')]
    public void The_separator_is_recognised(string text, char separator)
    {
        using var table = Open(folder.Text("a.tsv", text));

        Assert.Equal(separator, table.Separator);
        Assert.Equal(text == "a\n1\n" ? 1 : 3, table.Headers.Length);
        Assert.Null(table.Rows().Single().Problem);
    }

    [Fact]
    public void Row_numbers_are_those_a_spreadsheet_shows()
    {
        using var table = Open(folder.Text("a.csv", "name,note\nfirst,\"two\nlines\"\n\nsecond,x\n,\nthird,y"));

        Assert.Equal([(2, "first"), (4, "second"), (6, "third")], table.Rows().Select(row => (row.Number, row.Cells[0]!)));
        Assert.Equal(3, table.RowCount);
    }

    [Fact]
    public void Quotes_separators_and_line_ends_inside_quotes_are_text()
    {
        using var table = Open(folder.Text("a.csv", "a,b\r\n\"x,\"\"y\"\"\",\"1\n2\r\n3\"\r\n5\" pipe,z\r\n"));

        Assert.Equal(["x,\"y\"", "1\n2\r\n3"], table.Rows().First().Cells.AsEnumerable());
        Assert.Equal(["5\" pipe", "z"], table.Rows().Last().Cells.AsEnumerable());
    }

    [Fact]
    public void A_ragged_row_is_an_error_of_that_row_alone()
    {
        using var table = Open(folder.Text("a.csv", "a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n1,2,\n"));

        var rows = table.Rows().ToArray();
        Assert.Equal(["Files.RowCells", "Files.RowCells", null, null], rows.Select(row => row.Problem?.Key));
        Assert.Equal("This row has 4 cells, the header has 3. Check the separators and quotation marks of this row.", In("en", () => rows[1].Problem!.Sentence));
        Assert.Equal("这一行有 2 个单元格，标题行有 3 个。请检查这一行的分隔符和引号。", In("zh-CN", () => rows[0].Problem!.Sentence));
        Assert.All(rows, row => Assert.Equal(3, row.Cells.Length));
    }

    [Fact]
    public void A_misplaced_quote_is_an_error_of_that_row_alone()
    {
        using var table = Open(folder.Text("a.csv", "a,b\n\"x\"y,1\nz,2\n"));

        Assert.Equal(["Files.RowQuotes", null], table.Rows().Select(row => row.Problem?.Key));
    }

    [Fact]
    public void A_cell_of_ten_megabytes_is_an_error_of_that_row_alone()
    {
        using var table = Open(folder.Text("a.csv", "a,b\n" + new string('x', 10_000_000) + ",1\nz,2\n"));

        var rows = table.Rows().ToArray();
        Assert.Equal("Files.RowCellTooLong", rows[0].Problem?.Key);
        Assert.Equal(FileLimits.CellCharacters, rows[0].Cells[0]!.Length);
        Assert.Equal(["z", "2"], rows[1].Cells.AsEnumerable());
    }

    [Fact]
    public void A_formula_is_read_as_text()
    {
        using var table = Open(folder.Text("a.csv", "a\n=1+1\n'=2\n''=3\n'x\n"));

        Assert.Equal(["=1+1", "=2", "'=3", "'x"], table.Rows().Select(row => row.Cells[0]));
    }

    [Fact]
    public void A_blank_header_between_others_is_called_by_its_letter()
    {
        using var table = Open(folder.Text("a.csv", "name,, amount ,C,,\n1,2,3,4,,\n"));

        Assert.Equal(["name", "B", "amount", "C"], table.Headers);
        Assert.Null(table.Rows().Single().Problem);
        using var clash = Open(folder.Text("b.csv", "B,,x\n1,2,3\n"));
        Assert.Equal(["B", "B_", "x"], clash.Headers);
    }

    [Fact]
    public void Rows_can_be_read_again_and_again()
    {
        using var table = Open(folder.Text("a.csv", "a\n1\n2\n3\n"));

        Assert.Equal(["1", "2"], table.Rows().Take(2).Select(row => row.Cells[0]));
        Assert.Equal(["1", "2", "3"], table.Rows().Select(row => row.Cells[0]));
        Assert.Equal(3, table.Rows().Count());
    }

    [Fact]
    public void Fifty_thousand_rows_are_read_as_a_stream()
    {
        var path = folder.Path("a.csv");
        using (var writer = new StreamWriter(path))
        {
            writer.WriteLine("no,name,amount,note");
            for (var n = 0; n < 50_000; n++)
            {
                writer.WriteLine($"{n},客户有限公司 {n},{n}.50,\"remark, with more than a few words in it\"");
            }
        }

        using var table = Open(path);
        Assert.Equal(50_000, table.RowCount);
        var first = Weak(table);
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
        Assert.False(first.IsAlive);

        static WeakReference Weak(TableFile table) => new(table.Rows().First());
    }

    [Fact]
    public void Reading_stops_when_told_to()
    {
        using var table = Open(folder.Text("a.csv", "a\n1\n2\n"));
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => table.Rows(stop.Token).Count());
    }

    [Fact]
    public async Task An_upload_is_kept_until_the_table_is_closed()
    {
        using var upload = new MemoryStream("a,b\n1,2\n"u8.ToArray());
        var opened = await TableFile.OpenAsync(upload, "a.csv");

        var table = opened.Value!;
        Assert.Equal(["1", "2"], table.Rows().Single().Cells.AsEnumerable());
        table.Dispose();
        Assert.Throws<FileNotFoundException>(() => table.Rows().Count());
    }
}
