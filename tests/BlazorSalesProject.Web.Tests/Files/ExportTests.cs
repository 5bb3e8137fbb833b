using System.Text;
using System.Text.RegularExpressions;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Files;
using CsvHelper;
using Radzen.Documents.Spreadsheet;
using static BlazorSalesProject.Web.Tests.Files.TableFolder;

namespace BlazorSalesProject.Web.Tests.Files;

public sealed class ExportTests : IDisposable
{
    private readonly TableFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_risky_text_gets_an_apostrophe_in_csv_and_no_harmless_one_does()
    {
        var path = await folder.Csv("x.csv", [ExportColumn.Text("Name"), ExportColumn.Text("Note")], [.. NastyTexts.Formulas.Concat(NastyTexts.Harmless).Select(text => new object?[] { text, "x" })]);

        using var reader = CsvReader.Create(File.OpenRead(path));
        foreach (var text in NastyTexts.Formulas)
        {
            Assert.True(reader.Read());
            Assert.Equal("'" + text, reader.GetString(0));
        }

        foreach (var text in NastyTexts.Harmless)
        {
            Assert.True(reader.Read());
            Assert.Equal(text, reader.GetString(0));
        }

        Assert.False(reader.Read());
    }

    [Fact]
    public async Task A_header_is_guarded_like_any_text()
    {
        var csv = await folder.Csv("x.csv", [ExportColumn.Text("=1+1"), ExportColumn.Number("@a")], ["x", 1]);
        var xlsx = await folder.Xlsx("x.xlsx", [ExportColumn.Text("=1+1"), ExportColumn.Number("@a")], ["x", 1]);

        Assert.StartsWith("\uFEFF\"'=1+1\",\"'@a\"\r\n", Encoding.UTF8.GetString(File.ReadAllBytes(csv)), StringComparison.Ordinal);
        Assert.Equal(["=1+1", "@a"], Open(csv).Headers);
        Assert.Equal(["=1+1", "@a"], Open(xlsx).Headers);
    }

