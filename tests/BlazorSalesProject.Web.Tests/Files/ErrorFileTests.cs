using BlazorSalesProject.Web.Files;
using static BlazorSalesProject.Web.Tests.Files.TableFolder;

namespace BlazorSalesProject.Web.Tests.Files;

public sealed class ErrorFileTests : IDisposable
{
    private readonly TableFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_rejected_row_comes_back_with_its_number_and_the_reason()
    {
        using var table = Open(folder.Text("a.csv", "name,amount\ngood,1\n=HYPERLINK(\"x\"),abc\nshort\n"));
        var rows = table.Rows().ToArray();

        using var errors = Open(await Write("zh-CN", table.Headers, new RowError(rows[1], "金额不是数字"), new RowError(rows[2], In("zh-CN", () => rows[2].Problem!.Sentence))));

        Assert.Equal(["name", "amount", "行号", "原因"], errors.Headers);
        Assert.Equal("未导入的行", errors.Sheet);
        Assert.Equal(["=HYPERLINK(\"x\")", "abc", "3", "金额不是数字"], errors.Rows().First().Cells.AsEnumerable());
        Assert.Equal(["short", null, "4", "这一行有 1 个单元格，标题行有 2 个。请检查这一行的分隔符和引号。"], errors.Rows().Last().Cells.AsEnumerable());
    }

    [Fact]
    public async Task The_whole_corpus_passes_the_guard_of_the_error_file()
    {
        var rows = NastyTexts.All.Select((text, n) => new RowError(new(n + 2, [text]), text)).ToArray();

        var path = await Write("en", ["=cmd|' /C calc'!A0"], rows);

        Assert.DoesNotContain("<f", Part(path, "xl/worksheets/sheet1.xml"), StringComparison.Ordinal);
        using var errors = Open(path);
        Assert.Equal(["=cmd|' /C calc'!A0", "Row", "Reason"], errors.Headers);
        Assert.Equal(NastyTexts.All, errors.Rows().Select(row => row.Cells[0]));
        Assert.Equal(NastyTexts.All, errors.Rows().Select(row => row.Cells[2]));
    }

    [Fact]
    public async Task An_error_file_imported_again_keeps_one_number_and_one_reason()
    {
        using var first = Open(await Write("zh-CN", ["name"], new RowError(new(7, ["a"]), "old")));
        var row = first.Rows().Single();

        using var second = Open(await Write("en", first.Headers, new RowError(row, "new")));

        Assert.Equal(["name", "Row", "Reason"], second.Headers);
        Assert.Equal(["a", "2", "new"], second.Rows().Single().Cells.AsEnumerable());
    }

    private async Task<string> Write(string language, string[] headers, params RowError[] errors)
    {
        var path = folder.Path(Guid.NewGuid().ToString("N") + ".xlsx");
        await using var output = File.Create(path);
        Assert.Equal(errors.Length, await In(language, () => ErrorFile.WriteAsync(output, headers, Stream(errors))));
        return path;
    }
}