    [Fact]
    public async Task A_workbook_has_no_formula_and_risky_cells_carry_the_quote_prefix()
    {
        var path = await folder.Xlsx("x.xlsx", [ExportColumn.Text("Name")], [.. NastyTexts.All.Select(text => new object?[] { text })]);

        var sheet = Part(path, "xl/worksheets/sheet1.xml");
        Assert.DoesNotContain("<f", sheet, StringComparison.Ordinal);
        var styles = Regex.Matches(Part(path, "xl/styles.xml").Split("<cellXfs")[1], "<xf [^>]*>");
        var cells = Regex.Matches(sheet, "<c r=\"A(\\d+)\" s=\"(\\d+)\" t=\"(\\w+)\">");
        var texts = NastyTexts.All.Prepend("Name").ToArray();
        Assert.Equal(texts.Length, cells.Count);
        Assert.All(cells, cell =>
        {
            Assert.Equal("inlineStr", cell.Groups[3].Value);
            var risky = FormulaGuard.IsRisky(texts[int.Parse(cell.Groups[1].Value) - 1]);
            Assert.True(!risky || styles[int.Parse(cell.Groups[2].Value)].Value.Contains("quotePrefix=\"1\"", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Numbers_money_dates_and_times_are_written_as_what_they_are()
    {
        ExportColumn[] columns =
        [
            ExportColumn.Text("t"), ExportColumn.Number("n"), ExportColumn.Number("n2", 2), ExportColumn.Money("m"), ExportColumn.Money("m0"),
            ExportColumn.Date("d"), ExportColumn.Time("z"), ExportColumn.YesNo("b"), ExportColumn.Text("e"),
        ];
        object?[] row =
        [
            "00123", -5, -1234.5m, -1234505L, new Money(1000, "JPY"), new DateOnly(2016, 10, 20), new DateTime(2026, 1, 31, 16, 5, 6, 789, DateTimeKind.Utc), true, null,
        ];

        var csv = await folder.Csv("x.csv", columns, row);
        var xlsx = await folder.Xlsx("x.xlsx", columns, row);

        Assert.Equal("00123,-5,-1234.50,-12345.05,1000,2016-10-20,2026-02-01 00:05:06,是,", In("zh-CN", () => File.ReadAllLines(csv)[1]));
        Assert.Equal(["00123", "-5", "-1234.5", "-12345.05", "1000", "2016-10-20", "2026-02-01 00:05:06", "是", null], Open(xlsx).Rows().Single().Cells.AsEnumerable());
        var sheet = Part(xlsx, "xl/worksheets/sheet1.xml");
        Assert.Contains("<v>-1234.50</v>", sheet, StringComparison.Ordinal);
        Assert.Contains("<v>42663</v>", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_reader_understands_our_workbook()
    {
        var path = await folder.Xlsx("x.xlsx", [ExportColumn.Text("客户"), ExportColumn.Money("金额"), ExportColumn.Date("日期")],
            ["=1+1", 123450L, new DateOnly(2026, 3, 1)],
            ["a<b>&\"c\"\nd", null, new DateOnly(1850, 1, 1)]);

        using var stream = File.OpenRead(path);
        var sheet = Workbook.LoadFromStream(stream).Sheets[0];
        Assert.Equal("客户", sheet.Cells[0, 0].Value);
        Assert.Equal("=1+1", sheet.Cells[1, 0].Value);
        Assert.Null(sheet.Cells[1, 0].Formula);
        Assert.Equal(1234.5, sheet.Cells[1, 1].Value);
        Assert.Equal("a<b>&\"c\"\nd", sheet.Cells[2, 0].Value);
        Assert.Equal("1850-01-01", sheet.Cells[2, 2].Value);
    }

    [Fact]
    public async Task A_number_too_long_for_a_spreadsheet_is_written_as_text_not_rounded()
    {
        var path = await folder.Xlsx("x.xlsx", [ExportColumn.Number("n"), ExportColumn.Money("m")], [1234567890123456789L, long.MinValue]);

        Assert.Equal(["1234567890123456789", "-92233720368547758.08"], Open(path).Rows().Single().Cells.AsEnumerable());
    }

    [Fact]
    public async Task A_text_too_long_for_a_cell_ends_in_an_ellipsis()
    {
        var path = await folder.Xlsx("x.xlsx", [ExportColumn.Text("t")], [new string('x', 40_000)]);

        var cell = Open(path).Rows().Single().Cells[0]!;
        Assert.Equal(32_767, cell.Length);
        Assert.EndsWith("x…", cell, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_without_rows_is_a_template_with_its_header()
    {
        Assert.Equal("Files.NoRows", Refused(await folder.Csv("x.csv", [ExportColumn.Text("客户"), ExportColumn.Date("日期")])));
        Assert.Equal("Files.NoRows", Refused(await folder.Xlsx("x.xlsx", [ExportColumn.Text("客户"), ExportColumn.Date("日期")])));
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_or_a_local_time_is_a_mistake_that_shows()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => folder.Csv("a.csv", [ExportColumn.Number("n")], ["1"]));
        await Assert.ThrowsAsync<ArgumentException>(() => folder.Xlsx("a.xlsx", [ExportColumn.Time("t")], [new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local)]));
    }

    [Fact]
    public async Task A_response_that_only_takes_asynchronous_writes_gets_the_whole_file()
    {
        var rows = Enumerable.Range(1, 5_000).Select(n => new object?[] { "客户" + n, n }).ToArray();
        ExportColumn[] columns = [ExportColumn.Text("客户"), ExportColumn.Number("n")];
        using var csv = new AsyncOnlyStream();
        using var xlsx = new AsyncOnlyStream();

        await ExportCsv.WriteAsync(csv, columns, Stream(rows));
        await ExportXlsx.WriteAsync(xlsx, "[a]:*?/\\'b'", columns, Stream(rows));

        Assert.Equal(5_000, Open(folder.Bytes("a.csv", csv.Kept.ToArray())).RowCount);
        var table = Open(folder.Bytes("a.xlsx", xlsx.Kept.ToArray()));
        Assert.Equal(5_000, table.RowCount);
        Assert.Equal("ab", table.Sheet);
    }

    [Fact]
    public async Task Writing_asks_for_rows_one_by_one_and_keeps_none()
    {
        var live = new List<WeakReference>();
        async IAsyncEnumerable<object?[]> Rows()
        {
            for (var n = 0; n < 20_000; n++)
            {
                await Task.CompletedTask;
                var row = new object?[] { "客户" + n };
                if (n == 0)
                {
                    live.Add(new WeakReference(row[0]));
                }
                else if (n == 19_999)
                {
                    GC.Collect();
                    Assert.False(live[0].IsAlive);
                }

                yield return row;
            }
        }

        Assert.Equal(20_000, await ExportXlsx.WriteAsync(System.IO.Stream.Null, "x", [ExportColumn.Text("a")], Rows()));
    }

    /// <summary>Like a response body: not seekable, and refusing what would block a thread.</summary>
    private sealed class AsyncOnlyStream : Stream
    {
        public MemoryStream Kept { get; } = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => throw new InvalidOperationException("synchronous");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("synchronous");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Kept.WriteAsync(buffer, offset, count, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => Kept.WriteAsync(buffer, cancellationToken);
    }
}
